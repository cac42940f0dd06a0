package newsroom

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPageEnds(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("字", 10) + "\n"
	tests := []struct{ name, text, begins, ends string }{
		{"a short page stays whole", "a\n\nb", "a\n\nb", "a\n\nb"},
		{"a long page keeps both ends in whole lines", "first\n" + strings.Repeat(line, 1000) + "last", "first\n", "\n" + line + "last"},
		{"one long line is cut between characters", "a" + strings.Repeat("字", 10_000), "a字", "字"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := pageEnds(tt.text)
			if !strings.HasPrefix(got, tt.begins) || !strings.HasSuffix(got, tt.ends) || !utf8.ValidString(got) || len(got) > headRead+footRead+2 {
				t.Errorf("pageEnds gives %d bytes: %.20q … %q", len(got), got, got[max(0, len(got)-40):])
			}
		})
	}
}
