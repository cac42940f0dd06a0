package chrome

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// person is somebody with cookies and a storage of their own, and a window that stays open. To make a window
// costs more than most tests do, so a person is handed from one test to the next, who finds nothing stored.
type person struct {
	ctx     context.Context
	leave   context.CancelFunc
	mu      sync.Mutex
	origins map[string]bool // where the person has been
}

// resting are the people that no test uses now.
var resting struct {
	sync.Mutex
	people []*person
}

// somebody is a person for a test, until it ends.
func somebody(t *testing.T) *person {
	t.Helper()
	p := rested()
	if p == nil {
		browser, err := shared()
		if err != nil {
			t.Fatal(err)
		}
		p = &person{origins: map[string]bool{}}
		p.ctx, p.leave = chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
		if err := chromedp.Do(p.ctx, chromedp.Navigate(home())); err != nil {
			p.leave()
			t.Fatalf("open a window: %v", err)
		}
	}
	t.Cleanup(func() { p.rest(t) })
	return p
}

// home is the address of an empty page, at which the window of a person stays. Pages of one machine share a process
// with it, whatever their port; so a test finds the process there, with the scripts of the test before.
var home = sync.OnceValue(func() string {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
	})).URL
})

// rested is one of the people who rest, or nil.
func rested() *person {
	resting.Lock()
	defer resting.Unlock()
	last := len(resting.people) - 1
	if last < 0 {
		return nil
	}
	p := resting.people[last]
	resting.people = resting.people[:last]
	return p
}

// rest lets the person forget the test that ends; after one that failed nobody takes their place.
func (p *person) rest(t *testing.T) {
	t.Helper()
	if t.Failed() {
		p.leave()
		return
	}
	if err := p.forget(); err != nil {
		p.leave()
		t.Errorf("forget what the browser stored: %v", err)
		return
	}
	resting.Lock()
	defer resting.Unlock()
	resting.people = append(resting.people, p)
}

// forget removes all cookies, and all else that the sites stored where the person has been.
func (p *person) forget() error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if _, err := chromedp.Call(ctx, storage.ClearCookies, storage.ClearCookiesParams{}); err != nil {
		return err
	}
	for origin := range p.origins {
		all := storage.ClearDataForOriginParams{Origin: origin, StorageTypes: "all"}
		if _, err := chromedp.Call(ctx, storage.ClearDataForOrigin, all); err != nil {
			return err
		}
	}
	clear(p.origins)
	return nil
}

// visits notes that the person goes to an address.
func (p *person) visits(address string) {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.origins[at.Scheme+"://"+at.Host] = true
}
