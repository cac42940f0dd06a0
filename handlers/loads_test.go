package handlers

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/models"
	"galley/tests/samples"
)

// issues are the names of all issues.
func (s *site) issues(t *testing.T) []string {
	t.Helper()
	list, err := s.server.Store.IssueList(context.Background())
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
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	a := v.load(nil, file{"syn-zh-linjiang-2031-05-09-p3.txt", samples.Read(t, "syn-zh-linjiang-2031-05-09-p3.txt")},
		file{"syn-zh-linjiang-2031-05-09-p1.txt", samples.Read(t, "syn-zh-linjiang-2031-05-09-p1.txt")}).is(http.StatusSeeOther)
	if names := site.issues(t); names != nil {
		t.Fatalf("stored before it was confirmed: %q", names)
	}

	address := a.location
	a = v.get(address).is(http.StatusOK)
	got := map[string]string{}
	for _, id := range []string{"publication", "date", "number", "publisher"} {
		got[id] = a.value(id)
	}
	want := map[string]string{"publication": "临江日报", "date": "2031-05-09", "number": "7016", "publisher": "临江日报社"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what was read (-want +got):\n%s", diff)
	}
	a.says("announced", "The masthead speaks of 4 pages, this load has 2. You can store it all the same.")
	if rows := a.text(); !strings.Contains(rows, "临江市政府常务会议提出 1,028 32") {
		t.Errorf("no row of the first page in: %s", rows)
	}

	form := url.Values{"publication": {"临江日报"}, "date": {"2031-05-09"}, "number": {"7016"}, "language": {"zh-Hans"},
		"label-1": {"1"}, "label-2": {"A3"}, "section-2": {"民生"}, "do": {"create"}}
	v.post(address, form).leadsTo("/sets/1/pages/1")
	v.get(address).is(http.StatusNotFound)
	v.get("/issues/1").leadsTo("/sets/1/pages/1")
	if page := v.get("/sets/1/pages/1").is(http.StatusOK); page.element("galley") == nil {
		t.Errorf("the load leads to a page without a galley: %.200q", page.body)
	}

	pages, err := site.server.Store.Pages(context.Background(), 1)
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
	list := v.get("/issues").is(http.StatusOK).says("issue-1", "2031-05-09 第7016期 临江日报 2 pages · 2 not begun 0 52 0 Draft "+site.changed(t)+" Claim Data… Delete…")
	if list.element("no-issues") != nil {
		t.Error("the list says that there are no issues")
	}
}

// changed is the last change of the first issue as the list writes it.
func (s *site) changed(t *testing.T) string {
	t.Helper()
	set, err := s.server.Store.TeamSet(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return set.ChangedAt.In(s.now.Local().Location()).Format("2 Jan 2006")
}

func TestPastedText(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	a := v.load(map[string]string{"text": "First page\fSecond page", "language": "ja", "again": "yes"}, file{"", ""}).is(http.StatusSeeOther)
	if !strings.HasSuffix(a.location, "?again=yes&language=ja") {
		t.Errorf("the form's choices are lost: %q", a.location)
	}
	text := v.get(a.location).is(http.StatusOK).text()
	for _, part := range []string{"2 pages, 2 blocks, 21 characters.", "First page 10 1", "Second page 11 1", "Load the pages again"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in: %s", part, text)
		}
	}
}

func TestCancelledLoad(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	address := v.load(nil, file{"a.txt", "text"}).is(http.StatusSeeOther).location
	v.post(address, url.Values{"do": {"cancel"}}).leadsTo("/issues")
	v.get("/issues").says("flash", "The text was put aside; nothing was stored.")
	v.get(address).is(http.StatusNotFound)
	if names := site.issues(t); names != nil {
		t.Errorf("stored although cancelled: %q", names)
	}
}

func TestLoadsAreTheirOwners(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	site.user(t, "li", models.Editor)
	address := site.as(t, "wei").load(nil, file{"a.txt", "text"}).is(http.StatusSeeOther).location
	li := site.as(t, "li")
	li.get(address).is(http.StatusNotFound)
	li.post(address, url.Values{"publication": {"x"}, "date": {"2031-05-09"}}).is(http.StatusNotFound)
}

func TestBadLoads(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	many := make([]file, 10_001)
	for i := range many {
		many[i] = file{fmt.Sprintf("p%d.txt", i), "text"}
	}
	tests := []struct {
		name   string
		fields map[string]string
		files  []file
		says   string // part of the sentence
	}{
		{"nothing at all", nil, nil, "There is nothing to load yet. Paste the text of a page, or choose its files."},
		{"only spaces pasted", map[string]string{"text": " \n\t\n"}, nil, "There is nothing to load yet."},
		{"text and files", map[string]string{"text": "text"}, []file{{"a.txt", "text"}}, "There is a pasted text and there are files."},
		{"an empty file", nil, []file{{"a.txt", ""}}, `The file "a.txt" is empty`},
		{"only blank lines", nil, []file{{"a.txt", " \n\u3000\n"}}, `The file "a.txt" holds only blank lines`},
		{"a picture", nil, []file{{"a.txt", "\x89PNG\r\n\x1a\n"}}, "is not plain text but a PNG picture"},
		{"a binary file", nil, []file{{"a.txt", strings.Repeat("\x00\x01\x02a", 99)}}, `The file "a.txt" is`},
		{"broken UTF-8", nil, []file{{"a.txt", "ab\n\xff\xfec"}}, "is not valid UTF-8: line 2, column 1"},
		{"a zero character", nil, []file{{"a.txt", "line\nab\x00cd, and then the text goes on for a good while"}}, "U+0000 at line 2, column 3"},
		{"another control character", nil, []file{{"a.txt", "a\x07b"}}, "U+0007 at line 1, column 2"},
		{"17 MB in a page", nil, []file{{"a.txt", strings.Repeat("0123456789abcde\n", 17<<16)}}, "is over 16 MB"},
		{"10,001 files", nil, many, "These are more than 1,000 files"},
		{"a name that climbs", nil, []file{{"../../etc/passwd", "text"}}, `The file name "../../etc/passwd" climbs out of its folder`},
		{"an empty page between form feeds", nil, []file{{"a.txt", "a\f\fb"}}, "has nothing on its page 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := v.in(t)
			a := v.load(tt.fields, tt.files...).is(http.StatusUnprocessableEntity)
			sentence := a.element("form-error")
			if sentence == nil || !strings.Contains(textOf(sentence), tt.says) {
				t.Fatalf("the form does not say %q: %s", tt.says, a.text())
			}
			if strings.Contains(a.body, "goroutine") {
				t.Error("the page holds a stack trace")
			}
			if names := site.issues(t); names != nil {
				t.Errorf("stored: %q", names)
			}
			v.get("/healthz").is(http.StatusOK)
		})
	}
	v.post("/loads", url.Values{"text": {"not multipart"}}).is(http.StatusUnprocessableEntity).says("form-error", "Choose files or paste a text.")
}

func TestOddLoadsThatAreFine(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	tests := []struct {
		name   string
		fields map[string]string
		file   file
	}{
		{"control characters to be replaced", map[string]string{"replace": "yes"}, file{"a.txt", "a\x07b"}},
		{"a line of 1,000,000 characters", nil, file{"a.txt", strings.Repeat("字", 1_000_000)}},
		{"a byte order mark and CR LF", nil, file{"a.txt", "\ufeffa\r\n\r\nb"}},
		{"a folder in the name", nil, file{"folder/a.txt", "text"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := v.in(t)
			address := v.load(tt.fields, tt.file).is(http.StatusSeeOther).location
			v.get(address).is(http.StatusOK)
		})
	}
}

func TestConfirmRefuses(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	good := url.Values{"publication": {"临江日报"}, "date": {"2031-05-09"}, "language": {"zh-Hans"}, "label-1": {"A1"}}
	stage := func(text string) string { return v.load(nil, file{"a.txt", text}).is(http.StatusSeeOther).location }
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
	v.post(stage("one"), good).leadsTo("/sets/1/pages/1")

	other := stage("two")
	a := v.post(other, with("date", "2031-13-40", "publication", " ")).is(http.StatusUnprocessableEntity)
	a.says("publication-error", "Give the name of the publication.")
	a.says("date-error", `"2031-13-40" is not a date. Write it as year, month and day, such as 2022-11-10.`)
	if got := a.value("date"); got != "2031-13-40" {
		t.Errorf("the form forgot the date: %q", got)
	}

	a = v.post(other, good).is(http.StatusConflict).says("known", "Open 临江日报 2031-05-09")
	if a.element("again") != nil {
		t.Error("loading again is offered for an issue that is there already")
	}
	if got := attribute(a.element("known"), "href"); got != "/issues/1" {
		t.Errorf("the link leads to %q, want /issues/1", got)
	}

	same := stage("one")
	a = v.post(same, with("date", "2031-05-10")).is(http.StatusConflict).says("known", "Open 临江日报 2031-05-09")
	if !strings.Contains(a.text(), "Page 1 is already in issue 1, 临江日报 2031-05-09 (page 1).") || a.element("again") == nil {
		t.Errorf("the form does not name the issue or offer to load again: %s", a.text())
	}
	if diff := cmp.Diff([]string{"临江日报 2031-05-09"}, site.issues(t)); diff != "" {
		t.Errorf("issues (-want +got):\n%s", diff)
	}
	v.post(same, with("date", "2031-05-10", "again", "yes")).leadsTo("/sets/2/pages/1")
}
