package markup

import (
	"testing"

	"galley/engine/text"
)

func TestMerge(t *testing.T) {
	merge := func(n int) Act { return &Merge{Block: blk(n)} }
	checkActs(t, []actCase{
		{name: "an article goes on in the one above, with its runs, its joins and its attributes",
			before: "1 headline a1 / 2 body a1 / 3 body a2 >4_ / 4 body a2 ~a2 / 5 ? a2 / 6 body a3 | a1 news agency=x | a2 news agency=y continued_from=1", act: merge(3),
			after: "1 headline a1 / 2 body a1 / 3 body a1 >4_ / 4 body a1 ~a1 / 5 ? a1 / 6 body a3 | a1 news agency=x continued_from=1"},
		{name: "its children move up, its pictures and notes move over, its state goes",
			before: "1 body a1 / 2 body a2 / 3 body a3 | a1 news notes=x | a2 news notes=y | a2 returned | a3 news in a2 | p1 3 in a2", act: merge(2),
			after: "1 body a1 / 2 body a1 / 3 body a3 | a1 news notes=x;y | p1 3 in a1"},
		{name: "a block that is only assumed can be merged too", before: "1 body a1 / 2 body? a2 / 3 body a1", act: merge(2), after: "1 body a1 / 2 body? a1 / 3 body a1"},
		{name: "past furniture", before: "1 body a1 / 2 masthead / 3 body a2", act: merge(3), after: "1 body a1 / 2 masthead / 3 body a1"},
		{name: "the last article of a package leaves the package behind when that has nothing else",
			before: "1 body a1 / 2 body a2 | a2 news in a3 | a3 package", act: merge(2), after: "1 body a1 / 2 body a1"},
		{name: "the block first in reading order is merged into another article than its own, whatever stands above it",
			before: "1 body a2 / 2 body a1 / 3 body a1 <2.-1", act: merge(3), after: "1 body a2 / 2 body a2 / 3 body a2 <2.-1"},
		{name: "a block in the middle is refused", before: "1 body a1 / 2 body a2 / 3 body a2", act: merge(3), refused: "Only the first block"},
		{name: "a block below an assumed one of its article is refused", before: "1 body a1 / 2 . ~a2 / 3 ? a2 / 4 body a2", act: merge(4), refused: "Only the first block"},
		{name: "an undecided block is refused", before: "1 body a1 / 2 .", act: merge(2), refused: "Only the first block"},
		{name: "the first article of the page is refused", before: "1 . / 2 body a1", act: merge(2), refused: "There is no article above"},
		{name: "below the head of a package it is refused", before: "1 package-head a1 / 2 body a2 | a1 package | a2 news in a1", act: merge(2), refused: "head of a package"},
		{name: "the head of a package itself is refused", before: "1 body a1 / 2 package-head a2 / 3 body a3 | a2 package | a3 news in a2", act: merge(2), refused: "head of a package"},
	})
}

func TestAssign(t *testing.T) {
	assign := func(article string, numbers ...int) Act {
		a := &Assign{Article: testID(article)}
		for _, n := range numbers {
			a.Blocks = append(a.Blocks, blk(n))
		}
		return a
	}
	checkActs(t, []actCase{
		{name: "an undecided block becomes assumed body, and the tail follows", before: "1 body a1 / 2 body a2 / 3 . / 4 . / 5 body a2", act: assign("a1", 3),
			after: "1 body a1 / 2 body a2 / 3 body? a1 / 4 . / 5 body a2", seen: "1 body a1 / 2 body a2 / 3 body? a1 ~a1 / 4 ? a1 / 5 body a2"},
		{name: "a decided block keeps its role and loses its joins", before: "1 body a1 / 2 caption a2 / 3 body a2 >4 / 4 body a2", act: assign("a1", 2, 3),
			after: "1 body a1 / 2 caption a1 / 3 body a1 / 4 body a2"},
		{name: "several joined blocks go together and stay joined", before: "1 body a1 / 2 headline a2 / 3 body a2 >4 / 4 body a2", act: assign("a1", 3, 4),
			after: "1 body a1 / 2 headline a2 / 3 body a1 >4 / 4 body a1", seen: "1 body a1 / 2 headline a2 / 3 body a1 >4 / 4 body a1 ~a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1"},
		{name: "furniture becomes decided body", before: "1 body a1 / 2 masthead / 3 body a1", act: assign("a1", 2), after: "1 body a1 / 2 body a1 / 3 body a1"},
		{name: "the last block leaves an article, and the article goes", before: "1 body a1 / 2 body a2 ~a2 / 3 ? a2 / 4 body a1", act: assign("a1", 2),
			after: "1 body a1 / 2 body a1 ~a2 / 3 ? a2 / 4 body a1", seen: "1 body a1 / 2 body a1 ~a1 / 3 ? a1 / 4 body a1"},
		{name: "a block on another page can belong to the article", before: "1 body a1 / 2 . / 3 . / 4 . / 5 . / 6 . / 7 . / 8 . / 9 . / 10 . / 11 headline a2", act: assign("a1", 10),
			after: "1 body a1 / 2 . / 3 . / 4 . / 5 . / 6 . / 7 . / 8 . / 9 . / 10 body? a1 / 11 headline a2"},
		{name: "an article that no longer exists is refused", before: "1 body a1", act: assign("a9", 1), refused: "no longer exists"},
		{name: "no block is refused", before: "1 body a1", act: assign("a1"), refused: "No block is selected"},
		{name: "a block of its own article changes nothing", before: "1 body a1 / 2 body a1", act: assign("a1", 1), refused: "This would change nothing"},
	})
}

func TestUndecide(t *testing.T) {
	undecide := func(numbers ...int) Act {
		a := &Undecide{}
		for _, n := range numbers {
			a.Blocks = append(a.Blocks, blk(n))
		}
		return a
	}
	checkActs(t, []actCase{
		{name: "undeciding the only block removes the article", before: "1 body a1", act: undecide(1), after: "1 ."},
		{name: "the run below stays assumed", before: "1 body a1 ~a1 / 2 ? a1 / 3 body a2", act: undecide(1), after: "1 . ~a1 / 2 ? a1 / 3 body a2"},
		{name: "a block in a run becomes undecided, and the run goes on below it", before: "1 body a1 ~a1 / 2 ? a1 / 3 ? a1 / 4 body a2", act: undecide(2),
			after: "1 body a1 ~a1 / 2 . ~a1 / 3 ? a1 / 4 body a2"},
		{name: "both joins go", before: "1 body a1 >2 / 2 body a1 >3 / 3 body a1", act: undecide(2), after: "1 body a1 / 2 . / 3 body a1"},
		{name: "doubts, turns and moves go with the decision", before: "1 body a1 / 2 headline a1 ^2 <1.-1 doubt / 3 body a1", act: undecide(2), after: "1 body a1 / 2 . / 3 body a1"},
		{name: "several blocks", before: "1 body a1 / 2 body a1 / 3 body a2", act: undecide(1, 2, 3), after: "1 ."},
		{name: "a block that is undecided changes nothing", before: "1 body a1 / 2 .", act: undecide(2), refused: "This would change nothing"},
		{name: "no block is refused", before: "1 body a1", act: undecide(), refused: "No block is selected"},
		{name: "a whole article goes, with its runs and its state; pictures and children stay",
			before: "1 headline a1 ~a1 / 2 ? a1 / 3 body a1 >4 / 4 body a1 / 5 masthead ~a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1 / 10 body a2 | a1 news in a3 notes=x | a1 returned | a2 news in a1 | a3 package | p1 3 in a1",
			act:    &Undecide{Article: testID("a1")},
			after:  "1 . / 2 . / 3 . / 4 . / 5 masthead / 6 . / 7 . / 8 . / 9 . / 10 body a2 | a2 news in a3 | a3 package | p1 3"},
		{name: "a whole article that is gone is refused", before: "1 body a1", act: &Undecide{Article: testID("a2")}, refused: "no longer exists"},
		{name: "a package is dissolved, and its articles stay", before: "1 package-head a1 / 2 body a2 | a1 package | a2 news in a1", act: &Undecide{Article: testID("a1")},
			after: "1 . / 2 body a2"},
	})
}

func TestNestAndUnnest(t *testing.T) {
	nest := func(article, parent string) Act {
		a := &Nest{Article: testID(article)}
		if parent != "" {
			a.Parent = testID(parent)
		}
		return a
	}
	checkActs(t, []actCase{
		{name: "under the package above", before: "1 package-head a1 / 2 body a2 | a1 package", act: nest("a2", ""), after: "1 package-head a1 / 2 body a2 | a1 package | a2 news in a1"},
		{name: "under the package that the article above stands under", before: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1", act: nest("a3", ""),
			after: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1 | a3 news in a1"},
		{name: "under the article above", before: "1 body a1 / 2 body a2", act: nest("a2", ""), after: "1 body a1 / 2 body a2 | a2 news in a1"},
		{name: "under the one that is named", before: "1 body a1 / 2 body a2 / 3 body a3", act: nest("a3", "a1"), after: "1 body a1 / 2 body a2 / 3 body a3 | a3 news in a1"},
		{name: "leaving a package that has nothing else takes the package away", before: "1 body a1 / 2 body a2 | a2 news in a3 | a3 package", act: nest("a2", "a1"),
			after: "1 body a1 / 2 body a2 | a2 news in a1"},
		{name: "the first article is refused", before: "1 body a1", act: nest("a1", ""), refused: "No article above can"},
		{name: "under itself is refused", before: "1 body a1", act: nest("a1", "a1"), refused: "inside itself"},
		{name: "under one of its own is refused", before: "1 body a1 / 2 body a2 / 3 body a3 | a2 news in a1 | a3 news in a2", act: nest("a1", "a3"), refused: "inside itself"},
		{name: "under one that is gone is refused", before: "1 body a1", act: nest("a1", "a9"), refused: "no longer exists"},
		{name: "an article that no longer exists is refused", before: "1 body a1", act: nest("a9", "a1"), refused: "no longer exists"},
		{name: "out of its package", before: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1 | a3 news in a1", act: &Unnest{Article: testID("a2")},
			after: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a3 news in a1"},
		{name: "out of a package within a package", before: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1 | a3 news in a2", act: &Unnest{Article: testID("a3")},
			after: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1 | a3 news in a1"},
		{name: "out of nothing is refused", before: "1 body a1", act: &Unnest{Article: testID("a1")}, refused: "is not in a package"},
		{name: "one that is gone cannot be taken out", before: "1 body a1", act: &Unnest{Article: testID("a9")}, refused: "no longer exists"},
	})
}

func TestArticleEdits(t *testing.T) {
	a1 := testID("a1")
	notes := []string{"x", "y"}
	checkActs(t, []actCase{
		{name: "a type", before: "1 body a1", act: &SetType{a1, "letter"}, after: "1 body a1 | a1 letter"},
		{name: "an unknown type is refused", before: "1 body a1", act: &SetType{a1, "saga"}, refused: "is not a type of articles"},
		{name: "an article that becomes a package is refused", before: "1 body a1", act: &SetType{a1, "package"}, refused: "cannot become"},
		{name: "a package that becomes an article is refused", before: "1 package-head a1 | a1 package", act: &SetType{a1, "news"}, refused: "cannot become"},
		{name: "a package can become a section", before: "1 package-head a1 | a1 package", act: &SetType{a1, "section"}, after: "1 package-head a1 | a1 section"},
		{name: "the type of an article that no longer exists is refused", before: "1 .", act: &SetType{a1, "news"}, refused: "no longer exists"},
		{name: "a title, with single spaces", before: "1 . / 2 headline a1", act: &SetTitle{a1, " 渡船\n　开航 "}, after: `1 . / 2 headline a1 | a1 news "渡船 开航"`},
		{name: "a title that is the headline's text is dropped", before: `1 . / 2 headline a1 | a1 news "x"`, act: &SetTitle{a1, "山城通了新渡船"}, after: "1 . / 2 headline a1"},
		{name: "a title with control characters is refused", before: "1 . / 2 headline a1", act: &SetTitle{a1, "a\x01b"}, refused: "control characters"},
		{name: "the title of an article that no longer exists is refused", before: "1 .", act: &SetTitle{a1, "x"}, refused: "no longer exists"},
		{name: "headless", before: "1 body a1", act: &SetHeadless{a1, true}, after: "1 body a1 | a1 news headless"},
		{name: "headless once more is refused", before: "1 body a1 | a1 news headless", act: &SetHeadless{a1, true}, refused: "This would change nothing"},
		{name: "headless of an article that no longer exists is refused", before: "1 .", act: &SetHeadless{a1, true}, refused: "no longer exists"},
		{name: "attributes, of which an empty one goes", before: "1 body a1 | a1 news agency=x continues_on=2",
			act: &EditArticle{Article: a1, Attributes: map[string]string{"agency": "", "continues_on": "3", "by": "z"}}, after: "1 body a1 | a1 news by=z continues_on=3"},
		{name: "notes", before: "1 body a1 | a1 news by=z", act: &EditArticle{Article: a1, Notes: &notes}, after: "1 body a1 | a1 news by=z notes=x;y"},
		{name: "an attribute without a name is refused", before: "1 body a1", act: &EditArticle{Article: a1, Attributes: map[string]string{"": "x"}}, refused: "must have a name"},
		{name: "an attribute with control characters is refused", before: "1 body a1", act: &EditArticle{Article: a1, Attributes: map[string]string{"x": "\x00"}}, refused: "control characters"},
		{name: "attributes of an article that no longer exists are refused", before: "1 .", act: &EditArticle{Article: a1}, refused: "no longer exists"},
	})
}

func TestState(t *testing.T) {
	checkActs(t, []actCase{
		{name: "a draft is submitted", before: "1 .", act: &SetState{State: Submitted}, after: "1 . | set submitted"},
		{name: "a submission is taken back", before: "1 . | set submitted", act: &SetState{State: Draft}, after: "1 . | set draft"},
		{name: "a submitted set is returned", before: "1 . | set submitted", act: &SetState{State: Returned}, after: "1 . | set returned"},
		{name: "a submitted set is accepted", before: "1 . | set submitted", act: &SetState{State: Accepted, Reason: "ads only"}, after: "1 . | set accepted"},
		{name: "a set with open points is accepted with a reason only", before: "1 . | set submitted", act: &SetState{State: Accepted, Reason: " "}, refused: "Say why"},
		{name: "an article without open points needs no reason", before: "1 . / 2 headline a1 / 3 body a1 | set submitted", act: &SetState{State: Accepted, Article: testID("a1")}, after: "1 . / 2 headline a1 / 3 body a1 | a1 accepted | set submitted"},
		{name: "an article without a headline has one", before: "1 body a1 | set submitted", act: &SetState{State: Accepted, Article: testID("a1")}, refused: "Say why"},
		{name: "a set submitted takes its parts along, except for the accepted", before: "1 body a1 / 2 body a2 | a1 accepted | a2 returned | set returned | page2 submitted", act: &SetState{State: Submitted},
			after: "1 body a1 / 2 body a2 | a1 accepted | set submitted"},
		{name: "a set is accepted without what was returned", before: "1 body a1 | a1 returned | set submitted | page2 accepted", act: &SetState{State: Accepted, Reason: "so be it"}, after: "1 body a1 | a1 returned | set accepted"},
		{name: "a page takes its articles along", before: "1 body a1 | a1 submitted | set submitted", act: &SetState{State: Returned, Page: 1}, after: "1 body a1 | set submitted | page1 returned"},
		{name: "an article of a page that is accepted is reopened", before: "1 body a1 | set submitted | page1 accepted", act: &SetState{State: Returned, Article: testID("a1")},
			after: "1 body a1 | a1 returned | set submitted | page1 accepted"},
		{name: "a returned set is submitted again", before: "1 . | set returned", act: &SetState{State: Submitted}, after: "1 . | set submitted"},
		{name: "an accepted set is reopened", before: "1 . | set accepted", act: &SetState{State: Returned}, after: "1 . | set returned"},
		{name: "a draft cannot be accepted", before: "1 .", act: &SetState{State: Accepted}, refused: "cannot become"},
		{name: "a draft cannot be returned", before: "1 .", act: &SetState{State: Returned}, refused: "cannot become"},
		{name: "an accepted set cannot become a draft", before: "1 . | set accepted", act: &SetState{State: Draft}, refused: "cannot become"},
		{name: "an unknown state is refused", before: "1 .", act: &SetState{State: "printed"}, refused: "cannot become"},
		{name: "a page", before: "1 . | set submitted", act: &SetState{State: Accepted, Page: 2, Reason: "x"}, after: "1 . | set submitted | page2 accepted"},
		{name: "an article", before: "1 body a1", act: &SetState{State: Submitted, Article: testID("a1")}, after: "1 body a1 | a1 submitted"},
		{name: "a page that is not there is refused", before: "1 .", act: &SetState{State: Submitted, Page: 3}, refused: "can have a state"},
		{name: "a page and an article at once are refused", before: "1 body a1", act: &SetState{State: Submitted, Page: 1, Article: testID("a1")}, refused: "can have a state"},
		{name: "an article that no longer exists is refused", before: "1 .", act: &SetState{State: Submitted, Article: testID("a1")}, refused: "no longer exists"},
	})
}

func TestMove(t *testing.T) {
	block := func(n int, before, after int) Act {
		e := blk(n)
		a := &Move{Block: &e}
		if before > 0 {
			to := blk(before)
			a.BeforeBlock = &to
		}
		if after > 0 {
			to := blk(after)
			a.AfterBlock = &to
		}
		return a
	}
	article := func(id, before, after string) Act {
		a := &Move{Article: testID(id)}
		if before != "" {
			a.BeforeArticle = testID(before)
		}
		if after != "" {
			a.AfterArticle = testID(after)
		}
		return a
	}
	under := func(id, before, parent string) Act {
		to := text.ID("")
		if parent != "" {
			to = testID(parent)
		}
		return &Move{Article: testID(id), BeforeArticle: testID(before), Under: &to}
	}
	checkActs(t, []actCase{
		{name: "an article before another, and under its package", before: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1", act: under("a3", "a2", "a1"),
			after: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1 | a3 news in a1 <2.-1"},
		{name: "an article before another, and out of its package", before: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news in a1", act: under("a2", "a3", ""),
			after: "1 package-head a1 / 2 body a2 / 3 body a3 | a1 package | a2 news <3.-1"},
		{name: "an article under what is gone is refused", before: "1 body a1 / 2 body a2", act: under("a2", "a1", "a9"), refused: "no longer exists"},
		{name: "an article under its own is refused", before: "1 body a1 / 2 body a2 / 3 body a3 | a2 news in a1", act: under("a1", "a3", "a2"), refused: "itself"},
		{name: "a block before the first of its article", before: "1 body a1 / 2 body a1 / 3 body a1", act: block(3, 1, 0), after: "1 body a1 / 2 body a1 / 3 body a1 <1.-1"},
		{name: "a block after another", before: "1 body a1 / 2 body a1 / 3 body a1", act: block(1, 0, 2), after: "1 body a1 <2.1 / 2 body a1 / 3 body a1"},
		{name: "a block between two at one place", before: "1 body a1 / 2 body a1 / 3 body a1 <2.1", act: block(1, 0, 2), after: "1 body a1 <2.0.5 / 2 body a1 / 3 body a1 <2.1"},
		{name: "moved before the first, the article moves along", before: "1 body a1 / 2 body a2 / 3 body a1 / 4 body a2", act: block(4, 2, 0), after: "1 body a1 / 2 body a2 / 3 body a1 / 4 body a2 <2.-1"},
		{name: "a block of another article is refused", before: "1 body a1 / 2 body a2", act: block(1, 0, 2), refused: "within their article"},
		{name: "an assumed block is refused", before: "1 body a1 ~a1 / 2 ? a1 / 3 body a2", act: block(2, 1, 0), refused: "within their article"},
		{name: "nowhere is refused", before: "1 body a1", act: block(1, 0, 0), refused: "before or after"},
		{name: "before and after is refused", before: "1 body a1 / 2 body a1 / 3 body a1", act: block(1, 2, 3), refused: "before or after"},
		{name: "before itself is refused", before: "1 body a1", act: block(1, 1, 0), refused: "before or after"},
		{name: "an article before another", before: "1 body a1 / 2 body a2 / 3 body a3", act: article("a3", "a1", ""), after: "1 body a1 / 2 body a2 / 3 body a3 | a3 news <1.-1"},
		{name: "an article after another", before: "1 body a1 / 2 body a2 / 3 body a3", act: article("a1", "", "a2"), after: "1 body a1 / 2 body a2 / 3 body a3 | a1 news <2.1"},
		{name: "an article between two at one place", before: "1 body a1 / 2 body a2 / 3 body a3 | a1 news <2.1", act: article("a3", "a1", ""),
			after: "1 body a1 / 2 body a2 / 3 body a3 | a1 news <2.1 | a3 news <2.0.5"},
		{name: "an article that no longer exists is refused", before: "1 body a1", act: article("a1", "a2", ""), refused: "no longer exists"},
		{name: "an article before itself is refused", before: "1 body a1", act: article("a1", "a1", ""), refused: "before or after"},
	})
}
