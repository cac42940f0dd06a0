package markup

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// keyboard presses keys as an editor would, one act a key.
type keyboard struct {
	t      *testing.T
	set    *Set
	focus  Extent
	inputs int
	steps  []LoggedStep
}

func newKeyboard(t *testing.T, source *Source) *keyboard {
	k := &keyboard{t: t, set: NewSet(source)}
	k.focus, _ = k.set.Extent(1, source.Pages[0].Blocks[0].Start)
	return k
}

var roleKeys = map[string]string{
	"K": vocabulary.RoleKicker, "H": vocabulary.RoleHeadline, "D": vocabulary.RoleDeck, "S": vocabulary.RoleSubhead, "Y": vocabulary.RoleByline, "R": vocabulary.RoleCredit, "B": vocabulary.RoleBody,
	"C": vocabulary.RoleCaption, "L": vocabulary.RoleNotice, "G": vocabulary.RoleSignature, "M": vocabulary.RoleMasthead, "F": vocabulary.RoleFurniture, "V": vocabulary.RoleAd,
	"O": vocabulary.RolePackage, "I": vocabulary.RoleSection, "EJ": vocabulary.RoleJump, "ET": vocabulary.RoleTable,
}

// press presses keys, separated by spaces; _ is the space bar.
func (k *keyboard) press(keys string) {
	k.t.Helper()
	for key := range strings.FieldsSeq(keys) {
		k.inputs += len(strings.TrimLeft(key, "+")) // chords count a letter each
		if key == "Enter" || key == "+" {
			k.inputs += 1 - k.counted(key)
		}
		k.do(key, k.act(key))
	}
}

func (k *keyboard) counted(key string) int { return len(strings.TrimLeft(key, "+")) }

func (k *keyboard) act(key string) Act {
	article := k.set.Block(k.focus).Article
	switch {
	case key == "_":
		return &Decide{Block: k.focus}
	case key == "Enter":
		return &StartArticle{Block: k.focus}
	case key == "J":
		return &JoinUp{Block: k.focus}
	case key == "-":
		return &Unnest{Article: article}
	case strings.HasPrefix(key, "T") && len(key) == 2:
		for _, kind := range vocabulary.ArticleTypes {
			if kind.Key == key[1:] {
				return &SetType{Article: article, Type: kind.ID}
			}
		}
	}
	return &SetRole{Blocks: []Extent{k.focus}, Role: roleKeys[key]}
}

func (k *keyboard) do(key string, act Act) {
	k.t.Helper()
	seed := text.DerivedID("test", len(k.steps))
	r, err := k.set.Resolve(act, seed, Circumstances{})
	if err != nil {
		k.t.Fatalf("%s at %v %q: %v", key, k.focus, k.set.TextOf(k.focus), err)
	}
	for i, step := range []Step{r.Step, r.Inferred} {
		if len(step.Changes) == 0 {
			continue
		}
		entry := LoggedStep{Version: k.set.Version() + 1, ID: text.DerivedID(seed, 1000+i), Author: 1, Kind: key, Step: step, Inferred: i == 1}
		next, err := k.set.Apply(entry)
		if err != nil {
			k.t.Fatal(err)
		}
		k.set = next
		k.steps = append(k.steps, entry)
	}
	if r.Focus != nil {
		k.focus, _ = k.set.Extent(r.Focus.Page, r.Focus.Start)
	}
}

func TestKeysMarkThePagesToTheirGold(t *testing.T) {
	tests := []struct {
		page, keys string
		inputs     int
	}{
		{"zhuzhou-2022-11-10-p1",
			"Enter _ _ J _ M K H D _ K H _ K H _ K H _ J J J O H C _ J C _ H _ Y TP H Y _ J C _ J H - Y _ TC L H _ J G F", 53},
		{"syn-zh-linjiang-2031-05-09-p1",
			"K H _ J M H D _ O H C _ C J _ H Y _ H - _ H Y _ TC L H _ J G F", 32},
		{"syn-zh-linjiang-2031-05-09-p3",
			"M Enter _ H Y _ C J S _ TF I Enter Enter Enter H - ET TW H _ TO V F", 30},
	}
	for _, tt := range tests {
		t.Run(tt.page, func(t *testing.T) {
			gold, source := readGold(t, tt.page)
			k := newKeyboard(t, source)
			k.press(tt.keys)
			if diff := cmp.Diff(describeGold(gold, source), describeSet(k.set)); diff != "" {
				t.Errorf("set differs from gold (-want +got):\n%s", diff)
			}
			if k.inputs > tt.inputs {
				t.Errorf("%d inputs, want %d at most", k.inputs, tt.inputs)
			}
		})
	}
}

// describeGold and describeSet say the same of the same markup, line by line.
func describeGold(g goldFile, source *Source) []string {
	var lines []string
	heads := map[int]string{}
	for _, p := range g.Packages {
		for _, b := range p.Head {
			heads[b] = p.ID
		}
	}
	names := map[string]string{"": ""}
	name := func(id string) string {
		if _, known := names[id]; !known {
			names[id] = fmt.Sprintf("a%d", len(names))
		}
		return names[id]
	}
	parents := map[string]string{}
	for _, p := range g.Packages {
		for _, m := range p.Members {
			parents[m] = p.ID
		}
	}
	for _, b := range g.Blocks {
		article := heads[b.Block]
		if b.Article != nil && article == "" {
			article = *b.Article
		}
		lines = append(lines, fmt.Sprintf("block %d %s %s", b.Start, b.Role, name(article)))
	}
	for _, a := range g.Articles {
		lines = append(lines, fmt.Sprintf("article %s %s under %q headless %v agency %q to %q from %q", name(a.ID), a.Type,
			name(parents[a.ID]), a.HeadlineMissing, a.Agency, a.ContinuesOn, a.ContinuedFrom))
	}
	spans := map[string]string{"": ""}
	for _, s := range g.Spans {
		spans[s.ID] = fmt.Sprintf("%s@%d", s.Role, s.Start)
	}
	for _, s := range g.Spans {
		parent := ""
		if s.Parent != nil {
			parent = *s.Parent
		}
		lines = append(lines, fmt.Sprintf("span %d-%d %s in %q as %q %s", s.Start, s.End, s.Role, spans[parent], s.Attrs["as"], s.Quote))
	}
	for _, j := range g.Joins {
		if j.Certain {
			lines = append(lines, fmt.Sprintf("join %d to %d %q", g.Blocks[j.From].End, g.Blocks[j.To].Start, j.Glue))
		}
	}
	return lines
}

func describeSet(s *Set) []string {
	var lines []string
	names := map[string]string{"": ""}
	name := func(id string) string {
		if _, known := names[id]; !known {
			names[id] = fmt.Sprintf("a%d", len(names))
		}
		return names[id]
	}
	var spans []string
	for b := range s.Blocks(1) {
		state := ""
		if b.State != Decided {
			state = " " + string(b.State)
		}
		lines = append(lines, fmt.Sprintf("block %d %s %s%s", b.Start, b.Role, name(b.Article), state))
		for _, m := range s.MarksIn(b.Extent) {
			over := ""
			if parent, found := s.Mark(m.Parent); found {
				over = fmt.Sprintf("%s@%d", parent.Role, parent.At[0].Start)
			}
			p := m.At[0]
			spans = append(spans, fmt.Sprintf("span %d-%d %s in %q as %q %s", p.Start, p.End, m.Role, over, m.Attributes["as"], s.markText(m.Mark)))
		}
	}
	for id, a := range s.Articles() {
		if vocabulary.TypesByID[a.Type].Group {
			continue
		}
		lines = append(lines, fmt.Sprintf("article %s %s under %q headless %v agency %q to %q from %q", name(id), a.Type, name(a.Parent), a.Headless,
			a.Attributes[vocabulary.AttrAgency], a.Attributes[vocabulary.AttrContinuesOn], a.Attributes[vocabulary.AttrContinued]))
	}
	lines = append(lines, spans...)
	for c, j := range s.Joins() {
		lines = append(lines, fmt.Sprintf("join %d to %d %q", c.At, j.Start, map[Glue]string{GlueSpace: " ", GlueNewline: "\n"}[j.Glue]))
	}
	return lines
}
