package desk

import (
	"encoding/json"
	"fmt"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
)

// noAct is stored as the act of what was inferred.
const noAct = "null"

// inferredID is the id of the step that was inferred of the step with id.
func inferredID(id text.ID) text.ID { return text.DerivedID(id, 0) }

// rowOf is a step as it is stored.
func rowOf(set int64, e markup.LoggedStep) (models.Step, error) {
	changes, err := json.Marshal(e.Step)
	if err != nil {
		return models.Step{}, fmt.Errorf("write a step: %w", err)
	}
	row := models.Step{SetID: set, Version: e.Version, StepID: e.ID, AuthorID: e.Author, At: e.At,
		Act: string(e.Act), Changes: string(changes), Inferred: e.Inferred}
	if row.Act == "" {
		row.Act = noAct
	}
	if e.Undoes != "" {
		row.Undoes = &e.Undoes
	}
	return row, nil
}

// loggedStepOf reads a stored step.
func loggedStepOf(s models.Step) (markup.LoggedStep, error) {
	e, err := headOf(s)
	if err != nil {
		return e, err
	}
	if err := json.Unmarshal([]byte(s.Changes), &e.Step); err != nil {
		return e, fmt.Errorf("read version %d: %w", s.Version, err)
	}
	return e, nil
}

// headOf reads a stored step without its changes.
func headOf(s models.Step) (markup.LoggedStep, error) {
	e := markup.LoggedStep{Version: s.Version, ID: s.StepID, Author: s.AuthorID, At: s.At, Inferred: s.Inferred}
	if s.Undoes != nil {
		e.Undoes = *s.Undoes
	}
	if s.Act == noAct {
		return e, nil
	}
	kind, err := markup.KindOf([]byte(s.Act))
	if err != nil {
		return e, fmt.Errorf("read the act of version %d: %w", s.Version, err)
	}
	e.Kind, e.Act = kind, json.RawMessage(s.Act)
	return e, nil
}

// loggedStepsOf reads stored steps, in their order.
func loggedStepsOf(rows []models.Step) ([]markup.LoggedStep, error) {
	entries := make([]markup.LoggedStep, 0, len(rows))
	for _, row := range rows {
		e, err := loggedStepOf(row)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// oneAct reads the rows of one act; what was inferred is of the act's kind.
func oneAct(rows []models.Step) ([]markup.LoggedStep, error) {
	entries, err := loggedStepsOf(rows)
	for i := range entries {
		entries[i].Kind = entries[0].Kind
	}
	return entries, err
}
