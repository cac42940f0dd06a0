package formats

import (
	"strconv"

	"galley/engine/document"
	"galley/engine/markup"
)

// selection writes what of a set a file holds, if not all of it.
func (x *xmlOut) selection(s *document.Selection) {
	if s == nil {
		return
	}
	since, unchanged := "", ""
	if s.Since != nil {
		since = strconv.FormatInt(*s.Since, 10)
	}
	if s.Unchanged > 0 {
		unchanged = strconv.Itoa(s.Unchanged)
	}
	x.begin("selection", isTrue("accepted", s.Accepted), word("since", since), word("unchanged", unchanged))
	for _, l := range s.Left {
		x.empty("left", word("article", l.Article), word("because", string(l.Because)), word("state", string(l.State)))
	}
	for _, r := range s.Replaces {
		x.empty("replaced", append([]attribute{word("of", r.Of)}, replacedWords(r.Replaced)...)...)
	}
	for _, r := range s.Removed {
		x.empty("removed", replacedWords(r)...)
	}
	x.end()
}

func replacedWords(r document.Replaced) []attribute {
	return []attribute{{"version", strconv.FormatInt(r.Version, 10)}, word("article", r.Article), word("sha256", r.Hash)}
}

// withheld writes that an article is withheld; article is its name if the element stands among the marks.
func (x *xmlOut) withheld(article string, w markup.Withholding) {
	x.leaf("withheld", w.Words, word("article", article), word("because", string(w.Reason)), word("by", w.By), word("at", w.At))
}

func (in *xmlIn) selection(n *xmlNode) *document.Selection {
	if n == nil {
		return nil
	}
	s := &document.Selection{Accepted: n.value("accepted") == "true", Unchanged: in.int(n, "unchanged")}
	if n.value("since") != "" {
		since := in.int64(n, "since")
		s.Since = &since
	}
	for _, l := range n.all("left") {
		s.Left = append(s.Left, document.LeftOut{Article: l.value("article"), Because: document.LeftReason(l.value("because")), State: markup.State(l.value("state"))})
	}
	for _, r := range n.all("replaced") {
		s.Replaces = append(s.Replaces, document.Replacement{Of: r.value("of"), Replaced: in.replaced(r)})
	}
	for _, r := range n.all("removed") {
		s.Removed = append(s.Removed, in.replaced(r))
	}
	return s
}

func (in *xmlIn) replaced(n *xmlNode) document.Replaced {
	return document.Replaced{Version: in.int64(n, "version"), Article: n.value("article"), Hash: n.value("sha256")}
}

func (in *xmlIn) withheld(n *xmlNode) markup.WithheldMark {
	return markup.WithheldMark{Article: n.value("article"), Withholding: markup.Withholding{Reason: markup.WithholdReason(n.value("because")),
		Words: n.text, By: n.value("by"), At: n.value("at")}}
}
