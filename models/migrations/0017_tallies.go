package migrations

// tallies makes what is summed of the steps for the progress of a publication: how far each set was read,
// blocks decided by hour and author, and changes of states. All of it can be dropped; it is read again.
const tallies = `
CREATE TABLE step_tallies (
	set_id {int} NOT NULL PRIMARY KEY REFERENCES annotation_sets (id),
	version {int} NOT NULL CHECK (version >= 0),
	began_at {time}
);

CREATE TABLE set_hours (
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	hour {int} NOT NULL,
	author_id {int} NOT NULL REFERENCES users (id),
	decided {int} NOT NULL,
	taken_back {int} NOT NULL,
	PRIMARY KEY (set_id, hour, author_id)
);

CREATE TABLE set_moves (
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	version {int} NOT NULL,
	cell text NOT NULL CHECK (cell <> ''),
	state text NOT NULL CHECK (state <> ''),
	author_id {int} NOT NULL REFERENCES users (id),
	at {time} NOT NULL,
	PRIMARY KEY (set_id, version, cell)
);
`
