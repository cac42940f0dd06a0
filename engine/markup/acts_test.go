package markup

import "testing"

func TestNotation(t *testing.T) {
	for _, notation := range []string{
		"1 .",
		"1 body a1 ~a1 / 2 ? a1 / 3 . ~a1 / 4 ? a1 / 5 !",
		"1 masthead / 2 headline a1 ^4 / 3 body? a1 doubt / 4 body a1 >8_ / 5'4 body a1 / 6'9 caption a1 <2.1 / 7 ad a2 / 8 body a1 | a2 ad",
		"1 body a1 / 2 body a2 | a1 accepted | a2 brief in a3 headless \"x\" agency=y notes=z <1.-1 | a3 package | s1 byline 1:0-4 | s2 person 1:0-2 in s1 as=q | set submitted | c1 2:0-2=山 | p1 2 in a1 | notes1 x",
	} {
		if got := formatSet(parseSet(t, town, notation)); got != notation {
			t.Errorf("got %s\nwant %s", got, notation)
		}
	}
}
