package markup

import "testing"

func TestJoin(t *testing.T) {
	join := func(n int, from ...int) *JoinUp {
		a := &JoinUp{Block: blk(n)}
		if len(from) > 0 {
			e := blk(from[0])
			a.From = &e
		}
		return a
	}
	checkActs(t, []actCase{
		{name: "from the nearest open end, whose article and role it takes", before: "1 . / 2 headline a1 / 3 body a1 / 4 lead a1 / 5 . / 6 body a2", act: join(5),
			after: "1 . / 2 headline a1 / 3 body a1 / 4 lead a1 >5 / 5 lead a1 / 6 body a2"},
		{name: "past captions and furniture, and the tail follows", before: "1 . / 2 . / 3 . / 4 body a1 / 5 caption a1 / 6 masthead / 7 . / 8 . / 9 body a2", act: join(7),
			after: "1 . / 2 . / 3 . / 4 body a1 >7 / 5 caption a1 / 6 masthead / 7 body a1 / 8 . / 9 body a2",
			seen:  "1 . / 2 . / 3 . / 4 body a1 >7 / 5 caption a1 / 6 masthead / 7 body a1 ~a1 / 8 ? a1 / 9 body a2"},
		{name: "without an open end from the nearest text", before: "1 . / 2 . / 3 body a1 / 4 . / 5 body a2 / 6 . / 7 body a3", act: join(6),
			after: "1 . / 2 . / 3 body a1 / 4 . / 5 body a2 >6 / 6 body a2 / 7 body a3"},
		{name: "from the page before", before: "1 . / 2 . / 3 . / 4 body a1 / 5 . / 6 . / 7 . / 8 . / 9 . / 10 . / 11 body a2", act: join(10),
			after: "1 . / 2 . / 3 . / 4 body a1 >10 / 5 . / 6 . / 7 . / 8 . / 9 . / 10 body a1 / 11 body a2"},
		{name: "from assumed text, which is decided by it", before: "1 . / 2 . / 3 headline a1 ~a1 / 4 ? a1 / 5 ? a1 / 6 body a2", act: join(5),
			after: "1 . / 2 . / 3 headline a1 ~a1 / 4 body a1 ~a1 >5 / 5 body a1 ~a1 / 6 body a2"},
		{name: "a heading that is joined loses its turns", before: "1 . / 2 . / 3 . / 4 body a1 / 5 headline a2 ^2 / 6 body a2", act: join(5),
			after: "1 . / 2 . / 3 . / 4 body a1 >5 / 5 body a1 / 6 body a2"},
		{name: "the article that lost its last block goes", before: "1 . / 2 . / 3 . / 4 body a1 / 5 body a2 / 6 body a3", act: join(5),
			after: "1 . / 2 . / 3 . / 4 body a1 >5 / 5 body a1 / 6 body a3"},
		{name: "from a block that is named, with a glue", before: "1 . / 2 . / 3 body a1 / 4 body a2 / 5 . / 6 body a1", act: &JoinUp{Block: blk(5), From: ptr(blk(3)), Glue: GlueNewline},
			after: "1 . / 2 . / 3 body a1 >5| / 4 body a2 / 5 body a1 / 6 body a1"},
		{name: "a joined block is refused", before: "1 body a1 >2 / 2 body a1", act: join(2), refused: "already joined to one above"},
		{name: "from text that goes on elsewhere is refused", before: "1 body a1 >2 / 2 body a1 / 3 .", act: join(3, 1), refused: "already continues in another block"},
		{name: "from furniture is refused", before: "1 masthead / 2 .", act: join(2, 1), refused: "Only text of an article"},
		{name: "from an undecided block is refused", before: "1 . / 2 .", act: join(2, 1), refused: "Only text of an article"},
		{name: "to itself is refused", before: "1 body a1", act: join(1, 1), refused: "lead back"},
		{name: "in a ring is refused", before: "1 body a1 >2 / 2 body a1 >3 / 3 body a1", act: join(1, 3), refused: "lead back"},
		{name: "with nothing above is refused", before: "1 masthead / 2 .", act: join(2), refused: "No text above could"},
		{name: "an unknown glue is refused", before: "1 body a1 / 2 .", act: &JoinUp{Block: blk(2), From: ptr(blk(1)), Glue: "honey"}, refused: "Unknown glue"},
		{name: "a join is taken back, and the block keeps role and article", before: "1 body a1 >2 / 2 body a1", act: &Unjoin{Block: blk(2)}, after: "1 body a1 / 2 body a1"},
		{name: "no join cannot be taken back", before: "1 body a1 / 2 body a1", act: &Unjoin{Block: blk(2)}, refused: "is not joined"},
		{name: "the glue is changed", before: "1 body a1 >2 / 2 body a1", act: &SetGlue{blk(2), GlueDehyphenate}, after: "1 body a1 >2- / 2 body a1"},
		{name: "the glue of no join is refused", before: "1 body a1 / 2 body a1", act: &SetGlue{blk(2), GlueSpace}, refused: "is not joined"},
		{name: "an unknown glue of a join is refused", before: "1 body a1 >2 / 2 body a1", act: &SetGlue{blk(2), "x"}, refused: "Unknown glue"},
	})
}

func ptr[T any](v T) *T { return &v }

func TestCut(t *testing.T) {
	cut := func(n, at int) *CutBlock { return &CutBlock{Block: blk(n), At: blk(n).Start + at} }
	starting := func(a *CutBlock) *CutBlock { a.Start = true; return a }
	checkActs(t, []actCase{
		{name: "the right piece keeps role, article, doubt, place and tail", before: "1 . / 2 . / 3 body a1 ~a1 <5.1 doubt / 4 ? a1 / 5 body a1", act: cut(3, 11),
			after: "1 . / 2 . / 3 body a1 ~a1 <6.1 doubt / 4'11 body a1 ~a1 <6.1 doubt / 5 ? a1 / 6 body a1"},
		{name: "turns go to the piece they stand in", before: "1 . / 2 headline a1 ^2,4,5 / 3 body a1", act: cut(2, 4),
			after: "1 . / 2 headline a1 ^2 / 3'4 headline a1 ^1 / 4 body a1"},
		{name: "a block of a run leaves the run whole", before: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 body a1", act: cut(3, 11),
			after: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4'11 ? a1 / 5 body a1"},
		{name: "joins stay in place", before: "1 . / 2 body a1 >3 / 3 body a1 >4 / 4 body a1", act: cut(3, 11), after: "1 . / 2 body a1 >3 / 3 body a1 / 4'11 body a1 >5 / 5 body a1"},
		{name: "an article starts behind the cut and takes the rest along", before: "1 . / 2 headline a1 / 3 body a1 / 4 body a1", act: starting(cut(3, 11)),
			after: "1 . / 2 headline a1 / 3 body a1 / 4'11 body a2 / 5 body a2 | a2 news headless"},
		{name: "an article starts behind a cut in a run", before: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 ? a1 / 5 body a2", act: starting(cut(3, 11)),
			after: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4'11 body a3 ~a1 / 5 ? a1 / 6 body a2 | a3 news headless",
			seen:  "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4'11 body a3 ~a3 / 5 ? a3 / 6 body a2 | a3 news headless"},
		{name: "a span is left whole, and belongs to both", before: "1 . / 2 . / 3 body a1 / 4 body a1 | s1 person 3:8-14", act: cut(3, 11),
			after: "1 . / 2 . / 3 body a1 / 4'11 body a1 / 5 body a1 | s1 person 3:8-14"},
		{name: "at the edge it is refused", before: "1 .", act: cut(3, 0), refused: "must stand inside"},
		{name: "beyond the block it is refused", before: "1 .", act: cut(3, 99), refused: "must stand inside"},
		{name: "with white space only on one side it is refused", before: "1 .", act: cut(12, 2), refused: "text on both sides"},
		{name: "through a correction it is refused", before: "1 . | c1 3:10-12=x", act: cut(3, 11), refused: "through a correction"},
		{name: "beside a correction it is not", before: "1 . | c1 3:9-11=x", act: cut(3, 11), after: "1 . / 2 . / 3 . / 4'11 . / 5 . / 6 . / 7 . / 8 . / 9 . / 10 . | c1 3:9-11=x"},
	})
}

func TestUncut(t *testing.T) {
	uncut := func(n, at int) Act { return &Uncut{Page: blk(n).Page, At: blk(n).Start + at} }
	checkActs(t, []actCase{
		{name: "the pieces become one, with the turns and doubts of both and the tail of the right one",
			before: "1 . / 2 headline a1 ^2 / 3'4 headline a1 ~a1 ^1 doubt / 4 ? a1 / 5 body a1", act: uncut(2, 4),
			after: "1 . / 2 headline a1 ~a1 ^2,5 doubt / 3 ? a1 / 4 body a1"},
		{name: "in a run", before: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4'11 ? a1 / 5 body a1", act: uncut(3, 11), after: "1 . / 2 headline a1 ~a1 / 3 ? a1 / 4 body a1"},
		{name: "of undecided pieces", before: "1 . / 2 . / 3'4 .", act: uncut(2, 4), after: "1 ."},
		{name: "an undecided piece with a cell and one without", before: "1 . / 2 body a1 ~a1 / 3 . ~a1 / 4'11 . ~a1 / 5 ? a1 / 6 body a1", act: uncut(3, 11),
			after: "1 . / 2 body a1 ~a1 / 3 . ~a1 / 4 ? a1 / 5 body a1"},
		{name: "other roles are refused", before: "1 . / 2 headline a1 / 3'4 deck a1", act: uncut(2, 4), refused: "different roles"},
		{name: "other articles are refused", before: "1 . / 2 body a1 / 3'4 body a2", act: uncut(2, 4), refused: "different roles"},
		{name: "decided and assumed are refused", before: "1 . / 2 body a1 / 3'4 body? a1", act: uncut(2, 4), refused: "different roles"},
		{name: "a join that leaves is refused", before: "1 . / 2 body a1 >3 / 3'4 body a1", act: uncut(2, 4), refused: "A join starts"},
		{name: "a join that enters is refused", before: "1 body a1 >3 / 2 body a1 / 3'4 body a1", act: uncut(2, 4), refused: "A join leads"},
		{name: "no cut is refused", before: "1 .", act: uncut(2, 4), refused: "no longer a cut here"},
	})
}

func TestDoubt(t *testing.T) {
	doubt := func(doubtful bool, numbers ...int) Act {
		a := &Doubt{Doubtful: doubtful}
		for _, n := range numbers {
			a.Blocks = append(a.Blocks, blk(n))
		}
		return a
	}
	checkActs(t, []actCase{
		{name: "decided, assumed and undecided blocks stay what they are", before: "1 body a1 ~a1 / 2 ? a1 / 3 ? a1 / 4 body a2 / 5 .", act: doubt(true, 1, 2, 5),
			after: "1 body a1 ~a1 doubt / 2 body? a1 ~a1 doubt / 3 ? a1 / 4 body a2 / 5 . doubt"},
		{name: "a doubt is taken back", before: "1 body a1 doubt", act: doubt(false, 1), after: "1 body a1"},
		{name: "no doubt cannot be taken back", before: "1 body a1", act: doubt(false, 1), refused: "This would change nothing"},
		{name: "no block is refused", before: "1 body a1", act: doubt(true), refused: "No block is selected"},
	})
}

func TestTurn(t *testing.T) {
	turn := func(n, at int) Act { return &Turn{Block: blk(n), At: blk(n).Start + at} }
	checkActs(t, []actCase{
		{name: "a turn stands in its order", before: "1 . / 2 headline a1 ^2,6", act: turn(2, 4), after: "1 . / 2 headline a1 ^2,4,6"},
		{name: "a turn behind the others", before: "1 . / 2 headline a1 ^2,3", act: turn(2, 4), after: "1 . / 2 headline a1 ^2,3,4"},
		{name: "the same turn again takes it back", before: "1 . / 2 headline a1 ^2,6", act: turn(2, 2), after: "1 . / 2 headline a1 ^6"},
		{name: "a package head and a subhead can turn", before: "1 . / 2 package-head a1 | a1 package", act: turn(2, 2), after: "1 . / 2 package-head a1 ^2 | a1 package"},
		{name: "body cannot", before: "1 . / 2 body a1", act: turn(2, 2), refused: "Only headings"},
		{name: "nor an undecided block", before: "1 . / 2 .", act: turn(2, 2), refused: "Only headings"},
		{name: "nor the edge of a heading", before: "1 . / 2 headline a1", act: turn(2, 0), refused: "must lie inside its heading"},
	})
}
