package handlers

import (
	"galley/models"
	"galley/views"
)

// exportLine is an export as pages tell it.
func exportLine(set int64, e models.ExportView) views.ExportLine {
	line := views.ExportLine{URL: views.HistoryURL(set, e.Version, 0, 0), Version: e.Version, Format: e.Format, Accepted: e.Accepted, Name: e.Name, At: e.At}
	if e.Since != nil {
		line.Partial, line.Since = true, *e.Since
	}
	return line
}
