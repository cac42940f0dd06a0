package migrations

// firstTables makes the tables of the first release.
const firstTables = `
CREATE TABLE users (
	id {id},
	name text NOT NULL UNIQUE CHECK (name <> ''),
	password_hash text NOT NULL,
	role text NOT NULL CHECK (role IN ('administrator', 'editor', 'reviewer', 'reader')),
	active {bool} NOT NULL,
	created_at {time} NOT NULL
);

CREATE TABLE publications (
	id {id},
	name text NOT NULL UNIQUE CHECK (name <> ''),
	language text NOT NULL CHECK (language <> ''),
	serial text NOT NULL
);

CREATE TABLE issues (
	id {id},
	publication_id {int} NOT NULL REFERENCES publications (id),
	date text NOT NULL CHECK (length(date) = 10),
	number text NOT NULL,
	edition text NOT NULL,
	publisher text NOT NULL,
	created_at {time} NOT NULL,
	created_by {int} REFERENCES users (id),
	UNIQUE (publication_id, date, edition, number)
);
CREATE INDEX issues_by_date ON issues (date, id);

CREATE TABLE pages (
	id {id},
	issue_id {int} NOT NULL REFERENCES issues (id),
	key {int} NOT NULL CHECK (key >= 1),
	label text NOT NULL,
	section text NOT NULL,
	text text NOT NULL,
	hash text NOT NULL CHECK (length(hash) = 64),
	length {int} NOT NULL CHECK (length >= 0),
	boundaries text NOT NULL CHECK (boundaries <> ''),
	rule {int} NOT NULL CHECK (rule >= 1),
	UNIQUE (issue_id, key)
);
CREATE INDEX pages_by_hash ON pages (hash);

CREATE TABLE annotation_sets (
	id {id},
	issue_id {int} NOT NULL REFERENCES issues (id),
	kind text NOT NULL CHECK (kind IN ('team', 'independent')),
	owner_id {int} REFERENCES users (id),
	version {int} NOT NULL CHECK (version >= 0),
	state text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'accepted')),
	blocks {int} NOT NULL CHECK (blocks >= 0),
	decided {int} NOT NULL CHECK (decided >= 0),
	articles {int} NOT NULL CHECK (articles >= 0),
	problems {int} NOT NULL CHECK (problems >= 0),
	changed_at {time} NOT NULL,
	CHECK ((kind = 'team') = (owner_id IS NULL)),
	UNIQUE (issue_id, owner_id)
);
CREATE UNIQUE INDEX annotation_sets_one_team ON annotation_sets (issue_id) WHERE kind = 'team';

CREATE TABLE steps (
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	version {int} NOT NULL CHECK (version >= 1),
	step_id text NOT NULL CHECK (length(step_id) = 26),
	author_id {int} NOT NULL REFERENCES users (id),
	at {time} NOT NULL,
	act text NOT NULL CHECK (act <> ''),
	changes text NOT NULL CHECK (changes <> ''),
	inferred {bool} NOT NULL,
	undoes text,
	PRIMARY KEY (set_id, version),
	UNIQUE (set_id, step_id),
	FOREIGN KEY (set_id, undoes) REFERENCES steps (set_id, step_id)
);

CREATE TABLE snapshots (
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	version {int} NOT NULL CHECK (version >= 0),
	hash text NOT NULL,
	body text NOT NULL,
	PRIMARY KEY (set_id, version)
);

CREATE TABLE sessions (
	token text NOT NULL PRIMARY KEY,
	data {bytes} NOT NULL,
	expires_at {time} NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE edits (
	id {id},
	at {time} NOT NULL,
	user_id {int} REFERENCES users (id),
	table_name text NOT NULL CHECK (table_name IN ('publications', 'issues', 'pages', 'users')),
	row_id {int} NOT NULL,
	before text,
	after text
);
CREATE INDEX edits_by_row ON edits (table_name, row_id);

CREATE TABLE loads (
	token text NOT NULL PRIMARY KEY CHECK (length(token) = 26),
	user_id {int} NOT NULL REFERENCES users (id),
	created_at {time} NOT NULL
);
CREATE INDEX loads_by_age ON loads (created_at);

CREATE TABLE load_pages (
	token text NOT NULL REFERENCES loads (token) ON DELETE CASCADE,
	key {int} NOT NULL CHECK (key >= 1),
	label text NOT NULL,
	section text NOT NULL,
	text text NOT NULL,
	PRIMARY KEY (token, key)
);
`
