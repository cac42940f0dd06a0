// Package agreement measures how well people agree. Each kind of input has a file (segmentation.go: boundary F1, Pk,
// WindowDiff; kappa.go, alpha.go, unitizing.go, gamma.go, bcubed.go, span_f1.go); each measure names the paper it
// comes from, and is tested against numbers printed there. A measure that is not defined for what it is asked about
// says why: see [Score]. Its inputs are plain numbers, labels and stretches of a continuum; what those are in a
// newspaper is known to package review. It knows no chance: a seed is a parameter.
package agreement
