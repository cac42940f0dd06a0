package parts

import "testing"

func TestAPageIsCalledAsItsPaperCallsIt(t *testing.T) {
	tests := []struct {
		label    string
		key      int
		language string
		want     string
	}{
		{"", 3, "zh", "第3版"}, {"1", 4, "zh-Hans", "第1版"}, {"A12", 4, "zh", "A12版"}, {"2B", 4, "zh", "2B版"},
		{"要闻版", 1, "zh", "要闻版"}, {"要闻", 1, "zh", "要闻"}, {"第一版", 1, "zh", "第一版"},
		{"", 3, "en", "p. 3"}, {"A3", 3, "en", "A3"}, {"1", 3, "de", "1"},
	}
	for _, tt := range tests {
		if got := PageWords(tt.label, tt.key, tt.language); got != tt.want {
			t.Errorf("PageWords(%q, %d, %q) = %q, want %q", tt.label, tt.key, tt.language, got, tt.want)
		}
	}
}
