package markup

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// heavy are the acts that are drawn as often as all the others: those that editors do most, and those
// that need what is seldom there.
var heavy = []string{
	"role", "role", "role", "start", "decide", "join", "join", "join", "assign", "span", "span", "cut", "undecide", "merge", "move", "nest",
	"glue", "glue", "unjoin", "uncut", "correct", "uncorrect", "respan", "unnest", "dismiss", "dismiss", "reopen", "lift",
}

func (n *newsroom) drawKind() string {
	kinds := slices.Sorted(maps.Keys(acts))
	if n.yes() {
		kinds = heavy
	}
	for {
		kind := oneOf(n, kinds)
		if kind != "undo" && kind != "redo" && !slices.Contains(n.without, kind) {
			return kind
		}
	}
}

// oneOf is one of list.
func oneOf[T any](n *newsroom, list []T) T { return list[n.random.IntN(len(list))] }

// between is a number from low to high, both included.
func (n *newsroom) between(low, high int) int { return low + n.random.IntN(max(high-low, 0)+1) }

func (n *newsroom) yes() bool { return n.random.IntN(2) == 0 }

// seldom is true once in times.
func (n *newsroom) seldom(times int) bool { return n.random.IntN(times) == 0 }

var randomLines = []string{
	"渡口重新开放", "新华社北京11月9日电　会议昨日举行，代表们讨论了", "本报讯（记者 林晓舟）夜市开张。", "●短讯　图书馆延长开放时间，读者可以待到晚上。",
	"𠮷野家开业🎉", "STOCK EXCHANGE.—Consols closed at 92, and the market was dull", "PARIS, FEB. 14. The Chamber met yes-", "terday and rose early.", "图为夜市一角。周远 摄",
	"（下转第3版）", "　　两岸的柳树都绿了，河水一夜之间涨了三尺，燕子也回来了，人们在码头上排起长队，孩子们挥着小旗。", "x", "a b", "责编：林晓舟", "By JOHN SMITH",
	"2031年5月9日　星期五　第23126期", "\u2028", "公　告", "特此公告。\n临江市政府\n2031年5月9日",
}

func (n *newsroom) drawSource() *Source {
	s := &Source{Language: oneOf(n, []string{"zh-Hans", "en", "de"})}
	key := 0
	for range n.between(1, 3) {
		key += n.between(1, 2)
		var text strings.Builder
		for range n.between(0, 9) {
			text.WriteString(strings.Repeat("\n", oneOf(n, []int{0, 1, 1, 1, 3, 40})))
			text.WriteString(oneOf(n, randomLines))
			text.WriteString("\n")
		}
		s.Pages = append(s.Pages, NewPage(key, text.String()))
	}
	return s
}

// drawAct is a random act of a kind, as the browser would send it: mostly about what is there, now and
// then about what is gone or makes no sense.
func (n *newsroom) drawAct(kind string) Act {
	n.t.Helper()
	fields := map[string]any{"kind": kind}
	draws := n.fieldsOf(kind)
	for _, name := range slices.Sorted(maps.Keys(draws)) {
		fields[name] = draws[name]()
	}
	data, err := json.Marshal(fields)
	if err != nil {
		n.t.Fatalf("write an act: %v", err)
	}
	_, act, err := ReadAct(data)
	if err != nil {
		n.t.Fatalf("read the act %s: %v", data, err)
	}
	return act
}

func (n *newsroom) fieldsOf(kind string) map[string]func() any {
	block := func() any { return n.drawBlockFor(kind) }
	blocks := func() any { return n.drawBlocks() }
	article := func() any { return n.drawID(ArticleCell) }
	text := func() any {
		return oneOf(n, []string{"", "x", "渡船 开航", "\x01", "𠮷"})
	}
	yes := func() any { return n.yes() }
	attributes := func() any {
		return oneOf(n, []map[string]string{nil, {"as": "x"}, {"agency": "", "continues_on": "x"}})
	}
	e := n.drawBlockFor(kind)
	inside := func() any { return n.between(e.Start-1, e.End+1) }
	page := func() any { return e.Page }
	start := n.between(e.Start, max(e.Start, e.End))
	end := n.between(start, max(start, min(e.End, start+12))+1)
	from, to := func() any { return start }, func() any { return end }
	switch kind {
	case "role":
		return map[string]func() any{"blocks": blocks, "role": func() any { return n.drawRole(true) }, "start": func() any { return n.seldom(6) }}
	case "start", "decide", "merge", "unjoin":
		return map[string]func() any{"block": block}
	case "join":
		fields := map[string]func() any{"block": block}
		if n.yes() {
			fields["from"] = block
		}
		return fields
	case "glue":
		return map[string]func() any{"block": block, "glue": func() any { return oneOf(n, append(glues, "x")) }}
	case "assign":
		return map[string]func() any{"blocks": blocks, "article": article}
	case "undecide":
		if n.seldom(5) {
			return map[string]func() any{"article": article}
		}
		return map[string]func() any{"blocks": blocks}
	case "doubt":
		return map[string]func() any{"blocks": blocks, "doubtful": yes}
	case "cut":
		return map[string]func() any{"block": func() any { return e }, "at": inside, "start": yes}
	case "uncut":
		at := func() any { return oneOf(n, append(n.cuts(), e.Start)) }
		return map[string]func() any{"page": page, "at": at}
	case "turn":
		return map[string]func() any{"block": func() any { return e }, "at": inside}
	case "span":
		return map[string]func() any{"page": page, "start": from, "end": to, "role": func() any { return n.drawRole(false) }, "attributes": attributes}
	case "respan":
		piece := func() any { return []Piece{{e.Page, start, end}} }
		return map[string]func() any{"span": func() any { return n.drawID(SpanCell) }, "at": piece}
	case "unmark":
		return map[string]func() any{"span": func() any { return n.drawID(SpanCell) }}
	case "rename":
		return map[string]func() any{"span": func() any { return n.drawID(SpanCell) }, "role": func() any { return n.drawRole(false) }}
	case "attribute":
		return map[string]func() any{"span": func() any { return n.drawID(SpanCell) }, "attributes": attributes}
	case "correct":
		return map[string]func() any{"page": page, "start": from, "end": to, "text": text}
	case "uncorrect":
		return map[string]func() any{"correction": func() any { return n.drawID(CorrectionCell) }}
	case "picture":
		fields := map[string]func() any{"page": page, "offset": from, "attributes": attributes}
		if n.yes() {
			fields["article"] = article
		}
		return fields
	case "unpicture":
		return map[string]func() any{"picture": func() any { return n.drawID(PictureCell) }}
	case "type":
		return map[string]func() any{"article": article, "type": func() any { return oneOf(n, vocabulary.ArticleTypes).ID }}
	case "title":
		return map[string]func() any{"article": article, "title": text}
	case "headless":
		return map[string]func() any{"article": article, "headless": yes}
	case "edit":
		notes := func() any { return oneOf(n, [][]string{{}, {"x"}, {"x", "y"}}) }
		return map[string]func() any{"article": article, "attributes": attributes, "notes": notes}
	case "nest":
		fields := map[string]func() any{"article": article}
		if n.yes() {
			fields["parent"] = article
		}
		return fields
	case "unnest":
		return map[string]func() any{"article": func() any { return n.drawNested() }}
	case "move":
		side := oneOf(n, []string{"before", "after"})
		if n.yes() {
			return map[string]func() any{"block": block, side + "_block": block}
		}
		return map[string]func() any{"article": article, side + "_article": article}
	case "state":
		fields := map[string]func() any{"state": func() any { return oneOf(n, slices.Concat(states, []State{Withdrawn, Restored})) }, "reason": text}
		switch n.between(0, 2) {
		case 0:
			fields["page"] = page
		case 1:
			fields["article"] = article
		}
		return fields
	case "dismiss":
		fields := n.drawProblem()
		fields["reason"] = text
		return fields
	case "reopen":
		return n.drawDismissed()
	case "withhold":
		return map[string]func() any{"article": article, "reason": func() any { return oneOf(n, WithholdReasons) }, "words": text}
	case "lift":
		return map[string]func() any{"article": func() any { return n.drawWithheld() }}
	}
	n.t.Fatalf("nobody draws the act %q", kind)
	return nil
}

// drawWithheld is an article that is withheld, if there is one.
func (n *newsroom) drawWithheld() text.ID {
	for c := range n.set.Remarks() {
		if c.Kind == WithheldCell {
			return c.ID
		}
	}
	return n.drawID(ArticleCell)
}

// drawProblem is a problem of the set, if there is one, or one that is not there.
func (n *newsroom) drawProblem() map[string]func() any {
	var found []Cell
	for scope, list := range n.set.Problems() {
		for _, p := range list {
			found = append(found, dismissalCell(scope, p.Kind))
		}
	}
	if len(found) == 0 || n.seldom(10) {
		return n.fieldsOfProblem(dismissalCell(n.drawBlock().Cell(), OpenEnd))
	}
	return n.fieldsOfProblem(oneOf(n, found))
}

// drawDismissed is a dismissed problem, if there is one.
func (n *newsroom) drawDismissed() map[string]func() any {
	var cells []Cell
	for c := range n.set.Dismissals() {
		cells = append(cells, c)
	}
	if len(cells) == 0 {
		return n.drawProblem()
	}
	return n.fieldsOfProblem(oneOf(n, cells))
}

func (n *newsroom) fieldsOfProblem(c Cell) map[string]func() any {
	fields := map[string]func() any{"problem": func() any { return c.Problem }}
	if c.ID != "" {
		fields["article"] = func() any { return c.ID }
		return fields
	}
	e, _ := n.set.Extent(c.Page, c.At)
	fields["block"] = func() any { return e }
	return fields
}

// drawBlock is a block, mostly one that stands.
func (n *newsroom) drawBlock() Extent {
	if standing := numbered(n.set); len(standing) > 0 && !n.seldom(10) {
		return oneOf(n, standing).Extent
	}
	return oneOf(n, append(n.known, Extent{1, 0, 1}, Extent{99, 5, 7}))
}

// drawBlockFor is a block that an act of a kind can be about, if there is one.
func (n *newsroom) drawBlockFor(kind string) Extent {
	fits := func(b BlockView) bool {
		switch kind {
		case "turn":
			return b.isHeading()
		case "unjoin", "glue":
			_, _, joined := n.set.JoinTo(b.Extent)
			return joined
		case "merge":
			return b.Article != "" && !n.set.anythingAbove(b.Extent, b.Article)
		case "move":
			return b.Article != "" && n.set.blocks.has(b.start())
		}
		return false
	}
	var fitting []Extent
	for _, b := range numbered(n.set) {
		if fits(b) {
			fitting = append(fitting, b.Extent)
		}
	}
	if len(fitting) == 0 || n.seldom(10) {
		return n.drawBlock()
	}
	return oneOf(n, fitting)
}

// drawNested is an article that stands under another, if there is one.
func (n *newsroom) drawNested() text.ID {
	for id, a := range n.set.Articles() {
		if a.Parent != "" && n.yes() {
			return id
		}
	}
	return n.drawID(ArticleCell)
}

func (n *newsroom) drawBlocks() []Extent {
	blocks := []Extent{n.drawBlock()}
	for range oneOf(n, []int{0, 0, 0, 1, 2}) {
		blocks = append(blocks, n.drawBlock())
	}
	return blocks
}

// drawID is the id of something of a kind, or of nothing.
func (n *newsroom) drawID(kind CellKind) text.ID {
	ids := []text.ID{testID("nothing")}
	for c := range n.set.Cells() {
		if c.Kind == kind {
			ids = append(ids, c.ID)
		}
	}
	if n.seldom(10) {
		return ids[0]
	}
	return oneOf(n, ids[min(1, len(ids)-1):])
}

func (n *newsroom) drawRole(block bool) string {
	role := oneOf(n, vocabulary.Roles)
	if usual := []string{vocabulary.RoleBody, vocabulary.RoleHeadline, vocabulary.RoleKicker, vocabulary.RoleCaption}; block && n.yes() {
		return oneOf(n, usual)
	}
	if block && n.seldom(4) {
		return role.ID + ".own"
	}
	return role.ID
}

func (n *newsroom) cuts() []int {
	var at []int
	for c := range n.set.Cuts() {
		at = append(at, c.At)
	}
	return at
}
