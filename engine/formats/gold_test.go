package formats

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/samples"
)

func TestGoldSurvives(t *testing.T) {
	for _, name := range goldPages {
		t.Run(name, func(t *testing.T) { checkGold(t, samples.Dir(), name) })
	}
}

func TestSharedCorpusSurvives(t *testing.T) {
	shared := os.Getenv("GALLEY_SHARED")
	if shared == "" {
		t.Log("GALLEY_SHARED is not set; the pages of the whole corpus were not read")
		return
	}
	files, err := filepath.Glob(filepath.Join(shared, "corpus", "*.gold.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no gold file in %s/corpus (%v)", shared, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".gold.json")
		t.Run(name, func(t *testing.T) { checkGold(t, filepath.Dir(file), name) })
	}
}

// checkGold wants everything that the gold of a page says in the set that it is imported to, and the
// set in whatever it is exported to.
func checkGold(t *testing.T, dir, name string) {
	set := goldSet(t, dir, name)
	var gold goldFile
	if err := json.Unmarshal(testFile(t, dir, name+".gold.json"), &gold); err != nil {
		t.Fatal(err)
	}
	want, got := saidByGold(gold), saidBySet(set, gold)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the set says something else than the gold (-want +got):\n%s", diff)
	}
	logCounts(t, want)
	checkRoundTrip(t, set)
	checkRelaxNG(t, written(t, All[1], set))
}

// logCounts lists how much of each kind was compared.
func logCounts(t *testing.T, lines []string) {
	counts := map[string]int{}
	var kinds []string
	for _, line := range lines {
		kind, _, _ := strings.Cut(line, " ")
		if counts[kind] == 0 {
			kinds = append(kinds, kind)
		}
		counts[kind]++
	}
	var said []string
	for _, kind := range kinds {
		said = append(said, fmt.Sprintf("%d %s", counts[kind], kind))
	}
	t.Logf("compared, and the same: %s", strings.Join(said, ", "))
}

// saidByGold are all facts of a gold file, one a line: the kind of fact, what it is about, what it is.
func saidByGold(g goldFile) []string {
	var lines []string
	say := func(format string, words ...any) { lines = append(lines, fmt.Sprintf(format, words...)) }
	heads := map[int]string{}
	for _, p := range g.Packages {
		for _, b := range p.Head {
			heads[b] = p.ID
		}
	}
	for _, b := range g.Blocks {
		article := heads[b.Block]
		if article == "" && b.Article != nil {
			article = *b.Article
		}
		say("role %d–%d: %s", b.Start, b.End, b.Role)
		say("grouping %d–%d: %s", b.Start, b.End, article)
		for _, turn := range b.Turns {
			say("turn %d", turn)
		}
	}
	parents := map[string]string{}
	for _, p := range g.Packages {
		for _, member := range p.Members {
			parents[member] = p.ID
		}
	}
	for _, a := range g.Articles {
		say("type %s: %s", a.ID, a.Type)
		say("place %s: %d", a.ID, a.Order)
		say("parent %s: %s", a.ID, parents[a.ID])
		say("title %s: %s", a.ID, deref(a.Title))
		say("blocks %s: %v", a.ID, a.Blocks)
		say("attribute %s: agency %q, on %q, from %q, headless %v", a.ID, a.Agency, a.ContinuesOn, a.ContinuedFrom, a.HeadlineMissing)
	}
	for _, p := range g.Packages {
		say("type %s: %s", p.ID, groupTypes[p.Kind])
		say("title %s: %s", p.ID, p.Title)
		say("members %s: %v", p.ID, p.Members)
	}
	for _, j := range g.Joins {
		say("join %d to %d: glue %q, certain %v", j.From, j.To, j.Glue, j.Certain)
	}
	at := map[string]string{"": "nothing"}
	for _, s := range g.Spans {
		at[s.ID] = fmt.Sprintf("%s %d–%d", s.Role, s.Start, s.End)
	}
	for _, s := range g.Spans {
		say("span %s “%s” in %s", at[s.ID], s.Quote, at[deref(s.Parent)])
		for name, value := range s.Attrs {
			say("attribute %s: %s %q", at[s.ID], name, value)
		}
	}
	for _, note := range g.Notes {
		say("note %s", note)
	}
	return lines
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// saidBySet says the same of a set, in the order and with the names that the gold uses.
func saidBySet(s *markup.Set, g goldFile) []string {
	var lines []string
	say := func(format string, words ...any) { lines = append(lines, fmt.Sprintf(format, words...)) }
	names := goldNames(s, g)
	blocks := map[int]int{} // numbers of blocks by start
	for b := range s.Blocks(1) {
		blocks[b.Start] = len(blocks)
		if b.State != markup.Decided {
			say("block %d–%d is %s", b.Start, b.End, b.State)
		}
		say("role %d–%d: %s", b.Start, b.End, b.Role)
		say("grouping %d–%d: %s", b.Start, b.End, names[b.Article])
		for _, turn := range b.Turns {
			say("turn %d", turn)
		}
	}
	order, groups := map[string]int{}, map[string]string{}
	ids := map[string]text.ID{}
	for id, a := range s.Articles() {
		ids[names[id]] = id
		if kind, _ := vocabulary.TypeByID(a.Type); !kind.Group {
			order[names[id]] = len(order) + 1
		} else {
			groups[names[id]] = a.Type
		}
	}
	for _, ga := range g.Articles {
		id := ids[ga.ID]
		a, _ := s.Article(id)
		say("type %s: %s", ga.ID, a.Type)
		say("place %s: %d", ga.ID, order[ga.ID])
		say("parent %s: %s", ga.ID, names[a.Parent])
		say("title %s: %s", ga.ID, s.Title(id))
		members := []int{}
		for b := range s.Members(id) {
			members = append(members, blocks[b.Start])
		}
		say("blocks %s: %v", ga.ID, members)
		say("attribute %s: agency %q, on %q, from %q, headless %v", ga.ID, a.Attributes["agency"], a.Attributes["continues_on"],
			a.Attributes["continued_from"], a.Headless)
	}
	for _, p := range g.Packages {
		say("type %s: %s", p.ID, groups[p.ID])
		say("title %s: %s", p.ID, s.Title(ids[p.ID]))
		members := []string{}
		for _, child := range s.Children(ids[p.ID]) {
			members = append(members, names[child])
		}
		say("members %s: %v", p.ID, members)
	}
	return append(lines, marksOfSet(s, g, blocks)...)
}

// goldNames are the names of the gold for the articles of a set, by the first block of each.
func goldNames(s *markup.Set, g goldFile) map[text.ID]string {
	names := map[text.ID]string{}
	for _, a := range g.Articles {
		b, _ := s.Extent(1, g.Blocks[a.Blocks[0]].Start)
		names[s.Block(b).Article] = a.ID
	}
	for _, p := range g.Packages {
		b, _ := s.Extent(1, g.Blocks[p.Head[0]].Start)
		names[s.Block(b).Article] = p.ID
	}
	return names
}

// marksOfSet says the joins, spans and notes of a set.
func marksOfSet(s *markup.Set, g goldFile, blocks map[int]int) []string {
	var lines []string
	say := func(format string, words ...any) { lines = append(lines, fmt.Sprintf(format, words...)) }
	text := s.Source().Pages[0].Text
	for _, j := range g.Joins { // in the order of the gold; how many there are is said below
		from, _ := s.Extent(1, g.Blocks[j.From].Start)
		join, found := s.JoinFrom(from)
		if !found {
			continue
		}
		glue := map[markup.Glue]string{markup.GlueSpace: " ", markup.GlueNewline: "\n", markup.GlueDehyphenate: "dehyphenate"}[join.Glue]
		say("join %d to %d: glue %q, certain %v", j.From, blocks[join.Start], glue, join.Certain)
	}
	joins := 0
	for range s.Joins() {
		joins++
	}
	if joins != len(g.Joins) {
		say("joins %d", joins)
	}
	place := func(m markup.Mark) string {
		if len(m.At) == 0 {
			return "nothing"
		}
		return fmt.Sprintf("%s %d–%d", m.Role, m.At[0].Start, m.At[0].End)
	}
	for b := range s.Blocks(1) {
		for _, m := range s.MarksIn(b.Extent) {
			over, _ := s.Mark(m.Parent)
			say("span %s “%s” in %s", place(m.Mark), text.Slice(m.At[0].Span()), place(over))
			for name, value := range m.Attributes {
				say("attribute %s: %s %q", place(m.Mark), name, value)
			}
		}
	}
	for _, v := range s.Remarks() {
		if notes, are := v.(markup.Notes); are {
			for _, note := range notes {
				say("note %s", note)
			}
		}
	}
	return lines
}

func TestGoldRefusesWhatItDoesNotUnderstand(t *testing.T) {
	name := goldPages[0]
	whole := string(testFile(t, samples.Dir(), name+".gold.json"))
	tests := []struct {
		name, from, to string
		says           string
	}{
		{"another version", `"page-gold/1"`, `"page-gold/2"`, "At format: this is “"},
		{"a field of its own", `"method":`, `"mood": 1, "method":`, `The field "mood" is not one of page-gold/1.`},
		{"a field twice", `"method":`, `"method": "", "method":`, "At method: this key appears twice."},
		{"a role that the vocabulary lacks", `"role": "deck"`, `"role": "banner"`, `"banner" is not a role of blocks.`},
		{"a type that the vocabulary lacks", `"type": "photo-story"`, `"type": "rumour"`, `"rumour" is not a type of articles.`},
		{"a number in place of a word", `"role": "deck"`, `"role": 7`, "At blocks.role: a number does not belong here."},
		{"a quote of another length", `"quote": "中车电机:1100余名员工驻厂保交付"`, `"quote": "中车电机"`, "At blocks[27]: it quotes 4 code points"},
		{"a span that quotes something else", `"quote": "邓伟勇"`, `"quote": "邓勇伟"`, "it quotes “邓勇伟”, but the text says “邓伟勇” there."},
		{"a block that belongs to nothing", `"article": "a3"`, `"article": "a33"`, "At articles[2].blocks: it lists"},
		{"a dangling parent", `"parent": "s1"`, `"parent": "s1000"`, `there is no span "s1000" in this file.`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(whole, tt.from) {
				t.Fatalf("the gold does not hold %s", tt.from)
			}
			file := strings.Replace(whole, tt.from, tt.to, 1)
			_, _, err := Read(strings.NewReader(file), name+".gold.json")
			wantRefused(t, err)
			if err == nil || !strings.Contains(err.Error(), strings.TrimSuffix(tt.says, "“")) {
				t.Errorf("got %v, want %s", err, tt.says)
			}
		})
	}
}

func TestGoldOfAnotherTextIsRefused(t *testing.T) {
	d, err := readGold(bytes.NewReader(testFile(t, samples.Dir(), goldPages[0]+".gold.json")))
	if err != nil {
		t.Fatal(err)
	}
	source := &markup.Source{Pages: []*markup.Page{markup.NewPage(1, "Another text.\n")}}
	_, err = markup.NewSet(source).ImportStep(d.Marks, "x", false)
	wantRefused(t, err)
	if !strings.Contains(err.Error(), "no page of this issue has the text with the SHA-256 "+source.Pages[0].Hash[:0]) {
		t.Errorf("got %v", err)
	}
}
