package migrations

// setOfIssue lets the line of an issue be about its adjudicated set where that is finished. Its figures are counted
// with the next look at lines that are behind.
const setOfIssue = `
UPDATE issue_lines SET version = -1, set_id = (SELECT s.id FROM annotation_sets s WHERE s.issue_id = issue_lines.issue_id AND s.kind = 'adjudicated')
WHERE issue_id IN (SELECT issue_id FROM annotation_sets WHERE kind = 'adjudicated' AND state IN ('submitted', 'returned', 'accepted'));
`
