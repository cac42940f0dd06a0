package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

// catalogues are translations by English text: a folder for each language, in it a file for each
// package that speaks. Their keys are sorted.
//
//go:embed zh-Hans/*.json
var catalogues embed.FS

// tongue says things in one language. What it found once it remembers: matching languages again for
// every word of a page costs more than drawing it.
type tongue struct {
	tag   language.Tag
	local *i18n.Localizer
	found sync.Map // of forms by form
}

var tongues = func() []tongue {
	bundle := i18n.NewBundle(English)
	all := make([]tongue, len(Languages()))
	for i, tag := range Languages() {
		if tag != English {
			bundle.MustAddMessages(tag, messages(tag)...)
		}
		all[i].tag, all[i].local = tag, i18n.NewLocalizer(bundle, tag.String())
	}
	return all
}()

func tongueOf(tag language.Tag) *tongue {
	for i := range tongues {
		if tongues[i].tag == tag {
			return &tongues[i]
		}
	}
	return &tongues[0]
}

// form is the format to fill: the translation of many, in the plural form for n where n is a number.
func (t *tongue) form(one, many string, n any) string {
	if one == many && t.tag == English {
		return bare(many)
	}
	key := formKey{many, t.tag == English && n == 1}
	if found, ok := t.found.Load(key); ok {
		return found.(string)
	}
	said, err := t.local.Localize(&i18n.LocalizeConfig{
		DefaultMessage: &i18n.Message{ID: many, One: one, Other: many},
		PluralCount:    n, TemplateParser: template.IdentityParser{},
	})
	if err != nil || said == "" {
		said = many
	}
	said = bare(said)
	t.found.Store(key, said)
	return said
}

// bare is a text without its meaning, which stands behind ## where English has one word for two things:
// "Set##of marks". Catalogues know the text with it; nobody reads it.
func bare(text string) string {
	text, _, _ = strings.Cut(text, "##")
	return text
}

type formKey struct {
	text string
	one  bool
}

// words are words with every Worded one said.
func (t *tongue) words(words []any) []any {
	said := make([]any, len(words))
	for i, w := range words {
		if named, ok := w.(Worded); ok {
			w = named.Word(t.tag.String())
		}
		said[i] = w
	}
	return said
}

func messages(tag language.Tag) []*i18n.Message {
	var all []*i18n.Message
	names, err := fs.Glob(catalogues, tag.String()+"/*.json")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		for english, said := range catalogue(name) {
			all = append(all, &i18n.Message{ID: english, Other: said})
		}
	}
	return all
}

// catalogue reads one file of translations; it is embedded, so a broken one never leaves the build.
func catalogue(name string) map[string]string {
	b, err := catalogues.ReadFile(name)
	if err != nil {
		panic(err)
	}
	var said map[string]string
	if err := json.Unmarshal(b, &said); err != nil {
		panic(fmt.Errorf("read the catalogue %s: %w", name, err))
	}
	return said
}

// Scripts are the translations that the browser's scripts need for a reader of tag; nil for English.
func Scripts(tag language.Tag) map[string]string {
	if tag == English {
		return nil
	}
	return scripts()[tag]
}

var scripts = sync.OnceValue(func() map[language.Tag]map[string]string {
	all := map[language.Tag]map[string]string{}
	for _, tag := range Languages()[1:] {
		all[tag] = catalogue(path.Join(tag.String(), "scripts.json"))
	}
	return all
})
