package migrations

// listIndexes lets the filters of the issue list begin at what they let through, by date.
const listIndexes = `
CREATE INDEX issue_lines_of_publication_and_stage ON issue_lines (publication_id, stage, date, issue_id);
CREATE INDEX issue_lines_of_stage ON issue_lines (stage, date, issue_id);
CREATE INDEX issue_lines_of_stage_by_change ON issue_lines (stage, changed_at, issue_id);
`
