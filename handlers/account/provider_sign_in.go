package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/labstack/echo/v4"
	"golang.org/x/oauth2"

	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	views "galley/views/account"
)

// sessionPending is a sign-in that was sent to the provider.
const sessionPending = "pending"

// AskProvider sends a person to the provider to sign in.
func (s *Server) AskProvider(c echo.Context) error {
	if s.provider == nil {
		return echo.ErrNotFound
	}
	next := core.LocalPath(c.QueryParam("next"))
	if _, err := s.provider.meet(); err != nil {
		return s.signInTrouble(c, next, err)
	}
	return s.leave(c, pending{Next: next})
}

// leave sends a person to the provider, with a state and a nonce that only this session knows and the half
// of a secret of which it keeps the other (PKCE).
func (s *Server) leave(c echo.Context, p pending) error {
	known, err := s.provider.meet()
	if err != nil {
		return err
	}
	p.State, p.Nonce, p.Verifier, p.At = rand.Text(), rand.Text(), oauth2.GenerateVerifier(), s.Clock()
	stored, err := p.store()
	if err != nil {
		return err
	}
	s.Sessions.Put(c.Request().Context(), sessionPending, stored)
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Redirect(http.StatusSeeOther, s.provider.config(known).AuthCodeURL(p.State, oidc.Nonce(p.Nonce), oauth2.S256ChallengeOption(p.Verifier)))
}

// ComeBack signs a person in who comes back from the provider, or says in one sentence why not.
func (s *Server) ComeBack(c echo.Context) error {
	if s.provider == nil {
		return echo.ErrNotFound
	}
	ctx := c.Request().Context()
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	var p pending
	stored := s.Sessions.PopString(ctx, sessionPending)
	if err := json.Unmarshal([]byte(stored), &p); err != nil || s.Clock().Sub(p.At) > comeBackTime {
		return s.signInTrouble(c, p.Next, providerFault(err, sayLate))
	}
	if p.Tie != 0 {
		return s.comeBackTied(c, p)
	}
	who, err := s.identify(c, p)
	if err != nil {
		return s.signInTrouble(c, p.Next, err)
	}
	user, err := s.Store.Admit(ctx, who)
	if code := fault.CodeOf(err); code == fault.SignIn || code == fault.Forbidden {
		return s.signInTrouble(c, p.Next, err)
	}
	if err != nil {
		return err
	}
	s.Known.Purge() // the role may be another
	if err := s.OpenSession(c, user, models.ByProvider); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, core.LocalPath(p.Next))
}

// signInTrouble shows the sign-in page with a sentence; the cause goes into the log, and the attempt into
// the record, once a minute at most: nobody needs an account for it.
func (s *Server) signInTrouble(c echo.Context, next string, err error) error {
	ctx := c.Request().Context()
	line := core.RemarkOf(ctx)
	line.Refuse(fault.PhraseOf(err))
	line.Cause = errors.Unwrap(err)
	if err := s.Store.NoteSeldom(ctx, time.Minute, core.EntryFrom(c, models.AuditEntry{Kind: models.SignInFailed, Detail: models.ByProvider})); err != nil {
		return err
	}
	form := views.SignInForm{Next: core.LocalPath(next), Wrong: core.Sentence(ctx, err), Provider: s.providerName()}
	return s.Render(c, http.StatusUnprocessableEntity, views.SignInPage(form))
}

// providerName is what the button says, "" if there is no provider.
func (s *Server) providerName() string {
	if s.provider == nil {
		return ""
	}
	return s.provider.Name
}

// identify checks what the provider answers, and says who it speaks of. It returns SignIn for an answer
// that is not good.
func (s *Server) identify(c echo.Context, p pending) (models.Newcomer, error) {
	q := c.QueryParams()
	same := subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(p.State)) == 1
	switch {
	case !same || q.Get("iss") != "" && q.Get("iss") != s.provider.Issuer:
		return models.Newcomer{}, providerFault(nil, sayForeign)
	case q.Get("error") != "":
		return models.Newcomer{}, providerFault(deniedCause(q.Get("error")), sayDenied)
	}
	known, err := s.provider.meet()
	if err != nil {
		return models.Newcomer{}, err
	}
	ctx, cancel := context.WithTimeout(oidc.ClientContext(c.Request().Context(), s.provider.client), providerTime)
	defer cancel()
	config := s.provider.config(known)
	tokens, err := config.Exchange(ctx, q.Get("code"), oauth2.VerifierOption(p.Verifier))
	if err != nil {
		return models.Newcomer{}, exchangeFault(err)
	}
	all, subject, err := s.verified(ctx, known, tokens, p.Nonce)
	if err != nil {
		return models.Newcomer{}, err
	}
	if all.at(s.provider.RoleClaim) == nil {
		if err := ask(ctx, known, config.TokenSource(ctx, tokens), subject, all); err != nil {
			return models.Newcomer{}, err
		}
	}
	return models.Newcomer{Issuer: s.provider.Issuer, Subject: subject, Name: all.name(), Role: s.provider.role(all)}, nil
}

// Why a provider may say no, as the standards word it (RFC 6749, 4.1.2.1, and OpenID Connect Core, 3.1.2.6).
var denials = []string{"access_denied", "account_selection_required", "consent_required", "interaction_required",
	"invalid_request", "invalid_scope", "login_required", "server_error", "temporarily_unavailable", "unauthorized_client",
	"unsupported_response_type"}

// deniedCause is the cause that an address gives, if it is one of the standards': anybody can make an
// address, and the log takes no words from it.
func deniedCause(code string) error {
	if slices.Contains(denials, code) {
		return errors.New(code)
	}
	return errors.New("another cause than the standards name")
}

// exchangeFault tells a code that is no longer good from a provider that is away.
func exchangeFault(err error) error {
	refused, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok {
		return providerFault(err, sayAway)
	}
	// Its text would repeat all that the provider answers.
	err = fmt.Errorf("exchange the code: %s %s", refused.Response.Status, refused.ErrorCode)
	switch {
	case refused.Response.StatusCode >= http.StatusInternalServerError:
		return providerFault(err, sayAway)
	case refused.ErrorCode == "invalid_client" || refused.ErrorCode == "unauthorized_client":
		return providerFault(err, sayUnknown)
	}
	return providerFault(err, sayCode)
}

// verified are the claims of the sign-in's token, when its signature, issuer, audience, time and nonce are
// right.
func (s *Server) verified(ctx context.Context, known *oidc.Provider, tokens *oauth2.Token, nonce string) (claims, string, error) {
	raw, _ := tokens.Extra("id_token").(string)
	token, err := known.Verifier(&oidc.Config{ClientID: s.provider.ClientID}).Verify(ctx, raw)
	if err != nil {
		return nil, "", providerFault(err, sayUntrusted)
	}
	if subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(nonce)) != 1 {
		return nil, "", providerFault(nil, sayForeign)
	}
	all := claims{}
	if err := token.Claims(&all); err != nil {
		return nil, "", providerFault(err, sayUntrusted)
	}
	return all, token.Subject, nil
}

// ask adds what the provider answers when it is asked for somebody. It has to speak of the same person.
func ask(ctx context.Context, known *oidc.Provider, tokens oauth2.TokenSource, subject string, all claims) error {
	if known.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := known.UserInfo(ctx, tokens)
	if err != nil {
		return providerFault(err, sayAway)
	}
	if info.Subject != subject {
		return providerFault(nil, sayUntrusted)
	}
	more := claims{}
	if err := info.Claims(&more); err != nil {
		return providerFault(err, sayUntrusted)
	}
	for name, value := range more {
		if _, there := all[name]; !there {
			all[name] = value
		}
	}
	return nil
}
