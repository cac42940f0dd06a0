package handlers

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/fault"
	"galley/markup"
)

// stepRequest is an act as the browser sends it.
type stepRequest struct {
	ID   markup.ID       `json:"id"`
	Base int64           `json:"base"`
	Act  json.RawMessage `json:"act"`
}

// createStep resolves an act, stores it and answers with the changed cells. A refusal gives the
// present value of what it was about.
func (s *Server) createStep(c echo.Context) error {
	request, err := s.readStep(c)
	if err != nil {
		return err
	}
	answer, err := s.Desk.Apply(c.Request().Context(), request)
	if refused, ok := errors.AsType[*desk.Refusal](err); ok {
		t := troubleOf(err)
		return c.JSON(t.status, map[string]any{
			"error":   map[string]any{"code": t.code, "message": phrased(c.Request().Context(), t.sentence)},
			"version": refused.Version, "cells": refused.Cells,
		})
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, answer)
}

// readStep reads who asks for which act.
func (s *Server) readStep(c echo.Context) (desk.Request, error) {
	user, err := s.userOf(c)
	if err != nil {
		return desk.Request{}, err
	}
	set, err := numberOf(c, "id", "set")
	if err != nil {
		return desk.Request{}, err
	}
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return desk.Request{}, err
	}
	var sent stepRequest
	if err := json.Unmarshal(body, &sent); err != nil {
		return desk.Request{}, fault.Wrap(fault.Invalid, err, "The step can not be read; it is an object with id, base and act.")
	}
	kind, act, err := markup.ReadAct(sent.Act)
	if err != nil {
		return desk.Request{}, err
	}
	return desk.Request{Set: set, ID: sent.ID, Base: sent.Base, Kind: kind, Act: act, Raw: sent.Act,
		Actor: actorOf(user), At: s.clock()}, nil
}
