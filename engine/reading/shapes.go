package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const headingMarks = "。；;…．"

// abbreviated are words whose full stop does not end a sentence.
var abbreviated = wordSet(`Mr. Mrs. Ms. Dr. Messrs. St. Rev. Hon. Capt. Col. Gen. Lieut. Prof. Sir. No. Vol. viz. i.e. e.g. Hr. Fr. Nr. z.B. M. MM. Mme.`)

var ornaments = regexp.MustCompile(`(?:[\s_*•·~=]|\s-)+$`)

// EndsOpen reports whether body text breaks off inside a sentence. Quotes and brackets behind the mark
// that ends the sentence count as its end, and so does what closes an article (（柴小米）, a jump).
func EndsOpen(text string) bool {
	w := closing(text)
	end := ornaments.ReplaceAllString(w.text, "")
	if strings.TrimSpace(end) == "" || len(closingMarks(end)) > 0 {
		return false
	}
	if start := bracketStart(end); start > 0 && endsSentence(end[:start]) {
		return false
	}
	bare := strings.TrimRightFunc(end, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(closers, r) })
	last, _ := utf8.DecodeLastRuneInString(bare)
	if !strings.ContainsRune(sentenceMarks+":：;", last) {
		return true
	}
	fields := strings.Fields(bare)
	return last == '.' && len(fields) > 0 && abbreviated[fields[len(fields)-1]]
}

// IsShortHeading reports whether a block is short and unpunctuated: rather a heading than a paragraph.
func IsShortHeading(text string) bool {
	if len(text) > 4*160 {
		return false
	}
	heading := strings.TrimSpace(text)
	if !strings.ContainsFunc(heading, unicode.IsLetter) {
		return false
	}
	if hasHan(heading) {
		return isHanHeading(heading)
	}
	return isLatinHeading(heading)
}

// isHanHeading allows a comma in a short heading only, and a mark of question or exclamation at its
// end; a full stop makes a paragraph.
func isHanHeading(heading string) bool {
	length, commas := lengthOf(heading), strings.Count(heading, "，")+strings.Count(heading, ",")
	switch {
	case strings.ContainsAny(heading, headingMarks) || strings.HasSuffix(heading, "."):
		return false
	case strings.ContainsAny(lastRune(heading), "，,、：:"):
		return false
	case commas > 1 || commas == 1 && length > 20:
		return false
	default:
		return length <= 42
	}
}

// isLatinHeading wants few words and no full stop, unless most letters are capitals.
func isLatinHeading(heading string) bool {
	words := len(strings.Fields(heading))
	if mostlyCapitals(heading) {
		return words <= 16
	}
	first, _ := firstRune(strings.TrimLeft(heading, "\"'“‘«„"))
	last := lastRune(heading)
	return words <= 14 && !unicode.IsLower(first) && !strings.ContainsAny(last, ".,;:-—") && !strings.Contains(heading, ". ")
}

// OpensWithSign reports whether a block opens with a sign that begins an item, or with a run of capitals.
func OpensWithSign(text string) bool {
	w := opening(text)
	line := strings.TrimSpace(w.text)
	first, _ := firstRune(line)
	if strings.ContainsRune(itemSigns+"【〖", first) {
		return true
	}
	if hasHan(line[:lineEnd(line, 0)]) {
		return false
	}
	words := 0
	for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("—–―", r) }) {
		letters, capitals := caseCount(word)
		if letters == 0 || letters != capitals || hasHan(word) {
			break
		}
		if words++; letters >= 5 || words >= 2 && letters >= 2 {
			return true
		}
	}
	return false
}

// SuggestGlue says what to put between two pieces of a broken text: nothing between Chinese
// characters, a space between words, and the hyphen of a broken word goes.
func SuggestGlue(left, right, language string) string {
	left = strings.TrimRightFunc(left, unicode.IsSpace)
	right = strings.TrimLeftFunc(right, unicode.IsSpace)
	last, size := utf8.DecodeLastRuneInString(left)
	next, _ := utf8.DecodeRuneInString(right)
	before, _ := utf8.DecodeLastRuneInString(left[:len(left)-size])
	hyphen := (last == '-' || last == '\u00AD' || last == '¬' || last == '‐') && unicode.IsLetter(before)
	switch {
	case isWide(last) || isWide(next):
		return "none"
	case hyphen && unicode.IsLower(next):
		return "dehyphenate"
	case hyphen:
		return "none"
	case unspaced(language) && (!unicode.IsLetter(last) || !unicode.IsLetter(next)):
		return "none"
	default:
		return "space"
	}
}

// isWide reports whether a character is written without spaces around it.
func isWide(r rune) bool {
	return isHan(r) || unicode.In(r, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

// unspaced reports whether a language is written without spaces between words.
func unspaced(language string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	return primary == "zh" || primary == "ja" || primary == "yue" || primary == "lzh" || primary == "wuu"
}
