package desk

import (
	"fmt"
	"testing"

	"galley/engine/markup"
)

func TestADismissalIsSignedAndUndone(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("body", 0))
		article := o.head().Block(markup.Extent{Page: 1, Start: 0, End: blockLength}).Article
		dismiss := o.ask("li", fmt.Sprintf(`{"kind":"dismiss","article":%q,"problem":"no-headline","reason":"a picture stood for it"}`, article))
		dismiss.Actor.Name = "Li"
		answer := o.must(dismiss)
		scope := markup.Cell{Kind: markup.ArticleCell, ID: article}
		found := o.head().ProblemsOf(scope)
		want := markup.Dismissal{Reason: "a picture stood for it", By: "Li", At: dismiss.At.UTC().Format("2006-01-02T15:04:05.999999Z07:00")}
		if len(found) != 1 || found[0].Dismissed == nil || *found[0].Dismissed != want {
			t.Fatalf("problems %+v, want one dismissed as %+v", found, want)
		}
		if told := answer.Problems[scope.String()]; len(told) != 1 || told[0].Dismissed == nil {
			t.Errorf("the answer tells of %+v, want the dismissal in it", answer.Problems)
		}
		if n := o.head().CountProblems(); n != 0 {
			t.Errorf("%d problems count, want none", n)
		}
		o.restart()
		o.do("li", undo)
		if found := o.head().ProblemsOf(scope); len(found) != 1 || found[0].Dismissed != nil {
			t.Errorf("after the undo the problems are %+v, want one that is open", found)
		}
		o.checkHead()
	})
}
