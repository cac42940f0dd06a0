package migrations

// setIndexes finds what refers to a set when the set goes: the notices about it, and what was decided by
// taking it. Without them removing one set reads all notices and decisions of the archive.
const setIndexes = `
CREATE INDEX notices_of_set ON notices (set_id);
CREATE INDEX decisions_by_taken ON decisions (taken);
`
