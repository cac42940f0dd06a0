package desk

import (
	"testing"

	"galley/engine/markup"
)

// TestAReturnedArticleIsParted parts an article that was returned alone: both parts are the editor's, until
// they are submitted, and the parting can be taken back.
func TestAReturnedArticleIsParted(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		first, _ := o.twoArticles("li")
		o.do("li", role("body", 1, 2, 3, 4))
		o.do("li", submitAll)
		o.do("chen", stateOf(first, "returned"))
		for _, n := range []int{3, 6} { // one that was decided, one that was assumed
			o.do("li", role("headline", n))
			o.do("li", role("deck", n))
			o.do("li", undo)
			part := o.head().Block(o.extentOf(n)).Article
			if part == first || o.head().StateOf(markup.Cell{Kind: markup.StateCell, ID: part}) != markup.Returned {
				t.Errorf("block %d is of article %s, in state %s", n, part, o.head().StateOf(markup.Cell{Kind: markup.StateCell, ID: part}))
			}
			for range 2 { // the inference and the act
				if o.head().Block(o.extentOf(n)).Article != first {
					o.do("li", undo)
				}
			}
			if o.head().Block(o.extentOf(n)).Article != first {
				t.Errorf("block %d did not come back", n)
			}
		}
	})
}
