package markup

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// The test notation for sets, one entry a block, separated by " / ":
//
//	1 .                    undecided, without a cell
//	1 body a1              decided
//	1 body? a1             assumed by a cell of its own
//	1 ? a1                 assumed by the tail above it, without a cell
//	1 !                    undecided with a cell, which ends the run above it
//	1 . ~a1                undecided with a cell, which says that the run below is assumed to be a1
//	1 body a1 ~a1 >3       a tail, and a join to block 3: >3 none, >3_ space, >3| newline, >3- dehyphenate
//	1 headline a1 ^4,7     turns, from the beginning of the block
//	1 body a1 doubt <2.1   doubtful; moved to the offset of block 2 with rank 1 (in units of rankStep)
//	2'5 body a1            behind a cut, at 5 of the source's block; the pieces are counted like blocks
//
// Blocks at the end that say nothing are left out. Then, after " | ", what else there is:
//
//	a1 brief in a2 headless "title" agency=x notes=x <2.-1
//	s1 byline 3:0-5 in s2 as=x
//	c1 3:2-4=text
//	p1 3 in a1 alt=x
//	set submitted, page1 accepted, a1 accepted, notes1 a word
//	wa1 rights words: a withheld article
//	no3 open-end why, noa1 no-headline why: dismissed problems of a block or an article
//
// Articles that are news with nothing to say of are left out.

// town is the source of most cases: nine blocks on the first page, three on the second.
var town = sourceOf("zh-Hans",
	"临江日报\n\n山城通了新渡船\n\n渡口昨日重新开放，两岸居民不必再绕行。\n\n人们在码头上排起长队，孩子们挥着小旗，等候\n\n第一班船靠岸。船上的旅客说，他们很高兴。\n\n\n\n"+
		"渡船靠岸的一刻。\n\n夜市延长到凌晨\n\n市民说，夜里有了去处，街上的灯也亮了。\n\n摊主们说生意好了，明年还要再来。\n",
	"\n春天的河𠮷\n\n河水一夜之间涨了三尺🌊，两岸的柳树都绿了。\n\n　　燕子也回来了。\n")

func sourceOf(language string, pages ...string) *Source {
	s := &Source{Language: language}
	for i, text := range pages {
		s.Pages = append(s.Pages, NewPage(i+1, text))
	}
	return s
}

// testID is the id behind a name such as a1.
func testID(name string) text.ID { return text.DerivedID(name, 0) }

// numbered are the blocks of a set over all pages.
func numbered(s *Set) []BlockView {
	var all []BlockView
	for _, p := range s.source.Pages {
		all = slices.AppendSeq(all, s.Blocks(p.Key))
	}
	return all
}

// blk is a block of town by its number; to, where given, are the ends of a piece of it.
func blk(number int, to ...int) Extent { return blockOf(town, number, to...) }

func blockOf(source *Source, number int, to ...int) Extent {
	e := numbered(NewSet(source))[number-1].Extent
	if len(to) == 2 {
		e.Start, e.End = e.Start+to[0], e.Start+to[1]
	}
	return e
}

// parseSet is the set that notation describes, on source.
func parseSet(t *testing.T, source *Source, notation string) *Set {
	t.Helper()
	parts := strings.Split(notation, " | ")
	p := &parser{t: t, set: NewSet(source), base: numbered(NewSet(source)), articles: map[string]Article{}}
	blocks := strings.Split(parts[0], " / ")
	for _, entry := range blocks {
		p.cut(entry)
	}
	p.blocks = numbered(p.set)
	for i, entry := range blocks {
		p.block(i, strings.Fields(entry))
	}
	for _, entry := range parts[1:] {
		p.other(strings.Fields(entry))
	}
	for name, a := range p.articles {
		p.put(articleCell(testID(name)), a)
	}
	// One step from the empty set, so that everything is checked and the problems are found.
	step := Step{}
	for c, v := range p.set.Cells() {
		step.Changes = append(step.Changes, Change{Cell: c, To: v})
	}
	set, err := NewSet(source).Apply(LoggedStep{Version: 1, Author: 9, Step: step})
	if err != nil {
		t.Fatalf("notation %q: %v", notation, err)
	}
	return set
}

type parser struct {
	t        *testing.T
	set      *Set
	base     []BlockView // of the source
	blocks   []BlockView // with the cuts
	source   int         // blocks of the source read so far
	articles map[string]Article
}

func (p *parser) put(c Cell, v Value) {
	p.set = p.set.with(c, v)
	p.set.touched = p.set.touched.put(c, Touch{})
}

func (p *parser) number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		p.t.Fatalf("notation: %v", err)
	}
	return n
}

func (p *parser) cut(entry string) {
	head, _, _ := strings.Cut(entry, " ")
	_, offset, found := strings.Cut(head, "'")
	if !found {
		p.source++
		return
	}
	whole := p.base[p.source-1]
	p.put(cutCell(position{whole.Page, whole.Start + p.number(offset)}), Cut{})
}

// named is the id of an article, which is news unless an entry of its own says more.
func (p *parser) named(name string) text.ID {
	if _, known := p.articles[name]; !known {
		p.articles[name] = Article{Type: vocabulary.TypeNews}
	}
	return testID(name)
}

func (p *parser) block(i int, words []string) {
	e := p.blocks[i].Extent
	if number, _, _ := strings.Cut(words[0], "'"); number != strconv.Itoa(i+1) {
		p.t.Fatalf("notation: block %d is called %s", i+1, words[0])
	}
	words = words[1:]
	if words[0] == "?" || words[0] == "." && len(words) == 1 {
		return
	}
	role, assumed := strings.CutSuffix(words[0], "?")
	b := Block{Role: role, Decided: !assumed}
	if role == "." || role == "!" {
		b.Role, b.Decided = "", false
	}
	for _, word := range words[1:] {
		switch word[0] {
		case '~':
			b.Tail = p.named(word[1:])
		case '>':
			p.join(e, word[1:])
		case '^':
			for turn := range strings.SplitSeq(word[1:], ",") {
				b.Turns = append(b.Turns, e.Start+p.number(turn))
			}
		case '<':
			b.Place = p.place(word[1:])
		case 'd':
			b.Doubtful = true
		default:
			b.Article = p.named(word)
		}
	}
	p.put(e.Cell(), b)
}

func (p *parser) join(e Extent, word string) {
	glue := GlueNone
	for sign, g := range map[string]Glue{"_": GlueSpace, "|": GlueNewline, "-": GlueDehyphenate} {
		if rest, found := strings.CutSuffix(word, sign); found {
			word, glue = rest, g
		}
	}
	to := p.blocks[p.number(word)-1]
	p.put(joinCell(e.end()), Join{to.Page, to.Start, glue, true})
}

func (p *parser) place(word string) *Place {
	number, rank, _ := strings.Cut(word, ".")
	e := p.blocks[p.number(number)-1]
	return &Place{e.Page, e.Start, int64(p.number(rank)) * rankStep}
}

func (p *parser) other(words []string) {
	name, rest := words[0], words[1:]
	switch {
	case strings.HasPrefix(name, "wa"):
		p.put(withheldCell(p.named(name[1:])), Withholding{Reason: WithholdReason(rest[0]), Words: strings.Join(rest[1:], " ")})
	case name == "set":
		p.put(Cell{Kind: StateCell}, State(rest[0]))
	case strings.HasPrefix(name, "page"):
		p.put(Cell{Kind: StateCell, Page: p.number(name[4:])}, State(rest[0]))
	case strings.HasPrefix(name, "noa"):
		p.put(dismissalCell(articleCell(p.named(name[2:])), ProblemKind(rest[0])), Dismissal{Reason: strings.Join(rest[1:], " ")})
	case strings.HasPrefix(name, "no") && !strings.HasPrefix(name, "notes"):
		e := p.blocks[p.number(name[2:])-1]
		p.put(dismissalCell(e.Cell(), ProblemKind(rest[0])), Dismissal{Reason: strings.Join(rest[1:], " ")})
	case strings.HasPrefix(name, "notes"):
		p.put(Cell{Kind: NotesCell, Page: p.number(name[5:])}, Notes{strings.Join(rest, " ")})
	case name[0] == 'a' && slices.Contains(states, State(rest[0])):
		p.put(Cell{Kind: StateCell, ID: p.named(name)}, State(rest[0]))
	case name[0] == 'a':
		p.article(name, rest)
	case name[0] == 's':
		p.span(name, rest)
	case name[0] == 'c':
		piece, text, _ := strings.Cut(rest[0], "=")
		at := p.piece(piece)
		p.put(correctionCell(testID(name)), Correction{at.Page, at.Start, at.End, text})
	case name[0] == 'p':
		e := p.blocks[p.number(rest[0])-1]
		picture := PlacedPicture{Page: e.Page, Offset: e.Start}
		parent, attributes := p.details(rest[1:])
		if picture.Attributes = attributes; parent != "" {
			picture.Article = p.named(parent)
		}
		p.put(pictureCell(testID(name)), picture)
	}
}

func (p *parser) piece(word string) Piece {
	number, span, _ := strings.Cut(word, ":")
	start, end, _ := strings.Cut(span, "-")
	e := p.blocks[p.number(number)-1]
	return Piece{e.Page, e.Start + p.number(start), e.Start + p.number(end)}
}

// details reads "in x" and attributes.
func (p *parser) details(words []string) (parent string, attributes map[string]string) {
	for i := 0; i < len(words); i++ {
		if words[i] == "in" {
			i++
			parent = words[i]
		} else if name, value, found := strings.Cut(words[i], "="); found {
			attributes = with(attributes, name, value)
		}
	}
	return parent, attributes
}

func (p *parser) span(name string, words []string) {
	m := Mark{Role: words[0]}
	for at := range strings.SplitSeq(words[1], "+") {
		m.At = append(m.At, p.piece(at))
	}
	parent, attributes := p.details(words[2:])
	if m.Attributes = attributes; parent != "" {
		m.Parent = testID(parent)
	}
	p.put(spanCell(testID(name)), m)
}

func (p *parser) article(name string, words []string) {
	a := Article{Type: words[0]}
	parent, attributes := p.details(words[1:])
	if notes := attributes["notes"]; notes != "" {
		a.Notes = []string{notes}
	}
	if a.Attributes = merged(attributes, map[string]string{"notes": ""}); parent != "" {
		a.Parent = p.named(parent)
	}
	for _, word := range words[1:] {
		switch {
		case word == "headless":
			a.Headless = true
		case word[0] == '"':
			a.Title = strings.Trim(word, `"`)
		case word[0] == '<':
			a.Place = p.place(word[1:])
		}
	}
	p.articles[name] = a
}
