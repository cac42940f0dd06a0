package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Session is what scs keeps of a browser, whether somebody is signed in there or not; the token is stored as
// scs hashed it. Who is signed in says [SignIn].
type Session struct {
	Token     string `gorm:"primaryKey"`
	Data      []byte
	ExpiresAt time.Time
}

// SessionStore keeps the sessions of scs in the database. It implements scs.CtxStore and
// scs.IterableCtxStore.
type SessionStore struct{ store *Store }

// SessionStore is the store's table of sessions for scs, which has to hash the tokens.
func (s *Store) SessionStore() *SessionStore { return &SessionStore{s} }

// FindCtx gives a session's data; found is false for one that is unknown or has expired.
func (k *SessionStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	session, err := from[Session](k.store.read).Where("token = ? AND expires_at > ?", token, k.store.Now()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	return session.Data, err == nil, translate(err, "session")
}

// CommitCtx saves a session, and removes those that have expired.
func (k *SessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	session := Session{Token: token, Data: data, ExpiresAt: stamp(expiry)}
	err := k.store.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[Session](tx).Where("expires_at <= ?", k.store.Now()).Delete(ctx); err != nil {
			return err
		}
		return from[Session](tx, clause.OnConflict{UpdateAll: true}).Create(ctx, &session)
	})
	return translate(err, "session")
}

// DeleteCtx ends a session; one that is unknown is ended already.
func (k *SessionStore) DeleteCtx(ctx context.Context, token string) error {
	_, err := from[Session](k.store.write).Where("token = ?", token).Delete(ctx)
	return translate(err, "session")
}

// AllCtx gives the data of all sessions that have not expired, by their stored token.
func (k *SessionStore) AllCtx(ctx context.Context) (map[string][]byte, error) {
	sessions, err := from[Session](k.store.read).Where("expires_at > ?", k.store.Now()).Find(ctx)
	all := make(map[string][]byte, len(sessions))
	for _, session := range sessions {
		all[session.Token] = session.Data
	}
	return all, translate(err, "sessions")
}

// Find is FindCtx without a context.
func (k *SessionStore) Find(token string) ([]byte, bool, error) {
	return k.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (k *SessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return k.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (k *SessionStore) Delete(token string) error {
	return k.DeleteCtx(context.Background(), token)
}

// All is AllCtx without a context.
func (k *SessionStore) All() (map[string][]byte, error) {
	return k.AllCtx(context.Background())
}
