package migrations

import (
	"strings"

	"gorm.io/gorm"
)

// independentSets lets annotation sets be adjudicated ones as well, says who asked for an independent
// one and whether it was submitted once and is shown to the others, and makes the tables of what is
// decided when sets are compared.
const independentSets = `
ALTER TABLE annotation_sets ADD COLUMN asked_by {int} REFERENCES users (id);
ALTER TABLE annotation_sets ADD COLUMN asked_at {time};
ALTER TABLE annotation_sets ADD COLUMN submitted {bool} NOT NULL DEFAULT false;
ALTER TABLE annotation_sets ADD COLUMN shown {bool} NOT NULL DEFAULT false;
CREATE UNIQUE INDEX annotation_sets_one_adjudicated ON annotation_sets (issue_id) WHERE kind = 'adjudicated';
CREATE INDEX annotation_sets_by_owner ON annotation_sets (owner_id);

CREATE TABLE decisions (
	id {id},
	set_id {int} NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
	compared text NOT NULL CHECK (compared <> ''),
	key text NOT NULL CHECK (key <> ''),
	take text NOT NULL CHECK (take IN ('set', 'agreed', 'both', 'neither', 'own')),
	taken {int} REFERENCES annotation_sets (id),
	own text NOT NULL,
	reason text NOT NULL CHECK (reason IN ('', 'slip', 'guideline', 'ambiguous')),
	user_id {int} NOT NULL REFERENCES users (id),
	at {time} NOT NULL,
	batch text NOT NULL CHECK (length(batch) = 26),
	undone_by text,
	CHECK ((take = 'set') = (taken IS NOT NULL))
);
CREATE INDEX decisions_of_set ON decisions (set_id, compared, key);
CREATE INDEX decisions_by_batch ON decisions (set_id, batch);

CREATE TABLE origins (
	set_id {int} NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
	step_id text NOT NULL CHECK (length(step_id) = 26),
	body text NOT NULL CHECK (body <> ''),
	PRIMARY KEY (set_id, step_id)
);
`

// The rule about the kinds and owners of sets, before and after.
const (
	kindsBefore  = "kind IN ('team', 'independent')"
	kindsAfter   = "kind IN ('team', 'independent', 'adjudicated')"
	ownersBefore = "(kind = 'team') = (owner_id IS NULL)"
	ownersAfter  = "(kind = 'independent') = (owner_id IS NOT NULL)"
)

// letSetsBeAdjudicated is the migration. SQLite cannot change a rule of a table; rebuilding the table
// would take along what refers to it. So the rule is changed where SQLite keeps it, which its handbook
// describes for rules that leave the rows as they are.
func letSetsBeAdjudicated(tx *gorm.DB) error {
	statements := []string{
		"ALTER TABLE annotation_sets DROP CONSTRAINT annotation_sets_kind_check",
		"ALTER TABLE annotation_sets ADD CONSTRAINT annotation_sets_kind_check CHECK (" + kindsAfter + ")",
		"ALTER TABLE annotation_sets DROP CONSTRAINT annotation_sets_check",
		"ALTER TABLE annotation_sets ADD CONSTRAINT annotation_sets_check CHECK (" + ownersAfter + ")",
	}
	if tx.Name() == "sqlite" {
		quote := strings.NewReplacer("'", "''").Replace
		statements = []string{
			"PRAGMA writable_schema = ON",
			"UPDATE sqlite_schema SET sql = replace(replace(sql, '" + quote(kindsBefore) + "', '" + quote(kindsAfter) + "'), '" +
				quote(ownersBefore) + "', '" + quote(ownersAfter) + "') WHERE type = 'table' AND name = 'annotation_sets'",
			"PRAGMA writable_schema = RESET",
		}
	}
	for _, statement := range statements {
		if err := tx.Exec(statement).Error; err != nil {
			return err
		}
	}
	return run(independentSets)(tx)
}
