package handlers

// workbenchServer answers about a set that is being marked: its pages, steps, queries, assignments, proof and exports.
type workbenchServer struct {
	*core
}

// newWorkbenchServer is the area over a core.
func newWorkbenchServer(c *core) *workbenchServer {
	return &workbenchServer{core: c}
}
