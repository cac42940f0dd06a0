package address

// ForScripts are the addresses that scripts ask, by the names that they know them by. A page hands them on.
var ForScripts = map[string]string{
	"bell":          Bell,
	"setPage":       string(SetPage),
	"elsewhere":     string(Elsewhere),
	"keptSteps":     string(KeptSteps),
	"events":        string(Events),
	"focus":         string(Focus),
	"points":        string(Points),
	"readers":       string(Readers),
	"proof":         string(Proof),
	"queries":       string(Queries),
	"readQueries":   string(ReadQueries),
	"resolveQuery":  string(ResolveQuery),
	"reopenQuery":   string(ReopenQuery),
	"comments":      string(Comments),
	"comment":       string(Comment),
	"deleteComment": string(DeleteComment),
	"takeComment":   string(TakeComment),
	"review":        string(ReviewOf),
	"assignments":   string(Assignments),
	"claim":         string(Claim),
	"release":       string(Release),
	"handOver":      string(HandOver),
}
