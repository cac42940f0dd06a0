package newsroom

import (
	"testing"

	"github.com/alexedwards/argon2id"
	"github.com/google/go-cmp/cmp"
)

func TestNobodysHashCostsTheSame(t *testing.T) {
	t.Parallel()
	got, _, _, err := argon2id.DecodeHash(nobodysHash)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(passwordCost, got); diff != "" {
		t.Errorf("cost (-want +got):\n%s", diff)
	}
}
