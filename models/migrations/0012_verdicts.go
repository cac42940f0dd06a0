package migrations

// verdicts makes what is said of the differences of a set in review, and lets a publication allow
// people to accept what they changed themselves.
const verdicts = `
CREATE TABLE verdicts (
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	key text NOT NULL CHECK (key <> ''),
	user_id {int} NOT NULL REFERENCES users (id),
	at {time} NOT NULL,
	PRIMARY KEY (set_id, key, user_id)
);
ALTER TABLE publications ADD COLUMN own_acceptance {bool} NOT NULL DEFAULT false;
`
