package account_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/site"
)

const deadLink = "This link was already used, or is not valid"

func welcomeLink(t *testing.T, s *site.Site) string {
	t.Helper()
	link, ok := s.Server.WelcomeURL(s.Address)
	if !ok {
		t.Fatal("no link, although there is no administrator")
	}
	return strings.TrimPrefix(link, s.Address)
}

func TestWelcome(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	link := welcomeLink(t, s)
	v := s.Visitor(t)
	for range 3 {
		v.Get(link).Is(http.StatusOK) // as a mail program does ahead of its reader
	}
	v.Post(link, nil).LeadsTo("/welcome")
	v.Get("/welcome").Is(http.StatusOK)
	v.Get("/issues").LeadsTo("/sign-in?next=%2Fissues")
	v.Post("/welcome", url.Values{"password": {"short"}}).Is(http.StatusUnprocessableEntity).
		Says("name-error", "Enter your name.").Says("password-error", "Choose a password of at least 10 characters.")
	v.Post("/welcome", url.Values{"name": {"Wei"}, "password": {site.Password}}).LeadsTo("/issues")
	v.Get("/issues").Is(http.StatusOK).Says("flash", "Welcome, Wei. You are Galley's administrator.")

	v.Post("/welcome", url.Values{"name": {"Eve"}, "password": {site.Password}}).Is(http.StatusNotFound)
	if _, ok := s.Server.WelcomeURL(s.Address); ok {
		t.Error("there is still a link, although there is an administrator")
	}
	if strings.Contains(s.Log.String(), strings.TrimPrefix(link, "/welcome/")) {
		t.Error("the log holds the link's token")
	}
	s.As(t, "Wei")
}

func TestWelcomeWorksOnce(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	link := welcomeLink(t, s)
	s.Visitor(t).Post(link, nil).LeadsTo("/welcome")

	late := s.Visitor(t)
	for _, a := range []*site.Answer{late.Get(link), late.Post(link, nil), late.Get("/welcome"), late.Get("/welcome/nonsense")} {
		if a.Is(http.StatusNotFound); !strings.Contains(a.Text(), deadLink) {
			t.Errorf("the page says %q", a.Text())
		}
	}
}

func TestNewWelcomeLinkReplacesTheOld(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	first := welcomeLink(t, s)
	second := welcomeLink(t, s)
	v := s.Visitor(t)
	v.Get(first).Is(http.StatusNotFound)
	v.Post(second, nil).LeadsTo("/welcome")
}

func TestWelcomeNames(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	ctx := context.Background()
	for _, user := range []models.User{
		{Name: "chief", Role: vocabulary.Administrator, Active: true},
		{Name: "li", Role: vocabulary.Editor, Active: true},
	} {
		if err := s.Server.Store.CreateUser(ctx, &user); err != nil {
			t.Fatal(err)
		}
	}
	v := s.Visitor(t)
	v.Post(welcomeLink(t, s), nil).LeadsTo("/welcome")
	v.Post("/welcome", url.Values{"name": {"li"}, "password": {site.Password}}).Is(http.StatusUnprocessableEntity).
		Says("name-error", "Somebody else already has this name. Choose another.")
	v.Post("/welcome", url.Values{"name": {"chief"}, "password": {site.Password}}).LeadsTo("/issues")
}
