package handlers

// peopleServer answers administrators about people.
type peopleServer struct {
	*core
}

// newPeopleServer is the area over a core.
func newPeopleServer(c *core) *peopleServer {
	return &peopleServer{core: c}
}
