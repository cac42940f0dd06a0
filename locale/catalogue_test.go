package locale_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "sort the catalogues, add what is missing and remove what nothing uses")

// TestCataloguesAreWhole compares the catalogue of every language with the sources: each English
// text has a translation with the same words in it, and nothing else stands there.
func TestCataloguesAreWhole(t *testing.T) {
	used := map[string]map[string]string{} // area: English: a position
	for _, text := range append(goTexts(t), scriptTexts(t)...) {
		if text.singular {
			continue // the catalogue knows the text by its plural
		}
		if used[text.area] == nil {
			used[text.area] = map[string]string{}
		}
		used[text.area][text.english] = text.position
	}
	for _, language := range []string{"zh-Hans"} {
		said := map[string]string{}
		for _, area := range areasOf(t, language, used) {
			checkArea(t, filepath.Join(language, area+".json"), used[area], said)
		}
	}
}

// areasOf are the areas that speak or that have a file.
func areasOf(t *testing.T, language string, used map[string]map[string]string) []string {
	names, err := filepath.Glob(filepath.Join(language, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	areas := slices.Collect(maps.Keys(used))
	for _, name := range names {
		areas = append(areas, strings.TrimSuffix(filepath.Base(name), ".json"))
	}
	slices.Sort(areas)
	return slices.Compact(areas)
}

// checkArea compares one file with the texts of its area. said are the translations of the areas
// before: one English text has one translation.
func checkArea(t *testing.T, file string, used, said map[string]string) {
	catalogue := map[string]string{}
	written, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err == nil {
		if err := json.Unmarshal(written, &catalogue); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	for english := range catalogue {
		if _, ok := used[english]; !ok {
			t.Errorf("%s: nothing says %q any more", file, english)
			delete(catalogue, english)
		}
	}
	for english, position := range used {
		chinese := catalogue[english]
		switch {
		case chinese == "" && said[english] != "":
			t.Errorf("%s: %q (%s) is missing; another file says %q", file, english, position, said[english])
			chinese = said[english]
		case chinese == "":
			t.Errorf("%s: %q (%s) has no translation", file, english, position)
		case !slices.Equal(verbsOf(english), verbsOf(chinese)):
			t.Errorf("%s: %q has the words %v, its translation %q has %v", file, english, verbsOf(english), chinese, verbsOf(chinese))
		case said[english] != "" && said[english] != chinese:
			t.Errorf("%s: %q is %q, and %q in another file", file, english, chinese, said[english])
		}
		catalogue[english], said[english] = chinese, chinese
	}
	sorted := encode(t, catalogue)
	if bytes.Equal(sorted, written) {
		return
	}
	if *update {
		if err := os.WriteFile(file, sorted, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Errorf("%s is not in order; go test ./locale -update sorts it, adds what is missing and removes what nothing uses", file)
}

// encode writes a catalogue: sorted, one translation a line.
func encode(t *testing.T, catalogue map[string]string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(catalogue); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*[\d.]*([a-zA-Z%])`)

// verbsOf are the words that a format takes, such as "1d" and "2s", by their places.
func verbsOf(format string) []string {
	var verbs []string
	next := 0
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		next++
		if m[1] != "" {
			_, _ = fmt.Sscan(m[1], &next) // the pattern has digits only
		}
		verbs = append(verbs, fmt.Sprint(next)+m[2])
	}
	slices.Sort(verbs)
	return slices.Compact(verbs)
}
