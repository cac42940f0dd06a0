package markup

import (
	"strings"
	"testing"

	"galley/engine/vocabulary"
)

func TestOwnRolesBehaveAsTheirBase(t *testing.T) {
	role := func(role string, numbers ...int) *SetRole {
		a := &SetRole{Role: role}
		for _, n := range numbers {
			a.Blocks = append(a.Blocks, blk(n))
		}
		return a
	}
	checkActs(t, []actCase{
		{name: "body of the publication's own belongs to the article above",
			before: "1 body a1 / 2 . / 3 body a2", act: role("body.recipe", 2), after: "1 body a1 / 2 body.recipe a1 / 3 body a2"},
		{name: "a headline of its own starts an article after text, and the run below becomes its assumed body",
			before: "1 headline a1 / 2 body.recipe a1 / 3 .", act: role("headline.star", 3), after: "1 headline a1 / 2 body.recipe a1 / 3 headline.star a2",
			seen: "1 headline a1 / 2 body.recipe a1 / 3 headline.star a2 ~a2 / 4 ? a2 / 5 ? a2 / 6 ? a2 / 7 ? a2 / 8 ? a2 / 9 ? a2"},
		{name: "a headline under a kicker of its own joins the stack",
			before: "1 kicker.column a1 / 2 . / 3 body a1", act: role("headline", 2), after: "1 kicker.column a1 / 2 headline a1 / 3 body a1"},
		{name: "furniture of its own leaves the article and stays what it was called",
			before: "1 headline a1 / 2 body a1 / 3 body a1", act: role("furniture.sponsor", 2), after: "1 headline a1 / 2 furniture.sponsor / 3 body a1"},
		{name: "an advertisement of its own goes on the one above",
			before: "1 ad a1 / 2 . / 3 body a2 | a1 ad", act: role("ad.classified", 2), after: "1 ad a1 / 2 ad.classified a1 / 3 body a2 | a1 ad"},
		{name: "a section head of its own begins a section",
			before: "1 headline a1 / 2 body a1 / 3 . / 4 body a3", act: role("section-head.rubric", 3),
			after: "1 headline a1 / 2 body a1 / 3 section-head.rubric a2 / 4 body a3 | a2 section"},
		{name: "a join takes the own role along",
			before: "1 headline a1 / 2 body.recipe a1 / 3 body a1 / 4 body a2", act: &JoinUp{Block: blk(3), From: new(blk(2))},
			after: "1 headline a1 / 2 body.recipe a1 >3 / 3 body.recipe a1 / 4 body a2"},
		{name: "an unknown name is refused", before: "1 .", act: role("body.No", 1), refused: `"body.No" is not a role of blocks.`},
		{name: "an own role is no role of marks", before: "1 headline a1", act: &MarkSpan{Page: 1, Start: 0, End: 2, Role: "byline.desk"},
			refused: `"byline.desk" is not a role of marks in the text.`},
	})
}

// TestOwnRolesHaveTheProblemsOfTheirBase counts what a check finds, with built-in roles and with own ones.
func TestOwnRolesHaveTheProblemsOfTheirBase(t *testing.T) {
	const plain = "1 headline a1 / 2 body a1 / 3 byline a1 / 4 body a1 / 5 . / 6 caption a1"
	own := plain
	for _, role := range []string{vocabulary.RoleHeadline, vocabulary.RoleBody, vocabulary.RoleByline, vocabulary.RoleCaption} {
		own = strings.ReplaceAll(own, " "+role+" ", " "+role+".own ")
	}
	a, b := parseSet(t, town, plain), parseSet(t, town, own)
	found := func(s *Set) (all []string) {
		for c, list := range s.Problems() {
			for _, p := range list {
				all = append(all, c.String()+" "+string(p.Kind))
			}
		}
		return all
	}
	if got, want := strings.Join(found(b), "\n"), strings.Join(found(a), "\n"); got != want || want == "" {
		t.Errorf("own roles have the problems\n%s\nwant\n%s", got, want)
	}
	if id := testID("a1"); a.Title(id) != b.Title(id) {
		t.Errorf("the title is %q, want %q", b.Title(id), a.Title(id))
	}
}
