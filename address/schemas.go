package address

// What everybody may have: the health of the server, and the published schemas.
const (
	Health      = "/healthz"
	JSONSchema  = "/schemas/galley-issue-2.schema.json"
	RelaxNG     = "/schemas/galley-issue-2.rng"
	JSONSchema1 = "/schemas/galley-issue-1.schema.json"
	RelaxNG1    = "/schemas/galley-issue-1.rng"
)
