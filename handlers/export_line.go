package handlers

import (
	"galley/address"
	"galley/models"
	"galley/views"
)

// exportLine is an export as pages tell it.
func exportLine(set int64, e models.ExportView) views.ExportLine {
	line := views.ExportLine{URL: address.History(set, e.Version, 0, 0), Version: e.Version, Format: e.Format, Accepted: e.Accepted, Name: e.Name, At: e.At}
	if e.Since != nil {
		line.Partial, line.Since = true, *e.Since
	}
	return line
}
