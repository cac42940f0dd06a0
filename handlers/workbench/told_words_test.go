package workbench_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestDeletedWordsAreInNoNotice mentions a colleague, says it otherwise, and deletes it.
func TestDeletedWordsAreInNoNotice(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.says("Wu Min", "", "q", "@林晓 Is the mayor a crook?", k.onBlock(0))
	told := func() string { return k.as["林晓"].Get("/notices").Is(http.StatusOK).Text() }
	if !strings.Contains(told(), "Is the mayor a crook?") {
		t.Fatalf("the notice says: %s", told())
	}
	k.says("Wu Min", "/"+key("q")+"/comments/"+key("q"), "q", "@林晓 Who is the mayor?", "")
	if got := told(); strings.Contains(got, "crook") || !strings.Contains(got, "Who is the mayor?") {
		t.Errorf("after the words were changed the notice says: %s", got)
	}
	say(k.as["Wu Min"], k.set, "/"+key("q")+"/comments/"+key("q")+"/delete", "{}")
	if got := told(); strings.Contains(got, "mayor") {
		t.Errorf("after the words were deleted the notice says: %s", got)
	}
}
