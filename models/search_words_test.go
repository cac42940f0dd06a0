package models

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordsOfATextAreKeptInPairs(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"Chinese in pairs, and the last alone", "核酸检测", "核酸 酸检 检测 测"},
		{"one character", "核", "核"},
		{"a line's end parts nothing", "核\n酸", "核酸 酸"},
		{"an ideographic space parts nothing", "李　明", "李明 明"},
		{"a mark parts", "核。酸", "核 酸"},
		{"Latin words in small letters", "The Statesman, No. 12", "the statesman no 12"},
		{"mixed", "A股2022年", "a 股 2022 年"},
		{"full width", "Ａ１２", "a12"},
		{"outside the basic plane", "𠮷野家", "𠮷野 野家 家"},
		{"kana and hangul", "カタ한국", "カタ タ한 한국 국"},
		{"accents stay", "Café", "café"},
		{"no words", " ——。\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, w := range wordsOf([]rune(tt.text)) {
				got = append(got, w.text)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestWhatIsAskedIsFound(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, query, text, want string }{
		{"two characters", "核酸", "全员核酸检测", "全员[核酸]检测"},
		{"four characters", "核酸检测", "全员核酸检测", "全员[核酸检测]"},
		{"one character in the middle", "酸", "核酸检", "核[酸]检"},
		{"one character at the end", "酸", "核酸", "核[酸]"},
		{"one outside the basic plane", "𠮷", "野𠮷家", "野[𠮷]家"},
		{"across a line's end", "核酸", "核\n酸检", "[核\n酸]检"},
		{"several words are all marked", "核酸 株洲", "株洲核酸", "[株洲核酸]"},
		{"a Latin word whole", "state", "Statesman State", "Statesman [State]"},
		{"a quoted phrase", `"annual report"`, "report annual report", "report [annual report]"},
		{"Chinese quotation marks", "“核酸 检测”", "核酸检测", "[核酸检测]"},
		{"mixed", "a股", "买A股票", "买[A股]票"},
		{"a number", "23126", "第23126期", "第[23126]期"},
		{"behind a word", "test核", "test核酸", "[test核]酸"},
		{"before a word", "酸test", "核酸test", "核[酸test]"},
		{"nothing", "检核", "核酸检测", "核酸检测"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := []rune(tt.text)
			var b strings.Builder
			last := 0
			for _, hit := range hitsOf(text, phrasesOf(tt.query)) {
				b.WriteString(string(text[last:hit[0]]) + "[" + string(text[hit[0]:hit[1]]) + "]")
				last = hit[1]
			}
			if diff := cmp.Diff(tt.want, b.String()+string(text[last:])); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAQueryIsReadAsPhrases(t *testing.T) {
	t.Parallel()
	tests := []struct {
		query string
		want  []phrase
	}{
		{"", nil},
		{" 。", nil},
		{`"`, nil},
		{"核酸 test", []phrase{{[]string{"核酸"}, false}, {[]string{"test"}, false}}},
		{"核", []phrase{{[]string{"核"}, true}}},
		{`"a b" c`, []phrase{{[]string{"a", "b"}, false}, {[]string{"c"}, false}}},
		{`c "a b" d`, []phrase{{[]string{"c"}, false}, {[]string{"a", "b"}, false}, {[]string{"d"}, false}}},
		{`c "a b`, []phrase{{[]string{"c"}, false}, {[]string{"a", "b"}, false}}},
		{"C-3PO", []phrase{{[]string{"c", "3po"}, false}}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, phrasesOf(tt.query), cmp.AllowUnexported(phrase{})); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.query, diff)
		}
	}
}
