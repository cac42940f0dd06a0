package reading

import (
	"regexp"
	"strings"
	"unicode"

	"galley/engine/vocabulary"
)

const hanPageNumber = `(?:[A-Za-z]{0,2}\s?[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4}|头|封)`

// hanJumpForm: （上接第2版）, (下转第2版), ▶▶下转A3版. Groups: 1 from, 2 to, 3 the page.
var hanJumpForm = regexp.MustCompile(`^[(（\[［【〔]?[\s▶►▷→☞●■]*(?:(?:文|图|本文|紧|緊)?(上接|接上|紧接|緊接|接|文接)|(?:文|图|本文|紧|緊)?(下转|下轉|转|轉|下接|续见|詳見|详见))\s?` +
	`第?\s?(` + hanPageNumber + `\s?[版页頁面])(?:[^\s()（）]{0,8})?[\s▶►▷→☞◀◁]*[)）\]］】〕]?`)

// latinJumpForm: (Continued from page 1), Continued on Page A7, Column 2. Groups: 1 from or on, 2 the page.
var latinJumpForm = regexp.MustCompile(`^[(\[—]?\s?(?i:(?:(?:[\p{Lu}\d'’-]+,?\s){0,3})(?:continued|cont['’.]?d?\.?|cont|turn|turned|fortsetzung|suite)\s` +
	`(from|on|to|in|von|auf|de la|de|à la|à|en)?\s?)((?i:(?:the\s)?(?:pages?|pg?\.|seite|s\.|col(?:umn)?\.?|front page|first page|back page|last page))` +
	`\s?(?:[A-Za-z]{0,2}-?[0-9]{1,3}|(?i:one|two|three|four|five|six|seven|eight|nine|ten))?(?:,?\s(?i:col(?:umn)?\.?)\s?\d)?|[A-Z]{1,2}-?[0-9]{1,3})\s?\.?\s?[)\]—]?`)

// seePage: SEE BUDGET, PAGE A4; Siehe Seite 3. Group 1: the page.
var seePage = regexp.MustCompile(`^[(\[]?(?i:see|siehe|voir)\s[^()\n]{0,40}?((?i:page|seite)\s?[A-Za-z]?[0-9]{1,3})\.?[)\]]?$`)

// ReadJump finds the line that says from or on which page a text goes on: at the opening, else at
// the end. Its attribute continued_from or continued_on holds the page as printed, without 第.
func ReadJump(text string) (Reading, bool) {
	w := opening(text)
	at := skipSpace(w.text)
	if r, ok := hanJump(w.text[at:]); ok {
		return w.settle(r.moved(at)), true
	}
	if r, ok := latinJump(w.text[at:]); ok && (atLineEnd(w.text, at+r.End) || strings.ContainsAny(w.text[at:at+1], "([")) {
		return w.settle(r.moved(at)), true
	}
	w = closing(text)
	if r, ok := jumpAtEnd(w.text); ok {
		return w.settle(r), true
	}
	return Reading{}, false
}

// hanJump reads a Chinese jump at the very start of text. Without brackets it must be a line.
func hanJump(text string) (Reading, bool) {
	m := hanJumpForm.FindStringSubmatchIndex(text)
	if m == nil {
		return Reading{}, false
	}
	first, _ := firstRune(text)
	bracketed := strings.ContainsRune("(（[［【〔", first)
	if bracketed != strings.ContainsAny(lastRune(text[:m[1]]), ")）]］】〕") || !bracketed && !atLineEnd(text, m[1]) {
		return Reading{}, false
	}
	name := vocabulary.AttrContinuesOn
	if m[2] >= 0 {
		name = vocabulary.AttrContinued
	}
	end := len(strings.TrimRightFunc(text[:m[1]], unicode.IsSpace))
	return mark(vocabulary.RoleJump, 0, end).with(name, strings.ReplaceAll(text[m[6]:m[7]], " ", "")), true
}

func lastRune(text string) string {
	runes := []rune(text)
	return string(runes[max(0, len(runes)-1):])
}

func latinJump(text string) (Reading, bool) {
	if m := seePage.FindStringSubmatchIndex(text); m != nil {
		return mark(vocabulary.RoleJump, 0, m[1]).with(vocabulary.AttrContinuesOn, text[m[2]:m[3]]), true
	}
	m := latinJumpForm.FindStringSubmatchIndex(text)
	if m == nil {
		return Reading{}, false
	}
	name := vocabulary.AttrContinuesOn
	if start, end, ok := group(m, 1); ok {
		switch strings.ToLower(text[start:end]) {
		case "from", "von", "de", "de la":
			name = vocabulary.AttrContinued
		}
	}
	end := len(strings.TrimRightFunc(text[:m[1]], unicode.IsSpace))
	return mark(vocabulary.RoleJump, 0, end).with(name, strings.TrimRight(text[m[4]:m[5]], " .")), true
}

// jumpAtEnd reads a jump that ends text: in brackets, or as the last line.
func jumpAtEnd(text string) (Reading, bool) {
	end := len(strings.TrimRightFunc(text, unicode.IsSpace))
	starts := []int{bracketStart(text[:end]), strings.LastIndexByte(text[:end], '\n') + 1}
	if n := strings.LastIndexAny(text[:end], "▶►→☞"); n >= 0 {
		starts = append(starts, n)
	}
	for _, at := range starts {
		if at < 0 {
			continue
		}
		at += skipSpace(text[at:end])
		for _, read := range []func(string) (Reading, bool){hanJump, latinJump} {
			if r, ok := read(text[at:end]); ok && r.Start == 0 && at+r.End == end {
				return r.moved(at), true
			}
		}
	}
	return Reading{}, false
}
