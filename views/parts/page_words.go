package parts

import (
	"strconv"
	"strings"
)

// PageLabel is the label of a page, or its key if it has none: what stands behind the word "page" in a sentence.
func PageLabel(label string, key int) string {
	if label != "" {
		return label
	}
	return strconv.Itoa(key)
}

// PageWords is what a page is called where it stands alone, in the language of its paper: 第1版, A2版, 要闻版, p. 3.
func PageWords(label string, key int, language string) string {
	if label == "" && !strings.HasPrefix(language, "zh") {
		return "p. " + PageLabel(label, key)
	}
	return PageName(label, key, language)
}

// PageName is what a page is called among the pages of its issue, in the language of its paper: 第1版, A2版, 3.
func PageName(label string, key int, language string) string {
	name := PageLabel(label, key)
	switch {
	case !strings.HasPrefix(language, "zh"):
		return name
	case strings.Trim(name, "0123456789") == "":
		return "第" + name + "版"
	case isASCIIAlphanumeric(name[len(name)-1]):
		return name + "版"
	}
	return name
}

func isASCIIAlphanumeric(b byte) bool {
	return '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}
