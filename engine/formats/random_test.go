package formats

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"galley/engine/markup"
	"galley/engine/text"
)

// randomSet is a set after random acts on a small random source.
func randomSet(t *rapid.T) *markup.Set {
	source := &markup.Source{Language: "zh-Hans"}
	for key := range rapid.IntRange(1, 2).Draw(t, "pages") {
		page := markup.NewPage(key+1, randomText(t))
		page.Label = rapid.SampledFrom([]string{"", "A1", "<&\"'>"}).Draw(t, "label")
		source.Pages = append(source.Pages, page)
	}
	m := &marker{T: t, set: markup.NewSet(source)}
	for range rapid.IntRange(0, 30).Draw(t, "acts") {
		m.act()
	}
	return m.set
}

// randomText is a text of a few blocks with what tends to break offsets and files.
func randomText(t *rapid.T) string {
	words := []string{"株洲", "𠮷田", "🚜", "\u3000", "本报讯(记者 田小麦)", "一", "。", " ", "\n", "\n", "\n\n", "\n \u3000\n", "\t",
		"co-", "operate", "The", "(下转第2版)", "<b>", "&amp;", "]]>", "\u2028", "e\u0301", "\"", "\\", "2022年11月9日", "摄"}
	var text strings.Builder
	for range rapid.IntRange(0, 40).Draw(t, "words") {
		text.WriteString(rapid.SampledFrom(words).Draw(t, "word"))
	}
	return text.String()
}

// marker does random acts to a set, as a browser would send them. What makes no sense is refused,
// and no harm done.
type marker struct {
	*rapid.T
	set   *markup.Set
	steps int
}

func (m *marker) act() {
	kinds := []string{"role", "role", "role", "role", "start", "start", "decide", "merge", "join", "join", "unjoin", "glue", "assign", "undecide", "cut",
		"cut", "uncut", "span", "span", "span", "unmark", "respan", "rename", "attribute", "type", "title", "headless", "edit", "nest",
		"unnest", "doubt", "turn", "correct", "correct", "uncorrect", "picture", "unpicture", "move", "state",
		"dismiss", "dismiss", "dismiss", "reopen"}
	kind := rapid.SampledFrom(kinds).Draw(m.T, "kind")
	fields := m.fields(kind)
	if fields == nil {
		return
	}
	fields["kind"] = kind
	data, err := json.Marshal(fields)
	if err != nil {
		m.Fatal(err)
	}
	_, act, err := markup.ReadAct(data)
	if err != nil {
		m.Fatalf("%s: %v", data, err)
	}
	m.steps++
	seed := text.DerivedID(m.phrase("seed"), m.steps)
	signed := markup.Circumstances{}
	if _, is := act.(*markup.Dismiss); is && rapid.Bool().Draw(m.T, "signed") {
		signed = markup.Circumstances{By: "陈 <&\"", At: time.Date(2031, 5, 9, 1, 2, 3, m.steps*1000, time.UTC)}
	}
	r, err := m.set.Resolve(act, seed, signed)
	if err != nil {
		return
	}
	for i, step := range []markup.Step{r.Step, r.Inferred} {
		if len(step.Changes) == 0 {
			continue
		}
		next, err := m.set.Apply(markup.LoggedStep{Version: m.set.Version() + 1, ID: text.DerivedID(seed, 1000+i), Author: 1, Kind: kind, Step: step})
		if err != nil {
			m.Fatal(err)
		}
		m.set = next
	}
}

// phrase is a short text of any characters that marks may hold.
func (m *marker) phrase(label string) string {
	return rapid.SampledFrom([]string{"", "a", "𠮷<&>\"'", "two\nlines\tand more", " spaces ", "\u3000", "]]>", "记者; 摄"}).Draw(m.T, label)
}

type fields = map[string]any

// fields are the fields of an act of kind; nil if the set has nothing for it.
func (m *marker) fields(kind string) fields {
	switch kind {
	case "role", "start", "decide", "merge", "join", "unjoin", "glue", "assign", "undecide", "doubt", "turn", "cut":
		return m.blockFields(kind)
	case "uncut":
		for c := range m.set.Cuts() {
			// A cut is left between pieces of which the second is joined on: together they might close a ring.
			if right, _ := m.set.Extent(c.Page, c.At); !m.goesOn(right) {
				return fields{"page": c.Page, "at": c.At}
			}
		}
	case "span", "correct":
		return m.textFields(kind)
	case "unmark", "respan", "rename", "attribute":
		return m.spanFields(kind)
	case "type", "title", "headless", "edit", "nest", "unnest":
		return m.articleFields(kind)
	case "uncorrect":
		for id := range m.set.Corrections() {
			return fields{"correction": id}
		}
	case "picture":
		page := rapid.SampledFrom(m.set.Source().Pages).Draw(m.T, "page")
		return fields{"page": page.Key, "offset": rapid.IntRange(0, page.Text.Len()).Draw(m.T, "offset"), "article": m.article(),
			"attributes": fields{"motif": m.phrase("motif")}}
	case "unpicture":
		for id := range m.set.Pictures() {
			return fields{"picture": id}
		}
	case "dismiss":
		return m.problem()
	case "reopen":
		for c := range m.set.Dismissals() {
			return m.about(c, c.Problem)
		}
	case "move":
		return fields{"article": m.article(), rapid.SampledFrom([]string{"before_article", "after_article"}).Draw(m.T, "side"): m.article()}
	case "state":
		state := rapid.SampledFrom([]markup.State{markup.Draft, markup.Submitted, markup.Returned}).Draw(m.T, "state")
		return rapid.SampledFrom([]fields{{"state": state}, {"state": state, "page": 1}, {"state": state, "article": m.article()}}).Draw(m.T, "scope")
	}
	return nil
}

// problem is a problem of the set to dismiss; nil if it has none.
func (m *marker) problem() fields {
	var found []fields
	for scope, list := range m.set.Problems() {
		for _, p := range list {
			found = append(found, m.about(scope, p.Kind))
		}
	}
	if len(found) == 0 {
		return nil
	}
	f := rapid.SampledFrom(found).Draw(m.T, "problem")
	f["reason"] = m.phrase("reason")
	return f
}

// about names a problem of a block or article.
func (m *marker) about(scope markup.Cell, kind markup.ProblemKind) fields {
	if scope.ID != "" {
		return fields{"article": scope.ID, "problem": kind}
	}
	e, _ := m.set.Extent(scope.Page, scope.At)
	return fields{"block": e, "problem": kind}
}

// goesOn reports whether a join leaves e.
func (m *marker) goesOn(e markup.Extent) bool {
	_, joined := m.set.JoinFrom(e)
	return joined
}

func (m *marker) blocks() []markup.Extent {
	var all []markup.Extent
	for _, p := range m.set.Source().Pages {
		for b := range m.set.Blocks(p.Key) {
			all = append(all, b.Extent)
		}
	}
	return all
}

func (m *marker) article() text.ID {
	ids := []text.ID{""}
	for id := range m.set.Articles() {
		ids = append(ids, id)
	}
	return rapid.SampledFrom(ids).Draw(m.T, "article")
}

func (m *marker) blockFields(kind string) fields {
	all := m.blocks()
	if len(all) == 0 {
		return nil
	}
	e := rapid.SampledFrom(all).Draw(m.T, "block")
	inside := func() int { return rapid.IntRange(e.Start, e.End).Draw(m.T, "inside") }
	switch kind {
	case "role":
		roles := []string{"body", "body", "headline", "kicker", "caption", "credit", "byline", "package-head", "masthead", "verse", "signature", "body.recipe", "caption.cartoon-2", "headline.own", "promo.in-house"}
		return fields{"blocks": []any{e}, "role": rapid.SampledFrom(roles).Draw(m.T, "role"), "start": rapid.Bool().Draw(m.T, "start")}
	case "join":
		return fields{"block": e, "from": rapid.SampledFrom(all).Draw(m.T, "from"), "glue": m.glue()}
	case "glue":
		return fields{"block": e, "glue": m.glue()}
	case "assign":
		return fields{"blocks": []any{e}, "article": m.article()}
	case "undecide":
		return fields{"blocks": []any{e}}
	case "doubt":
		return fields{"blocks": []any{e}, "doubtful": rapid.Bool().Draw(m.T, "doubtful")}
	case "turn", "cut":
		return fields{"block": e, "at": inside()}
	}
	return fields{"block": e}
}

func (m *marker) glue() markup.Glue {
	return rapid.SampledFrom([]markup.Glue{markup.GlueNone, markup.GlueSpace, markup.GlueNewline, markup.GlueDehyphenate}).Draw(m.T, "glue")
}

func (m *marker) textFields(kind string) fields {
	all := m.blocks()
	if len(all) == 0 {
		return nil
	}
	e := rapid.SampledFrom(all).Draw(m.T, "block")
	start := rapid.IntRange(e.Start, e.End).Draw(m.T, "start")
	end := rapid.IntRange(start, e.End).Draw(m.T, "end")
	f := fields{"page": e.Page, "start": start, "end": end}
	if kind == "correct" {
		f["text"] = m.phrase("text")
		return f
	}
	f["role"] = rapid.SampledFrom([]string{"byline", "person", "date", "credit", "jump", "dateline", "subhead"}).Draw(m.T, "role")
	f["attributes"] = fields{"as": m.phrase("as")}
	return f
}

func (m *marker) spanFields(kind string) fields {
	var ids []text.ID
	for id := range m.set.Marks() {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return nil
	}
	id := rapid.SampledFrom(ids).Draw(m.T, "span")
	mark, _ := m.set.Mark(id)
	switch kind {
	case "respan":
		at := slices.Clone(mark.At)
		if all := m.blocks(); rapid.Bool().Draw(m.T, "fragments") {
			e := rapid.SampledFrom(all).Draw(m.T, "block")
			at = append(at, markup.Piece{Page: e.Page, Start: e.Start, End: rapid.IntRange(e.Start, e.End).Draw(m.T, "end")})
		}
		at[0].Start += rapid.IntRange(-1, 1).Draw(m.T, "by")
		return fields{"span": id, "at": at}
	case "rename":
		return fields{"span": id, "role": rapid.SampledFrom([]string{"byline", "person", "place"}).Draw(m.T, "role")}
	case "attribute":
		return fields{"span": id, "attributes": fields{"as": m.phrase("as"), "note": m.phrase("note")}}
	}
	return fields{"span": id}
}

func (m *marker) articleFields(kind string) fields {
	id := m.article()
	switch kind {
	case "type":
		return fields{"article": id, "type": rapid.SampledFrom([]string{"news", "package", "notice", "verse"}).Draw(m.T, "type")}
	case "title":
		return fields{"article": id, "title": m.phrase("title")}
	case "headless":
		return fields{"article": id, "headless": rapid.Bool().Draw(m.T, "headless")}
	case "edit":
		return fields{"article": id, "attributes": fields{"agency": m.phrase("agency")}, "notes": []string{m.phrase("note")}}
	case "nest":
		return fields{"article": id, "parent": m.article()}
	}
	return fields{"article": id}
}

func TestRandomSetsSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkRoundTrip(t, randomSet(t)) })
}
