package migrations

// recountedLines has every line of the issue list counted again. Lines that were counted before dismissed
// problems stopped counting say too many, until somebody next changes their set. A line behind its set is
// counted beside the requests, and says meanwhile what it said before.
const recountedLines = `
UPDATE issue_lines SET version = -1 WHERE version > 0;
`
