package review_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/formats"
)

// TestAReasonOfSeveralLines returns a set with a reason of two lines, as people write into the field, and
// reads what was exported.
func TestAReasonOfSeveralLines(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	r.decide(r.wu, "", url.Values{"state": {"returned"}, "reason": {"First line.\r\nSecond\tline."}}).Is(http.StatusSeeOther)
	r.decide(r.wu, "", url.Values{"state": {"returned"}, "reason": {"A bell\x07."}})
	for _, key := range []string{"json", "xml"} {
		body := r.wu.Get("/sets/1/export/" + key).Is(http.StatusOK).Body
		format, _ := formats.ByKey(key)
		d, err := format.Read(bytes.NewReader([]byte(body)))
		if err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		stages := d.Provenance.Stages
		if got := stages[len(stages)-1].Reason; !strings.Contains(got, "First line.\nSecond\tline.") {
			t.Errorf("%s: the reason is %q", key, got)
		}
	}
}
