package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// longestCredit is how many code points a credit may have.
const longestCredit = 90

// creditSigns are characters of which a Chinese credit has at least one.
const creditSigns = "摄攝图圖影绘繪画畫供提片照源发發社視视央网網東东CI"

const creditName = `[^\s\x{3000}。，,、；;：:！!？?“”"（）()]`

var (
	// providedBy: 图片由受访者提供. Group 1: who.
	providedBy = regexp.MustCompile(`^(?:本版|本组|以上|文中)?(?:资料)?(?:图片|圖片|照片|相片|图|圖)?(?:均|皆)?由(` + creditName + `{1,24}?)(?:提供|供图|供圖|拍摄|摄)$`)

	// givenBy: 企业供图, 受访者 供图, 视觉中国供图, 受訪者提供. Group 1: who.
	givenBy = regexp.MustCompile(`^(` + creditName + `{1,16}?)\s?(?:供图|供圖|供片|提供图片|图片提供|提供|资料图片|资料图)$`)

	// sourced: 图片来源：视觉中国, 图源/网络. Group 1: who.
	sourced = regexp.MustCompile(`^(?:图片来源|圖片來源|照片来源|图源|圖源|图据|来源|來源|供图|供圖|图片提供|图片|圖片|版权|资料图片)\s?[:：/／|｜]\s?([^。，,；;！？\n]{1,30})$`)

	// released: 新华社发（张三 摄）, 新华社/法新, 中新社发. Group 1: agency, 2: the rest.
	released = regexp.MustCompile(`^(` + hanAgency + `|视觉中国|視覺中國|人民视觉|东方IC|图虫创意|ICphoto|CFP)(?:发|發|传真照片|资料照片|供图|图|/法新|/路透|/美联)?\s?([（(].{2,30}[)）])?$`)

	releaseAtEnd = regexp.MustCompile(`(?:` + hanAgency + `|视觉中国|人民视觉)(?:发|發|传真照片|资料照片)?\s?$`)

	// unsigned are credits that name nobody.
	unsigned = regexp.MustCompile(`^(?:资料图片|资料图|资料照片|资料图照片|資料圖片|資料照片|网络图片|视频截图|图片来自网络|AI生成|AI制图|效果图)$`)

	creditWord = regexp.MustCompile(`(?:图片|圖片|照片)(?:均)?[由来來:：]|图源|圖源`)
)

// ReadCredit finds who made or gave a picture, or from which paper a text is taken: at the end of
// the text, then at its opening.
func ReadCredit(text string) (Reading, bool) {
	w := closing(text)
	if r, ok := creditAtEnd(w.text); ok {
		return w.settle(r), true
	}
	for _, r := range closingMarks(w.text) {
		if r.Role == vocabulary.RoleCredit {
			return w.settle(r), true
		}
	}
	w = opening(text)
	for _, r := range openingMarks(w.text) {
		if r.Role == vocabulary.RoleCredit {
			return w.settle(r), true
		}
	}
	if r, ok := creditAtOpening(w.text); ok {
		return w.settle(r), true
	}
	return Reading{}, false
}

// creditAtEnd takes the longest end of text, from a boundary on, that reads as a credit.
func creditAtEnd(text string) (Reading, bool) {
	end := len(strings.TrimRightFunc(text, unicode.IsSpace))
	if start := bracketStart(text[:end]); start >= 0 {
		if loc := releaseAtEnd.FindStringIndex(text[:start]); loc != nil {
			start = loc[0]
		}
		if r, ok := hanCredit(text[start:end]); ok && released.MatchString(text[start:end]) {
			return r.moved(start), true
		}
		if r, ok := creditInBrackets(text[start:end]); ok {
			return r.moved(start), true
		}
	}
	for _, at := range creditStarts(text[:end]) {
		piece := text[at:end]
		if lengthOf(piece) > longestCredit {
			continue
		}
		if r, ok := hanCredit(piece); ok {
			return r.moved(at), true
		}
		if r, ok := latinCredit(piece); ok {
			return r.moved(at), true
		}
	}
	return Reading{}, false
}

func creditInBrackets(bracket string) (Reading, bool) {
	_, open := utf8.DecodeRuneInString(bracket)
	_, shut := utf8.DecodeLastRuneInString(bracket)
	inner := bracket[open : len(bracket)-shut]
	r, ok := hanCredit(inner)
	if !ok {
		r, ok = latinCredit(inner)
	}
	r.Parts = movedAll(r.Parts, open)
	r.Span = text.Span{Start: 0, End: len(bracket)}
	return r, ok
}

// creditStarts are the places where a credit at the end of text may begin, in text order.
func creditStarts(text string) []int {
	starts := []int{skipSpace(text)}
	for at, r := range text {
		after := at + utf8.RuneLen(r)
		if unicode.IsSpace(r) || strings.ContainsRune(sentenceMarks+closers+"▲▼◀▶●■|｜—–", r) {
			if after < len(text) {
				starts = append(starts, after+skipSpace(text[after:]))
			}
		}
		if r == '©' {
			starts = append(starts, at)
		}
	}
	for _, loc := range creditWord.FindAllStringIndex(text, -1) {
		starts = append(starts, loc[0])
	}
	return starts
}

// hanCredit reads a whole Chinese credit.
func hanCredit(text string) (Reading, bool) {
	text = strings.TrimRight(text, "。 ")
	if !strings.ContainsAny(text, creditSigns) || lengthOf(text) > 60 || !hasHan(text) && !released.MatchString(text) {
		return Reading{}, false
	}
	r := mark(vocabulary.RoleCredit, 0, len(text))
	if unsigned.MatchString(text) {
		return r, true
	}
	if m := released.FindStringSubmatchIndex(text); m != nil && m[3] < len(text) {
		r.Parts = append(r.Parts, mark(vocabulary.RoleSource, m[2], m[3]))
		if m[4] >= 0 {
			parts, _ := hanByline(text[m[4]:m[5]], true)
			r.Parts = append(r.Parts, movedAll(parts, m[4])...)
		}
		return r, true
	}
	for _, form := range []*regexp.Regexp{providedBy, sourced, givenBy} {
		if m := form.FindStringSubmatchIndex(text); m != nil && !isClause(text[m[2]:m[3]]) {
			r.Parts = givers(text, m[2], m[3])
			return r, true
		}
	}
	parts, clean := hanByline(text, true)
	if !clean || !hasPart(parts, vocabulary.RolePerson) || !hasWork(text, parts) {
		return Reading{}, false
	}
	r.Parts = parts
	return r, true
}

// isClause reports whether words in front of 提供 rather belong to a sentence.
func isClause(words string) bool {
	return strings.ContainsAny(words, "为為向给給对對将將可能会會正在了")
}

// givers are who gave a picture: names with their role, else the whole as the source.
func givers(text string, start, end int) []Reading {
	parts, clean := hanByline(text[start:end], true)
	if clean && hasPart(parts, vocabulary.RolePerson) && hasPart(parts, vocabulary.RolePersonRole) || isHanName(text[start:end]) {
		for i, p := range parts {
			if p.Role == vocabulary.RolePerson && p.Attributes["as"] == "作者" {
				parts[i] = p.with("as", "供图")
			}
		}
		return movedAll(parts, start)
	}
	return []Reading{mark(vocabulary.RoleSource, start, end)}
}

// hasWork reports whether parts hold a role of picture making.
func hasWork(text string, parts []Reading) bool {
	for _, p := range parts {
		if p.Role == vocabulary.RolePersonRole && strings.ContainsAny(p.words(text), "摄攝图圖影绘繪画畫") {
			return true
		}
	}
	return false
}

var (
	firstCredit = regexp.MustCompile(`^[^\n。]{1,40}?(?:摄|攝|供图|供圖|文/图|图/文)(?:[\s\x{3000}]|$)`)
	latinLead   = regexp.MustCompile(`^(?:[^\n]{1,80})(?:\n|$)`)
)

// creditAtOpening reads a credit in front of a caption, in brackets, up to 摄 or as its first line.
func creditAtOpening(text string) (Reading, bool) {
	at := skipSpace(text)
	if end := bracketEnd(text[at:], "(（[［", 60); end > 0 {
		if r, ok := creditInBrackets(text[at : at+end]); ok {
			return r.moved(at), true
		}
	}
	for _, form := range []*regexp.Regexp{firstCredit, latinLead} {
		m := strings.TrimSpace(form.FindString(text[at:]))
		if r, ok := hanCredit(m); ok && m != "" {
			return r.moved(at), true
		}
		if r, ok := latinCredit(m); ok && m != "" {
			return r.moved(at), true
		}
	}
	return Reading{}, false
}
