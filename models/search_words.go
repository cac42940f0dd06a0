package models

import (
	"strings"
	"unicode"
)

// word is one word of the index, with the code points of the text that it stands for.
type word struct {
	text       string
	start, end int
}

// longestWord is how many letters make one word at most; PostgreSQL takes no word above 2,046 bytes.
const longestWord = 200

// wordsOf are the words of a text as the index keeps them. Letters and digits of scripts that part
// their words make one word each, in small letters. A run of Chinese, Japanese or Korean characters
// makes a word of every two neighbours and one of its last character alone, so that every character
// begins a word. White space inside such a run, a line's end most of all, parts nothing.
func wordsOf(text []rune) []word {
	var words []word
	for i := 0; i < len(text); {
		switch {
		case isDense(text[i]):
			run := denseRun(text, i)
			words = append(words, pairs(text, run)...)
			i = run[len(run)-1] + 1
		case isWordly(text[i]):
			end := i
			for end < len(text) && end-i < longestWord && isWordly(text[end]) && !isDense(text[end]) {
				end++
			}
			words = append(words, word{fold(text[i:end]), i, end})
			i = end
		default:
			i++
		}
	}
	return words
}

// denseRun are the places of the dense characters from i on, up to something other than white space.
func denseRun(text []rune, i int) []int {
	var run []int
	for ; i < len(text) && (isDense(text[i]) || unicode.IsSpace(text[i])); i++ {
		if isDense(text[i]) {
			run = append(run, i)
		}
	}
	return run
}

// pairs are the words of a run of dense characters.
func pairs(text []rune, run []int) []word {
	words := make([]word, 0, len(run))
	for n, at := range run {
		if n+1 == len(run) {
			words = append(words, word{string(text[at]), at, at + 1})
			break
		}
		next := run[n+1]
		words = append(words, word{string([]rune{text[at], text[next]}), at, next + 1})
	}
	return words
}

// isDense reports whether r belongs to a script that writes words without spaces.
func isDense(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isWordly(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// fold writes letters small and full-width letters and digits as the ordinary ones.
func fold(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		if r >= 0xff01 && r <= 0xff5e {
			r -= 0xfee0
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// phrase is a run of words that must stand one after another; the last one may only begin so.
type phrase struct {
	words []string
	begin bool
}

// phrasesOf are the phrases that somebody asks for: what white space parts, and what stands in
// quotation marks whole. All of them must occur in one block.
func phrasesOf(query string) []phrase {
	var phrases []phrase
	for i, part := range strings.FieldsFunc(query+" ", isQuote) {
		asked := []string{part}
		if i%2 == 0 != startsQuoted(query) {
			asked = strings.Fields(part)
		}
		for _, a := range asked {
			if p, found := phraseOf([]rune(a)); found {
				phrases = append(phrases, p)
			}
		}
	}
	return phrases
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”„«»「」『』", r) }

// startsQuoted reports whether the first part of a query stands in quotation marks.
func startsQuoted(query string) bool {
	for _, r := range query {
		return isQuote(r)
	}
	return false
}

// phraseOf is the phrase that finds a text as it stands.
func phraseOf(text []rune) (phrase, bool) {
	words := wordsOf(text)
	if len(words) == 0 {
		return phrase{}, false
	}
	p := phrase{}
	for _, w := range words {
		p.words = append(p.words, w.text)
	}
	last := words[len(words)-1]
	if isDense(text[last.start]) {
		// The last character alone ends only a text that ends with it. Behind another one of its run
		// it is part of the pair before; as the only one it may begin any pair.
		if len(words) > 1 && words[len(words)-2].end == last.end {
			p.words = p.words[:len(p.words)-1]
		} else {
			p.begin = true
		}
	}
	return p, true
}

// hitsOf are the places of a text where one of the phrases stands, ascending and apart.
func hitsOf(text []rune, phrases []phrase) [][2]int {
	words := wordsOf(text)
	inside := make([]bool, len(text)+1)
	for i := range words {
		for _, p := range phrases {
			if start, end, found := p.at(words, i); found {
				for at := start; at < end; at++ {
					inside[at] = true
				}
			}
		}
	}
	var hits [][2]int
	for at := range text {
		switch {
		case inside[at] && (at == 0 || !inside[at-1]):
			hits = append(hits, [2]int{at, at + 1})
		case inside[at]:
			hits[len(hits)-1][1] = at + 1
		}
	}
	return hits
}

// at gives where the phrase stands when its first word is words[i].
func (p phrase) at(words []word, i int) (start, end int, found bool) {
	if i+len(p.words) > len(words) {
		return 0, 0, false
	}
	for n, asked := range p.words {
		w := words[i+n]
		last := n == len(p.words)-1
		if w.text != asked && (!last || !p.begin || !strings.HasPrefix(w.text, asked)) {
			return 0, 0, false
		}
		end = w.end
		if last && p.begin {
			end = w.start + len([]rune(asked))
		}
	}
	return words[i].start, end, true
}
