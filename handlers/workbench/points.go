package workbench

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/handlers/core"
)

// point is a place of the issue that wants a look.
type point struct {
	Page   int    `json:"page"`
	Start  int    `json:"start"`
	Number int    `json:"number"` // of the block on its page
	Words  string `json:"words"`  // the first ones there
}

// problemPoint is a problem with its place.
type problemPoint struct {
	point
	Scope   string         `json:"scope"` // the cell of the block or article
	Problem markup.Problem `json:"problem"`
}

// issuePoints is what is open in the whole issue, for the panel and the gate. It is read when somebody
// asks for it, and costs what the issue has.
type issuePoints struct {
	Problems []problemPoint `json:"problems"` // dismissed ones among them
	Doubtful []point        `json:"doubtful"`
	Blocks   int            `json:"blocks"`
	Decided  int            `json:"decided"`
}

// ListPoints gives what is open in all pages of a set, in the order of the text.
func (s *Server) ListPoints(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, pointsOf(o.Set))
}

func pointsOf(set *markup.Set) issuePoints {
	found := issuePoints{Problems: []problemPoint{}, Doubtful: []point{}}
	found.Blocks, found.Decided = set.CountAll()
	told := map[text.ID]bool{}
	for _, page := range set.Source().Pages {
		number := 0
		for b := range set.Blocks(page.Key) {
			number++
			at := point{b.Page, b.Start, number, core.FirstWords(set.TextOf(b.Extent))}
			if b.Doubtful {
				found.Doubtful = append(found.Doubtful, at)
			}
			if b.Article != "" && !told[b.Article] {
				told[b.Article] = true
				found.add(set, at, markup.Cell{Kind: markup.ArticleCell, ID: b.Article})
			}
			found.add(set, at, b.Cell())
		}
	}
	for id := range set.Articles() {
		if !told[id] { // it has no block
			found.add(set, point{}, markup.Cell{Kind: markup.ArticleCell, ID: id})
		}
	}
	return found
}

// add adds the problems of a block or article.
func (f *issuePoints) add(set *markup.Set, at point, scope markup.Cell) {
	for _, p := range set.ProblemsOf(scope) {
		f.Problems = append(f.Problems, problemPoint{at, scope.String(), p})
	}
}
