package markup

import "testing"

func TestSetRole(t *testing.T) {
	role := func(role string, numbers ...int) *SetRole {
		a := &SetRole{Role: role}
		for _, n := range numbers {
			a.Blocks = append(a.Blocks, blk(n))
		}
		return a
	}
	starting := func(a *SetRole) *SetRole { a.Start = true; return a }
	checkActs(t, []actCase{
		{name: "a headline on an empty page starts an article, and the run below becomes its assumed body",
			before: "1 .", act: role("headline", 2),
			after: "1 . / 2 headline a1", seen: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 ? a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1"},
		{name: "the id of the new article is the one the browser gave",
			before: "1 .", act: &SetRole{Blocks: []Extent{blk(9)}, Role: "headline", New: testID("a7")},
			after: "1 . / 2 . / 3 . / 4 . / 5 . / 6 . / 7 . / 8 . / 9 headline a7"},
		{name: "a headline after text starts an article",
			before: "1 . / 2 headline a1 / 3 body a1 ~a1 / 4 ? a1 / 5 body a1", act: role("headline", 4),
			after: "1 . / 2 headline a1 / 3 body a1 ~a1 / 4 headline a2 ~a1 / 5 body a1"},
		{name: "a headline after assumed text starts an article, though only headings are decided",
			before: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 masthead ~a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1", act: role("headline", 5),
			after: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 masthead ~a1 / 5 headline a2 ~a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1",
			seen:  "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 masthead ~a1 / 5 headline a2 ~a2 / 6 ? a2 / 7 ? a2 / 8 ? a2 / 9 ? a2"},
		{name: "a headline under a kicker joins the stack",
			before: "1 kicker a1 ~a1 / 2 ? a1 / 3 body a1", act: role("headline", 2),
			after: "1 kicker a1 ~a1 / 2 headline a1 ~a1 / 3 body a1"},
		{name: "a kicker under a headline joins the stack",
			before: "1 headline a1 / 2 . / 3 body a1", act: role("kicker", 2),
			after: "1 headline a1 / 2 kicker a1 / 3 body a1"},
		{name: "a kicker after text starts an article",
			before: "1 headline a1 / 2 body a1 / 3 . / 4 body a2", act: role("kicker", 3),
			after: "1 headline a1 / 2 body a1 / 3 kicker a3 / 4 body a2"},
		{name: "a deck never starts an article",
			before: "1 headline a1 / 2 body a1 / 3 . / 4 body a1", act: role("deck", 3),
			after: "1 headline a1 / 2 body a1 / 3 deck a1 / 4 body a1"},
		{name: "a subhead never starts an article",
			before: "1 headline a1 / 2 body a1 / 3 . / 4 body a1", act: role("subhead", 3),
			after: "1 headline a1 / 2 body a1 / 3 subhead a1 / 4 body a1"},
		{name: "a deck under the head of a package belongs to the package",
			before: "1 package-head a1 / 2 . / 3 body a2 | a1 package | a2 news in a1", act: role("deck", 2),
			after: "1 package-head a1 / 2 deck a1 / 3 body a2 | a1 package | a2 news in a1"},
		{name: "a deck with nothing above it has to start one",
			before: "1 . / 2 body a1", act: role("deck", 1), after: "1 deck a2 / 2 body a1"},
		{name: "body under body belongs to its article",
			before: "1 body a1 / 2 . / 3 body a2", act: role("body", 2), after: "1 body a1 / 2 body a1 / 3 body a2"},
		{name: "body under a package starts an article that stands under it",
			before: "1 package-head a1 / 2 . / 3 body a2 | a1 package", act: role("body", 2),
			after: "1 package-head a1 / 2 body a3 / 3 body a2 | a1 package | a3 news in a1"},
		{name: "body on an assumed block decides it, and the run below stays assumed",
			before: "1 headline a1 ~a1 / 2 ? a1 / 3 ? a1 / 4 body a2", act: role("body", 2),
			after: "1 headline a1 ~a1 / 2 body a1 ~a1 / 3 ? a1 / 4 body a2"},
		{name: "Shift starts an article, whatever the role",
			before: "1 body a1 / 2 . / 3 body a2", act: starting(role("caption", 2)), after: "1 body a1 / 2 caption a3 / 3 body a2"},
		{name: "Shift on a decided block takes the rest of its article along",
			before: "1 headline a1 / 2 body a1 / 3 body a1 / 4 caption a1", act: starting(role("body", 3)),
			after: "1 headline a1 / 2 body a1 / 3 body a2 / 4 caption a2"},
		{name: "a headline on a decided block takes the rest of its article along, with the runs below",
			before: "1 headline a1 / 2 body a1 / 3 body a1 / 4 body a1 ~a1 / 5 ? a1 / 6 masthead ~a1 / 7 ? a1 / 8 ? a1 / 9 ? a1", act: role("headline", 3),
			after: "1 headline a1 / 2 body a1 / 3 headline a2 / 4 body a2 ~a2 / 5 ? a2 / 6 masthead ~a2 / 7 ? a2 / 8 ? a2 / 9 ? a2"},
		{name: "a role on a range of blocks is given to all of them, and the heading starts one article",
			before: "1 body a1 / 2 . / 3 . / 4 body a1", act: role("headline", 2, 3),
			after: "1 body a1 / 2 headline a2 / 3 headline a2 / 4 body a1"},
		{name: "furniture belongs to no article, and what follows goes on past it",
			before: "1 headline a1 ~a1 / 2 ? a1 / 3 ? a1 / 4 ? a1 / 5 body a2", act: role("masthead", 3),
			after: "1 headline a1 ~a1 / 2 ? a1 / 3 masthead ~a1 / 4 ? a1 / 5 body a2"},
		{name: "furniture takes a block out of its article, whose joins are loosened",
			before: "1 headline a1 / 2 body a1 >3 / 3 body a1 >4 / 4 body a1", act: role("noise", 3),
			after: "1 headline a1 / 2 body a1 / 3 noise / 4 body a1"},
		{name: "furniture takes the last block, and the article goes",
			before: "1 body a1 | a1 accepted", act: role("index", 1), after: "1 index"},
		{name: "an article with notes stays when its last block goes",
			before: "1 body a1 | a1 news notes=why", act: role("index", 1), after: "1 index | a1 news notes=why"},
		{name: "body below furniture goes on with the text above it",
			before: "1 body a1 / 2 masthead / 3 . / 4 body a2", act: role("body", 3), after: "1 body a1 / 2 masthead / 3 body a1 / 4 body a2"},
		{name: "body below a block that was moved to another article belongs to that one",
			before: "1 body a1 / 2 body a2 ~a1 / 3 ! / 4 body a1", act: role("body", 3), after: "1 body a1 / 2 body a2 ~a1 / 3 body a2 / 4 body a1"},
		{name: "a heading that becomes text loses its turns",
			before: "1 headline a1 ^2", act: role("body", 1),
			after: "1 body a1", seen: "1 body a1 ~a1 / 2 ? a1 / 3 ? a1 / 4 ? a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1"},
		{name: "a doubtful block stays doubtful", before: "1 body a1 doubt / 2 body a1", act: role("caption", 1), after: "1 caption a1 doubt / 2 body a1"},
		{name: "an unknown role is refused", before: "1 .", act: role("poem", 1), refused: "is not a role of blocks"},
		{name: "a role of spans is refused", before: "1 .", act: role("person", 1), refused: "is not a role of blocks"},
		{name: "no block is refused", before: "1 .", act: role("body"), refused: "No block is selected"},
		{name: "a block that was cut meanwhile is refused", before: "1 . / 2'2 . / 3 .", act: role("body", 1), refused: "no longer exists"},
		{name: "a page that is not there is refused", before: "1 .", act: &SetRole{Blocks: []Extent{{9, 0, 3}}, Role: "body"}, refused: "Page 9 is not part"},
		{name: "an id that is taken is refused", before: "1 body a1 / 2 .",
			act: &SetRole{Blocks: []Extent{blk(2)}, Role: "headline", New: testID("a1")}, refused: "already exists"},
		{name: "an unknown id is refused", before: "1 .", act: &SetRole{Blocks: []Extent{blk(2)}, Role: "headline", New: "x"}, refused: "does not have the form"},
		{name: "the same role again changes nothing and moves on", before: "1 body a1 / 2 body a1", act: role("body", 1), after: "1 body a1 / 2 body a1"},
	})
}

func TestSetRoleOfPackagesNoticesAndAds(t *testing.T) {
	role := func(role string, numbers ...int) *SetRole {
		a := &SetRole{Role: role}
		for _, n := range numbers {
			a.Blocks = append(a.Blocks, blk(n))
		}
		return a
	}
	checkActs(t, []actCase{
		{name: "a package head begins a package, and the run below is undecided",
			before: "1 body a1 ~a1 / 2 ? a1 / 3 ? a1 / 4 body a1", act: role("package-head", 2),
			after: "1 body a1 ~a1 / 2 package-head a2 ~a1 / 3 ? a1 / 4 body a1 | a2 package",
			seen:  "1 body a1 ~a1 / 2 package-head a2 / 3 . / 4 body a1 | a2 package"},
		{name: "a second line of the head belongs to the same package",
			before: "1 package-head a1 / 2 . | a1 package", act: role("package-head", 2),
			after: "1 package-head a1 / 2 package-head a1 | a1 package"},
		{name: "several lines of a head begin one package",
			before: "1 .", act: role("section-head", 1, 2), after: "1 section-head a1 / 2 section-head a1 | a1 section"},
		{name: "a head below an article of the package begins another package, beside it",
			before: "1 package-head a1 / 2 body a2 / 3 . | a1 package | a2 news in a1", act: role("package-head", 3),
			after: "1 package-head a1 / 2 body a2 / 3 package-head a3 | a1 package | a2 news in a1 | a3 package"},
		{name: "an article that starts below one of the package stands under the package",
			before: "1 package-head a1 / 2 body a2 / 3 . / 4 body a3 | a1 package | a2 news in a1", act: role("headline", 3),
			after: "1 package-head a1 / 2 body a2 / 3 headline a4 / 4 body a3 | a1 package | a2 news in a1 | a4 news in a1"},
		{name: "an article that starts below one that closed the package stands beside it",
			before: "1 package-head a1 / 2 body a2 / 3 . / 4 body a3 | a1 package", act: role("headline", 3),
			after: "1 package-head a1 / 2 body a2 / 3 headline a4 / 4 body a3 | a1 package"},
		{name: "what starts under a section is a brief, past an advertisement",
			before: "1 section-head a1 / 2 ad a2 / 3 . / 4 body a3 | a1 section | a2 ad", act: role("headline", 3),
			after: "1 section-head a1 / 2 ad a2 / 3 headline a4 / 4 body a3 | a1 section | a2 ad | a4 brief in a1"},
		{name: "sidebars have a head of their own", before: "1 .", act: role("sidebar-head", 1), after: "1 sidebar-head a1 | a1 sidebars"},
		{name: "the headline of an article that becomes a package head stands over that article",
			before: "1 headline a1 / 2 headline a1 / 3 body a1", act: role("package-head", 1),
			after: "1 package-head a2 / 2 headline a1 / 3 body a1 | a1 news in a2 | a2 package"},
		{name: "text in the middle of an article that becomes a section head leaves the rest alone",
			before: "1 headline a1 / 2 body a1 / 3 body a1", act: role("section-head", 2),
			after: "1 headline a1 / 2 section-head a2 / 3 body a1 | a2 section"},
		{name: "an assumed block at the top of the page can become a section head",
			before: "1 body? a1 / 2 body a1 | a1 section", act: role("section-head", 1),
			after: "1 section-head a2 / 2 body a1 | a1 section | a2 section"},
		{name: "a notice number starts a notice", before: "1 body a1 / 2 . / 3 body a2", act: role("notice-number", 2),
			after: "1 body a1 / 2 notice-number a3 / 3 body a2 | a3 notice"},
		{name: "a notice number under the headline makes its article a notice", before: "1 headline a1 / 2 . / 3 body a1", act: role("notice-number", 2),
			after: "1 headline a1 / 2 notice-number a1 / 3 body a1 | a1 notice"},
		{name: "an advertisement is an article of its own", before: "1 body a1 / 2 . / 3 body a1", act: role("ad", 2),
			after: "1 body a1 / 2 ad a2 / 3 body a1 | a2 ad"},
		{name: "an advertisement below another goes on it", before: "1 ad a1 / 2 . / 3 body a2 | a1 ad", act: role("ad", 2),
			after: "1 ad a1 / 2 ad a1 / 3 body a2 | a1 ad"},
		{name: "an advertisement below another goes on it, out of the text it was assumed to be",
			before: "1 body a1 ~a1 / 2 ad a2 ~a1 / 3 ? a1 / 4 ? a1 / 5 body a1 | a2 ad", act: role("ad", 3),
			after: "1 body a1 ~a1 / 2 ad a2 ~a1 / 3 ad a2 ~a1 / 4 ? a1 / 5 body a1 | a2 ad"},
		{name: "several blocks become one advertisement", before: "1 body a1 / 2 body a1 / 3 body a1", act: role("ad", 2, 3),
			after: "1 body a1 / 2 ad a2 / 3 ad a2 | a2 ad"},
		{name: "text in the middle of an article that becomes an advertisement leaves the rest alone",
			before: "1 body a1 / 2 body a1 / 3 body a1", act: role("ad", 2), after: "1 body a1 / 2 ad a2 / 3 body a1 | a2 ad"},
		{name: "an advertisement stands in no package", before: "1 package-head a1 / 2 body a2 / 3 . | a1 package | a2 news in a1", act: role("ad", 3),
			after: "1 package-head a1 / 2 body a2 / 3 ad a3 | a1 package | a2 news in a1 | a3 ad"},
		{name: "text below an advertisement starts an article", before: "1 ad a1 / 2 . / 3 body a2 | a1 ad", act: role("body", 2),
			after: "1 ad a1 / 2 body a3 / 3 body a2 | a1 ad"},
		{name: "text that was assumed past an advertisement stays where it was", before: "1 body a1 / 2 ad a2 ~a1 / 3 . ~a1 / 4 body a1 | a2 ad", act: role("body", 3),
			after: "1 body a1 / 2 ad a2 ~a1 / 3 body a1 ~a1 / 4 body a1 | a2 ad"},
	})
}

func TestStartArticle(t *testing.T) {
	start := func(n int) Act { return &StartArticle{Block: blk(n)} }
	checkActs(t, []actCase{
		{name: "a short block without a mark at its end is a headline", before: "1 . / 2 . / 3 body a1", act: start(2),
			after: "1 . / 2 headline a2 / 3 body a1"},
		{name: "text starts a headless article", before: "1 . / 2 . / 3 . / 4 body a1", act: start(3),
			after: "1 . / 2 . / 3 body a2 / 4 body a1 | a2 news headless"},
		{name: "the run below becomes its assumed body", before: "1 . / 2 . / 3 . / 4 . / 5 body a1", act: start(2),
			after: "1 . / 2 headline a2 / 3 . / 4 . / 5 body a1",
			seen:  "1 . / 2 headline a2 ~a2 / 3 ? a2 / 4 ? a2 / 5 body a1"},
		{name: "the run below changes over, past furniture", before: "1 headline a1 ~a1 / 2 ? a1 / 3 masthead ~a1 / 4 ? a1 / 5 body a1", act: start(2),
			after: "1 headline a1 ~a1 / 2 headline a2 ~a1 / 3 masthead ~a1 / 4 ? a1 / 5 body a1",
			seen:  "1 headline a1 ~a1 / 2 headline a2 ~a1 / 3 masthead ~a2 / 4 ? a2 / 5 body a1"},
		{name: "on a decided block it takes the rest of its article along, on other pages too",
			before: "1 headline a1 / 2 body a1 / 3 body a1 / 4 masthead / 5 caption a1 / 6 body a2 / 7 . / 8 . / 9 . / 10 body a1", act: start(3),
			after: "1 headline a1 / 2 body a1 / 3 body a3 / 4 masthead / 5 caption a3 / 6 body a2 / 7 . / 8 . / 9 . / 10 body a3 | a3 news headless"},
		{name: "a join into the rest is loosened, one within it follows", before: "1 headline a1 / 2 body a1 >3 / 3 body a1 >4_ / 4 body a1", act: start(3),
			after: "1 headline a1 / 2 body a1 / 3 body a2 >4_ / 4 body a2 | a2 news headless"},
		{name: "in a package the article stands under it", before: "1 package-head a1 / 2 body a2 / 3 body a2 / 4 masthead | a1 package | a2 news in a1", act: start(3),
			after: "1 package-head a1 / 2 body a2 / 3 body a3 / 4 masthead | a1 package | a2 news in a1 | a3 news in a1 headless"},
		{name: "an article of which the last block was only assumed goes", before: "1 . ~a1 / 2 ? a1 / 3 ? a1 / 4 body a2", act: start(2),
			after: "1 . ~a1 / 2 headline a3 ~a1 / 3 ? a1 / 4 body a2",
			seen:  "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 body a2"},
		{name: "the first block of an article begins it already", before: "1 headline a1 / 2 body a1", act: start(1), refused: "already begins here"},
		{name: "furniture that starts an article becomes what its shape says", before: "1 . / 2 masthead / 3 body a1", act: start(2),
			after: "1 . / 2 headline a2 / 3 body a1"},
	})
}

func TestDecide(t *testing.T) {
	space := func(n int) Act { return &Decide{Block: blk(n)} }
	checkActs(t, []actCase{
		{name: "it decides the run down to the next stop", before: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 ? a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1", act: space(3),
			after: "1 . / 2 headline a1 ~a1 / 3 body a1 ~a1 / 4 body a1 ~a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1"},
		{name: "it stops before two blank lines", before: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 . ~a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1", act: space(5),
			after: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 . ~a1 / 5 body a1 ~a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1"},
		{name: "in a headless article it stops at every block", before: "1 . / 2 . / 3 body a1 ~a1 / 4 ? a1 / 5 ? a1 / 6 body a1 | a1 news headless", act: space(4),
			after: "1 . / 2 . / 3 body a1 ~a1 / 4 body a1 ~a1 / 5 ? a1 / 6 body a1 | a1 news headless"},
		{name: "on a decided block it only moves", before: "1 headline a1 / 2 body a1 / 3 .", act: space(1), after: "1 headline a1 / 2 body a1 / 3 ."},
		{name: "on an undecided block it only moves", before: "1 . / 2 body a1 / 3 .", act: space(1), after: "1 . / 2 body a1"},
		{name: "it keeps an assumed role", before: "1 body a1 / 2 caption? a1 / 3 body a1", act: space(2), after: "1 body a1 / 2 caption a1 / 3 body a1"},
	})
}
