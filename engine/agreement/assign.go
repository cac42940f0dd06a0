package agreement

import "container/heap"

// Link is a possible pair in an assignment, with what it costs less than leaving both alone.
type Link struct {
	To   int
	Gain float64
}

// Assign pairs rows with columns, each at most once, so that the gains together are as high as they
// can be. links holds the possible pairs of each row; those without gain are left out. The result has
// the column of each row, -1 for none.
//
// It is the shortest augmenting path method of Jonker and Volgenant (A shortest augmenting path
// algorithm for dense and sparse linear assignment problems, Computing 38, 1987) on the pairs that
// there are: each row has a column of its own beside the real ones, in which it is alone. A search
// ends at the first free column, so that it costs what its neighbourhood does.
func Assign(links [][]Link, columns int) []int {
	a := &assignment{links: links, columns: columns, price: make([]float64, columns+len(links)),
		rowOf: make([]int, columns+len(links)), columnOf: make([]int, len(links))}
	for i := range a.rowOf {
		a.rowOf[i] = -1
	}
	for row := range links {
		a.columnOf[row] = -1
	}
	for row := range links {
		a.augment(row)
	}
	for row, column := range a.columnOf {
		if column >= columns {
			a.columnOf[row] = -1
		}
	}
	return a.columnOf
}

type assignment struct {
	links    [][]Link
	columns  int
	price    []float64 // by column
	rowOf    []int
	columnOf []int
}

// reached is a column that a search has reached.
type reached struct {
	distance float64
	from     int // the row before it
	settled  bool
}

// augment finds a column for row, moving other rows if that is worth it.
func (a *assignment) augment(row int) {
	seen := map[int]*reached{}
	queue := &frontier{}
	var settled []int
	relax := func(row int, base float64) {
		try := func(column int, cost float64) {
			distance := base + cost - a.price[column]
			now, known := seen[column]
			if known && (now.settled || now.distance <= distance) {
				return
			}
			if !known {
				now = &reached{}
				seen[column] = now
			}
			now.distance, now.from = distance, row
			heap.Push(queue, candidate{distance, column})
		}
		for _, l := range a.links[row] {
			if l.Gain > 0 {
				try(l.To, -l.Gain)
			}
		}
		try(a.columns+row, 0)
	}
	relax(row, 0)
	for {
		next := heap.Pop(queue).(candidate)
		column := seen[next.column]
		if column.settled || column.distance < next.distance {
			continue
		}
		if a.rowOf[next.column] < 0 {
			a.settle(seen, settled, column.distance)
			a.turn(seen, row, next.column)
			return
		}
		column.settled = true
		settled = append(settled, next.column)
		owner := a.rowOf[next.column]
		relax(owner, next.distance-(a.cost(owner, next.column)-a.price[next.column]))
	}
}

// cost is what a row pays for a column that it has a link to.
func (a *assignment) cost(row, column int) float64 {
	for _, l := range a.links[row] {
		if l.To == column {
			return -l.Gain
		}
	}
	return 0
}

// settle lets the prices of the columns that were passed follow.
func (a *assignment) settle(seen map[int]*reached, settled []int, distance float64) {
	for _, column := range settled {
		a.price[column] += seen[column].distance - distance
	}
}

// turn gives the columns along the path, from the free one back to row, to their new rows.
func (a *assignment) turn(seen map[int]*reached, row, column int) {
	for {
		from := seen[column].from
		before := a.columnOf[from]
		a.rowOf[column], a.columnOf[from] = from, column
		if from == row {
			return
		}
		column = before
	}
}

type candidate struct {
	distance float64
	column   int
}

// frontier is a heap of columns by distance; of two equal ones the lower comes first, so that the
// result never depends on the order of a map.
type frontier []candidate

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(i, j int) bool {
	if f[i].distance != f[j].distance {
		return f[i].distance < f[j].distance
	}
	return f[i].column < f[j].column
}
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(x any)   { *f = append(*f, x.(candidate)) }
func (f *frontier) Pop() any {
	last := len(*f) - 1
	x := (*f)[last]
	*f = (*f)[:last]
	return x
}
