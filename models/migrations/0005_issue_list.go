package migrations

// issueList makes what the issue list, the search and the bin live on. The lines of issues that are there
// already are written with version -1, and their pages into search_pending: what is missing is filled
// in beside the requests.
const issueList = `
CREATE TABLE issue_lines (
	issue_id {int} NOT NULL PRIMARY KEY REFERENCES issues (id),
	set_id {int} NOT NULL REFERENCES annotation_sets (id),
	version {int} NOT NULL CHECK (version >= -1),
	publication_id {int} NOT NULL REFERENCES publications (id),
	publication text NOT NULL,
	date text NOT NULL,
	number text NOT NULL,
	number_key text NOT NULL,
	edition text NOT NULL,
	pages {int} NOT NULL,
	blocks {int} NOT NULL,
	undecided {int} NOT NULL,
	articles {int} NOT NULL,
	problems {int} NOT NULL,
	stage {int} NOT NULL CHECK (stage BETWEEN 0 AND 3),
	editors text NOT NULL,
	changed_at {time} NOT NULL,
	changed_by {int} REFERENCES users (id),
	cells text NOT NULL
);
CREATE INDEX issue_lines_by_date ON issue_lines (date, issue_id);
CREATE INDEX issue_lines_of_publication ON issue_lines (publication_id, date, issue_id);
CREATE INDEX issue_lines_by_publication ON issue_lines (publication, issue_id);
CREATE INDEX issue_lines_by_number ON issue_lines (number_key, issue_id);
CREATE INDEX issue_lines_by_pages ON issue_lines (pages, issue_id);
CREATE INDEX issue_lines_by_articles ON issue_lines (articles, issue_id);
CREATE INDEX issue_lines_by_undecided ON issue_lines (undecided, issue_id);
CREATE INDEX issue_lines_by_problems ON issue_lines (problems, issue_id);
CREATE INDEX issue_lines_by_editors ON issue_lines (editors, issue_id);
CREATE INDEX issue_lines_by_stage ON issue_lines (stage, issue_id);
CREATE INDEX issue_lines_by_change ON issue_lines (changed_at, issue_id);
CREATE INDEX issue_lines_of_set ON issue_lines (set_id);

CREATE TABLE issue_authors (
	issue_id {int} NOT NULL REFERENCES issues (id),
	user_id {int} NOT NULL REFERENCES users (id),
	PRIMARY KEY (issue_id, user_id)
);
CREATE INDEX issue_authors_by_user ON issue_authors (user_id, issue_id);

INSERT INTO issue_lines (issue_id, set_id, version, publication_id, publication, date, number, number_key, edition,
		pages, blocks, undecided, articles, problems, stage, editors, changed_at, cells)
	SELECT i.id, s.id, -1, p.id, p.name, i.date, i.number, '', i.edition,
		(SELECT count(*) FROM pages g WHERE g.issue_id = i.id), s.blocks,
		CASE WHEN s.decided > s.blocks THEN 0 ELSE s.blocks - s.decided END, s.articles, s.problems,
		CASE s.state WHEN 'draft' THEN 0 WHEN 'returned' THEN 1 WHEN 'submitted' THEN 2 ELSE 3 END, '', s.changed_at, '[]'
	FROM issues i JOIN publications p ON p.id = i.publication_id
		JOIN annotation_sets s ON s.issue_id = i.id AND s.kind = 'team';

CREATE TABLE bin (
	issue_id {int} NOT NULL PRIMARY KEY REFERENCES issues (id),
	at {time} NOT NULL,
	user_id {int} REFERENCES users (id),
	edition text NOT NULL
);
CREATE INDEX bin_by_age ON bin (at);

CREATE TABLE search_blocks (
	id {int} NOT NULL PRIMARY KEY,
	page_id {int} NOT NULL REFERENCES pages (id),
	block {int} NOT NULL,
	start {int} NOT NULL CHECK (start >= 0),
	finish {int} NOT NULL CHECK (finish > start),
	heading {bool} NOT NULL
);
CREATE INDEX search_blocks_of_page ON search_blocks (page_id, start);

CREATE TABLE search_pending (
	page_id {int} NOT NULL PRIMARY KEY REFERENCES pages (id),
	blocks {int} NOT NULL CHECK (blocks >= 0)
);
INSERT INTO search_pending (page_id, blocks) SELECT id, 0 FROM pages;

{search};
`
