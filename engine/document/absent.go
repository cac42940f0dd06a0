package document

import (
	"galley/engine/markup"
)

// leftQueries leaves out what was said about what is absent: words often quote what they are about.
func leftQueries(r *markup.Reduction, all []Query) []Query {
	var left []Query
	for _, q := range all {
		if r.Articles[q.Article] || q.Piece != nil && r.Touches(*q.Piece) {
			continue
		}
		left = append(left, q)
	}
	return left
}

// leftStages leaves out why something was returned or accepted that is absent.
func leftStages(r *markup.Reduction, all []Stage) []Stage {
	var left []Stage
	for _, s := range all {
		if r.Articles[s.Article] {
			s.Reason = ""
		}
		left = append(left, s)
	}
	return left
}

// leftOrigins leaves out where marks came from that are absent.
func leftOrigins(r *markup.Reduction, all []MarkOrigin) []MarkOrigin {
	var left []MarkOrigin
	for _, o := range all {
		c, err := markup.ParseCell(o.Mark)
		if err == nil && (c.Kind == markup.BlockCell || c.Kind == markup.CutCell) && r.Touches(markup.Piece{Page: c.Page, Start: c.At, End: c.At + 1}) || r.Articles[c.ID] {
			continue
		}
		left = append(left, o)
	}
	return left
}
