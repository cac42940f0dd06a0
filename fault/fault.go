package fault

import (
	"errors"
	"maps"
	"slices"
)

// Code says what a caller may do about an error.
type Code string

const (
	// Internal is everything nobody foresaw; it is logged and shown without its cause.
	Internal Code = "internal"
	// Invalid is input that breaks a rule; it can be corrected and sent again.
	Invalid Code = "invalid"
	// NotFound is a name or number that stands for nothing.
	NotFound Code = "not-found"
	// SignIn asks for an account first.
	SignIn Code = "sign-in"
	// Forbidden is an act that this person may not do.
	Forbidden Code = "forbidden"
	// Conflict is an act that came too late or twice.
	Conflict Code = "conflict"
)

// Error is an error with a sentence for an editor.
type Error struct {
	Code   Code
	Says   Phrase // one full sentence: what is wrong and, if it helps, what to do
	Fields Fields // for forms: a sentence by field name; nil elsewhere
	Err    error  // the cause; logged, never shown
}

// Error gives the sentence in English, and behind it the cause, if any.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Says.String()
	}
	return e.Says.String() + " (" + e.Err.Error() + ")"
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// New is an error of code with a sentence; the words after format fill it as in fmt.Sprintf.
func New(code Code, format string, words ...any) error {
	return &Error{Code: code, Says: Say(format, words...)}
}

// Wrap is an error of code with a sentence and its cause.
func Wrap(code Code, cause error, format string, words ...any) error {
	return &Error{Code: code, Says: Say(format, words...), Err: cause}
}

// CodeOf is the code of the first Error in err's chain, Internal without one, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// Sentence is what may be shown to a person, in English: the sentence of the first Error in err's
// chain, or a general one that hides the cause.
func Sentence(err error) string { return PhraseOf(err).String() }

// PhraseOf is Sentence as a phrase, to be said in any language or to fill another.
func PhraseOf(err error) Phrase {
	if e, ok := errors.AsType[*Error](err); ok && e.Code != Internal {
		return e.Says
	}
	return Say("Something went wrong inside Galley. Nothing was lost; please try again.")
}

// Fields are sentences by form field.
type Fields map[string]Phrase

// FieldsOf are the fields of the first Error in err's chain, or nil if absent.
func FieldsOf(err error) Fields {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Fields
	}
	return nil
}

// Err is nil if no field is wrong, else an Invalid error that joins the sentences in the order
// of the field names.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	var all Phrase
	for _, name := range slices.Sorted(maps.Keys(f)) {
		all.Words = append(all.Words, f[name])
	}
	return &Error{Code: Invalid, Says: all, Fields: f}
}
