package reading

import "testing"

func TestGuessLanguage(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"simplified Chinese", "新华社北京11月9日电 国家主席习近平向2022年世界互联网大会乌镇峰会致贺信。", "zh-Hans"},
		{"traditional Chinese", "行政院長今日出席會議時表示，政府將開放更多產業。", "zh-Hant"},
		{"Japanese", "東京都は十日、新しい条例を発表した。会議には知事が出席した。", "ja"},
		{"Korean", "서울시는 10일 새로운 조례를 발표했다.", "ko"},
		{"English", "CALCUTTA, Tuesday, February 17, 1824. The Governor-General arrived.", "en"},
		{"English with a Chinese name", "The Linjiang Daily (临江日报) reported on Friday that the old harbour will reopen to walkers.", "en"},
		{"nothing", "", "en"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := GuessLanguage(tt.text); got != tt.want {
				t.Errorf("GuessLanguage(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}
