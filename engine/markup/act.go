package markup

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"galley/engine/text"
	"galley/fault"
)

// Act is what an editor asks for: the meaning of a key. Resolving it against a set gives the step
// that is stored. An act is a value: resolving never changes it, so that it can be resolved again.
type Act interface {
	// resolve makes the changes that were asked for.
	resolve(d *draft) error
}

// inferring is an act that lets the program see more: what it infers is a step of its own, which
// the first undo takes back alone. The draft knows what the act itself found (see [found]).
type inferring interface {
	infer(d *draft)
}

// Circumstances are what stands around an act and not in it: who asks for it and when, for a set has
// neither names nor a clock, and the step that an undo or redo takes back.
type Circumstances struct {
	By     string      // the asker's name, for what is signed; may be ""
	At     time.Time   // zero leaves out when
	Author int64       // who asks, for what may be taken back
	Target *LoggedStep // of an undo or redo: the step that it takes back, or nil if absent
}

// moment is when the act is asked for, as marks hold it, or "" if it is left out.
func (c Circumstances) moment() string {
	if c.At.IsZero() {
		return ""
	}
	return Moment(c.At)
}

// Resolution is what an act became.
type Resolution struct {
	Step     Step   // what was asked for
	Inferred Step   // what follows from it; may be empty
	Focus    *Piece // where the focus goes, an empty piece; nil when it stays
	Kept     []Cell // cells that an undo left alone, because a colleague changed them since
}

// The kinds of acts that programs name, as they are stored with their steps. No browser sends the last four.
const (
	KindRole     = "role"
	KindWithhold = "withhold"
	KindState    = "state"
	KindUndo     = "undo"
	KindRedo     = "redo"
	KindAdopt    = "adopt" // differences between sets decided
	KindImport   = "import"
	KindRestore  = "restore"
	KindReject   = "reject" // differences taken back in review
)

// acts make an empty act by its name on the wire. Names never change: they are stored.
var acts = map[string]func() Act{
	KindRole:     func() Act { return new(SetRole) },
	"start":      func() Act { return new(StartArticle) },
	"decide":     func() Act { return new(Decide) },
	"merge":      func() Act { return new(Merge) },
	"join":       func() Act { return new(JoinUp) },
	"unjoin":     func() Act { return new(Unjoin) },
	"glue":       func() Act { return new(SetGlue) },
	"assign":     func() Act { return new(Assign) },
	"undecide":   func() Act { return new(Undecide) },
	"cut":        func() Act { return new(CutBlock) },
	"uncut":      func() Act { return new(Uncut) },
	"span":       func() Act { return new(MarkSpan) },
	"unmark":     func() Act { return new(Unmark) },
	"respan":     func() Act { return new(Respan) },
	"rename":     func() Act { return new(Rename) },
	"attribute":  func() Act { return new(Attribute) },
	"type":       func() Act { return new(SetType) },
	"title":      func() Act { return new(SetTitle) },
	"headless":   func() Act { return new(SetHeadless) },
	"edit":       func() Act { return new(EditArticle) },
	"nest":       func() Act { return new(Nest) },
	"unnest":     func() Act { return new(Unnest) },
	"doubt":      func() Act { return new(Doubt) },
	"turn":       func() Act { return new(Turn) },
	"correct":    func() Act { return new(Correct) },
	"uncorrect":  func() Act { return new(Uncorrect) },
	"picture":    func() Act { return new(PlacePicture) },
	"unpicture":  func() Act { return new(RemovePicture) },
	"move":       func() Act { return new(Move) },
	KindState:    func() Act { return new(SetState) },
	"dismiss":    func() Act { return new(Dismiss) },
	"reopen":     func() Act { return new(Reopen) },
	KindWithhold: func() Act { return new(Withhold) },
	"lift":       func() Act { return new(Lift) },
	KindUndo:     func() Act { return new(Undo) },
	KindRedo:     func() Act { return new(Redo) },
}

// Kinds are the kinds of the acts that a browser sends, in no order.
func Kinds() []string { return slices.Collect(maps.Keys(acts)) }

// KindOf reads the kind of an act as it is stored; "" of the null that stands for what was inferred.
func KindOf(act []byte) (string, error) {
	var about struct {
		Kind string `json:"kind"`
	}
	err := json.Unmarshal(act, &about)
	return about.Kind, err
}

// WriteAct writes an act as ReadAct reads it and as it is stored.
func WriteAct(kind string, act Act) (json.RawMessage, error) {
	head, err := json.Marshal(struct {
		Kind string `json:"kind"`
	}{kind})
	if err != nil {
		return nil, fmt.Errorf("write an act: %w", err)
	}
	fields, err := json.Marshal(act)
	if err != nil {
		return nil, fmt.Errorf("write an act: %w", err)
	}
	if string(fields) == "{}" {
		return head, nil
	}
	return slices.Concat(head[:len(head)-1], []byte(","), fields[1:]), nil
}

// ReadAct reads an act as the browser sends it: {"kind":"role", …}. It refuses unknown kinds and
// fields.
func ReadAct(data []byte) (kind string, act Act, err error) {
	kind, err = KindOf(data)
	if err != nil {
		return "", nil, fault.Wrap(fault.Invalid, err, "The act is malformed.")
	}
	empty, known := acts[kind]
	if !known {
		return "", nil, fault.New(fault.Invalid, "This program does not know the act %q; please reload the page.", kind)
	}
	act = empty()
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &fields); err != nil {
		return "", nil, fault.Wrap(fault.Invalid, err, "The act is malformed.")
	}
	delete(fields, "kind")
	return kind, act, decodeFields(fields, act)
}

// decodeFields reads fields into act, strictly.
func decodeFields(fields map[string]json.RawMessage, act Act) error {
	data, err := json.Marshal(fields)
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "The act is malformed.")
	}
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(act); err != nil {
		return fault.Wrap(fault.Invalid, err, "The act is malformed: it contains something that this program does not expect.")
	}
	return nil
}

// ErrNoChange is the Invalid of an act that leaves everything as it is.
var ErrNoChange = fault.New(fault.Invalid, "This would change nothing.")

// Resolve turns act into steps at this set; both are left as they are. The seed gives the ids of what
// is made: the id of the step. It returns Invalid for an act that makes no sense, and Conflict for one
// that came too late because what it names is gone.
func (s *Set) Resolve(act Act, seed text.ID, c Circumstances) (Resolution, error) {
	asked := newDraft(s, seed)
	asked.circumstances = c
	if err := act.resolve(asked); err != nil {
		return Resolution{}, err
	}
	asked.tidy()
	if broken := asked.violated(); broken != nil {
		return Resolution{}, broken.err
	}
	if err := asked.checkLeak(); err != nil && !takesBack(act) {
		return Resolution{}, err
	}
	result := Resolution{Step: asked.step(), Kept: asked.kept}
	if asked.focus != nil {
		result.Focus = &Piece{asked.focus.page, asked.focus.at, asked.focus.at}
	}
	if act, infers := act.(inferring); infers {
		seen := newDraft(asked.now, seed)
		seen.ids, seen.found = asked.ids, asked.found
		act.infer(seen)
		seen.tidy()
		if seen.violated() == nil && seen.checkLeak() == nil {
			result.Inferred = seen.step()
		}
	}
	if len(result.Step.Changes)+len(result.Inferred.Changes) == 0 && result.Focus == nil {
		return Resolution{}, ErrNoChange
	}
	return result, nil
}
