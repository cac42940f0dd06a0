package cache

import (
	"container/list"
	"sync"
	"time"
)

// Cache keeps the values used last, by their keys. Make one with New; it is safe for concurrent use.
type Cache[K comparable, V any] struct {
	most int
	life time.Duration

	mu    sync.Mutex
	kept  map[K]*list.Element // of entry[K, V]
	order list.List           // the last used first
	era   Era
	over  chan struct{} // closed by the next Purge
}

// Era is the time between two purges. What was read in one is not put into the next.
type Era int

type entry[K comparable, V any] struct {
	key   K
	value V
	until time.Time
}

// New keeps at most so many values, each for life; 0 keeps them until others take their place.
func New[K comparable, V any](most int, life time.Duration) *Cache[K, V] {
	return &Cache[K, V]{most: most, life: life, kept: map[K]*list.Element{}, over: make(chan struct{})}
}

// Get is the value of a key, or false if it is absent or too old. The era is for Put.
func (c *Cache[K, V]) Get(key K) (value V, era Era, found bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, kept := c.kept[key]
	if !kept {
		return value, c.era, false
	}
	e := element.Value.(entry[K, V])
	if c.life > 0 && time.Now().After(e.until) {
		c.drop(element)
		return value, c.era, false
	}
	c.order.MoveToFront(element)
	return e.value, c.era, true
}

// Put keeps the value of a key, unless everything was purged since the era: what it was made of may be gone.
func (c *Cache[K, V]) Put(key K, value V, era Era) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if era != c.era {
		return
	}
	if old, kept := c.kept[key]; kept {
		c.drop(old)
	}
	c.kept[key] = c.order.PushFront(entry[K, V]{key, value, time.Now().Add(c.life)})
	if c.order.Len() > c.most {
		c.drop(c.order.Back())
	}
}

// Purge forgets everything, and begins another era.
func (c *Cache[K, V]) Purge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.kept)
	c.order.Init()
	c.era++
	close(c.over)
	c.over = make(chan struct{})
}

// Purged is closed by the next Purge.
func (c *Cache[K, V]) Purged() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}

func (c *Cache[K, V]) drop(element *list.Element) {
	delete(c.kept, c.order.Remove(element).(entry[K, V]).key)
}
