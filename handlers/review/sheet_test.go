package review_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestASheetSaysWhoSignsWhat takes an issue through its stages to the sign-off, and opens it again: its sheet says so,
// and that the one before is void.
func TestASheetSaysWhoSignsWhat(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	a, b := n.articles[0], n.articles[1]
	sheet := func(want ...string) {
		t.Helper()
		text := n.li.Get("/sets/1/sheet?page=1").Is(http.StatusOK).Text()
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("the sheet does not say %q: %s", w, text)
			}
		}
	}
	// The paper is Chinese, and so is the sheet, whoever looks at it.
	sheet("签样单", "未完成：本版尚未全部签样。", "一审 An 未完成 0/2", "一校 校对 Dai 未完成 0/2")
	for _, part := range []string{a, b} {
		n.passes(n.an, 1, part)
		n.passes(n.bo, 2, part)
	}
	n.passes(n.dai, 3, "whole-1")
	n.passes(n.chi, 4, "whole-1")
	sheet("一审 An 通过", "二审 Bo 通过", "一校 校对 Dai 已校", "签样 Chi 已签样", "Seen.")
	if text := n.li.Get("/sets/1/sheet").Is(http.StatusOK).Text(); strings.Contains(text, "未完成") || strings.Contains(text, "作废") {
		t.Errorf("signed off, the sheet says %s", text)
	}
	n.decide(n.chi, a, map[string][]string{"state": {"returned"}, "reason": {"The name is wrong."}}).Is(http.StatusSeeOther)
	sheet("本版第 2 次签样", "第 1 次签样自", "未完成 1/2")
	n.decide(n.chi, b, map[string][]string{"state": {"withdrawn"}}).Is(http.StatusUnprocessableEntity) // without words
	n.decide(n.chi, b, map[string][]string{"state": {"withdrawn"}, "reason": {"Denied."}}).Is(http.StatusSeeOther)
	sheet("未完成 0/1", "1 篇稿件，1 篇撤稿", "撤稿：Chi ·", "“Denied.”")
	desk := n.chi.Get("/sets/1/review?part=" + b).Is(http.StatusOK).Text()
	if !strings.Contains(desk, "It was withdrawn: “Denied.”") || !strings.Contains(desk, "Restore the article") {
		t.Errorf("the desk says of what was withdrawn %s", desk)
	}
	n.decide(n.chi, b, map[string][]string{"state": {"restored"}}).Is(http.StatusSeeOther)
	sheet("未完成 1/2", "2 篇稿件")
	n.li.Get("/sets/1/sheet?page=9").Is(http.StatusNotFound)
}
