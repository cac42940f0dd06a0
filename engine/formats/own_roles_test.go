package formats

import (
	"bytes"
	"strings"
	"testing"

	"galley/engine/markup"
)

// ownRoleSet is a small set in which a publication's own roles stand: decided, in furniture, assumed.
func ownRoleSet(t *testing.T) *markup.Set {
	t.Helper()
	page := markup.NewPage(1, "今日菜谱\n\n豆腐两块，葱少许。\n\n图为成品。\n\n本报订阅热线\n\n再煮十分钟。\n")
	roles := []string{"headline.rubric", "body.recipe", "caption.dish", "promo.in-house", "body.recipe"}
	const id = "a1"
	marks := markup.Marks{Articles: []markup.ArticleMark{{ID: id, Article: markup.Article{Type: "news"}}}}
	blocks := markup.MarkedPage{Key: 1, Hash: page.Hash}
	for i, b := range page.Blocks {
		mark := markup.BlockMark{Start: b.Start, End: b.End, State: markup.Decided, Role: roles[i], Article: id}
		if i == 3 {
			mark.Article = ""
		}
		if i == 4 {
			mark.State = markup.Assumed
		}
		blocks.Blocks = append(blocks.Blocks, mark)
	}
	marks.Pages = append(marks.Pages, blocks)
	return imported(t, &markup.Source{Language: "zh-Hans", Pages: []*markup.Page{page}}, marks)
}

func TestOwnRolesComeBack(t *testing.T) {
	set := ownRoleSet(t)
	checkRoundTrip(t, set)
	for _, f := range ownFormats() {
		file := written(t, f, set)
		for _, role := range []string{"headline.rubric", "body.recipe", "caption.dish", "promo.in-house"} {
			if !strings.Contains(string(file), `"`+role+`"`) {
				t.Errorf("%s has no %s:\n%s", f.Title, role, file)
			}
		}
		if f.Extension == ".xml" {
			checkRelaxNG(t, file)
		}
		for _, wrong := range []string{"body.Recipe", "body.", "banner.recipe"} {
			_, _, err := Read(bytes.NewReader(bytes.ReplaceAll(file, []byte(`"body.recipe"`), []byte(`"`+wrong+`"`))), "issue"+f.Extension)
			wantRefused(t, err)
		}
	}
}
