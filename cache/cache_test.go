package cache

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestTheValuesUsedLastAreKept(t *testing.T) {
	c := New[string, int](2, 0)
	_, era, _ := c.Get("a")
	c.Put("a", 1, era)
	c.Put("b", 2, era)
	c.Get("a")
	c.Put("c", 3, era)
	for key, want := range map[string]bool{"a": true, "b": false, "c": true} {
		if _, _, found := c.Get(key); found != want {
			t.Errorf("%s is kept: %t, want %t", key, found, want)
		}
	}
}

func TestAValueIsForgottenWhenItsTimeIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New[string, int](2, time.Second)
		_, era, _ := c.Get("a")
		c.Put("a", 1, era)
		time.Sleep(time.Second)
		if _, _, found := c.Get("a"); !found {
			t.Error("it is forgotten within its time")
		}
		time.Sleep(time.Millisecond)
		if _, _, found := c.Get("a"); found {
			t.Error("it is kept beyond its time")
		}
	})
}

func TestWhatWasReadBeforeAPurgeIsNotPut(t *testing.T) {
	c := New[string, int](2, 0)
	_, before, _ := c.Get("a")
	c.Purge()
	c.Put("a", 1, before)
	_, now, found := c.Get("a")
	if found {
		t.Error("a value of the era before is kept")
	}
	c.Put("a", 2, now)
	if v, _, found := c.Get("a"); !found || v != 2 {
		t.Errorf("got %d, %t", v, found)
	}
}
