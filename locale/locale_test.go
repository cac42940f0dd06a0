package locale_test

import (
	"context"
	"testing"

	"galley/locale"
)

// named is a thing with a name in both languages.
type named struct{}

func (named) Word(language string) string {
	if language == "zh-Hans" {
		return "主题"
	}
	return "headline"
}

func TestTextsAreSaidInTheReadersLanguage(t *testing.T) {
	english := context.Background()
	chinese := locale.With(english, locale.Chinese)
	tests := []struct {
		name             string
		say              func(ctx context.Context) string
		english, chinese string
	}{
		{"a text", func(ctx context.Context) string { return locale.T(ctx, "Draft") }, "Draft", "草稿"},
		{"a key", func(ctx context.Context) string { return locale.Key("Draft").In(ctx) }, "Draft", "草稿"},
		{"a word in a text", func(ctx context.Context) string { return locale.T(ctx, "Open %s", "株洲日报") }, "Open 株洲日报", "打开 株洲日报"},
		{"a word with a name of its own", func(ctx context.Context) string { return locale.T(ctx, "Open %s", named{}) }, "Open headline", "打开 主题"},
		{"one thing", func(ctx context.Context) string { return locale.N(ctx, 1, "%d page", "%d pages") }, "1 page", "1 版"},
		{"no things", func(ctx context.Context) string { return locale.N(ctx, 0, "%d page", "%d pages") }, "0 pages", "0 版"},
		{"many things", func(ctx context.Context) string { return locale.N(ctx, 1234567, "%d page", "%d pages") }, "1,234,567 pages", "1,234,567 版"},
		{"one thing after many", func(ctx context.Context) string { return locale.N(ctx, 1, "%d page", "%d pages") }, "1 page", "1 版"},
		{"words that change places", func(ctx context.Context) string {
			return locale.T(ctx, "No block begins at position %d of page %d any longer.", 7, 3)
		}, "No block begins at position 7 of page 3 any longer.", "第 3 版 7 处已没有文块开头。"},
		{"a word for another thing", func(ctx context.Context) string { return locale.T(ctx, "Set") }, "Set", "设定"},
		{"a word with its meaning", func(ctx context.Context) string { return locale.T(ctx, "Set##of marks") }, "Set", "标注稿"},
		{"a meaning that no catalogue holds", func(ctx context.Context) string { return locale.T(ctx, "Xyzzy##of caves") }, "Xyzzy", "Xyzzy"},
		{"what no catalogue holds", func(ctx context.Context) string { return locale.T(ctx, "Xyzzy %d", 1) }, "Xyzzy 1", "Xyzzy 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.say(english); got != tt.english {
				t.Errorf("English %q, want %q", got, tt.english)
			}
			if got := tt.say(chinese); got != tt.chinese {
				t.Errorf("Chinese %q, want %q", got, tt.chinese)
			}
		})
	}
}

func TestTheLanguageIsChosen(t *testing.T) {
	tests := []struct{ name, chosen, accept, want string }{
		{"nobody said", "", "", "en"},
		{"the browser asks for Chinese", "", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"},
		{"the browser likes English better", "", "en-GB,zh-CN;q=0.5", "en"},
		{"the browser asks for neither", "", "fr,de;q=0.8", "en"},
		{"the browser asks for a third one first", "", "fr,zh;q=0.8", "zh-Hans"},
		{"the browser talks nonsense", "", "*;;;q", "en"},
		{"the person chose otherwise", "zh-Hans", "en", "zh-Hans"},
		{"the person chose English", "en", "zh-CN", "en"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := locale.Choose(tt.chosen, tt.accept).String(); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func BenchmarkT(b *testing.B) {
	ctx := locale.With(context.Background(), locale.Chinese)
	for b.Loop() {
		locale.T(ctx, "block %d", 7)
	}
}
