package migrations

// notices makes the table of what people are told, the letters that go out by mail, and what each person
// wants to be told.
const notices = `
ALTER TABLE users ADD COLUMN email text NOT NULL DEFAULT '';

CREATE TABLE notices (
	id {id},
	user_id {int} NOT NULL REFERENCES users (id),
	key text NOT NULL CHECK (key <> ''),
	kind text NOT NULL CHECK (kind <> ''),
	by_id {int} REFERENCES users (id),
	at {time} NOT NULL,
	issue_id {int} NOT NULL REFERENCES issues (id),
	set_id {int} REFERENCES annotation_sets (id),
	page {int} NOT NULL CHECK (page >= 0),
	start_at {int} NOT NULL CHECK (start_at >= 0),
	detail text NOT NULL,
	shown {bool} NOT NULL,
	read_at {time},
	UNIQUE (user_id, key)
);
CREATE INDEX notices_of_user ON notices (user_id, id);
CREATE INDEX notices_unread ON notices (user_id) WHERE shown AND read_at IS NULL;
CREATE INDEX notices_of_issue ON notices (issue_id);

CREATE TABLE letters (
	notice_id {int} NOT NULL PRIMARY KEY REFERENCES notices (id) ON DELETE CASCADE,
	tries {int} NOT NULL CHECK (tries >= 0),
	next_at {time} NOT NULL,
	sent_at {time},
	given_up {bool} NOT NULL,
	trouble text NOT NULL
);
CREATE INDEX letters_waiting ON letters (next_at) WHERE sent_at IS NULL AND NOT given_up;

CREATE TABLE notice_choices (
	user_id {int} NOT NULL REFERENCES users (id),
	kind text NOT NULL CHECK (kind <> ''),
	shown {bool} NOT NULL,
	mailed {bool} NOT NULL,
	PRIMARY KEY (user_id, kind)
);
`
