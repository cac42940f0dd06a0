package review

import (
	"context"
	"fmt"
	"galley/engine/markup"
	"galley/locale"
	"strings"
	"time"
)

// StageRow is a stage of review, as far as a part has come.
type StageRow struct {
	Name   string
	Status StageStatus
	By     string // who passed it, or who may, as far as somebody is named
	At     time.Time
	Words  string // why it came back to this stage or goes to it, "" for none
}

// StageStatus says how a stage stands to a part.
type StageStatus string

// How a stage may stand.
const (
	StageDone StageStatus = "done"
	StageNow  StageStatus = "now"
	StageTodo StageStatus = "todo"
)

// Decision is what can be decided of a part.
type Decision struct {
	Draft   string // the words begun
	DraftAt time.Time
	Pass    *Move // nil for none
	Return  *Move
	Other   []Move // reopen, take back
	Whole   []Move // of the page and the set
	Words   string // why nothing can be decided, "" if something can
}

// Move is a change of state that a button makes.
type Move struct {
	To      markup.State
	Of      string // the key of what it is about, "" for the part shown
	Stage   int    // in which it decides
	Label   string
	Refused string // why it is not possible now; "" if it is
	Asks    bool   // it asks before it acts
	Whither []Whither
	Unread  int    // places, or parts of a page or set, that were not read
	Left    int    // parts of a page or set that stay where they are
	Wants   string // why words have to go with it; "" if none do
}

// Whither is whom a return goes to: the author for 0, or a stage.
type Whither struct {
	Stage int
	Name  string
}

// id names a move within the page.
func (m Move) id() string {
	id := strings.Trim(m.Of+"-"+string(m.To), "-")
	if m.Stage > 1 {
		id += fmt.Sprintf("-%d", m.Stage)
	}
	return id
}

// value is what the button sends: the state, and behind it what it is about, if that is not the part shown.
func (m Move) value() string { return strings.TrimSpace(string(m.To) + " " + m.Of) }

// wantsWords reports whether words go with the move.
func (m Move) wantsWords() bool {
	return m.To == markup.Returned || m.To == markup.Accepted || m.To == markup.Withdrawn
}

// asks is the question before the move, "" for none.
func (m Move) asks(ctx context.Context) string {
	if !m.Asks {
		return ""
	}
	asks := locale.T(ctx, "%s?", m.Label)
	if m.Unread > 0 {
		asks += " " + locale.N(ctx, m.Unread, "%d part of it was not read by you.", "%d parts of it were not read by you.")
	}
	if m.Left > 0 {
		asks += " " + locale.N(ctx, m.Left, "%d part is returned or in another stage, and stays there.", "%d parts are returned or in another stage, and stay there.")
	}
	return asks
}

// stage is the stage in which the two main buttons decide; 0 in an issue of one.
func (d Decision) stage() int {
	for _, m := range []*Move{d.Pass, d.Return} {
		if m != nil {
			return m.Stage
		}
	}
	return 0
}

// word says how a stage stands to the part.
func (r StageRow) word(ctx context.Context) string {
	switch r.Status {
	case StageDone:
		return locale.T(ctx, "passed##stage")
	case StageNow:
		return locale.T(ctx, "now")
	}
	return locale.T(ctx, "to come")
}
