package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"galley/fault"
)

// loud says everything in capitals, but not the words that fill it.
func loud(format string, words ...any) string {
	return fmt.Sprintf(strings.NewReplacer("%S", "%s", "%D", "%d").Replace(strings.ToUpper(format)), words...)
}

func TestPhrasesAreSaidInAnotherLanguage(t *testing.T) {
	bad := fault.Fields{"name": fault.Say("Give a name."), "date": fault.Say("Give a %s.", "day")}
	tests := []struct {
		name          string
		err           error
		english, loud string
	}{
		{"a sentence", fault.New(fault.Invalid, "Page %d is gone.", 3), "Page 3 is gone.", "PAGE 3 IS GONE."},
		{"a sentence in a sentence", fault.Wrap(fault.Invalid, errors.New("cause"), "The file %s: %s", "a.txt", fault.Say("no text.")), "The file a.txt: no text.", "THE FILE a.txt: NO TEXT."},
		{"fields in the order of their names", bad.Err(), "Give a day. Give a name.", "GIVE A day. GIVE A NAME."},
		{"a foreign error hides its cause", errors.New("disk on fire"), "Something went wrong inside Galley. Nothing was lost; please try again.", "SOMETHING WENT WRONG INSIDE GALLEY. NOTHING WAS LOST; PLEASE TRY AGAIN."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fault.Sentence(tt.err); got != tt.english {
				t.Errorf("sentence %q, want %q", got, tt.english)
			}
			if got := fault.PhraseOf(tt.err).In(loud); got != tt.loud {
				t.Errorf("loud %q, want %q", got, tt.loud)
			}
		})
	}
}
