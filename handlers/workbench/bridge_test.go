package workbench

import "github.com/labstack/echo/v4"

// Relayed is a stream to a browser, for tests that hold both of its ends.
type Relayed = relayed

// Relay passes news on, for tests that hold both ends of a stream.
func (s *Server) Relay(c echo.Context, r Relayed) error { return s.relay(c, r) }
