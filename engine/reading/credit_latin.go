package reading

import (
	"regexp"
	"strings"
	"unicode"

	"galley/engine/vocabulary"
)

var (
	// photoBy: Photo by Jane Doe, PHOTO: XINHUA, Foto: dpa, Picture courtesy of the museum, © J. Doe/AP.
	// Groups: 1 the word for what was made, 2 who.
	photoBy = regexp.MustCompile(`^(?:((?i:(?:file |stock |archive |staff )?(?:photo(?:graph)?s?|photographie|pictures?|pics?|images?|illustrations?|foto|fotos|bild|graphics?|drawing|credit|photo credit)))` +
		`(?i:\s+(?:by|courtesy of|courtesy|credit:?|from|von|de|par)\s+|\s?[:/|]\s?)|©\s?|(?i:courtesy (?:of\s+)?|courtesy:\s?))([^\n]{2,70}?)\.?$`)

	// agencyPhoto: AP Photo/Jane Doe, REUTERS/Jane Doe. Groups: 1 agency, 2 photo, 3 name.
	agencyPhoto = regexp.MustCompile(`^([\p{Lu}][\p{L}]{1,11})(?:\s((?i:photo|file photo|image|images))s?)?/([^\n/]{3,40})$`)

	// nameAndSource: Jane Doe/Getty Images, Jane Doe for The Daily Star. Groups: 1 name, 2 source.
	nameAndSource = regexp.MustCompile(`^([^\n/|]{4,40}?)\s?(?:/|\||\sfor\s)\s?([^\n/]{2,40})$`)

	pictureHouse = regexp.MustCompile(`^(?:Getty Images|Shutterstock|Alamy|EPA|EPA-EFE|Corbis|Magnum|Sipa|Imago|IMAGO|picture alliance|Keystone|Handout|HANDOUT|VCG|ZUMA|iStock|Unsplash|Wikimedia Commons)$`)
)

// latinCredit reads a whole credit in a Latin script.
func latinCredit(text string) (Reading, bool) {
	if hasHan(text) || lengthOf(text) > longestCredit {
		return Reading{}, false
	}
	r := mark(vocabulary.RoleCredit, 0, len(text))
	if m := photoBy.FindStringSubmatchIndex(text); m != nil {
		role := "photo"
		if start, end, ok := group(m, 1); ok {
			role = text[start:end]
			r.Parts = append(r.Parts, mark(vocabulary.RolePersonRole, start, end))
		}
		makers, ok := makersOf(text, m[4], m[5], role)
		if len(makers) > 0 && makers[0].Role == vocabulary.RoleSource && len(r.Parts) > 0 {
			r.Parts = nil // nobody is named whose role the word could be
		}
		r.Parts = append(r.Parts, makers...)
		return r, ok
	}
	if m := agencyPhoto.FindStringSubmatchIndex(text); m != nil && isPictureSource(text[m[2]:m[3]]) && isLatinPerson(text[m[6]:m[7]]) {
		role := "photo"
		r.Parts = []Reading{mark(vocabulary.RoleSource, m[2], m[3])}
		if start, end, ok := group(m, 2); ok {
			role = text[start:end]
			r.Parts = append(r.Parts, mark(vocabulary.RolePersonRole, start, end))
		}
		r.Parts = append(r.Parts, mark(vocabulary.RolePerson, m[6], m[7]).with("as", role))
		return r, true
	}
	if m := nameAndSource.FindStringSubmatchIndex(text); m != nil && isLatinPerson(text[m[2]:m[3]]) && isPictureSource(text[m[4]:m[5]]) {
		r.Parts = []Reading{mark(vocabulary.RolePerson, m[2], m[3]).with("as", "photo"), mark(vocabulary.RoleSource, m[4], m[5])}
		return r, true
	}
	if pictureHouse.MatchString(text) || isLatinAgency(text) {
		r.Parts = []Reading{mark(vocabulary.RoleSource, 0, len(text))}
		return r, true
	}
	return Reading{}, false
}

func isPictureSource(name string) bool {
	return isLatinAgency(name) || pictureHouse.MatchString(name) || isPaperName(name)
}

// makersOf reads who made a picture: names, and sources behind a slash or comma.
func makersOf(text string, start, end int, role string) ([]Reading, bool) {
	var parts []Reading
	for at := start; at < end; {
		stop, next := end, end
		if loc := makerSplit.FindStringIndex(text[at:end]); loc != nil {
			stop, next = at+loc[0], at+loc[1]
		}
		if name := text[at:stop]; name != "" {
			first, _ := firstRune(name)
			switch {
			case isLatinPerson(name) && !isPictureSource(name):
				parts = append(parts, mark(vocabulary.RolePerson, at, stop).with("as", role))
			case unicode.IsUpper(first) && len(strings.Fields(name)) <= 7, isPictureSource(name), strings.HasPrefix(name, "the "):
				parts = append(parts, mark(vocabulary.RoleSource, at, stop))
			default:
				return nil, false
			}
		}
		at = max(next, stop+1)
	}
	return parts, len(parts) > 0
}

var makerSplit = regexp.MustCompile(`\s*(?:/|,|\||\s(?i:and|for|und|et|via)\s|\s&\s)\s*`)
