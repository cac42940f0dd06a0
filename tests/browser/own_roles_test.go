package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/models"
	"galley/tests/browser/chrome"
)

// TestEAndADigitSetTheRolesOfThePublication adds two roles on the publication's page, as an editor does,
// and marks with them by key and by the palette.
func TestEAndADigitSetTheRolesOfThePublication(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.Open(b.site.address + "/publications/1")
	b.addRole(1, "body", "recipe", "菜谱", "recipe")
	b.addRole(2, "promo", "in-house", "本报启事", "house notice")
	b.reload()

	b.keys("Enter Space")
	b.Press("e")
	if got := chrome.Eval[string](b.Tab, `document.querySelector(".chord").innerText.replace(/\s+/g, " ")`); !strings.Contains(got, "1 recipe") || !strings.Contains(got, "2 house notice") {
		t.Errorf("the panel of E says %q", got)
	}
	b.keys("1 e 2 b")
	want := []string{"body decided", "body decided", "body decided", "promo decided", "body decided"}
	if diff := cmp.Diff(want, b.looks(5)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	row := chrome.Eval[string](b.Tab, `[...document.querySelectorAll(".block")].slice(2, 4).map((r) => [r.dataset.own, r.querySelector(".role-word").textContent, r.getAttribute("aria-label")].join(" | ")).join("\n")`)
	if want := "body.recipe | recipe | block 3, recipe, article 1\npromo.in-house | house notice | block 4, house notice"; row != want {
		t.Errorf("the rows say\n%s\nwant\n%s", row, want)
	}

	// The button of the fold and the palette of Ctrl+K know them too.
	b.Click("#palette-more > summary")
	b.Click(`button[data-role="body.recipe"]`)
	b.Wait(answered)
	b.Press("Ctrl+k")
	b.Wait(`document.activeElement.matches("input")`)
	b.Press("h", "o", "u", "s", "e")
	b.Wait(`document.querySelector("#finder-list li")?.innerText.includes("House notice")`)
	b.Press("Enter")
	b.Wait(`document.querySelectorAll('.block[data-own="promo.in-house"]').length === 2`)
	b.Wait(answered)
	painted := b.rows()
	b.reload()
	if diff := cmp.Diff(b.rows(), painted); diff != "" {
		t.Errorf("rows (-drawn +painted):\n%s", diff)
	}

	// A retired role is on no key, and its blocks keep it.
	b.retire(1)
	b.Press("e")
	if got := chrome.Eval[string](b.Tab, `document.querySelector(".chord").innerText`); strings.Contains(got, "recipe") {
		t.Errorf("the panel of E still has the retired role:\n%s", got)
	}
	b.Press("Escape")
	if got := chrome.Eval[string](b.Tab, `document.querySelectorAll(".block")[2].querySelector(".role-word").textContent`); got != "recipe" {
		t.Errorf("its block is called %q", got)
	}
}

// addRole fills the form of a new role.
func (b *bench) addRole(place int, base, slug, word, english string) {
	b.t.Helper()
	chrome.Eval[string](b.Tab, fmt.Sprintf(`(document.getElementById("place").value = "%d", document.getElementById("base").value = "%s")`, place, base))
	b.Fill("#new-role input[name=slug]", slug)
	b.Fill("#new-role input[name=word]", word)
	b.Fill("#new-role input[name=english]", english)
	b.Click("#new-role button[type=submit]")
	b.Wait(fmt.Sprintf(`document.getElementById("own-%d") !== null`, place))
}

// retire takes a role off its key and opens the workbench again.
func (b *bench) retire(place int) {
	b.t.Helper()
	roles, err := b.site.store.OwnRoles(context.Background(), 1)
	if err != nil {
		b.t.Fatal(err)
	}
	r := roles[place-1]
	words := models.OwnRoleWords{Word: r.Word, English: r.English, Chinese: r.Chinese, Retired: true}
	if err := b.site.store.ChangeOwnRole(context.Background(), 1, place, words, nil); err != nil {
		b.t.Fatal(err)
	}
	b.reload()
}
