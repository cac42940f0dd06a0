package parts

import (
	"context"
	"fmt"
	"strings"

	"galley/locale"
	"galley/models"
)

// editRow is one field of a recorded change.
type editRow struct {
	What, Before, After string
	ours                bool // before and after are words of the program, in its language
}

// language is that of the values, if those of a paper are in the one that is given.
func (r editRow) language(ctx context.Context, paper string) string {
	if r.ours {
		return locale.Of(ctx).String()
	}
	return paper
}

// editFields are the fields of records by their names in the record of changes, in the order of the table.
var editFields = []struct {
	name string
	word locale.Key
}{
	{"Name", locale.Key("Name of the publication")}, {"Language", locale.Key("Language of the text")}, {"Serial", locale.Key("Identifiers")}, {"OwnAcceptance", locale.Key("People may accept their own changes")},
	{"Date", locale.Key("Date")}, {"Number", locale.Key("Number")}, {"Edition", locale.Key("Edition")}, {"Publisher", locale.Key("Publisher")},
	{"Label", locale.Key("Label")}, {"Section", locale.Key("Section name")},
	{"Word", locale.Key("Word")}, {"English", locale.Key("In English")}, {"Chinese", locale.Key("In Chinese")}, {"Retired", locale.Key("Retired")},
}

// editRows are the fields that a change changed; one row without values for what came or went whole.
func editRows(ctx context.Context, e models.EditLine) []editRow {
	switch {
	case e.After["bin"] != nil:
		return []editRow{{What: locale.T(ctx, "Put into the bin")}}
	case e.Before["bin"] != nil:
		return []editRow{{What: locale.T(ctx, "Restored from the bin")}}
	case e.Before == nil && e.After["Role"] != nil:
		return []editRow{{What: locale.T(ctx, "Role %s", fmt.Sprint(e.After["Role"])), After: editValue(ctx, e.After["Word"])}}
	case e.After == nil && e.Before["Role"] != nil:
		return []editRow{{What: locale.T(ctx, "Role %s", fmt.Sprint(e.Before["Role"])), Before: editValue(ctx, e.Before["Word"])}}
	case e.Before == nil && e.Table == "issues":
		return []editRow{{What: locale.T(ctx, "Loaded")}}
	case e.Before == nil:
		return []editRow{{What: locale.T(ctx, "Created with its first issue")}}
	}
	var rows []editRow
	for _, f := range editFields {
		before, after := e.Before[f.name], e.After[f.name]
		if before == after {
			continue
		}
		what := []string{f.word.In(ctx)}
		if e.Page > 0 {
			what = append([]string{locale.T(ctx, "Page %d", e.Page)}, what...)
		}
		if role := e.After["Role"]; role != nil {
			what = append([]string{fmt.Sprint(role)}, what...)
		}
		rows = append(rows, editRow{What: strings.Join(what, " · "), Before: editValue(ctx, before), After: editValue(ctx, after)})
	}
	return append(rows, stageRows(ctx, e)...)
}

// editValue is a recorded value as it is read.
func editValue(ctx context.Context, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return locale.T(ctx, "yes")
		}
		return locale.T(ctx, "no")
	}
	return fmt.Sprint(v)
}

// editor is who made a change.
func editor(ctx context.Context, e models.EditLine) string {
	if e.Who == "" {
		return locale.T(ctx, "command line")
	}
	return e.Who
}
