package text

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
)

// ID names a step, article, span, correction or picture: 128 bits as 26 characters of the lower-case
// base32 alphabet a–z2–7.
type ID = string

var idEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

const idLength = 26

// NewID is a new random id.
func NewID() ID {
	var bits [16]byte
	rand.Read(bits[:]) // never fails, see crypto/rand
	return idEncoding.EncodeToString(bits[:])
}

// ValidID reports whether id has the form of an id.
func ValidID(id ID) bool {
	if len(id) != idLength {
		return false
	}
	for _, c := range []byte(id) {
		if (c < 'a' || c > 'z') && (c < '2' || c > '7') {
			return false
		}
	}
	return true
}

// DerivedID is the n-th id that follows from seed: the same step gives the same ids wherever and
// whenever it is resolved.
func DerivedID(seed ID, n int) ID {
	h := sha256.New()
	h.Write([]byte(seed))
	var count [8]byte
	binary.BigEndian.PutUint64(count[:], uint64(n))
	h.Write(count[:])
	return idEncoding.EncodeToString(h.Sum(nil)[:16])
}
