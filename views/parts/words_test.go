package parts

import "testing"

func TestCapital(t *testing.T) {
	for words, want := range map[string]string{"": "", "body": "Body", "正文": "正文", "édition": "Édition", "3 pages": "3 pages"} {
		if got := Capital(words); got != want {
			t.Errorf("capital(%q) = %q, want %q", words, got, want)
		}
	}
}
