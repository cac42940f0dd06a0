package markup

import (
	"strings"
	"testing"

	"galley/engine/text"
)

// TestALooseBlockOfAnAcceptedPage takes what belongs to no article into an article that begins on another
// page. Block 3 stands on page 1, blocks 11 and 12 on page 2. Was page 1 accepted, the article would begin
// there from now on and be accepted with it, though nobody looked at it.
func TestALooseBlockOfAnAcceptedPage(t *testing.T) {
	tests := []struct {
		name, block3, block11, block12, states string
		into                                   int // block that goes into a1
		may                                    bool
	}{
		{"an accepted page", "furniture", "body a1", ".", "page1 accepted", 3, false},
		{"a page submitted", "furniture", "body a1", ".", "page1 submitted", 3, false},
		{"a page reopened", "furniture", "body a1", ".", "page1 returned", 3, true},
		{"a reopened article takes more of its own page", "furniture", "body a1", ".", "page2 accepted | a1 returned", 12, true},
		{"a reopened article takes more of an accepted page behind its own", "body a1", ".", ".", "page2 accepted", 11, false},
		{"a reopened article of an accepted set", "furniture", "body a1", ".", "set accepted | a1 returned", 12, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			blocks := "1 . / 2 . / 3 " + tt.block3 + strings.Join([]string{"", "4 .", "5 .", "6 .", "7 .", "8 .", "9 .", "10 .", "11 " + tt.block11, "12 " + tt.block12}, " / ")
			s := parseSet(t, town, blocks+" | "+tt.states)
			res, err := s.Resolve(&Assign{Blocks: []Extent{numbered(s)[tt.into-1].Extent}, Article: testID("a1")}, text.NewID(), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			if err := MayStep(Actor{ID: 1, Role: "editor"}, Standing{}, s, res.Step); (err == nil) != tt.may {
				t.Errorf("got %v, want allowed: %v", err, tt.may)
			}
		})
	}
}

// TestWhatIsAssumedOfAnAcceptedArticle takes a block away that follows from the article above it.
func TestWhatIsAssumedOfAnAcceptedArticle(t *testing.T) {
	s := parseSet(t, town, "1 headline a1 ~a1 / 2 . / 3 body a2 | a1 accepted")
	if b := numbered(s)[1]; b.Article != testID("a1") {
		t.Fatalf("block 2 is %+v", b)
	}
	acts := map[string]Act{"another article": &Assign{Blocks: []Extent{blk(2)}, Article: testID("a2")},
		"furniture": &SetRole{Blocks: []Extent{blk(2)}, Role: "furniture"}, "an article of its own": &StartArticle{Block: blk(2)}}
	for name, act := range acts {
		res, err := s.Resolve(act, text.NewID(), Circumstances{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if MayStep(Actor{ID: 1, Role: "editor"}, Standing{}, s, res.Step) == nil {
			t.Errorf("%s: a block of an accepted article was taken away", name)
		}
	}
}
