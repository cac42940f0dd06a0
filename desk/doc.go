// Package desk keeps annotation sets open: it applies steps, commits them, and tells everybody who
// has the set before them. It knows the engine and the store; it knows no request and no page.
//
// [Desk.View] gives the committed head of a set, read from a snapshot and the steps after it (open.go). [Desk.Apply]
// asks markup.May, resolves the act on the pending head and queues the steps (apply.go); whoever holds the
// writer's token commits the whole queue by the store's AppendSteps (commit.go). The committed head moves then, and
// listeners get the step (listen.go). If another server was first, the set catches up and the act is resolved again.
package desk
