package migrations

// stands has the lines of the issue list counted again that say how an issue stands: by its parts, page by page, no
// longer by its set alone. They say meanwhile what they said before. The index finds the issues of a publication in a state, by date.
const stands = `
UPDATE issue_lines SET version = -1 WHERE version > 0;
CREATE INDEX issue_lines_of_publication_stage ON issue_lines (publication_id, stage, date, issue_id);
`
