package migrations

// exports makes the table of what was exported: which version of a set, as what, by whom and when.
const exports = `
CREATE TABLE exports (
	id {id},
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	version {int} NOT NULL CHECK (version >= 0),
	format text NOT NULL,
	accepted {bool} NOT NULL,
	since {int},
	user_id {int} REFERENCES users (id),
	at {time} NOT NULL
);
CREATE INDEX exports_of_set ON exports (set_id, version);
`
