package migrations

// ownRoles makes the table of the roles that publications add to the vocabulary.
const ownRoles = `
CREATE TABLE own_roles (
	id {id},
	publication_id {int} NOT NULL REFERENCES publications (id),
	place {int} NOT NULL CHECK (place BETWEEN 1 AND 9),
	role text NOT NULL CHECK (role LIKE '_%._%'),
	word text NOT NULL CHECK (word <> ''),
	english text NOT NULL,
	chinese text NOT NULL,
	retired {bool} NOT NULL,
	created_at {time} NOT NULL,
	UNIQUE (publication_id, place),
	UNIQUE (publication_id, role)
);
`
