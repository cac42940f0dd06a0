package handlers

import "galley/newsroom"

// compareServer answers about sets beside each other: what differs, what is decided, how well they agree.
type compareServer struct {
	*core
	comparing    *newsroom.Comparing
	adjudication *newsroom.Adjudication
}

// newCompareServer is the area over a core.
func newCompareServer(c *core, comparing *newsroom.Comparing) *compareServer {
	return &compareServer{core: c, comparing: comparing, adjudication: newsroom.NewAdjudication(c.Desk, c.Store, c.clock)}
}
