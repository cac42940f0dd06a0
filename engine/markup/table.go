package markup

import (
	"iter"

	"github.com/benbjohnson/immutable"
)

// table is a persistent map ordered by its keys: a change gives a new one and copies only the
// path to what it touches. The zero value cannot be used; see newTable.
type table[K, V any] struct {
	rows    *immutable.SortedMap[K, V]
	compare func(a, b K) int
}

// comparison is the comparer that the map wants: exactly -1, 0 or 1.
type comparison[K any] func(a, b K) int

// Compare orders a and b.
func (c comparison[K]) Compare(a, b K) int { return sign(c(a, b)) }

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func newTable[K, V any](compare func(a, b K) int) table[K, V] {
	return table[K, V]{rows: immutable.NewSortedMap[K, V](comparison[K](compare)), compare: compare}
}

func (t table[K, V]) len() int                 { return t.rows.Len() }
func (t table[K, V]) get(key K) (V, bool)      { return t.rows.Get(key) }
func (t table[K, V]) has(key K) bool           { _, found := t.rows.Get(key); return found }
func (t table[K, V]) put(k K, v V) table[K, V] { t.rows = t.rows.Set(k, v); return t }
func (t table[K, V]) drop(key K) table[K, V]   { t.rows = t.rows.Delete(key); return t }

// from walks upwards, beginning with the first key not below key.
func (t table[K, V]) from(key K) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		i := t.rows.Iterator()
		for i.Seek(key); ; {
			k, v, ok := i.Next()
			if !ok || !yield(k, v) {
				return
			}
		}
	}
}

// all walks upwards over everything.
func (t table[K, V]) all() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		i := t.rows.Iterator()
		for {
			k, v, ok := i.Next()
			if !ok || !yield(k, v) {
				return
			}
		}
	}
}

// down walks downwards, beginning with the last key not above key.
func (t table[K, V]) down(key K) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		i := t.rows.Iterator()
		if i.Seek(key); i.Done() {
			i.Last()
		}
		for {
			k, v, ok := i.Prev()
			if !ok {
				return
			}
			if t.compare(k, key) <= 0 && !yield(k, v) {
				return
			}
		}
	}
}
