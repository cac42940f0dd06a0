package markup

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"galley/engine/text"
)

// actCase is one case of a table of acts.
type actCase struct {
	name    string
	before  string
	act     Act
	after   string // "" when the act is refused
	seen    string // with what is inferred; "" when nothing is
	refused string // part of the sentence
}

func checkActs(t *testing.T, cases []actCase) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) { checkAct(t, town, tt) })
	}
}

// checkAct checks one act against all laws.
func checkAct(t *testing.T, source *Source, tt actCase) {
	t.Helper()
	start := parseSet(t, source, tt.before)
	checkLaws(t, start)
	if again := formatSet(start); again != trimmedEnd(tt.before) {
		t.Fatalf("the notation %q is read as %q", tt.before, again)
	}
	held := dump(start)
	seed := testID("seed")
	r, err := start.Resolve(tt.act, seed, Circumstances{})
	if diff := diffLines(held, dump(start)); diff != "" {
		t.Errorf("resolving changed the set:\n%s", diff)
	}
	if tt.refused != "" || err != nil {
		checkRefused(t, tt.refused, err)
		return
	}
	if again, err := start.Resolve(tt.act, seed, Circumstances{}); err != nil || !again.Step.Equal(r.Step) || !again.Inferred.Equal(r.Inferred) {
		t.Errorf("resolved again, the act gives something else (%v):\n%s\n%s", err, stepText(r.Step), stepText(again.Step))
	}
	next := applied(t, start, LoggedStep{Version: 2, ID: seed, Author: 1, Step: r.Step})
	checkLaws(t, next)
	if got := formatSet(next); got != trimmedEnd(tt.after) {
		t.Errorf("after the act\n got %s\nwant %s", got, tt.after)
	}
	got := ""
	if len(r.Inferred.Changes) > 0 {
		next = applied(t, next, LoggedStep{Version: 3, ID: text.DerivedID(seed, 0), Author: 1, Step: r.Inferred, Inferred: true})
		checkLaws(t, next)
		got = formatSet(next)
	}
	if got != trimmedEnd(tt.seen) {
		t.Errorf("with what is inferred\n got %s\nwant %s", got, tt.seen)
	}
	if r.Focus != nil {
		if _, found := next.startsAt(position{r.Focus.Page, r.Focus.Start}); !found {
			t.Errorf("the focus %v is no block", r.Focus)
		}
	}
}

func checkRefused(t *testing.T, part string, err error) {
	t.Helper()
	switch {
	case err == nil:
		t.Errorf("the act is not refused, want %q", part)
	case part == "" || !strings.Contains(err.Error(), part):
		t.Errorf("refused with %q, want %q", err, part)
	case !strings.HasSuffix(err.Error(), "."):
		t.Errorf("%q is not a sentence", err)
	}
}

// trimmedEnd is notation without the blocks at its end that say nothing.
func trimmedEnd(notation string) string {
	blocks, rest, more := strings.Cut(notation, " | ")
	for {
		cut := strings.LastIndex(blocks, " / ")
		if last := blocks[cut+1:]; cut < 0 || !strings.HasSuffix(last, " .") || strings.Contains(last, "'") {
			break
		}
		blocks = blocks[:cut]
	}
	if more {
		return blocks + " | " + rest
	}
	return blocks
}

func diffLines(a, b []string) string {
	if slices.Equal(a, b) {
		return ""
	}
	return strings.Join(a, "\n") + "\n---\n" + strings.Join(b, "\n")
}

func stepText(s Step) string {
	data, err := json.Marshal(s)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
