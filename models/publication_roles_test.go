package models

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

var recipe = NewOwnRole{Place: 1, Base: "body", Slug: "recipe", Word: " 菜谱 ", English: "recipe"}

func TestOwnRolesAreKeptByPublication(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		id := issue.PublicationID
		add := func(n NewOwnRole) error { return s.AddOwnRole(background, id, n, &li.ID) }
		if err := add(recipe); err != nil {
			t.Fatal(err)
		}
		if err := add(NewOwnRole{Place: 3, Base: "promo", Slug: "in-house", Word: "自家广告"}); err != nil {
			t.Fatal(err)
		}
		if err := s.ChangeOwnRole(background, id, 3, OwnRoleWords{Word: "本报启事", English: "house ad", Retired: true}, &li.ID); err != nil {
			t.Fatal(err)
		}
		got := must[[]OwnRole](t)(s.OwnRoles(background, id))
		want := []OwnRole{
			{ID: got[0].ID, PublicationID: id, Place: 1, Role: "body.recipe", Word: "菜谱", English: "recipe", CreatedAt: s.Now()},
			{ID: got[1].ID, PublicationID: id, Place: 3, Role: "promo.in-house", Word: "本报启事", English: "house ad", Retired: true, CreatedAt: s.Now()},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("own roles (-want +got)\n%s", diff)
		}
		if en, zh := got[0].In("en"), got[0].In("zh-Hans"); en != "recipe" || zh != "菜谱" {
			t.Errorf("the words are %q and %q", en, zh)
		}
		if others := must[[]OwnRole](t)(s.OwnRoles(background, id+1)); len(others) != 0 {
			t.Errorf("another publication has %v", others)
		}
		edits := must[[]EditLine](t)(s.PublicationEdits(background, id))
		if len(edits) != 4 || edits[0].Who != "Li" || edits[0].Before["Word"] != "自家广告" || edits[0].After["Word"] != "本报启事" ||
			edits[0].After["Retired"] != true || edits[2].Before != nil || edits[2].After["Role"] != "body.recipe" {
			t.Errorf("the changes are %v", edits)
		}
	})
}

func TestOwnRolesKeepTheirRules(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		id := issue.PublicationID
		if err := s.AddOwnRole(background, id, recipe, nil); err != nil {
			t.Fatal(err)
		}
		tests := []struct {
			name  string
			role  NewOwnRole
			field string
			says  string
		}{
			{"a digit that is taken", NewOwnRole{Place: 1, Base: "body", Slug: "x", Word: "x"}, "place", "The digit 1 belongs to “菜谱”. Choose another one."},
			{"an unknown digit", NewOwnRole{Place: 10, Base: "body", Slug: "x", Word: "x"}, "place", "Choose a digit from 1 to 9."},
			{"a role that is there", NewOwnRole{Place: 2, Base: "body", Slug: "recipe", Word: "x"}, "slug", "The publication already has a role body.recipe: “菜谱”."},
			{"an unknown name", NewOwnRole{Place: 2, Base: "body", Slug: "Re cipe", Word: "x"}, "slug", "A short name can contain lowercase letters a to z, digits and single hyphens, as in letter-box."},
			{"a span as base", NewOwnRole{Place: 2, Base: "person", Slug: "x", Word: "x"}, "base", "Choose the role on which this one is based."},
			{"an own role as base", NewOwnRole{Place: 2, Base: "body.recipe", Slug: "x", Word: "x"}, "base", "Choose the role on which this one is based."},
			{"no word", NewOwnRole{Place: 2, Base: "body", Slug: "x", Word: " "}, "word", "Enter what the newsroom calls this role."},
			{"two lines", NewOwnRole{Place: 2, Base: "body", Slug: "x", Word: "x", English: "a\nb"}, "english", "A word can have at most 30 characters, on one line."},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				err := s.AddOwnRole(background, id, tt.role, nil)
				if got := fault.FieldsOf(err)[tt.field].String(); fault.CodeOf(err) != fault.Invalid || got != tt.says {
					t.Errorf("got %v: %q, want %q", err, got, tt.says)
				}
			})
		}
		missing := []error{
			s.AddOwnRole(background, id+9, NewOwnRole{Place: 2, Base: "body", Slug: "x", Word: "x"}, nil),
			s.ChangeOwnRole(background, id, 2, OwnRoleWords{Word: "x"}, nil), s.RemoveOwnRole(background, id, 2, nil),
		}
		for _, err := range missing {
			if fault.CodeOf(err) != fault.NotFound {
				t.Errorf("got %v, want NotFound", err)
			}
		}
		if roles := must[[]OwnRole](t)(s.OwnRoles(background, id)); len(roles) != 1 {
			t.Errorf("there are %d roles, want 1", len(roles))
		}
	})
}

func TestOnlyAnUnusedOwnRoleIsRemoved(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li := someone(t, s, "Li")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		id := issue.PublicationID
		for i, n := range []NewOwnRole{recipe, {Place: 2, Base: "body", Slug: "rec", Word: "x"}} {
			if err := s.AddOwnRole(background, id, n, nil); err != nil {
				t.Fatal(i, err)
			}
		}
		c.Time = c.Add(time.Minute)
		used := steps(issue.Set.ID, 0, li.ID, 1)
		used.Steps[0].Changes = `[{"cell":"block/1/0","to":{"role":"body.recipe"}}]`
		used.Steps[0].At = s.Now()
		if errs := s.AppendSteps(background, []Append{used}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		if err := s.RemoveOwnRole(background, id, 1, &li.ID); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("a role that was used: %v", err)
		}
		if err := s.RemoveOwnRole(background, id, 2, &li.ID); err != nil {
			t.Error(err)
		}
		if roles := must[[]OwnRole](t)(s.OwnRoles(background, id)); len(roles) != 1 || roles[0].Role != "body.recipe" {
			t.Errorf("there are %v", roles)
		}
	})
}
