package markup

import (
	"encoding/json"
	"testing"

	"galley/engine/text"
	"galley/tests/samples"
)

// goldFile is a page of the corpus with its markup, as testdata has it.
type goldFile struct {
	Language string
	Source   struct{ File, SHA256 string }
	Blocks   []struct {
		Block, Start, End int
		Article           *string
		Role              string
		Turns             []int
	}
	Joins []struct {
		From, To int
		Glue     string
		Certain  bool
	}
	Articles []struct {
		ID, Type        string
		Title, Parent   *string
		HeadlineMissing bool   `json:"headline_missing"`
		Agency          string `json:"agency"`
		ContinuesOn     string `json:"continues_on"`
		ContinuedFrom   string `json:"continued_from"`
	}
	Packages []struct {
		ID, Kind string
		Head     []int
		Members  []string
	}
	Spans []struct {
		ID                string
		Block, Start, End int
		Role, Quote       string
		Parent            *string
		Attrs             map[string]string
	}
}

func readGold(t *testing.T, name string) (goldFile, *Source) {
	t.Helper()
	var gold goldFile
	if err := json.Unmarshal([]byte(samples.Read(t, name+".gold.json")), &gold); err != nil {
		t.Fatal(err)
	}
	return gold, &Source{Language: gold.Language, Pages: []*Page{NewPage(1, samples.Read(t, name+".txt"))}}
}

var goldPages = []string{"zhuzhou-2022-11-10-p1", "syn-zh-linjiang-2031-05-09-p1", "syn-zh-linjiang-2031-05-09-p3"}

func TestBoundariesAreThoseOfTheGold(t *testing.T) {
	for _, name := range goldPages {
		gold, source := readGold(t, name)
		page := source.Pages[0]
		if page.Hash != gold.Source.SHA256 {
			t.Errorf("%s: hash %s, want %s", name, page.Hash, gold.Source.SHA256)
		}
		if len(page.Blocks) != len(gold.Blocks) {
			t.Fatalf("%s: %d blocks, want %d", name, len(page.Blocks), len(gold.Blocks))
		}
		for i, b := range gold.Blocks {
			if want := (text.Span{Start: b.Start, End: b.End}); page.Blocks[i] != want {
				t.Errorf("%s: block %d is %v, want %v", name, i, page.Blocks[i], want)
			}
		}
	}
}
