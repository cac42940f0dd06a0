package migrations

// waits makes the table of what waits for whom in a set, by stage of review (0 for what was returned to its author);
// user 0 is any reviewer. It is filled for the sets that are marked as unsettled.
const waits = `
CREATE TABLE waits (
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	user_id {int} NOT NULL CHECK (user_id >= 0),
	stage {int} NOT NULL CHECK (stage >= 0),
	since {int} NOT NULL CHECK (since >= 0),
	parts {int} NOT NULL CHECK (parts > 0),
	page {int} NOT NULL CHECK (page >= 0),
	start_at {int} NOT NULL CHECK (start_at >= 0),
	article text NOT NULL,
	title text NOT NULL,
	PRIMARY KEY (set_id, user_id, stage, since)
);
CREATE INDEX waits_of_user ON waits (user_id);

ALTER TABLE annotation_sets ADD COLUMN unsettled {bool} NOT NULL DEFAULT true;
UPDATE annotation_sets SET unsettled = (version > 0);
CREATE INDEX sets_unsettled ON annotation_sets (id) WHERE unsettled;
`
