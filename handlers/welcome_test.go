package handlers

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/models"
)

const deadLink = "This link was used already, or is not ours"

func (s *site) welcome(t *testing.T) string {
	t.Helper()
	link, ok := s.server.WelcomeURL(s.address)
	if !ok {
		t.Fatal("no link, although there is no administrator")
	}
	return strings.TrimPrefix(link, s.address)
}

func TestWelcome(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	link := site.welcome(t)
	v := site.visitor(t)
	for range 3 {
		v.get(link).is(http.StatusOK) // as a mail program does ahead of its reader
	}
	v.post(link, nil).leadsTo("/welcome")
	v.get("/welcome").is(http.StatusOK)
	v.get("/issues").leadsTo("/sign-in?next=%2Fissues")
	v.post("/welcome", url.Values{"password": {"short"}}).is(http.StatusUnprocessableEntity).
		says("name-error", "Give your name.").says("password-error", "Choose a password of at least 10 characters.")
	v.post("/welcome", url.Values{"name": {"Wei"}, "password": {goodPassword}}).leadsTo("/issues")
	v.get("/issues").is(http.StatusOK).says("flash", "Welcome, Wei. You are Galley's administrator.")

	v.post("/welcome", url.Values{"name": {"Eve"}, "password": {goodPassword}}).is(http.StatusNotFound)
	if _, ok := site.server.WelcomeURL(site.address); ok {
		t.Error("there is still a link, although there is an administrator")
	}
	if strings.Contains(site.log.String(), strings.TrimPrefix(link, "/welcome/")) {
		t.Error("the log holds the link's token")
	}
	site.as(t, "Wei")
}

func TestWelcomeWorksOnce(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	link := site.welcome(t)
	site.visitor(t).post(link, nil).leadsTo("/welcome")

	late := site.visitor(t)
	for _, a := range []*answer{late.get(link), late.post(link, nil), late.get("/welcome"), late.get("/welcome/nonsense")} {
		if a.is(http.StatusNotFound); !strings.Contains(a.text(), deadLink) {
			t.Errorf("the page says %q", a.text())
		}
	}
}

func TestNewWelcomeLinkReplacesTheOld(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	first := site.welcome(t)
	second := site.welcome(t)
	v := site.visitor(t)
	v.get(first).is(http.StatusNotFound)
	v.post(second, nil).leadsTo("/welcome")
}

func TestWelcomeNames(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ctx := context.Background()
	for _, user := range []models.User{
		{Name: "chief", Role: models.Administrator, Active: true},
		{Name: "li", Role: models.Editor, Active: true},
	} {
		if err := site.server.Store.CreateUser(ctx, &user); err != nil {
			t.Fatal(err)
		}
	}
	v := site.visitor(t)
	v.post(site.welcome(t), nil).leadsTo("/welcome")
	v.post("/welcome", url.Values{"name": {"li"}, "password": {goodPassword}}).is(http.StatusUnprocessableEntity).
		says("name-error", "Somebody else has this name already. Choose another.")
	v.post("/welcome", url.Values{"name": {"chief"}, "password": {goodPassword}}).leadsTo("/issues")
}
