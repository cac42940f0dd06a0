package main

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/models/databasetest"
)

func TestAStepAtOneServerIsHeardAtTheOther(t *testing.T) {
	onBoth := func(t *testing.T, address string) {
		one, other := openDesk(t, address), openDesk(t, address)
		user := models.User{Name: "li", Role: vocabulary.Editor, Active: true}
		if err := one.store.CreateUser(t.Context(), &user); err != nil {
			t.Fatal(err)
		}
		issue, err := one.store.CreateIssue(t.Context(), models.NewIssue{Publication: "株洲日报", Language: "zh-Hans", Date: "2022-11-10",
			Pages: []models.NewPage{{Text: "头版头条\n\n本报讯。"}}})
		if err != nil {
			t.Fatal(err)
		}
		listener, _, err := other.Listen(t.Context(), issue.Set.ID, markup.Actor{ID: user.ID})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		var watching sync.WaitGroup
		defer watching.Wait()
		defer stop()
		watching.Go(func() { watch(ctx, other.store, other.Desk, slog.New(slog.DiscardHandler)) })
		for version := range 2 { // the first look of a watch catches up anyway
			_, err := one.Apply(t.Context(), desk.Request{Set: issue.Set.ID, ID: text.NewID(), Base: int64(version), Kind: "role",
				Act:   &markup.SetRole{Blocks: []markup.Extent{{Page: 1, Start: 6 * version, End: 4 + 6*version}}, Role: "furniture"},
				Actor: markup.Actor{ID: user.ID, Role: vocabulary.Editor}, At: time.Now()})
			if err != nil {
				t.Fatal(err)
			}
			select {
			case event := <-listener.News:
				if event.Name != "step" {
					t.Errorf("heard of %q, want a step", event.Name)
				}
			case <-time.After(20 * watchTime):
				t.Fatalf("step %d is not heard", version+1)
			}
		}
	}
	databasetest.OnBothEmpty(t, onBoth)
}

// program is a store and a desk as a server has them.
type program struct {
	*desk.Desk
	store *models.Store
}

func openDesk(t *testing.T, address string) program {
	t.Helper()
	store, err := models.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := program{desk.New(store, nil), store}
	t.Cleanup(func() {
		p.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}
