package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// SearchBlock is a block of the source that can be found, or a piece of a very long one; its words stand
// under the same number in the database's index.
type SearchBlock struct {
	ID      int64 `gorm:"primaryKey;autoIncrement:false"` // see searchID
	PageID  int64
	Block   int // where the block begins, in code points of the page
	Start   int // where the piece begins
	Finish  int
	Heading bool // a headline of the issue's set begins in it
}

// SearchPending is a page that is not, or not wholly, in the search yet.
type SearchPending struct {
	PageID int64 `gorm:"primaryKey;autoIncrement:false"`
	Blocks int   // how many are in already
}

// A row of the index is numbered by day, issue, page and place in the page, so that its number alone
// brings the newest issue first and keeps an issue together: 19 bits of days, 20 of the issue's id, 10
// of the page's key and 14 of the place; key and place are counted down.
const (
	placeBits = 14
	pageBits  = 10
	issueBits = 20
	dayBits   = 19
	issueAt   = placeBits + pageBits
	dayAt     = issueAt + issueBits
)

// firstDay is the first day that is distinguished from those before it.
var firstDay = time.Date(1400, 1, 1, 0, 0, 0, 0, time.UTC)

// searchID is the number of a row of the index.
func searchID(date string, issue int64, key, place int) int64 {
	first, _ := issueRange(date, issue)
	return first | int64(1<<pageBits-1-key)<<placeBits | int64(1<<placeBits-1-place)
}

// issueRange are the least and the greatest number that a row of an issue can have.
func issueRange(date string, issue int64) (least, greatest int64) {
	day := int64(0)
	if at, err := time.Parse(time.DateOnly, date); err == nil {
		// A duration holds 292 years only.
		day = min(max((at.Unix()-firstDay.Unix())/86400, 0), 1<<dayBits-1)
	}
	least = day<<dayAt | issue<<issueAt
	return least, least | (1<<issueAt - 1)
}

// issueOfRow is the issue of a row of the index.
func issueOfRow(id int64) int64 { return id >> issueAt & (1<<issueBits - 1) }

// Long blocks are kept in pieces, in code points, each beginning a little before the end of the one
// above, so that a phrase is found that stands across the border.
const (
	pieceLength = 8000
	pieceLap    = 100
)

// searchPieces are the pieces of a page's blocks that are rows of the index: block, start and finish.
func searchPieces(blocks [][2]int) [][3]int {
	var pieces [][3]int
	for _, b := range blocks {
		for start := b[0]; ; start += pieceLength - pieceLap {
			finish := min(start+pieceLength, b[1])
			pieces = append(pieces, [3]int{b[0], start, finish})
			if finish == b[1] {
				break
			}
		}
	}
	most := 1 << placeBits
	if len(pieces) <= most {
		return pieces
	}
	// More than the numbers reach: neighbours share a row.
	each := (len(pieces) + most - 1) / most
	var shared [][3]int
	for i := 0; i < len(pieces); i += each {
		last := pieces[min(i+each, len(pieces))-1]
		shared = append(shared, [3]int{pieces[i][0], pieces[i][1], last[2]})
	}
	return shared
}

// SearchPending is how many pages are still to be read into the search.
func (s *Store) SearchPending(ctx context.Context) (int, error) {
	n, err := from[SearchPending](s.read).Count(ctx, "page_id")
	return int(n), translate(err, "search")
}

// FillSearch reads pages into the search until none is left, in portions that let others write in
// between. It goes on from where an earlier one stopped, and several may run at once.
func (s *Store) FillSearch(ctx context.Context) error {
	for {
		next, err := from[SearchPending](s.read).Order("page_id DESC").Limit(1).Find(ctx)
		if err != nil || len(next) == 0 {
			return translate(err, "search")
		}
		if err := s.fillPage(ctx, next[0]); err != nil {
			return err
		}
	}
}

// pageToFill is a page with what its rows in the index need of its issue.
type pageToFill struct {
	Page
	Date string
}

func (s *Store) fillPage(ctx context.Context, p SearchPending) error {
	found, err := from[pageToFill](s.read).Raw(
		"SELECT p.*, i.date FROM pages p JOIN issues i ON i.id = p.issue_id WHERE p.id = ?", p.PageID).Find(ctx)
	if err != nil || len(found) == 0 {
		return translate(err, "page")
	}
	page := found[0]
	var blocks [][2]int
	if err := json.Unmarshal([]byte(page.Boundaries), &blocks); err != nil {
		return fmt.Errorf("read the boundaries of page %d: %w", page.ID, err)
	}
	text, pieces := []rune(page.Text), searchPieces(blocks)
	for done := p.Blocks; ; {
		some, err := s.fillPortion(ctx, page, text, pieces, done)
		if errors.Is(err, ErrStale) {
			return pause(ctx, 100*time.Millisecond) // another program is at it
		}
		if done += some; err != nil || done >= len(pieces) {
			return err
		}
	}
}

// pause waits for a while, or until ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// portion is how many of pieces go into the index in one transaction.
func portion(pieces [][3]int) int {
	points, n := 0, 0
	for _, p := range pieces {
		if points += p[2] - p[1]; n > 0 && (points > 20_000 || n >= 500) {
			break
		}
		n++
	}
	return n
}

// fillPortion puts some pieces behind those done into the index, and says how many. It returns ErrStale
// when somebody else has.
func (s *Store) fillPortion(ctx context.Context, page pageToFill, text []rune, pieces [][3]int, done int) (some int, err error) {
	some = portion(pieces[min(done, len(pieces)):])
	var rows []SearchBlock
	var words []any
	for n, p := range pieces[done : done+some] {
		row := SearchBlock{ID: searchID(page.Date, page.IssueID, page.Key, done+n), PageID: page.ID, Block: p[0], Start: p[1], Finish: p[2]}
		rows = append(rows, row)
		words = append(words, row.ID, s.indexed(wordsOf(text[p[1]:p[2]])))
	}
	err = s.change(ctx, func(tx *gorm.DB) error {
		last := done+some >= len(pieces)
		// The rows are numbered by the issue's date; ChangeIssue may have given it another one.
		const there = " WHERE page_id = ? AND blocks = ? AND EXISTS (SELECT 1 FROM issues WHERE id = ? AND date = ?)"
		statement, values := "UPDATE search_pending SET blocks = ?"+there, []any{done + some, page.ID, done, page.IssueID, page.Date}
		if last {
			statement, values = "DELETE FROM search_pending"+there, values[1:]
		}
		step := tx.Exec(statement, values...)
		if step.Error != nil || step.RowsAffected != 1 {
			return firstOf(step.Error, ErrStale)
		}
		if len(rows) > 0 {
			if err := insertWords(ctx, tx, rows, words); err != nil {
				return err
			}
		}
		if last {
			// The headlines that were marked meanwhile need marks in the index too.
			return tx.Exec("UPDATE issue_lines SET version = -1 WHERE issue_id = ? AND version > 0", page.IssueID).Error
		}
		return nil
	})
	return some, translate(err, "search")
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// insertWords writes rows of the index; words are their numbers and words in turn.
func insertWords(ctx context.Context, tx *gorm.DB, rows []SearchBlock, words []any) error {
	if err := from[SearchBlock](tx, clause.OnConflict{DoNothing: true}).CreateInBatches(ctx, &rows, 500); err != nil {
		return err
	}
	value := map[string]string{"sqlite": ", (?, ?)", "postgres": ", (?, CAST(CAST(? AS text) AS tsvector))"}[tx.Name()]
	return tx.Exec("INSERT INTO search_words (docid, words) VALUES "+
		strings.Repeat(value, len(rows))[2:], words...).Error
}

// indexed are words as the database's index takes them.
func (s *Store) indexed(words []word) string {
	if s.file != "" {
		all := make([]string, len(words))
		for i, w := range words {
			all[i] = w.text
		}
		return strings.Join(all, " ")
	}
	return vectorOf(words)
}

// vectorOf are words as the text of a tsvector. It counts places up to 16,383, more than a piece has.
func vectorOf(words []word) string {
	places := map[string][]int{}
	var order []string
	for i, w := range words {
		if places[w.text] == nil {
			order = append(order, w.text)
		}
		places[w.text] = append(places[w.text], i+1)
	}
	var b strings.Builder
	for _, text := range order {
		b.WriteString("'" + text + "':")
		for i, at := range places[text] {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprint(&b, at)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// TableName is where gorm finds pages to be read into the search.
func (SearchPending) TableName() string { return "search_pending" }
