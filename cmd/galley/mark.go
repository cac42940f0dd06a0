package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"galley/desk"
	"galley/engine/document"
	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
)

type markCommand struct {
	Issue   int64    `arg:"" help:"Number of the issue, as list prints it."`
	Files   []string `arg:"" name:"file" help:"Exports of Galley, or page-gold/1 files." placeholder:"FILE"`
	Replace bool     `help:"Replace the marks that these pages already have."`
	Set     int64    `help:"Number of the set (default: the one that is the issue)." placeholder:"ID"`
	By      string   `help:"Account that owns the marks (default: ${default})." default:"galley" placeholder:"NAME"`
}

// Help gives examples.
func (markCommand) Help() string {
	return `Marks are brought into the set that is the issue, or into the one named with --set, one step a file. Pages are found by their text. A page that has marks already is refused, unless --replace.

Examples:

    galley mark 2 page1.gold.json page3.gold.json
    galley mark 2 --replace --by meier issue.galley.xml
    galley mark 2 --set 7 --by meier page1.gold.json`
}

// Run reads all files, then brings their marks in; a file that cannot be read stops it before
// anything is changed.
func (m markCommand) Run(ctx context.Context, c *console, d database) (err error) {
	documents := make([]*document.Document, len(m.Files))
	for i, name := range m.Files {
		if documents[i], err = readMarks(name); err != nil {
			return err
		}
	}
	store, err := d.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	set, err := setOf(ctx, store, m.Issue, m.Set)
	if err != nil {
		return err
	}
	author, err := authorOf(ctx, store, m.By)
	if err != nil {
		return err
	}
	if _, err := mayRead(ctx, store, m.By, set); err != nil {
		return err
	}
	open := desk.New(store, nil)
	defer open.Close()
	view, err := open.View(ctx, set.ID)
	if err != nil {
		return err
	}
	if err := m.rehearse(view.Set, documents); err != nil {
		return err
	}
	for i, document := range documents {
		if err := m.bring(ctx, open, set.ID, author, marksFile{m.Files[i], document.Marks}); err != nil {
			return err
		}
		if err := c.printf("%s: marked %s\n", filepath.Base(m.Files[i]), count(len(document.Marks.Pages), "page")); err != nil {
			return err
		}
	}
	return nil
}

// rehearse brings the marks into a set that nobody else sees, so that the last file is refused before
// the first one is stored.
func (m markCommand) rehearse(set *markup.Set, documents []*document.Document) error {
	for i, document := range documents {
		step, err := set.ImportStep(document.Marks, text.NewID(), m.Replace)
		if fault.CodeOf(err) == fault.Conflict {
			err = fault.Wrap(fault.Conflict, err, "%s Use --replace to do so.", fault.Sentence(err))
		}
		if err == nil {
			set, err = set.Apply(markup.LoggedStep{Version: set.Version() + 1, ID: text.NewID(), Step: step})
		}
		if err != nil {
			return explain(m.Files[i], err)
		}
	}
	return nil
}

// marksFile are the marks of a file.
type marksFile struct {
	name  string
	marks markup.Marks
}

// bring is one step that brings the marks of a file into a set.
func (m markCommand) bring(ctx context.Context, open *desk.Desk, set int64, author models.User, file marksFile) error {
	raw, err := json.Marshal(map[string]any{"kind": markup.KindImport, "file": filepath.Base(file.name), "replace": m.Replace})
	if err != nil {
		return fmt.Errorf("write the act: %w", err)
	}
	view, err := open.View(ctx, set)
	if err != nil {
		return err
	}
	_, err = open.Apply(ctx, desk.Request{Set: set, ID: text.NewID(), Base: view.Version(), Kind: markup.KindImport, Raw: raw,
		Act: &markup.Import{Marks: file.marks, Replace: m.Replace}, Actor: markup.Actor{ID: author.ID, Role: author.Role}, At: open.Now()})
	return explain(file.name, err)
}

// explain names the file whose marks could not be brought in.
func explain(file string, err error) error {
	code := fault.CodeOf(err)
	switch {
	case err == nil:
		return nil
	case code == fault.Internal:
		return fmt.Errorf("mark from %s: %w", file, err)
	}
	return fault.Wrap(code, err, "%s: %s", filepath.Base(file), fault.Sentence(err))
}

func readMarks(name string) (*document.Document, error) {
	file, err := openFile(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written, so closing loses nothing
	document, _, err := formats.Read(file, name)
	return document, err
}

// authorOf is the account of a name. The program's own, which nobody can sign in with, is made when
// it is needed first.
func authorOf(ctx context.Context, store *models.Store, name string) (models.User, error) {
	user, err := store.UserByName(ctx, name)
	if fault.CodeOf(err) != fault.NotFound {
		return user, err
	}
	if name != ownName {
		return user, fault.New(fault.NotFound, "There is no account %q. Create it with \"galley user add\", or leave out --by.", name)
	}
	user = models.User{Name: ownName, Role: vocabulary.Editor}
	return user, store.CreateUser(ctx, &user)
}

// ownName is the account of marks that no person made.
const ownName = "galley"
