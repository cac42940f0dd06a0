package issues

import (
	"context"
	"strings"
	"testing"

	"galley/engine/vocabulary"
	"galley/locale"
	"galley/views/parts"
)

func TestTheOutlineHasALineForEveryRoleOfBlocks(t *testing.T) {
	for _, tag := range locale.Languages() {
		ctx := locale.With(context.Background(), tag)
		_, outline := StartingOutline(ctx, nil)
		for _, r := range vocabulary.Roles {
			if !r.Block {
				continue
			}
			want := "- **" + parts.Capital(parts.RoleWords(ctx, r.ID)) + "** (" + r.Key + ") – "
			if strings.Count(outline, want) != 1 {
				t.Errorf("%v: the outline has %s %d times, want once:\n%s", tag, want, strings.Count(outline, want), outline)
			}
			if roleLines[r.ID] == "" {
				t.Errorf("nothing is said of the role %s", r.ID)
			}
		}
	}
}
