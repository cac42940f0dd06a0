package migrations

// stages makes what a publication's stages of review are, and those that an issue's sets keep, as JSON; ” is one
// review.
const stages = `
ALTER TABLE publications ADD COLUMN stages text NOT NULL DEFAULT '';
ALTER TABLE annotation_sets ADD COLUMN stages text NOT NULL DEFAULT '';
`
