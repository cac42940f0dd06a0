// Package markup is the heart of the engine: sources and their blocks, annotation sets, acts and the steps they
// become, problems, and who may do what. It knows no database, no request and no clock; whatever depends on time or
// chance is a parameter. What a line says by its form is asked of package reading, what a role is of package
// vocabulary.
//
// An act is read ([ReadAct]) and resolved at the head of a set into a step, and what is inferred on top of it into a
// second one ([Set.Resolve]). A step is a list of changes of cells; [Set.Apply] folds it and asks nobody. Undo,
// history, comparing and live updates are all read from steps.
//
// Acts stand in act_*.go by what they change (a merge in act_article.go), and acts in act.go maps each kind to its
// type; [May] (may.go) says who may do it, invariants.go and check.go what it must keep, infer.go what is inferred
// of it. Blocks come from the source (source.go) and the cuts of a set (blocks.go), problems from problems.go.
//
// All positions are half-open spans in Unicode code points of a page's text. The folder has more files than others:
// a set's tables, laws and acts lean on each other, and a wall between them would be one of paper.
package markup
