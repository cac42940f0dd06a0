package migrations

// guidelines makes the guideline pages of publications: what each says now is its last version.
const guidelines = `
CREATE TABLE guidelines (
	id {id},
	publication_id {int} NOT NULL REFERENCES publications (id),
	place {int} NOT NULL,
	version {int} NOT NULL CHECK (version > 0)
);
CREATE INDEX guidelines_of_publication ON guidelines (publication_id, place);

CREATE TABLE guideline_versions (
	guideline_id {int} NOT NULL REFERENCES guidelines (id),
	version {int} NOT NULL CHECK (version > 0),
	title text NOT NULL CHECK (title <> ''),
	text text NOT NULL,
	reason text NOT NULL,
	restored {int} NOT NULL,
	removed {bool} NOT NULL,
	user_id {int} REFERENCES users (id),
	at {time} NOT NULL,
	PRIMARY KEY (guideline_id, version)
);

CREATE TABLE guideline_reads (
	guideline_id {int} NOT NULL REFERENCES guidelines (id),
	user_id {int} NOT NULL REFERENCES users (id),
	version {int} NOT NULL,
	PRIMARY KEY (guideline_id, user_id)
);
`
