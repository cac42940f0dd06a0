package migrations

// keyMaps makes the table of the keys that people chose for themselves.
const keyMaps = `
CREATE TABLE key_maps (
	user_id {int} NOT NULL PRIMARY KEY REFERENCES users (id),
	keys text NOT NULL CHECK (keys <> '')
);
`
