package issues_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/tests/samples"
	"galley/tests/site"
)

// issues are the names of all issues.
func issueNames(t *testing.T, s *site.Site) []string {
	t.Helper()
	list, err := s.Server.Store.IssueList(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, i := range list {
		names = append(names, i.Publication+" "+i.Date)
	}
	return names
}

func TestLoad(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	a := v.Load(nil, site.File{Name: "syn-zh-linjiang-2031-05-09-p3.txt", Text: samples.Read(t, "syn-zh-linjiang-2031-05-09-p3.txt")},
		site.File{Name: "syn-zh-linjiang-2031-05-09-p1.txt", Text: samples.Read(t, "syn-zh-linjiang-2031-05-09-p1.txt")}).Is(http.StatusSeeOther)
	if names := issueNames(t, s); names != nil {
		t.Fatalf("stored before it was confirmed: %q", names)
	}

	address := a.Location
	a = v.Get(address).Is(http.StatusOK)
	got := map[string]string{}
	for _, id := range []string{"publication", "date", "number", "publisher"} {
		got[id] = a.Value(id)
	}
	want := map[string]string{"publication": "临江日报", "date": "2031-05-09", "number": "7016", "publisher": "临江日报社"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what was read (-want +got):\n%s", diff)
	}
	a.Says("announced", "The masthead says 4 pages, but this load has 2. You can store it all the same.")
	if rows := a.Text(); !strings.Contains(rows, "临江市政府常务会议提出 1,028 32") {
		t.Errorf("no row of the first page in: %s", rows)
	}

	form := url.Values{"publication": {"临江日报"}, "date": {"2031-05-09"}, "number": {"7016"}, "language": {"zh-Hans"},
		"label-1": {"1"}, "label-2": {"A3"}, "section-2": {"民生"}, "do": {"create"}}
	v.Post(address, form).LeadsTo("/sets/1/pages/1")
	v.Get(address).Is(http.StatusNotFound)
	v.Get("/issues/1").LeadsTo("/sets/1/pages/1")
	if page := v.Get("/sets/1/pages/1").Is(http.StatusOK); page.Element("galley") == nil {
		t.Errorf("the load leads to a page without a galley: %.200q", page.Body)
	}

	pages, err := s.Server.Store.Pages(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, p := range pages {
		labels = append(labels, p.Label+" "+p.Section)
	}
	if diff := cmp.Diff([]string{"1 ", "A3 民生"}, labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	list := v.Get("/issues").Is(http.StatusOK).Says("issue-1", "2031-05-09 第7016期 临江日报 2 pages · 2 not started 1 A3 marking 52 – "+lastChange(t, s)+" ⋯ Review Proof Sets of marks Who does what Claim Data… Delete…")
	if list.Element("no-issues") != nil {
		t.Error("the list says that there are no issues")
	}
}

// changed is the last change of the first issue as the list writes it.
func lastChange(t *testing.T, s *site.Site) string {
	t.Helper()
	set, err := s.Server.Store.IssueSet(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return set.ChangedAt.In(s.Now.Local().Location()).Format("2 Jan 2006")
}

func TestPastedText(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	a := v.Load(map[string]string{"text": "First page\fSecond page", "language": "ja", "again": "yes"}, site.File{Name: "", Text: ""}).Is(http.StatusSeeOther)
	if !strings.HasSuffix(a.Location, "?again=yes&language=ja") {
		t.Errorf("the form's choices are lost: %q", a.Location)
	}
	text := v.Get(a.Location).Is(http.StatusOK).Text()
	for _, part := range []string{"2 pages, 2 blocks, 21 characters.", "First page 10 1", "Second page 11 1", "Load the pages again"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in: %s", part, text)
		}
	}
}

func TestCancelledLoad(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	address := v.Load(nil, site.File{Name: "a.txt", Text: "text"}).Is(http.StatusSeeOther).Location
	v.Post(address, url.Values{"do": {"cancel"}}).LeadsTo("/issues")
	v.Get("/issues").Says("flash", "The text was discarded; nothing was stored.")
	v.Get(address).Is(http.StatusNotFound)
	if names := issueNames(t, s); names != nil {
		t.Errorf("stored although cancelled: %q", names)
	}
}

func TestLoadsAreTheirOwners(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	s.User(t, "li", vocabulary.Editor)
	address := s.As(t, "wei").Load(nil, site.File{Name: "a.txt", Text: "text"}).Is(http.StatusSeeOther).Location
	li := s.As(t, "li")
	li.Get(address).Is(http.StatusNotFound)
	li.Post(address, url.Values{"publication": {"x"}, "date": {"2031-05-09"}}).Is(http.StatusNotFound)
}

func TestBadLoads(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	many := make([]site.File, 10_001)
	for i := range many {
		many[i] = site.File{Name: fmt.Sprintf("p%d.txt", i), Text: "text"}
	}
	tests := []struct {
		name   string
		fields map[string]string
		files  []site.File
		says   string // part of the sentence
	}{
		{"nothing at all", nil, nil, "There is nothing to load yet. Paste the text of a page, or choose its files."},
		{"only spaces pasted", map[string]string{"text": " \n\t\n"}, nil, "There is nothing to load yet."},
		{"text and files", map[string]string{"text": "text"}, []site.File{{Name: "a.txt", Text: "text"}}, "You pasted a text and chose files."},
		{"an empty file", nil, []site.File{{Name: "a.txt", Text: ""}}, `The file "a.txt" is empty`},
		{"only blank lines", nil, []site.File{{Name: "a.txt", Text: " \n\u3000\n"}}, `The file "a.txt" contains only blank lines`},
		{"a picture", nil, []site.File{{Name: "a.txt", Text: "\x89PNG\r\n\x1a\n"}}, "is not plain text but a PNG picture"},
		{"a binary file", nil, []site.File{{Name: "a.txt", Text: strings.Repeat("\x00\x01\x02a", 99)}}, `The file "a.txt" is`},
		{"broken UTF-8", nil, []site.File{{Name: "a.txt", Text: "ab\n\xff\xfec"}}, "is not valid UTF-8: line 2, column 1"},
		{"a zero character", nil, []site.File{{Name: "a.txt", Text: "line\nab\x00cd, and then the text goes on for a good while"}}, "U+0000 at line 2, column 3"},
		{"another control character", nil, []site.File{{Name: "a.txt", Text: "a\x07b"}}, "U+0007 at line 1, column 2"},
		{"17 MB in a page", nil, []site.File{{Name: "a.txt", Text: strings.Repeat("0123456789abcde\n", 17<<16)}}, "is larger than 16 MB"},
		{"10,001 files", nil, many, "One load takes at most 1,000 files"},
		{"a name that climbs", nil, []site.File{{Name: "../../etc/passwd", Text: "text"}}, `The file name "../../etc/passwd" leaves its folder`},
		{"an empty page between form feeds", nil, []site.File{{Name: "a.txt", Text: "a\f\fb"}}, "has an empty page 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := v.In(t)
			a := v.Load(tt.fields, tt.files...).Is(http.StatusUnprocessableEntity)
			sentence := a.Element("form-error")
			if sentence == nil || !strings.Contains(site.TextOf(sentence), tt.says) {
				t.Fatalf("the form does not say %q: %s", tt.says, a.Text())
			}
			if strings.Contains(a.Body, "goroutine") {
				t.Error("the page holds a stack trace")
			}
			if names := issueNames(t, s); names != nil {
				t.Errorf("stored: %q", names)
			}
			v.Get("/healthz").Is(http.StatusOK)
		})
	}
	v.Post("/loads", url.Values{"text": {"not multipart"}}).Is(http.StatusUnprocessableEntity).Says("form-error", "Choose files or paste a text.")
}

func TestOddLoadsThatAreFine(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	tests := []struct {
		name   string
		fields map[string]string
		file   site.File
	}{
		{"control characters to be replaced", map[string]string{"replace": "yes"}, site.File{Name: "a.txt", Text: "a\x07b"}},
		{"a line of 1,000,000 characters", nil, site.File{Name: "a.txt", Text: strings.Repeat("字", 1_000_000)}},
		{"a byte order mark and CR LF", nil, site.File{Name: "a.txt", Text: "\ufeffa\r\n\r\nb"}},
		{"a folder in the name", nil, site.File{Name: "folder/a.txt", Text: "text"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := v.In(t)
			address := v.Load(tt.fields, tt.file).Is(http.StatusSeeOther).Location
			v.Get(address).Is(http.StatusOK)
		})
	}
}

func TestConfirmRefuses(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	good := url.Values{"publication": {"临江日报"}, "date": {"2031-05-09"}, "language": {"zh-Hans"}, "label-1": {"A1"}}
	stage := func(text string) string {
		return v.Load(nil, site.File{Name: "a.txt", Text: text}).Is(http.StatusSeeOther).Location
	}
	with := func(pairs ...string) url.Values {
		form := url.Values{}
		for name, values := range good {
			form[name] = values
		}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return form
	}
	v.Post(stage("one"), good).LeadsTo("/sets/1/pages/1")

	other := stage("two")
	a := v.Post(other, with("date", "2031-13-40", "publication", " ")).Is(http.StatusUnprocessableEntity)
	a.Says("publication-error", "Enter the name of the publication.")
	a.Says("date-error", `"2031-13-40" is not a date. Write it as year, month and day, as in 2022-11-10.`)
	if got := a.Value("date"); got != "2031-13-40" {
		t.Errorf("the form forgot the date: %q", got)
	}

	a = v.Post(other, good).Is(http.StatusConflict).Says("known", "Open 临江日报 2031-05-09")
	if a.Element("again") != nil {
		t.Error("loading again is offered for an issue that is there already")
	}
	if got := site.Attribute(a.Element("known"), "href"); got != "/issues/1" {
		t.Errorf("the link leads to %q, want /issues/1", got)
	}

	same := stage("one")
	a = v.Post(same, with("date", "2031-05-10")).Is(http.StatusConflict).Says("known", "Open 临江日报 2031-05-09")
	if !strings.Contains(a.Text(), "Page 1 is already in issue 1, 临江日报 2031-05-09 (page 1).") || a.Element("again") == nil {
		t.Errorf("the form does not name the issue or offer to load again: %s", a.Text())
	}
	if diff := cmp.Diff([]string{"临江日报 2031-05-09"}, issueNames(t, s)); diff != "" {
		t.Errorf("issues (-want +got):\n%s", diff)
	}
	v.Post(same, with("date", "2031-05-10", "again", "yes")).LeadsTo("/sets/2/pages/1")
}
