package review

import (
	"slices"
	"testing"

	"galley/engine/markup"
)

// TestEveryKindOfStepHasAWord finds steps that the history would call by the name under which they are stored.
func TestEveryKindOfStepHasAWord(t *testing.T) {
	kinds := append(markup.Kinds(), markup.KindAdopt, markup.KindImport, markup.KindReject, markup.KindRestore)
	for _, kind := range kinds {
		if word := (HistoryLine{Kind: kind}).words(t.Context()); word == kind {
			t.Errorf("a step of kind %q has no word", kind)
		}
	}
	for kind := range actWords {
		if !slices.Contains(kinds, kind) {
			t.Errorf("no step is of kind %q, which has a word", kind)
		}
	}
}
