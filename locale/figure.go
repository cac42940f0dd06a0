package locale

import (
	"fmt"
	"io"
	"strconv"
)

// Figure writes a number with commas: 1,234,567. English and Chinese papers agree in this.
func Figure(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "-"
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// figure is a number that fmt writes with commas.
type figure int

// Format is part of fmt.Formatter.
func (f figure) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, Figure(int(f))) }
