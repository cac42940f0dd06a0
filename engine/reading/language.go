package reading

import (
	"strings"
	"unicode"
)

// Characters that are frequent in newspapers and written in one of the two ways only.
const (
	simplified  = "国会来时们这个为学对发经动现实开关长进产业当还没问应见电车书记东务报区门导员场质党线农体环头间机说"
	traditional = "國會來時們這個為學對發經動現實開關長進產業當還沒問應見電車書記東務報區門導員場質黨線農體環頭間機說"
)

// sampleLength is how many characters of a text are looked at, at most.
const sampleLength = 20_000

// GuessLanguage tells Chinese in its two scripts, Japanese and Korean by their
// characters; everything else is taken for English.
func GuessLanguage(text string) string {
	var han, kana, hangul, letters, simple, old, seen int
	for _, r := range text {
		if seen++; seen > sampleLength {
			break
		}
		if unicode.IsLetter(r) {
			letters++
		}
		switch {
		case unicode.Is(unicode.Han, r):
			han++
			if strings.ContainsRune(simplified, r) {
				simple++
			} else if strings.ContainsRune(traditional, r) {
				old++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		}
	}
	switch {
	case kana*20 > letters:
		return "ja"
	case hangul*5 > letters:
		return "ko"
	case han*5 > letters && old > simple:
		return "zh-Hant"
	case han*5 > letters:
		return "zh-Hans"
	}
	return "en"
}
