package migrations

// threads makes the tables of what colleagues ask each other about a set.
const threads = `
CREATE TABLE threads (
	id {id},
	set_id {int} NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
	key text NOT NULL CHECK (length(key) = 26),
	anchor text NOT NULL CHECK (anchor IN ('block', 'text', 'article')),
	page {int} NOT NULL CHECK (page >= 1),
	start_at {int} NOT NULL CHECK (start_at >= 0),
	end_at {int} NOT NULL CHECK (end_at > start_at),
	article text NOT NULL,
	author_id {int} NOT NULL REFERENCES users (id),
	created_at {time} NOT NULL,
	resolved_by {int} REFERENCES users (id),
	resolved_at {time},
	CHECK ((anchor = 'article') = (article <> '')),
	CHECK ((resolved_by IS NULL) = (resolved_at IS NULL)),
	UNIQUE (set_id, key)
);

CREATE TABLE comments (
	id {id},
	thread_id {int} NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
	key text NOT NULL CHECK (length(key) = 26),
	author_id {int} NOT NULL REFERENCES users (id),
	text text NOT NULL CHECK (text <> ''),
	created_at {time} NOT NULL,
	UNIQUE (thread_id, key)
);
`
