package bench

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/handlers"
	"galley/models"
	galley "galley/tests/site"
)

// site is the real program over a fresh database, with an editor signed in.
type site struct {
	t       testing.TB
	store   *models.Store
	server  *handlers.Server
	address string
	client  *http.Client
	user    models.User
}

func newSite(t testing.TB) *site {
	real := galley.New(t, func(_ *galley.Site, o *handlers.Options) {
		o.Log, o.Clock, o.Version = nil, nil, "bench" // nothing is logged, and time goes on
	})
	s := &site{t: t, store: real.Server.Store, server: real.Server, address: real.Address, user: real.User(t, "li", vocabulary.Editor)}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s.client = &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	answer, err := s.client.PostForm(s.address+"/sign-in", url.Values{"name": {"li"}, "password": {galley.Password}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return s
}

// set is an annotation set with most of its blocks marked.
type set struct {
	*site
	id     int64
	blocks []text.Span
	turn   int
}

// newSet stores a page of blocks paragraphs of size characters and marks it, an article to 50 blocks.
func (s *site) newSet(name string, blocks, size int) *set {
	paragraph := strings.Repeat("铅字排在版上。", size/7+1)
	runes := []rune(paragraph)[:size]
	page := strings.Repeat(string(runes)+"\n\n", blocks)
	made, err := s.store.CreateIssue(context.Background(), models.NewIssue{Publication: name, Language: "zh-Hans", Date: "2031-05-09",
		Pages: []models.NewPage{{Text: page}}})
	if err != nil {
		s.t.Fatal(err)
	}
	set := &set{site: s, id: made.Set.ID, blocks: markup.NewPage(1, page).Blocks}
	for start := 0; start < len(set.blocks); start += 50 {
		var extents []markup.Extent
		for _, b := range set.blocks[start:min(start+50, len(set.blocks))] {
			extents = append(extents, markup.Extent{Page: 1, Start: b.Start, End: b.End})
		}
		set.post(map[string]any{"kind": "role", "blocks": extents, "role": "body", "start": true})
	}
	return set
}

// step changes the role of a block in the middle of the set, to and fro.
func (s *set) step() { s.stepAt(len(s.blocks)/2, s.turn); s.turn++ }

func (s *set) stepAt(block, turn int) {
	b := s.blocks[block]
	s.post(map[string]any{"kind": "role", "role": []string{"table", "body"}[turn%2],
		"blocks": []markup.Extent{{Page: 1, Start: b.Start, End: b.End}}})
}

// post sends an act and wants it stored.
func (s *set) post(act any) {
	body, err := json.Marshal(map[string]any{"id": text.NewID(), "base": 1 << 40, "act": act})
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := s.client.Post(fmt.Sprintf("%s/sets/%d/steps", s.address, s.id), "application/json", bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	// An act that changes nothing is answered too, and costs no commit.
	if err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(said, []byte(`"steps":["`)) {
		s.t.Fatalf("%s: %s %v", answer.Status, said, err)
	}
}

// bare is a database in which the bytes of a step are committed and nothing else is done.
type bare struct {
	t  testing.TB
	db *sql.DB
}

func newBare(t testing.TB) *bare {
	file := filepath.Join(t.TempDir(), "bare.db")
	db, err := sql.Open("sqlite3", "file:"+file+"?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_foreign_keys=on&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	if _, err := db.Exec(`CREATE TABLE steps (version INTEGER PRIMARY KEY, act TEXT NOT NULL, changes TEXT NOT NULL)`); err != nil {
		t.Fatal(err)
	}
	return &bare{t, db}
}

// The bytes of the step that set.step makes.
const (
	bareAct     = `{"blocks":[{"page":1,"start":2550,"end":2650}],"kind":"role","role":"table"}`
	bareChanges = `{"v":1,"changes":[{"cell":"block/1/2550","from":{"role":"body","article":"abcdefghijklmnopqrstuvwxyz","decided":true},"to":{"role":"table","article":"abcdefghijklmnopqrstuvwxyz","decided":true}}]}`
)

// step is one bare Begin, Exec and Commit.
func (b *bare) step() {
	tx, err := b.db.Begin()
	if err == nil {
		_, err = tx.Exec(`INSERT INTO steps (act, changes) VALUES (?, ?)`, bareAct, bareChanges)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		b.t.Fatal(err)
	}
}
