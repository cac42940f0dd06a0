// Package stages says through which stages of review an issue goes before it is accepted, who may do each, and
// where a return goes. It refuses to know sets, texts and requests: where a part of a set stands is kept in the set
// (markup.StageAt), and who may make a step is decided there, by a [Plan].
//
// A publication has a plan, [Templates] offer the usual ones, and an issue keeps the plan that it was loaded with,
// with the people on duty in its positions. Stages count from 1. The zero plan is one review by any reviewer.
package stages
