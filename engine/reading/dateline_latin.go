package reading

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"galley/engine/vocabulary"
)

const (
	latinWord = `\p{Lu}[\p{L}\p{M}'’.]*`
	latinDay  = `(?:le |den |the )?(?:(\p{L}{3,9})\.?\s?([0-9lIoOSB|]{1,2})(?:st|nd|rd|th)?|([0-9]{1,2})(?:st|nd|rd|th|er|\.)?\s?(?:de |of )?(\p{L}{3,9}))`
	latinDash = `\s?(?:—|–|--|―|-\s|-$|—|:\s)`
)

// latinDatelineForm: PARIS, FEB. 14.—, LONDON, Nov. 9 (Reuters) —, BEIJING (AP) —, Berlin (dpa) -.
// Groups: 1 place, 2 date, 3 and 6 its month, 4 and 5 its day, 7 agency.
var latinDatelineForm = regexp.MustCompile(
	`^(` + latinWord + `(?:[ /-](?:` + latinWord + `|de|la|le|of|am|an|der|sur|upon|del|do|di|im))*?(?:,\s?(?:` + latinWord + `(?: ` + latinWord + `)?))??)` +
		`(?:,?\s?(` + latinDay + `(?:,?\s\d{4})?))?\.?,?` +
		`(?:\s?[(\[]([\p{L}][\p{L}/ .-]{1,40})[)\]])?` +
		`\.?(?:` + latinDash + `|\n)`)

// latinDateline reads a dateline at the very start of text. A place alone before a dash counts only
// if it is a city that news comes from.
func latinDateline(text string) (Reading, bool) {
	m := latinDatelineForm.FindStringSubmatchIndex(text)
	if m == nil {
		return Reading{}, false
	}
	place, dated := text[m[2]:m[3]], m[4] >= 0 && isLatinDate(text, m)
	agency := m[14] >= 0 && isAgencyList(text[m[14]:m[15]])
	switch {
	case m[4] >= 0 && !dated, m[14] >= 0 && !agency, isNoPlace(place):
		return Reading{}, false
	case !dated && !agency && (!isCity(place) || strings.HasSuffix(text[:m[1]], "\n")):
		return Reading{}, false
	}
	end := len(strings.TrimRightFunc(text[:m[1]], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("—–―-:", r)
	}))
	r := mark(vocabulary.RoleDateline, 0, end)
	r.Parts = append(r.Parts, mark(vocabulary.RolePlace, m[2], m[3]))
	if dated {
		r.Parts = append(r.Parts, mark(vocabulary.RoleDate, m[4], m[5]))
	}
	if agency {
		r.Parts = append(r.Parts, mark(vocabulary.RoleSource, m[14], m[15]))
	}
	return r, true
}

// isLatinDate reports whether the month of a matched dateline is one and its day holds a digit, or
// what a reader of old prints takes for one.
func isLatinDate(text string, m []int) bool {
	month, day := m[6:8], m[8:10]
	if month[0] < 0 {
		day, month = m[10:12], m[12:14]
	}
	return monthOf(text[month[0]:month[1]]) > 0 && strings.ContainsAny(text[day[0]:day[1]], "0123456789lI")
}

func isAgencyList(names string) bool {
	for name := range strings.FieldsFuncSeq(names, func(r rune) bool { return r == '/' }) {
		if !isLatinAgency(strings.TrimSpace(name)) {
			return false
		}
	}
	return true
}

// noPlaces are capitalised words that open sentences and are never the first word of a place.
var noPlaces = wordSet(`on in the by at since until from before after yesterday last mr. mrs. dr. sir lord it he she they we
this that these those when while as but and or if monday tuesday wednesday thursday friday saturday sunday note notice price
am der die das ein le les un une il elle page vol no. chapter section war`)

func isNoPlace(place string) bool {
	first, _, _ := strings.Cut(strings.ToLower(place), " ")
	return noPlaces[first] || lengthOf(place) < 2 || monthNames[strings.Trim(first, ".,")] > 0
}

// cities stand in datelines without a country; folded.
var cities = wordSet(`london paris berlin rome madrid lisbon vienna brussels moscow beijing shanghai hong-kong tokyo seoul
delhi new-delhi mumbai bombay calcutta karachi islamabad dhaka singapore bangkok jakarta manila hanoi sydney melbourne
canberra wellington cairo jerusalem tel-aviv beirut damascus baghdad tehran riyadh dubai istanbul ankara constantinople
athens belgrade budapest prague warsaw stockholm copenhagen oslo helsinki amsterdam the-hague geneva zurich bern dublin
edinburgh washington new-york boston chicago philadelphia baltimore los-angeles san-francisco houston dallas denver seattle
miami atlanta detroit united-nations ottawa toronto montreal mexico-city havana bogota lima santiago buenos-aires
rio-de-janeiro sao-paulo brasilia nairobi lagos johannesburg cape-town pretoria addis-ababa kiev kyiv hamburg münchen munich
frankfurt köln bonn wien liverpool manchester portsmouth plymouth falmouth deal dover taipei wuhan guangzhou bruxelles genève
lyon marseille bordeaux strasbourg st.-petersburg petersburgh leipzig dresden hannover düsseldorf stuttgart zürich`)

func isCity(place string) bool {
	city, _, _ := strings.Cut(place, ",")
	return cities[strings.ReplaceAll(strings.ToLower(city), " ", "-")]
}

// monthNames are the months by name and abbreviation, folded.
var monthNames = monthTable(
	"january jan januar janvier jänner enero", "february feb febr februar février fevrier feber",
	"march mar märz maerz mars mrz", "april apr avril avr", "may mai", "june jun juni juin",
	"july jul juli juillet", "august aug août aout", "september sept sep septembre",
	"october oct oktober okt octobre", "november nov novembre", "december dec dezember dez décembre decembre")

func monthTable(months ...string) map[string]int {
	table := map[string]int{}
	for i, names := range months {
		for name := range strings.FieldsSeq(names) {
			table[name] = i + 1
		}
	}
	return table
}

// monthOf is the number of a month by its name, with one letter wrong at most; 0 for no month.
func monthOf(name string) int {
	folded := strings.ToLower(strings.Trim(name, "."))
	if n := monthNames[folded]; n > 0 {
		return n
	}
	near := 0
	for _, month := range slices.Sorted(maps.Keys(monthNames)) {
		if nearly(folded, month) && len(folded) >= 3 && near == 0 {
			near = monthNames[month]
		}
	}
	return near
}

// ReadItems finds what opens the items of a list, line by line: the ports of shipping news with their
// dates, the stakes and markets with their names. Other texts have no items.
func ReadItems(kind, text string) []Reading {
	switch kind {
	case vocabulary.TypeListing:
		return readLineDatelines(text)
	case vocabulary.TypeMarket, vocabulary.TypeSport:
		return readLineHeads(text)
	}
	return nil
}

// readLineHeads finds the titles in capitals that open a line, the first one too.
func readLineHeads(text string) []Reading {
	var found []Reading
	points := 0
	for line := range strings.Lines(text) {
		w := opening(line)
		if r, ok := latinRunInHead(w.text); ok && !strings.HasSuffix(w.text[:r.End], "\n") {
			found = append(found, window{text: w.text, before: points}.settle(r))
		}
		points += lengthOf(line)
	}
	return found
}

// readLineDatelines finds the dated datelines that open a line inside a block, below its first one:
// lists such as shipping news hold several of them in one block.
func readLineDatelines(text string) []Reading {
	var found []Reading
	at, points := 0, 0
	for line := range strings.Lines(text) {
		w := opening(line)
		if r, ok := latinDateline(w.text); ok && at > 0 && hasPart(r.Parts, vocabulary.RoleDate) && !strings.HasSuffix(w.text[:r.End], "\n") {
			settled := window{text: w.text, before: points}.settle(r)
			found = append(found, settled)
		}
		at += len(line)
		points += lengthOf(line)
	}
	return found
}
