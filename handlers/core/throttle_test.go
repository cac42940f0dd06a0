package core

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestThrottleGrows(t *testing.T) {
	t.Parallel()
	now := time.Date(2031, 5, 10, 9, 0, 0, 0, time.UTC)
	throttle := newThrottle(func() time.Time { return now })
	keys := map[string]Patience{"k": {free: 2, longest: 5 * time.Second}}
	var waits []time.Duration
	for range 6 {
		wait := throttle.Begin(keys)
		for wait > 0 {
			waits = append(waits, wait)
			now = now.Add(wait)
			wait = throttle.Begin(keys)
		}
	}
	want := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 5 * time.Second}
	if diff := cmp.Diff(want, waits); diff != "" {
		t.Errorf("waits (-want +got):\n%s", diff)
	}
	now = now.Add(2 * forgetAfter)
	throttle.Begin(keys)
	if wait := throttle.Begin(keys); wait != 0 {
		t.Errorf("after %s a second guess waits %s, want none", 2*forgetAfter, wait)
	}
}
