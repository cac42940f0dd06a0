package migrations

// commentAnswers lets threads stand on spans and on the whole issue, and keeps of comments what becomes of
// them: answers, suggested acts, edits, deletions, mentions, and who has read how far. What was said
// before counts as read by everybody. Both tables are rebuilt, because their checks grow.
const commentAnswers = `
CREATE TABLE threads_new (
	id {id},
	set_id {int} NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
	key text NOT NULL CHECK (length(key) = 26),
	anchor text NOT NULL CHECK (anchor IN ('block', 'text', 'article', 'span', 'issue')),
	page {int} NOT NULL,
	start_at {int} NOT NULL,
	end_at {int} NOT NULL,
	article text NOT NULL,
	span text NOT NULL,
	author_id {int} NOT NULL REFERENCES users (id),
	created_at {time} NOT NULL,
	resolved_by {int} REFERENCES users (id),
	resolved_at {time},
	CHECK (anchor = 'issue' AND page = 0 AND start_at = 0 AND end_at = 0 OR anchor <> 'issue' AND page >= 1 AND start_at >= 0 AND end_at > start_at),
	CHECK ((anchor = 'article') = (article <> '')),
	CHECK ((anchor = 'span') = (span <> '')),
	CHECK ((resolved_by IS NULL) = (resolved_at IS NULL)),
	UNIQUE (set_id, key)
);

CREATE TABLE comments_new (
	id {id},
	thread_id {int} NOT NULL REFERENCES threads_new (id) ON DELETE CASCADE,
	key text NOT NULL CHECK (length(key) = 26),
	author_id {int} NOT NULL REFERENCES users (id),
	text text NOT NULL,
	created_at {time} NOT NULL,
	answer text NOT NULL CHECK (answer IN ('', 'done', 'disagree', 'ask')),
	act text NOT NULL,
	was text NOT NULL,
	taken_by {int} REFERENCES users (id),
	taken_at {time},
	edited_at {time},
	deleted_by {int} REFERENCES users (id),
	deleted_at {time},
	CHECK ((deleted_at IS NULL) = (text <> '' OR act <> '' OR answer = 'done')),
	CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
	CHECK (taken_at IS NULL OR act <> ''),
	CHECK ((deleted_by IS NULL) = (deleted_at IS NULL)),
	UNIQUE (thread_id, key)
);

INSERT INTO threads_new (set_id, key, anchor, page, start_at, end_at, article, span, author_id, created_at, resolved_by, resolved_at)
	SELECT set_id, key, anchor, page, start_at, end_at, article, '', author_id, created_at, resolved_by, resolved_at FROM threads ORDER BY id;

INSERT INTO comments_new (thread_id, key, author_id, text, created_at, answer, act, was)
	SELECT n.id, c.key, c.author_id, c.text, c.created_at, '', '', '' FROM comments c
		JOIN threads t ON t.id = c.thread_id JOIN threads_new n ON n.set_id = t.set_id AND n.key = t.key ORDER BY c.id;

DROP TABLE comments;
DROP TABLE threads;
ALTER TABLE threads_new RENAME TO threads;
ALTER TABLE comments_new RENAME TO comments;

CREATE TABLE mentions (
	comment_id {int} NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
	user_id {int} NOT NULL REFERENCES users (id),
	name text NOT NULL CHECK (name <> ''),
	PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX mentions_of_user ON mentions (user_id, comment_id);

CREATE TABLE thread_reads (
	thread_id {int} NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
	user_id {int} NOT NULL REFERENCES users (id),
	comment_id {int} NOT NULL,
	PRIMARY KEY (thread_id, user_id)
);

INSERT INTO thread_reads (thread_id, user_id, comment_id)
	SELECT c.thread_id, u.id, max(c.id) FROM comments c CROSS JOIN users u GROUP BY c.thread_id, u.id;
`
