package issues

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/a-h/templ"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// Guidelines are the guideline pages of a publication, one of them open.
type Guidelines struct {
	Publication models.Publication
	Pages       []models.GuidelinePage // in their order, without those that were taken out
	Removed     []models.GuidelinePage // for those who write
	Open        *models.GuidelinePage  // nil if absent
	MayWrite    bool
	Now         time.Time
}

// isOpen reports whether a page is the one that is open.
func (v Guidelines) isOpen(p models.GuidelinePage) bool {
	return v.Open != nil && v.Open.GuidelineID == p.GuidelineID
}

// news says of a page that it is new to the reader, or was changed; "" if it was read as it stands.
func newsOf(ctx context.Context, p models.GuidelinePage) string {
	switch {
	case !p.Unread():
		return ""
	case p.Read == 0:
		return locale.T(ctx, "new to you")
	}
	return locale.T(ctx, "changed since you last read")
}

// safe is an address of ours as templ takes it for a form.
func safe(address string) templ.SafeURL { return templ.SafeURL(address) }

// GuidelineForm is a guideline page as somebody writes it.
type GuidelineForm struct {
	Publication models.Publication
	Page        int64 // 0 for a new one
	Draft       models.GuidelineDraft
	Errors      map[string]string
	Theirs      *models.GuidelinePage // what somebody else saved meanwhile
	Preview     bool
	Now         time.Time
}

// action is where the form is sent.
func (f GuidelineForm) action() templ.SafeURL {
	if f.Page == 0 {
		return safe(address.Guidelines.At(f.Publication.ID))
	}
	return safe(address.Guideline.At(f.Page))
}

// back is where not saving leads.
func (f GuidelineForm) back() string {
	if f.Page == 0 {
		return address.Guidelines.At(f.Publication.ID)
	}
	return address.Guideline.At(f.Page)
}

func (f GuidelineForm) title(ctx context.Context) string {
	if f.Page == 0 {
		return locale.T(ctx, "New guideline page")
	}
	return locale.T(ctx, "Edit the guideline page")
}

// GuidelineHistory are the versions of a guideline page, and two of them laid over each other.
type GuidelineHistory struct {
	Publication models.Publication
	Page        models.GuidelinePage
	Versions    []models.GuidelinePage // the newest first
	From, To    *models.GuidelinePage  // what is compared; To alone is shown as it stood
	MayWrite    bool
	Now         time.Time
}

// versionChoices are the versions as options.
func (v GuidelineHistory) versionChoices(ctx context.Context) []parts.Choice {
	var choices []parts.Choice
	for _, p := range v.Versions {
		choices = append(choices, parts.Choice{Value: fmt.Sprint(p.Version), Label: locale.T(ctx, "Version %d, %s", p.Version, parts.ShortTime(ctx, p.At, v.Now))})
	}
	return choices
}

// chosen is the number of a version that is compared, as a value.
func chosen(p *models.GuidelinePage, otherwise int) string {
	if p != nil {
		return fmt.Sprint(p.Version)
	}
	return fmt.Sprint(max(otherwise, 1))
}

// what a version is, beside its reason.
func (v GuidelineHistory) what(ctx context.Context, p models.GuidelinePage) string {
	switch {
	case p.Removed:
		return locale.T(ctx, "Removed from the guidelines")
	case p.Restored > 0:
		return locale.T(ctx, "Version %d brought back", p.Restored)
	case p.Version == 1:
		return locale.T(ctx, "Written")
	}
	return locale.T(ctx, "Changed")
}

// withTitle is a version as one text, for comparing: a change of the title is a change as well.
func withTitle(p models.GuidelinePage) string { return p.Title + "\n\n" + p.Text }

// draftWithTitle is a draft as one text.
func draftWithTitle(d models.GuidelineDraft) string {
	return d.Title + "\n\n" + strings.TrimSpace(strings.ReplaceAll(d.Text, "\r\n", "\n"))
}

// StartingOutline is a text to begin guidelines with: each role of blocks with a line, in the reader's
// language, and the publication's own roles.
func StartingOutline(ctx context.Context, own []models.OwnRole) (title, text string) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", locale.T(ctx, "Say here what this paper does differently, with an example for each rule."))
	for _, part := range outlineParts {
		fmt.Fprintf(&b, "\n## %s\n\n", part.heading.In(ctx))
		for _, r := range vocabulary.Roles {
			if r.Block && part.takes(r) {
				fmt.Fprintf(&b, "- **%s** (%s) – %s\n", parts.Capital(parts.RoleWords(ctx, r.ID)), r.Key, roleLine(ctx, r.ID))
			}
		}
	}
	for i, r := range own {
		if i == 0 {
			fmt.Fprintf(&b, "\n## %s\n\n", locale.T(ctx, "Roles of its own"))
		}
		fmt.Fprintf(&b, "- **%s** (E %d) – %s\n", r.Word, r.Place, locale.T(ctx, "behaves as %s", parts.RoleWords(ctx, parts.Typeset(r.Role))))
	}
	return locale.T(ctx, "How we mark"), b.String()
}
