package address

import (
	"fmt"
	"net/url"
	"strings"
)

// A set: its workbench, proof, export, history, review and assignments.
const (
	SetPage      Two[int64, int]    = "/sets/:id/pages/:page"
	PageCells    Two[int64, int]    = "/sets/:id/pages/:page/cells" // the present cells of a page
	Elsewhere    One[int64]         = "/sets/:id/elsewhere"         // where articles begin
	Steps        One[int64]         = "/sets/:id/steps"             // takes an act
	KeptSteps    One[int64]         = "/sets/:id/kept"              // takes the acts that a browser kept
	Events       One[int64]         = "/sets/:id/events"            // streams the steps
	Focus        One[int64]         = "/sets/:id/focus"
	Points       One[int64]         = "/sets/:id/points"
	Readers      One[int64]         = "/sets/:id/people" // who can be mentioned
	Proof        One[int64]         = "/sets/:id/proof"
	ProofArticle Two[int64, string] = "/sets/:id/proof/:article"
	Exports      One[int64]         = "/sets/:id/export"
	Export       Two[int64, string] = "/sets/:id/export/:format" // such as json or xml

	Queries       One[int64]                   = "/sets/:id/queries"
	ReadQueries   One[int64]                   = "/sets/:id/queries/read"
	ResolveQuery  Two[int64, string]           = "/sets/:id/queries/:key/resolve"
	ReopenQuery   Two[int64, string]           = "/sets/:id/queries/:key/reopen"
	Comments      Two[int64, string]           = "/sets/:id/queries/:key/comments"
	Comment       Three[int64, string, string] = "/sets/:id/queries/:key/comments/:comment"
	DeleteComment Three[int64, string, string] = "/sets/:id/queries/:key/comments/:comment/delete"
	TakeComment   Three[int64, string, string] = "/sets/:id/queries/:key/comments/:comment/take" // what it suggests

	VersionsAt  One[int64] = "/sets/:id/history" // see History
	Differences One[int64] = "/sets/:id/history/differences"
	RestoreSet  One[int64] = "/sets/:id/history/restore"

	ReviewOf       One[int64] = "/sets/:id/review"          // see Reading
	ReviewArticles One[int64] = "/sets/:id/review/articles" // lists the articles
	ReviewSeen     One[int64] = "/sets/:id/review/seen"     // takes what a reader has read
	ReviewReject   One[int64] = "/sets/:id/review/reject"   // takes changes back
	ReviewState    One[int64] = "/sets/:id/review/state"    // takes a decision
	SheetOf        One[int64] = "/sets/:id/sheet"           // see Sheet
	Drafts         One[int64] = "/sets/:id/drafts"          // takes words that are not sent yet

	Assignments One[int64]        = "/sets/:id/work"
	Claim       One[int64]        = "/sets/:id/work/claim"
	Release     Two[int64, int64] = "/sets/:id/work/:assignment/release"
	HandOver    Two[int64, int64] = "/sets/:id/work/:assignment/hand-over"
)

// Sets beside each other.
const (
	Compared  = "/compare" // see Compare
	Decide    = "/compare/decide"
	Bulk      = "/compare/bulk"
	TakeBack  = "/compare/undo"
	Reason    = "/compare/reason"
	Finish    = "/compare/finish"
	Agreement = "/compare/agreement" // see AgreementOf
)

// Block is a block in the workbench.
func Block(set int64, page, start int) string {
	return fmt.Sprintf("%s#b-%d-%d", SetPage.At(set, page), page, start)
}

// History is the history of a set at a version, on a page; 0 leaves out what it stands for.
func History(set, version int64, page int, from int64) string {
	q := url.Values{}
	for name, n := range map[string]int64{"version": version, "page": int64(page), "from": from} {
		if n > 0 {
			q.Set(name, fmt.Sprint(n))
		}
	}
	return with(VersionsAt.At(set), q)
}

// Sheet is the sign-off sheet of a page of a set, or those of all pages for 0.
func Sheet(set int64, page int) string {
	q := url.Values{}
	if page > 0 {
		q.Set("page", fmt.Sprint(page))
	}
	return with(SheetOf.At(set), q)
}

// Reading is a part of a set in review: an article by its id, or page-3 for what stands outside articles there; "" for
// the first that waits. It is held against a version, or against what the reader has seen below 0, in a queue that
// may be narrowed.
func Reading(set int64, part string, since int64, find string) string {
	q := url.Values{}
	if part != "" {
		q.Set("part", part)
	}
	if since >= 0 {
		q.Set("since", fmt.Sprint(since))
	}
	if find != "" {
		q.Set("find", find)
	}
	return with(ReviewOf.At(set), q)
}

// Compare compares sets.
func Compare(sets ...int64) string { return Compared + "?sets=" + List(sets) }

// AgreementOf is how well sets agree.
func AgreementOf(sets []int64) string { return Agreement + "?sets=" + List(sets) }

// List are the numbers of sets as an address holds them.
func List(sets []int64) string {
	words := make([]string, len(sets))
	for i, set := range sets {
		words[i] = fmt.Sprint(set)
	}
	return strings.Join(words, ",")
}
