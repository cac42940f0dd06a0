package migrations

// userLanguage keeps the language of the interface that somebody chose.
const userLanguage = `
ALTER TABLE users ADD COLUMN language text NOT NULL DEFAULT '';
`
