package migrations

// reading makes what people have seen of sets, page by page, and the words that they have begun and not sent.
const reading = `
CREATE TABLE seen_pages (
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	reader text NOT NULL CHECK (reader <> ''),
	page {int} NOT NULL CHECK (page >= 0),
	body text NOT NULL,
	PRIMARY KEY (set_id, reader, page)
);

CREATE TABLE drafts (
	user_id {int} NOT NULL REFERENCES users (id),
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	place text NOT NULL CHECK (place <> ''),
	words text NOT NULL,
	at {time} NOT NULL,
	PRIMARY KEY (user_id, set_id, place)
);
CREATE INDEX drafts_by_set ON drafts (set_id);
`
