package newsroom

import (
	"context"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/sync/semaphore"

	"galley/fault"
)

// The bounds of a password, in characters and in bytes.
const (
	passwordLeast = 10
	passwordMost  = 1000
)

// passwordCost makes one guess cost about 50 ms and 19 MB.
var passwordCost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobodysHash is compared for names that stand for nobody, so that the time of
// an answer tells nothing. No password is known for it.
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$j1Xb8IWhpWsbs0N1Awwolg$MY9laB4Q4tYjfPBMggt7fxOP/Zryo8aQ+vn1uCmqSIk"

// Passwords hashes and compares, as many at a time as there are processors. Make one with NewPasswords.
type Passwords struct{ slots *semaphore.Weighted }

// NewPasswords is ready to hash.
func NewPasswords() *Passwords {
	return &Passwords{slots: semaphore.NewWeighted(int64(runtime.NumCPU()))}
}

// HashPassword gives what to store of a password.
func HashPassword(password string) (string, error) {
	return argon2id.CreateHash(password, passwordCost)
}

// PasswordProblem is one sentence about a password that cannot be taken, or the empty phrase.
func PasswordProblem(password string) fault.Phrase {
	switch {
	case utf8.RuneCountInString(password) < passwordLeast:
		return fault.Say("Choose a password of at least 10 characters.")
	case len(password) > passwordMost:
		return fault.Say("Choose a password of at most 1,000 bytes.")
	case strings.TrimSpace(password) == "":
		return fault.Say("Choose a password that is not just spaces.")
	}
	return fault.Phrase{}
}

// Hash is HashPassword when it is its turn.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if err := p.slots.Acquire(ctx, 1); err != nil {
		return "", err
	}
	defer p.slots.Release(1)
	return HashPassword(password)
}

// Match reports whether password belongs to hash. It takes as long when hash is
// "", which nothing matches.
func (p *Passwords) Match(ctx context.Context, password, hash string) (bool, error) {
	if len(password) > passwordMost {
		password = ""
	}
	if err := p.slots.Acquire(ctx, 1); err != nil {
		return false, err
	}
	defer p.slots.Release(1)
	if hash == "" {
		_, err := argon2id.ComparePasswordAndHash(password, nobodysHash)
		return false, err
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}
