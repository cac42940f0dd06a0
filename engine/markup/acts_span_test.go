package markup

import "testing"

// river has what spans are about: bylines, datelines, credits, titles that open a text.
var river = sourceOf("zh-Hans",
	"●夜市开张　昨晚七时，南门夜市正式开张，三百多个摊位沿河排开，前来的市民络绎不绝，直到深夜才渐渐散去，摊主们都说生意不错。\n\n"+ // 1
		"本报讯（记者 林晓舟）渡口昨日重新开放，两岸居民不必再绕行。\n\n"+ // 2
		"渡船靠岸的一刻。本报记者 周远 摄\n\n"+ // 3
		"新华社北京11月9日电 会议昨日举行，代表们讨论了三个议题。\n\n"+ // 4
		"林晓舟\n\n"+ // 5
		"（下转第3版）\n\n"+ // 6
		"　　两岸的柳树都绿了。\n\n"+ // 7
		"【简讯】图书馆周六起延长开放时间，读者可以待到晚上十点，馆方说，考试季里还会加开两个自习室，并为远道来的读者留出座位，冬天里备好热水。\n") // 8

func rblk(n int, to ...int) Extent { return blockOf(river, n, to...) }

func checkRiver(t *testing.T, cases []actCase) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) { checkAct(t, river, tt) })
	}
}

func TestSpan(t *testing.T) {
	span := func(n, start, end int, role string) *MarkSpan {
		e := rblk(n)
		return &MarkSpan{Page: e.Page, Start: e.Start + start, End: e.Start + end, Role: role}
	}
	checkRiver(t, []actCase{
		{name: "white space at its ends is left out", before: "1 .", act: span(7, 0, 5, "place"), after: "1 . | s1 place 7:2-5"},
		{name: "a byline brings its parts, with the role of the person", before: "1 .", act: span(2, 0, 11, "byline"),
			after: "1 . | s1 byline 2:0-11",
			seen:  "1 . | s1 byline 2:0-11 | s2 source 2:0-2 in s1 | s3 person-role 2:4-6 in s1 | s4 person 2:7-10 in s1 as=记者"},
		{name: "its parent is the span around it", before: "1 . | s1 byline 2:0-11", act: span(2, 7, 10, "person"),
			after: "1 . | s1 byline 2:0-11 | s2 person 2:7-10 in s1"},
		{name: "its parent is the innermost span around it", before: "1 . | s1 byline 2:0-11 | s2 person 2:7-10 in s1", act: span(2, 7, 8, "place"),
			after: "1 . | s1 byline 2:0-11 | s2 person 2:7-10 in s1 | s3 place 2:7-8 in s2"},
		{name: "spans inside it become its parts", before: "1 . | s1 person 2:7-10 | s2 place 2:0-2", act: &MarkSpan{Page: 1, Start: rblk(2).Start, End: rblk(2).Start + 11, Role: "salutation"},
			after: "1 . | s1 person 2:7-10 in s3 | s2 place 2:0-2 in s3 | s3 salutation 2:0-11"},
		{name: "over the whole of a part lies the whole", before: "1 . | s1 person 5:0-3", act: span(5, 0, 3, "byline"), after: "1 . | s1 person 5:0-3 in s2 | s2 byline 5:0-3"},
		{name: "inside a whole of the same extent lies the part", before: "1 . | s1 byline 5:0-3", act: span(5, 0, 3, "person"), after: "1 . | s1 byline 5:0-3 | s2 person 5:0-3 in s1"},
		{name: "attributes are kept", before: "1 .", act: &MarkSpan{Page: 1, Start: rblk(5).Start, End: rblk(5).End, Role: "person", Attributes: map[string]string{"as": "摄"}}, after: "1 . | s1 person 5:0-3 as=摄"},
		{name: "a dateline tells the article its agency", before: "1 . / 2 . / 3 . / 4 body a1", act: span(4, 0, 11, "dateline"),
			after: "1 . / 2 . / 3 . / 4 body a1 | s1 dateline 4:0-11",
			seen:  "1 . / 2 . / 3 . / 4 body a1 | a1 news agency=新华社 | s1 dateline 4:0-11 | s2 source 4:0-3 in s1 | s3 place 4:3-5 in s1 | s4 date 4:5-10 in s1"},
		{name: "crossing another is refused", before: "1 . | s1 person 2:7-10", act: span(2, 9, 12, "place"), refused: "would cross the person “林晓舟”"},
		{name: "beginning inside a correction is refused", before: "1 . | c1 2:7-9=x", act: span(2, 8, 10, "person"), refused: "inside the correction"},
		{name: "inside a correction it is refused", before: "1 . | c1 2:7-10=x", act: span(2, 7, 9, "person"), refused: "inside the correction"},
		{name: "around a correction it is not", before: "1 . | c1 2:8-9=x", act: span(2, 7, 10, "person"), after: "1 . | s1 person 2:7-10 | c1 2:8-9=x"},
		{name: "over two blocks is refused", before: "1 .", act: span(5, 0, 6, "person"), refused: "within one block"},
		{name: "over a cut is refused", before: "1 . / 2 . / 3'8 . / 4 .", act: span(2, 7, 10, "person"), refused: "within one block"},
		{name: "the same again is refused", before: "1 . | s1 person 5:0-3", act: span(5, 0, 3, "person"), refused: "already marked as person"},
		{name: "white space is refused", before: "1 .", act: span(7, 0, 2, "place"), refused: "only white space"},
		{name: "beyond the text is refused", before: "1 .", act: &MarkSpan{Page: 1, Start: 5, End: 5000, Role: "person"}, refused: "cover some text"},
		{name: "backwards is refused", before: "1 .", act: &MarkSpan{Page: 1, Start: 5, End: 2, Role: "person"}, refused: "cover some text"},
		{name: "a role of blocks is refused", before: "1 .", act: span(5, 0, 3, "body"), refused: "is not a role of marks"},
		{name: "control characters in an attribute are refused", before: "1 .",
			act: &MarkSpan{Page: 1, Start: rblk(5).Start, End: rblk(5).End, Role: "person", Attributes: map[string]string{"as": "\x02"}}, refused: "control characters"},
	})
}

func TestSpanEdits(t *testing.T) {
	s1 := testID("s1")
	piece := func(n, start, end int) Piece { e := rblk(n); return Piece{e.Page, e.Start + start, e.Start + end} }
	checkRiver(t, []actCase{
		{name: "a span goes with its parts, and theirs", before: "1 . | s1 byline 2:0-11 | s2 person 2:7-10 in s1 | s3 place 2:7-8 in s2 | s4 place 2:12-14", act: &Unmark{s1}, after: "1 . | s4 place 2:12-14"},
		{name: "a span that is gone is refused", before: "1 .", act: &Unmark{s1}, refused: "no longer exists"},
		{name: "an edge moves", before: "1 . | s1 person 2:7-9", act: &Respan{s1, []Piece{piece(2, 7, 10)}}, after: "1 . | s1 person 2:7-10"},
		{name: "what it grows over becomes its part", before: "1 . | s1 signature 2:0-6 | s2 person 2:7-10", act: &Respan{s1, []Piece{piece(2, 0, 11)}},
			after: "1 . | s1 signature 2:0-11 | s2 person 2:7-10 in s1"},
		{name: "a part that would stick out is refused", before: "1 . | s1 byline 2:0-11 | s2 person 2:7-10 in s1", act: &Respan{s1, []Piece{piece(2, 0, 9)}}, refused: "The part “林晓舟” would no longer lie inside"},
		{name: "growing out of its whole is refused", before: "1 . | s1 person 2:7-10 in s2 | s2 byline 2:0-11", act: &Respan{s1, []Piece{piece(2, 7, 12)}}, refused: "inside the byline “"},
		{name: "moving out of its whole is refused", before: "1 . | s1 person 2:7-10 in s2 | s2 byline 2:0-11", act: &Respan{s1, []Piece{piece(2, 12, 14)}}, refused: "must lie inside the"},
		{name: "crossing another is refused", before: "1 . | s1 person 2:7-10 | s2 place 2:10-13", act: &Respan{s1, []Piece{piece(2, 7, 11)}}, refused: "would cross the place"},
		{name: "growing over a cut is refused", before: "1 . / 2 . / 3'9 . | s1 person 2:7-9", act: &Respan{s1, []Piece{piece(2, 7, 10)}}, refused: "within one block"},
		{name: "shrinking over a cut is not", before: "1 . / 2 . / 3'9 . | s1 person 2:7-11", act: &Respan{s1, []Piece{piece(2, 7, 10)}}, after: "1 . / 2 . / 3'9 . | s1 person 2:7-10"},
		{name: "no place is refused", before: "1 . | s1 person 2:7-9", act: &Respan{s1, nil}, refused: "must have a position"},
		{name: "no text is refused", before: "1 . | s1 person 2:7-9", act: &Respan{s1, []Piece{piece(2, 7, 7)}}, refused: "cover some text"},
		{name: "white space is refused", before: "1 . | s1 person 7:2-3", act: &Respan{s1, []Piece{piece(7, 0, 2)}}, refused: "only white space"},
		{name: "a page that is not there is refused", before: "1 . | s1 person 2:7-9", act: &Respan{s1, []Piece{{7, 1, 2}}}, refused: "cover some text"},
		{name: "it goes on where its text continues", before: "1 . / 2 body a1 >3 / 3 body a1 | s1 person 2:7-9", act: &Respan{s1, []Piece{piece(2, 7, 9), piece(3, 0, 2)}},
			after: "1 . / 2 body a1 >3 / 3 body a1 | s1 person 2:7-9+3:0-2"},
		{name: "going on elsewhere is refused", before: "1 . / 2 body a1 >3 / 3 body a1 | s1 person 2:7-9", act: &Respan{s1, []Piece{piece(2, 7, 9), piece(4, 0, 2)}}, refused: "where its text continues"},
		{name: "the same text twice is refused", before: "1 . | s1 person 2:7-9", act: &Respan{s1, []Piece{piece(2, 7, 9), piece(2, 7, 9)}}, refused: "twice"},
		{name: "a span that is gone has no edges", before: "1 .", act: &Respan{s1, nil}, refused: "no longer exists"},
		{name: "another role", before: "1 . | s1 person 2:7-10", act: &Rename{s1, "place"}, after: "1 . | s1 place 2:7-10"},
		{name: "an unknown role is refused", before: "1 . | s1 person 2:7-10", act: &Rename{s1, "body"}, refused: "not a role of marks"},
		{name: "a span that is gone has no role", before: "1 .", act: &Rename{s1, "place"}, refused: "no longer exists"},
		{name: "in which role a person is named", before: "1 . | s1 person 2:7-10 x=y", act: &Attribute{s1, map[string]string{"as": "记者"}}, after: "1 . | s1 person 2:7-10 as=记者 x=y"},
		{name: "an empty attribute goes", before: "1 . | s1 person 2:7-10 as=y", act: &Attribute{s1, map[string]string{"as": ""}}, after: "1 . | s1 person 2:7-10"},
		{name: "an attribute without a name is refused", before: "1 . | s1 person 2:7-10", act: &Attribute{s1, map[string]string{"": "y"}}, refused: "must have a name"},
		{name: "a span that is gone has no attributes", before: "1 .", act: &Attribute{s1, nil}, refused: "no longer exists"},
	})
}

func TestCorrect(t *testing.T) {
	correct := func(n, start, end int, text string) Act {
		e := rblk(n)
		return &Correct{Page: e.Page, Start: e.Start + start, End: e.Start + end, Text: text}
	}
	checkRiver(t, []actCase{
		{name: "how it should read", before: "1 .", act: correct(5, 2, 3, "州"), after: "1 . | c1 5:2-3=州"},
		{name: "nothing at all", before: "1 .", act: correct(5, 2, 3, ""), after: "1 . | c1 5:2-3="},
		{name: "the same stretch again changes the correction", before: "1 . | c1 5:2-3=州", act: correct(5, 2, 3, "舟舟"), after: "1 . | c1 5:2-3=舟舟"},
		{name: "inside a span", before: "1 . | s1 byline 2:0-11", act: correct(2, 7, 8, "x"), after: "1 . | s1 byline 2:0-11 | c1 2:7-8=x"},
		{name: "over the whole of a span", before: "1 . | s1 person 2:7-10", act: correct(2, 7, 10, "x"), after: "1 . | s1 person 2:7-10 | c1 2:7-10=x"},
		{name: "over the edge of a span it is refused", before: "1 . | s1 person 2:7-10", act: correct(2, 9, 12, "x"), refused: "cross the edge of the person “林晓舟”"},
		{name: "around a span it is refused", before: "1 . | s1 person 2:7-10", act: correct(2, 6, 11, "x"), refused: "cross the edge"},
		{name: "overlapping another it is refused", before: "1 . | c1 2:7-10=x", act: correct(2, 9, 12, "x"), refused: "“林晓舟” is already corrected"},
		{name: "over two blocks it is refused", before: "1 .", act: correct(5, 0, 6, "x"), refused: "within one block"},
		{name: "over a cut it is refused", before: "1 . / 2 . / 3'8 .", act: correct(2, 7, 10, "x"), refused: "within one block"},
		{name: "what the text says already is refused", before: "1 .", act: correct(5, 0, 3, "林晓舟"), refused: "already says this"},
		{name: "control characters are refused", before: "1 .", act: correct(5, 0, 3, "a\x07"), refused: "control characters"},
		{name: "no text is refused", before: "1 .", act: correct(5, 1, 1, "x"), refused: "cover some text"},
		{name: "another page is refused", before: "1 .", act: &Correct{Page: 4, Start: 0, End: 1, Text: "x"}, refused: "cover some text"},
		{name: "it is taken back", before: "1 . | c1 5:2-3=州", act: &Uncorrect{testID("c1")}, after: "1 ."},
		{name: "one that is gone is refused", before: "1 .", act: &Uncorrect{testID("c1")}, refused: "no longer exists"},
	})
}

func TestPictures(t *testing.T) {
	place := func(n int, article string) *PlacePicture {
		a := &PlacePicture{Page: 1, Offset: rblk(n).Start, Attributes: map[string]string{"alt": "x"}}
		if article != "" {
			a.Article = testID(article)
		}
		return a
	}
	checkRiver(t, []actCase{
		{name: "a picture of an article", before: "1 body a1", act: place(3, "a1"), after: "1 body a1 | p1 3 in a1 alt=x"},
		{name: "a picture of nothing", before: "1 .", act: place(3, ""), after: "1 . | p1 3 alt=x"},
		{name: "beyond the text it is refused", before: "1 .", act: &PlacePicture{Page: 1, Offset: 9999}, refused: "must be on a page"},
		{name: "of an article that no longer exists it is refused", before: "1 .", act: place(3, "a1"), refused: "no longer exists"},
		{name: "control characters are refused", before: "1 .", act: &PlacePicture{Page: 1, Attributes: map[string]string{"alt": "\x01"}}, refused: "control characters"},
		{name: "it is taken back", before: "1 body a1 | p1 3 in a1", act: &RemovePicture{testID("p1")}, after: "1 body a1"},
		{name: "the last that an article has takes it along", before: "1 . | p1 3 in a1", act: &RemovePicture{testID("p1")}, after: "1 ."},
		{name: "one that is gone is refused", before: "1 .", act: &RemovePicture{testID("p1")}, refused: "no longer exists"},
	})
}

func TestRoleKeysOnPiecesOfText(t *testing.T) {
	role := func(role string, n int) Act { return &SetRole{Blocks: []Extent{rblk(n)}, Role: role} }
	checkRiver(t, []actCase{
		{name: "H on a long block that opens with a sign makes a run-in head, starts an article, and the block stays body",
			before: "1 . / 2 body a1", act: role("headline", 1), after: "1 body a2 / 2 body a1 | s1 run-in-head 1:0-5"},
		{name: "H on a long block that opens with brackets does too, and takes the rest of the article along",
			before: "1 . / 2 . / 3 . / 4 . / 5 . / 6 . / 7 body a1 / 8 body a1", act: role("headline", 8),
			after: "1 . / 2 . / 3 . / 4 . / 5 . / 6 . / 7 body a1 / 8 body a2 | s1 run-in-head 8:0-4"},
		{name: "H below a kicker joins the stack", before: "1 . / 2 . / 3 . / 4 . / 5 . / 6 . / 7 kicker a1", act: role("headline", 8),
			after: "1 . / 2 . / 3 . / 4 . / 5 . / 6 . / 7 kicker a1 / 8 body a1 | s1 run-in-head 8:0-4"},
		{name: "H on furniture makes text of it", before: "1 noise / 2 body a1", act: role("headline", 1), after: "1 body a2 / 2 body a1 | s1 run-in-head 1:0-5"},
		{name: "an unknown id is refused there too", before: "1 .", act: &SetRole{Blocks: []Extent{rblk(1)}, Role: "headline", New: "x"}, refused: "does not have the form"},
		{name: "Y on text that goes on marks the byline and decides the text", before: "1 body a1 / 2 . / 3 body a1", act: role("byline", 2),
			after: "1 body a1 / 2 body a1 / 3 body a1 | s1 byline 2:0-11 | s2 source 2:0-2 in s1 | s3 person-role 2:4-6 in s1 | s4 person 2:7-10 in s1 as=记者"},
		{name: "Y on a byline alone is the whole block", before: "1 . / 2 . / 3 . / 4 body a1 / 5 . / 6 body a1", act: role("byline", 5),
			after: "1 . / 2 . / 3 . / 4 body a1 / 5 byline a1 / 6 body a1", seen: "1 . / 2 . / 3 . / 4 body a1 / 5 byline a1 / 6 body a1 | s1 byline 5:0-3 | s2 person 5:0-3 in s1 as=作者"},
		{name: "R on a caption marks the credit", before: "1 . / 2 . / 3 caption a1 / 4 body a1", act: role("credit", 3),
			after: "1 . / 2 . / 3 caption a1 / 4 body a1 | s1 credit 3:8-17 | s2 source 3:8-10 in s1 | s3 person-role 3:10-12 in s1 | s4 person 3:13-15 in s1 as=摄 | s5 person-role 3:16-17 in s1"},
		{name: "C finds the credit by itself", before: "1 . / 2 body a1 / 3 . / 4 body a1", act: role("caption", 3),
			after: "1 . / 2 body a1 / 3 caption a1 / 4 body a1",
			seen:  "1 . / 2 body a1 / 3 caption a1 / 4 body a1 | s1 credit 3:8-17 | s2 source 3:8-10 in s1 | s3 person-role 3:10-12 in s1 | s4 person 3:13-15 in s1 as=摄 | s5 person-role 3:16-17 in s1"},
		{name: "what is marked already is not marked again", before: "1 body a1 / 2 . / 3 body a1 | s1 byline 2:0-11", act: role("body", 2),
			after: "1 body a1 / 2 body a1 / 3 body a1 | s1 byline 2:0-11"},
		{name: "a jump line tells the article where it goes on", before: "1 . / 2 . / 3 . / 4 . / 5 body a1 / 6 . / 7 body a1", act: role("jump", 6),
			after: "1 . / 2 . / 3 . / 4 . / 5 body a1 / 6 jump a1 / 7 body a1",
			seen:  "1 . / 2 . / 3 . / 4 . / 5 body a1 / 6 jump a1 / 7 body a1 | a1 news continues_on=3版 | s1 jump 6:0-7"},
	})
}

func TestCrossHeads(t *testing.T) {
	source := sourceOf("zh-Hans", "开头\n\n夜里的灯\n　　街上的灯一盏一盏亮了起来，人们从四面八方走来，站在桥头看河里的倒影。\n\n结尾")
	checkAct(t, source, actCase{name: "S on a glued cross-head makes a span",
		before: "1 body a1 / 2 . / 3 body a1", act: &SetRole{Blocks: []Extent{blockOf(source, 2)}, Role: "subhead"},
		after: "1 body a1 / 2 body a1 / 3 body a1 | s1 subhead 2:0-4"})
}
