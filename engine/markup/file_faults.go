package markup

import (
	"fmt"

	"galley/fault"
)

// FaultAt is a fault about a place in the file.
func FaultAt(path, format string, words ...any) error {
	return fault.New(fault.Invalid, "At %s: %s", path, fmt.Sprintf(format, words...))
}

// Clip shortens what somebody wrote into a file for a sentence.
func Clip(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
