package migrations

// assignments makes the table of who was given what, with what was given before; and lets a notice say
// what is due, and when.
const assignments = `
CREATE TABLE assignments (
	id {id},
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	page {int} NOT NULL CHECK (page >= 0),
	start_at {int} NOT NULL CHECK (start_at >= 0),
	article text NOT NULL CHECK (article = '' OR page > 0),
	task text NOT NULL CHECK (task IN ('mark', 'review')),
	user_id {int} NOT NULL REFERENCES users (id),
	by_id {int} NOT NULL REFERENCES users (id),
	at {time} NOT NULL,
	due_at {time},
	done_at {time},
	ended_at {time},
	ended_by {int} REFERENCES users (id),
	how text NOT NULL CHECK (how IN ('', 'released', 'handed', 'withdrawn')),
	CHECK ((ended_at IS NULL) = (how = '') AND (ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX assignments_current ON assignments (set_id, task, article, (CASE WHEN article = '' THEN page ELSE 0 END)) WHERE ended_at IS NULL;
CREATE INDEX assignments_of_set ON assignments (set_id, id);
CREATE INDEX assignments_of_user ON assignments (user_id, due_at) WHERE ended_at IS NULL AND done_at IS NULL;
CREATE INDEX assignments_due ON assignments (due_at) WHERE ended_at IS NULL AND done_at IS NULL;

ALTER TABLE notices ADD COLUMN task text NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN due_at {time};
`
