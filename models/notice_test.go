package models

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

func TestNoticesAreShownUntilTheyAreRead(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set := aSet(t, s, "1")
		tell := func(key, kind string) {
			t.Helper()
			n := Notice{UserID: li.ID, Key: key, Kind: kind, ByID: &wu.ID, IssueID: set.IssueID, SetID: &set.ID, Page: 1, StartAt: 3, Detail: "line\nline"}
			if err := s.Notify(background, n); err != nil {
				t.Fatal(err)
			}
		}
		tell("a", NoticeReturned)
		tell("a", NoticeReturned)
		tell("b", NoticeMentioned)
		if n := must[int](t)(s.UnreadNotices(background, li.ID)); n != 2 {
			t.Errorf("%d are unread, want 2: nobody is told twice by one key", n)
		}
		page := must[NoticePage](t)(s.Notices(background, li.ID, 0))
		want := NoticeLine{Notice: Notice{ID: 2, UserID: li.ID, Key: "b", Kind: NoticeMentioned, ByID: &wu.ID, At: s.Now(), IssueID: set.IssueID, SetID: &set.ID,
			Page: 1, StartAt: 3, Detail: "line\nline", Shown: true}, By: "Wu", Publication: "株洲日报", Date: page.Notices[0].Date, Language: "zh-Hans"}
		if diff := cmp.Diff(want, page.Notices[0]); diff != "" || len(page.Notices) != 2 {
			t.Errorf("(-want +got)\n%s", diff)
		}
		_, err := s.ReadNotice(background, wu.ID, 1)
		wantFault(t, err, fault.NotFound, "There is no such notice.")
		must[Notice](t)(s.ReadNotice(background, li.ID, 1))
		tell("c", NoticeAccepted)
		if err := s.ReadNotices(background, li.ID, 2); err != nil {
			t.Fatal(err)
		}
		if n := must[int](t)(s.UnreadNotices(background, li.ID)); n != 1 {
			t.Errorf("%d are unread, want 1: what came meanwhile stays", n)
		}
		for i := range noticesShown {
			tell(fmt.Sprint("more ", i), NoticeAssigned)
		}
		page = must[NoticePage](t)(s.Notices(background, li.ID, 0))
		rest := must[NoticePage](t)(s.Notices(background, li.ID, page.Older))
		if len(page.Notices) != noticesShown || len(rest.Notices) != 3 || rest.Older != 0 {
			t.Errorf("pages of %d and %d", len(page.Notices), len(rest.Notices))
		}
		wantFault(t, s.Notify(background, Notice{UserID: li.ID, Key: "x", Kind: "gossip"}), fault.Invalid, `There are no notices of the kind "gossip".`)
		if err := s.BinIssue(background, set.IssueID, nil); err != nil {
			t.Fatal(err)
		}
		if page = must[NoticePage](t)(s.Notices(background, li.ID, 0)); len(page.Notices) != 0 {
			t.Errorf("%d notices are about an issue in the bin", len(page.Notices))
		}
	})
}

func TestEveryKindCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name           string
		choice         NoticeChoice
		email          string
		shown, letters int
	}{
		{"as it is at first, without an address", NoticeChoice{}, "", 1, 0},
		{"as it is at first, with an address", NoticeChoice{}, "li@example.org", 1, 1},
		{"in Galley only", NoticeChoice{Kind: NoticeAssigned, Shown: true}, "li@example.org", 1, 0},
		{"by mail only", NoticeChoice{Kind: NoticeAssigned, Mailed: true}, "li@example.org", 0, 1},
		{"by mail only, without an address", NoticeChoice{Kind: NoticeAssigned, Mailed: true}, "", 0, 0},
		{"not at all", NoticeChoice{Kind: NoticeAssigned}, "li@example.org", 0, 0},
		{"another kind", NoticeChoice{Kind: NoticeReturned}, "li@example.org", 1, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, s *Store, _ *clock) {
				li := someone(t, s, "Li")
				set := aSet(t, s, "1")
				var choices []NoticeChoice
				if tt.choice.Kind != "" {
					choices = append(choices, tt.choice)
				}
				if err := s.ChooseNotices(background, li.ID, tt.email, choices); err != nil {
					t.Fatal(err)
				}
				if err := s.Notify(background, Notice{UserID: li.ID, Key: "a", Kind: NoticeAssigned, IssueID: set.IssueID}); err != nil {
					t.Fatal(err)
				}
				shown := len(must[NoticePage](t)(s.Notices(background, li.ID, 0)).Notices)
				letters := len(must[[]LetterLine](t)(s.TakeLetters(background)))
				if shown != tt.shown || letters != tt.letters {
					t.Errorf("shown %d, letters %d, want %d and %d", shown, letters, tt.shown, tt.letters)
				}
			})
		})
	}
}

func TestAddressesForMail(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		for _, address := range []string{"li", "li@", "Li <li@example.org>", "li@example.org, wu@example.org", "li@example.org\nBcc: wu@example.org", strings.Repeat("l", 250) + "@example.org"} {
			err := s.ChooseNotices(background, li.ID, address, nil)
			wantFault(t, err, fault.Invalid, "This is not a mail address. Write it as name@example.org.")
		}
		for _, address := range []string{" li@example.org ", ""} {
			if err := s.ChooseNotices(background, li.ID, address, nil); err != nil {
				t.Errorf("%q: %v", address, err)
			}
			if got := must[User](t)(s.User(background, li.ID)).Email; got != strings.TrimSpace(address) {
				t.Errorf("stored %q", got)
			}
		}
	})
}

func TestWhoIsAskedForASetIsTold(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		wei, li, wu := chief(t, s, "Wei"), someone(t, s, "Li"), someone(t, s, "Wu")
		team := aSet(t, s, "1")
		if err := s.AskForSets(background, team.IssueID, []int64{li.ID, wu.ID}, wei.ID); err != nil {
			t.Fatal(err)
		}
		for _, editor := range []User{li, wu} {
			page := must[NoticePage](t)(s.Notices(background, editor.ID, 0))
			if len(page.Notices) != 1 || page.Notices[0].Kind != NoticeAssigned || page.Notices[0].By != "Wei" {
				t.Fatalf("%s is told %+v", editor.Name, page.Notices)
			}
		}
		set := *must[NoticePage](t)(s.Notices(background, wu.ID, 0)).Notices[0].SetID
		if err := s.WithdrawSet(background, set); err != nil {
			t.Fatal(err)
		}
		if page := must[NoticePage](t)(s.Notices(background, wu.ID, 0)); len(page.Notices) != 0 {
			t.Errorf("after it was withdrawn: %+v", page.Notices)
		}
	})
}
