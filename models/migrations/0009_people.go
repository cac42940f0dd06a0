package migrations

// people makes what signing in rests on beside the password: accounts of a provider of sign-ins, the
// browsers that are signed in, links that let somebody in once, tokens of programs, and the record.
const people = `
ALTER TABLE users ADD COLUMN issuer text NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN subject text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX users_by_subject ON users (issuer, subject) WHERE subject <> '';

CREATE TABLE visits (
	id text NOT NULL PRIMARY KEY CHECK (length(id) = 26),
	user_id {int} NOT NULL REFERENCES users (id),
	way text NOT NULL CHECK (way IN ('password', 'link', 'provider')),
	begun_at {time} NOT NULL,
	seen_at {time} NOT NULL,
	browser text NOT NULL,
	address text NOT NULL
);
CREATE INDEX visits_of_user ON visits (user_id, seen_at);
CREATE INDEX visits_by_age ON visits (seen_at);

CREATE TABLE links (
	id {id},
	hash text NOT NULL UNIQUE CHECK (length(hash) = 64),
	kind text NOT NULL CHECK (kind IN ('invitation', 'password')),
	role text NOT NULL,
	note text NOT NULL,
	user_id {int} REFERENCES users (id),
	made_by {int} REFERENCES users (id),
	created_at {time} NOT NULL,
	expires_at {time} NOT NULL,
	used_at {time},
	revoked_at {time},
	CHECK (kind = 'invitation' AND role IN ('administrator', 'editor', 'reviewer', 'reader') OR kind = 'password' AND role = '' AND user_id IS NOT NULL)
);
CREATE INDEX links_by_age ON links (created_at);

CREATE TABLE tokens (
	id {id},
	user_id {int} NOT NULL REFERENCES users (id),
	name text NOT NULL CHECK (name <> ''),
	hash text NOT NULL UNIQUE CHECK (length(hash) = 64),
	scopes text NOT NULL CHECK (scopes <> ''),
	created_at {time} NOT NULL,
	expires_at {time} NOT NULL,
	used_at {time},
	revoked_at {time}
);
CREATE INDEX tokens_of_user ON tokens (user_id, id);

CREATE TABLE entries (
	id {id},
	at {time} NOT NULL,
	kind text NOT NULL CHECK (kind <> ''),
	user_id {int} REFERENCES users (id),
	about_id {int} REFERENCES users (id),
	detail text NOT NULL,
	address text NOT NULL,
	browser text NOT NULL
);
CREATE INDEX entries_of_user ON entries (user_id, id);
CREATE INDEX entries_about_user ON entries (about_id, id);
CREATE INDEX entries_of_kind ON entries (kind, id);
`
