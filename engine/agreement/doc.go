// Package agreement measures how well people agree. Each measure stands in a file of its own, names the paper
// it comes from, and is tested against numbers printed there. A measure that is not defined for what it is asked
// about says why: see [Score]. Its inputs are plain numbers, labels and stretches of a continuum; what those are
// in a newspaper is known to package review. It knows no chance: a seed is a parameter.
package agreement
