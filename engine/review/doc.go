// Package review compares the annotation sets of several people on one issue, says how well they
// agree, and turns what was decided about their differences into changes of an adjudicated set. It
// knows no database, no request, no clock and no chance: a seed is a parameter.
//
// # Comparing
//
// [Compare] lays two to six sets over each other. Blocks are compared on their common refinement: the
// pieces that the cuts of all sets together leave. Articles are matched by the text they share before
// anything is compared, so that ids never matter. What the sets say is then taken apart into facts,
// each of which has one value in every set. Facts that differ and that can only be decided together
// (a cut and what its pieces are, an article that one set has and the other not) are one
// [Difference].
//
// # Deciding
//
// A [Decision] says of one difference which set is followed, by the key of the difference. Keys hold
// what the sets say there, and nothing else: what is decided stays decided when a set is submitted
// again, as long as the values compared are the same. [Comparison.Plan] makes of all decisions the act
// that brings them into the adjudicated set, and says of every cell where it came from.
//
// # Measuring
//
// What is measured are pieces, groupings and spans of the sets compared, given to package agreement as plain
// labels, boundaries and stretches.
package review
