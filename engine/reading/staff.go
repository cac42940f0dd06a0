package reading

import (
	"regexp"
	"strings"
	"unicode"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// hanDesk are the tasks of those who made the page.
const hanDesk = `(?:本版|今日|本期|一版|要闻版?|责任|責任|执行|執行|值班|美术|美術|视觉|視覺|见习|首席|总|總|副|新媒体|轮值|文字|图片|英文)*` +
	`(?:编辑|編輯|责编|責編|美编|美編|版式|版面设计|版面|组版|組版|排版|设计|設計|美术|校对|校對|检校|审校|校审|审读|审核|审稿|一审|二审|三审|初审|复审|终审|终校|` +
	`主任|编委|總編輯|总编辑|总编|主编|主編|监制|監製|策划|策劃|统筹|統籌|制图|製圖|视觉|視覺|签发|发排|图编|照排|电话|热线|邮箱|值班)`

var (
	deskRole = regexp.MustCompile(`^` + hanDesk)
	deskPair = regexp.MustCompile(`^(` + hanDesk + `|[\p{Han}]{2,6})[\s\x{3000}]?[:：/／｜|][\s\x{3000}]?`)

	latinDesk = regexp.MustCompile(`(?i:\b(?:editors?|layout|design|copy|proofs?|proofreaders?|redaktion|rédaction|produktion|page editor|sub-editor|picture desk)\b)\s?[:/|]\s?`)
)

// ReadStaffLine finds the line that names those who made the page: 责任编辑：冉冉　版式：高粱
func ReadStaffLine(words string) (Reading, bool) {
	w := opening(words)
	start, end := trimmed(w.text)
	if start >= end || len(w.text) < len(words) {
		return Reading{}, false
	}
	parts, ok := staffParts(w.text)
	if !ok {
		return Reading{}, false
	}
	return w.settle(Reading{Role: vocabulary.RoleStaffLine, Span: text.Span{Start: start, End: end}, Parts: parts}), true
}

// staffParts reads the roles and names of a staff line; ok is false if it is rather something else.
func staffParts(text string) ([]Reading, bool) {
	if !hasHan(text) {
		return latinStaff(text)
	}
	var parts []Reading
	as, desk, odd := "", false, 0
	for _, it := range deskRuns(text) {
		run := text[it.Start:it.End]
		switch {
		case it.Role == vocabulary.RolePersonRole:
			as, desk = run, desk || deskRole.MatchString(run)
			parts = append(parts, it)
		case as == "":
			odd++
		default:
			names := namesOf(run, it.Start, as)
			parts = append(parts, names...)
			if len(names) == 0 {
				odd++
			}
		}
	}
	return healNames(text, parts), desk && hasPart(parts, vocabulary.RolePerson) && odd <= 1
}

// deskRuns cuts a staff line into roles and the runs between them.
func deskRuns(text string) []Reading {
	var runs []Reading
	for at := 0; at < len(text); {
		r, _ := firstRune(text[at:])
		if isSeparator(r) {
			at += len(string(r))
			continue
		}
		end := runEnd(text, at)
		role := deskRole.FindString(text[at:end])
		if m := deskPair.FindStringSubmatchIndex(text[at:]); m != nil && m[0] == 0 {
			role = text[at : at+m[3]]
		}
		if role != "" {
			runs = append(runs, mark(vocabulary.RolePersonRole, at, at+len(role)))
			at += len(role)
			continue
		}
		runs = append(runs, mark("", at, end))
		at = end
	}
	return runs
}

func namesOf(run string, at int, as string) []Reading {
	names, ok := namesIn(run, true)
	if !ok && oneRune(run) != 0 && isHan(oneRune(run)) {
		names, ok = []text.Span{{Start: 0, End: len(run)}}, true // half of a name that is set with a space
	}
	if !ok && latinName.MatchString(run) {
		names = []text.Span{{Start: 0, End: len(run)}}
	}
	var parts []Reading
	for _, n := range names {
		parts = append(parts, mark(vocabulary.RolePerson, at+n.Start, at+n.End).with("as", as))
	}
	return parts
}

// healNames joins names of two characters that are set with a space, and drops what stays single.
func healNames(text string, parts []Reading) []Reading {
	var healed []Reading
	for i := 0; i < len(parts); i++ {
		p := parts[i]
		half := p.Role == vocabulary.RolePerson && oneRune(p.words(text)) != 0 && hasHan(p.words(text))
		if half && i+1 < len(parts) && parts[i+1].Role == vocabulary.RolePerson && oneRune(parts[i+1].words(text)) != 0 &&
			strings.TrimFunc(text[p.End:parts[i+1].Start], unicode.IsSpace) == "" {
			p.End = parts[i+1].End
			i++
		} else if half {
			continue
		}
		healed = append(healed, p)
	}
	return healed
}

// latinStaff reads Editor: Jane Doe | Layout: John Roe.
func latinStaff(text string) ([]Reading, bool) {
	locs := latinDesk.FindAllStringIndex(text, -1)
	if len(locs) == 0 || strings.TrimSpace(text[:locs[0][0]]) != "" || lengthOf(text) > 240 {
		return nil, false
	}
	var parts []Reading
	for i, loc := range locs {
		end := len(text)
		if i+1 < len(locs) {
			end = locs[i+1][0]
		}
		role := strings.TrimRight(text[loc[0]:loc[1]], " :/|\n")
		parts = append(parts, mark(vocabulary.RolePersonRole, loc[0], loc[0]+len(role)))
		names, _ := latinNames(text[:end], loc[1])
		for _, n := range names {
			if n.Role == vocabulary.RolePerson {
				parts = append(parts, n.with("as", role))
			}
		}
	}
	return parts, hasPart(parts, vocabulary.RolePerson)
}
