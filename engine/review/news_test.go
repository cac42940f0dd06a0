package review_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"galley/engine/markup"
	"galley/engine/review"
)

// TestWhatWasSeenOfATextIsTheLatestOfEachPlace holds the runs of a page against a plain list, one version for each
// code point, and reads back what was written.
func TestWhatWasSeenOfATextIsTheLatestOfEachPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const length = 40
		seen := &review.Seen{}
		plain := make([]int64, length)
		for range rapid.IntRange(1, 12).Draw(t, "acts") {
			start := rapid.IntRange(0, length-1).Draw(t, "start")
			end := rapid.IntRange(start, length).Draw(t, "end")
			if rapid.IntRange(0, 5).Draw(t, "forget") == 0 {
				seen.Forget(markup.Piece{Page: 1, Start: start, End: end})
				clear(plain[start:end])
				continue
			}
			version := rapid.Int64Range(1, 9).Draw(t, "version")
			seen.SeeText(markup.Piece{Page: 1, Start: start, End: end}, version)
			for i := start; i < end; i++ {
				plain[i] = max(plain[i], version)
			}
		}
		read, err := review.ReadSeen(seen.Changed())
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range plain {
			if got := seen.OfText(1, i); got != want {
				t.Fatalf("place %d was seen at %d, want %d", i, got, want)
			}
			if got := read.OfText(1, i); got != want {
				t.Fatalf("read back, place %d was seen at %d, want %d", i, got, want)
			}
		}
	})
}

func TestACellIsAsNewAsItsTextUnlessItWasLookedAt(t *testing.T) {
	seen := &review.Seen{}
	span := markup.Cell{Kind: markup.SpanCell, ID: "aaaaaaaaaaaaaaaaaaaaaaaaaa"}
	mark := markup.Mark{Role: "person", At: []markup.Piece{{Page: 1, Start: 5, End: 8}}}
	article := markup.Cell{Kind: markup.ArticleCell, ID: "bbbbbbbbbbbbbbbbbbbbbbbbbb"}
	seen.SeeText(markup.Piece{Page: 1, Start: 0, End: 10}, 4)
	if got := seen.Of(span, mark); got != 4 {
		t.Errorf("the span was seen at %d, want the 4 of its text", got)
	}
	if got := seen.Of(article, markup.Article{}); got != 0 {
		t.Errorf("the article was seen at %d, though nobody looked at it", got)
	}
	seen.See(span, 1, 7)
	seen.See(article, 1, 6)
	if got := []int64{seen.Of(span, mark), seen.Of(article, nil), seen.OfText(1, 6)}; !slices.Equal(got, []int64{7, 6, 4}) {
		t.Errorf("span, article and text were seen at %v, want 7, 6 and 4", got)
	}
	before := &review.Seen{}
	before.SeeText(markup.Piece{Page: 1, Start: 0, End: 20}, 9)
	over := seen.Over(before)
	if got := []int64{over.OfText(1, 6), over.OfText(1, 15)}; !slices.Equal(got, []int64{4, 9}) {
		t.Errorf("over what the stage before saw, the text was seen at %v, want 4 and 9", got)
	}
	read, err := review.ReadSeen(seen.Changed())
	if err != nil || !read.Equal(seen) {
		t.Errorf("what was written is read back as another (%v)", err)
	}
}
