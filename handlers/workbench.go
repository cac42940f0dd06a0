package handlers

import "github.com/labstack/echo/v4"

// workbenchRoutes are the workbench's addresses: its pages, and the acts and
// events that stand outside the session's middleware and answer in JSON.
func (s *Server) workbenchRoutes(pages, live *echo.Group) {}

// schemaRoutes are the published schemas.
func (s *Server) schemaRoutes(g *echo.Group) {}
