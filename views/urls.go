package views

import (
	"fmt"
	"net/url"
)

// Addresses that hold no number. Links, redirects and routes all use these.
const (
	HomeURL     = "/"
	SignInURL   = "/sign-in"
	ProviderURL = "/sign-in/provider" // leads to the provider of sign-ins
	CallbackURL = "/sign-in/callback" // where the provider sends people back to
	SignOutURL  = "/sign-out"
	SetUpURL    = "/welcome" // where the first administrator gives name and password
	AccountURL  = "/account"
	TieURL      = "/account/provider"     // signing in through the provider, too
	UntieURL    = "/account/provider/end" // no longer
	KeysURL     = "/account/keys"
	LanguageURL = "/account/language"
	IssuesURL   = "/issues"
	NewIssueURL = "/issues/new"
	LoadsURL    = "/loads"
	SearchURL   = "/search"
	BinURL      = "/bin"

	NoticesURL     = "/notices"
	ReadNoticesURL = "/notices/read"
	BellURL        = "/notices/bell" // the bell alone, as it stands now
	NoticeChoices  = "/account/notices"

	PeopleURL    = "/people"
	InviteURL    = "/people/invitations"
	RecordURL    = "/record"
	TokensURL    = "/account/tokens"
	EndOthersURL = "/account/visits/end-others"
)

// SignInFor is the sign-in page that leads on to a local address.
func SignInFor(next string) string {
	if next == "" || next == HomeURL {
		return SignInURL
	}
	return SignInURL + "?" + url.Values{"next": {next}}.Encode()
}

// ProviderFor leads to the provider of sign-ins, and then on to a local address.
func ProviderFor(next string) string {
	if next == "" || next == HomeURL {
		return ProviderURL
	}
	return ProviderURL + "?" + url.Values{"next": {next}}.Encode()
}

// WelcomeURL is the one-time link of a token.
func WelcomeURL(token string) string { return SetUpURL + "/" + url.PathEscape(token) }

// NoticeURL leads to the place of a notice, and marks it as read.
func NoticeURL(notice int64) string { return fmt.Sprintf("%s/%d", NoticesURL, notice) }

// JoinURL is the link of an invitation or of a new password.
func JoinURL(token string) string { return "/join/" + url.PathEscape(token) }

// PersonURL is an account, for administrators.
func PersonURL(user int64) string { return fmt.Sprintf("%s/%d", PeopleURL, user) }

// RoleURL gives somebody another role.
func RoleURL(user int64) string { return PersonURL(user) + "/role" }

// CloseURL closes an account.
func CloseURL(user int64) string { return PersonURL(user) + "/close" }

// ReopenURL opens an account again.
func ReopenURL(user int64) string { return PersonURL(user) + "/reopen" }

// PasswordLinkURL makes a link that gives an account a new password.
func PasswordLinkURL(user int64) string { return PersonURL(user) + "/password-link" }

// EndVisitsURL signs somebody out everywhere.
func EndVisitsURL(user int64) string { return PersonURL(user) + "/end-visits" }

// RevokeTokenOfURL revokes a token of somebody.
func RevokeTokenOfURL(user, token int64) string {
	return fmt.Sprintf("%s/tokens/%d/revoke", PersonURL(user), token)
}

// RevokeLinkURL takes a link back.
func RevokeLinkURL(link int64) string { return fmt.Sprintf("%s/links/%d/revoke", PeopleURL, link) }

// RecordOf is what the record says of somebody.
func RecordOf(user int64) string { return fmt.Sprintf("%s?person=%d", RecordURL, user) }

// EndVisitURL signs oneself out of another browser.
func EndVisitURL(visit string) string { return "/account/visits/" + url.PathEscape(visit) + "/end" }

// RevokeTokenURL revokes a token of one's own.
func RevokeTokenURL(token int64) string { return fmt.Sprintf("%s/%d/revoke", TokensURL, token) }

// KeysAt is the page of keys at a command; "" for its top.
func KeysAt(command string) string {
	if command == "" {
		return KeysURL
	}
	return KeysURL + "?" + url.Values{"at": {command}}.Encode() + "#key-" + url.PathEscape(command)
}

// PublicationURL is a publication: its data and its own roles.
func PublicationURL(publication int64) string { return fmt.Sprintf("/publications/%d", publication) }

// OwnRolesURL takes a new role of a publication's own.
func OwnRolesURL(publication int64) string { return PublicationURL(publication) + "/roles" }

// OwnRoleURL changes the role of a digit.
func OwnRoleURL(publication int64, place int) string {
	return fmt.Sprintf("%s/%d", OwnRolesURL(publication), place)
}

// EditIssueURL shows and changes the data of an issue.
func EditIssueURL(issue int64) string { return fmt.Sprintf("/issues/%d/edit", issue) }

// CalendarURL is a year of a publication; year 0 is the last with issues.
func CalendarURL(publication int64, year int) string {
	address := fmt.Sprintf("/publications/%d/calendar", publication)
	if year == 0 {
		return address
	}
	return fmt.Sprintf("%s?year=%d", address, year)
}

// DeleteIssueURL asks before an issue goes into the bin, and puts it there.
func DeleteIssueURL(issue int64) string { return fmt.Sprintf("/issues/%d/delete", issue) }

// RestoreURL takes an issue out of the bin.
func RestoreURL(issue int64) string { return fmt.Sprintf("%s/%d/restore", BinURL, issue) }

// LoadURL is a staged load that waits for its confirmation.
func LoadURL(token string) string { return LoadsURL + "/" + url.PathEscape(token) }

// IssueURL leads to the first page of an issue's team set.
func IssueURL(issue int64) string { return fmt.Sprintf("/issues/%d", issue) }

// SetPageURL is a page of a set in the workbench.
func SetPageURL(set int64, page int) string { return fmt.Sprintf("/sets/%d/pages/%d", set, page) }

// BlockURL is a block in the workbench.
func BlockURL(set int64, page, start int) string {
	return fmt.Sprintf("%s#b-%d-%d", SetPageURL(set, page), page, start)
}

// ProofURL is a set as its readers would see it.
func ProofURL(set int64) string { return fmt.Sprintf("/sets/%d/proof", set) }

// ProofArticleURL is one article of the proof.
func ProofArticleURL(set int64, article string) string {
	return ProofURL(set) + "/" + url.PathEscape(article)
}

// CellsURL gives the present cells of a page.
func CellsURL(set int64, page int) string { return SetPageURL(set, page) + "/cells" }

// StepsURL takes the acts of a set.
func StepsURL(set int64) string { return fmt.Sprintf("/sets/%d/steps", set) }

// KeptURL takes the acts of a set that a browser kept.
func KeptURL(set int64) string { return fmt.Sprintf("/sets/%d/kept", set) }

// EventsURL streams the steps of a set.
func EventsURL(set int64) string { return fmt.Sprintf("/sets/%d/events", set) }

// ElsewhereURL gives where articles of a set begin.
func ElsewhereURL(set int64) string { return fmt.Sprintf("/sets/%d/elsewhere", set) }

// ExportURL downloads a set in a format, such as json or xml.
func ExportURL(set int64, format string) string {
	return fmt.Sprintf("/sets/%d/export/%s", set, url.PathEscape(format))
}

// The published schemas.
const (
	JSONSchemaFile = "galley-issue-1.schema.json"
	RelaxNGFile    = "galley-issue-1.rng"
)

// SchemaURL is a published schema by its file name.
func SchemaURL(name string) string { return "/schemas/" + url.PathEscape(name) }

// GuidelinesURL are the guideline pages of a publication.
func GuidelinesURL(publication int64) string { return PublicationURL(publication) + "/guidelines" }

// NewGuidelineURL shows the form of a new guideline page, with a starting outline where one is asked for.
func NewGuidelineURL(publication int64, outline bool) string {
	if outline {
		return GuidelinesURL(publication) + "/new?outline"
	}
	return GuidelinesURL(publication) + "/new"
}

// GuidelineURL is a guideline page.
func GuidelineURL(page int64) string { return fmt.Sprintf("/guidelines/%d", page) }

// EditGuidelineURL shows the form of a guideline page.
func EditGuidelineURL(page int64) string { return GuidelineURL(page) + "/edit" }

// MoveGuidelineURL changes the place of a guideline page.
func MoveGuidelineURL(page int64) string { return GuidelineURL(page) + "/move" }

// RemoveGuidelineURL takes a page out of the guidelines.
func RemoveGuidelineURL(page int64) string { return GuidelineURL(page) + "/remove" }

// RestoreGuidelineURL brings back a version of a guideline page.
func RestoreGuidelineURL(page int64) string { return GuidelineURL(page) + "/restore" }

// GuidelineVersionsURL are the versions of a guideline page; with numbers, how one differs from another,
// and from 0 the words of the second one alone.
func GuidelineVersionsURL(page int64, from, to int) string {
	address := GuidelineURL(page) + "/versions"
	if to == 0 {
		return address
	}
	return fmt.Sprintf("%s?from=%d&to=%d", address, from, to)
}
