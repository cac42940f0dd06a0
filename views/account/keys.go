package account

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"galley/engine/keys"
	"galley/locale"
	"galley/views/parts"
)

// KeysView is the value of the page of keys.
type KeysView struct {
	Map   keys.Map
	At    string // id of the command that was just asked for, or "" for none
	Wrong string // why it was refused
	Tried string // the keys that were refused, as they were written
}

// group are the commands of one part of the table.
func (v KeysView) group(g keys.Group) []keys.Command {
	var commands []keys.Command
	for _, c := range keys.Commands {
		if c.Group == g {
			commands = append(commands, c)
		}
	}
	return commands
}

// written are keys as they stand in a field: parted by spaces.
func written(list []keys.Key) string {
	words := make([]string, len(list))
	for i, k := range list {
		words[i] = k.String()
	}
	return strings.Join(words, " ")
}

// field is what stands in the field of a command.
func (v KeysView) field(c keys.Command) string {
	if c.ID == v.At && v.Wrong != "" {
		return v.Tried
	}
	return written(v.Map.Keys(c))
}

// wrong is the sentence at a command, or "" for none.
func (v KeysView) wrong(c keys.Command) string {
	if c.ID == v.At {
		return v.Wrong
	}
	return ""
}

// groupID is the id of a group's heading.
func groupID(g keys.Group) string { return fmt.Sprintf("group-%d", slices.Index(keys.Groups, g)) }

// rowID is the id of a command's row.
func rowID(c keys.Command) string { return "key-" + c.ID }

// keyHelp says what is pressed after a command's key; "" for nothing.
func keyHelp(ctx context.Context, c keys.Command) string {
	switch c.ID {
	case "else":
		return locale.T(ctx, "Then a letter; 1 to 9 are the roles the publication added.")
	case "span-else", "type":
		return locale.T(ctx, "Then a letter.")
	}
	return ""
}

// ClashSentence says which other command has the key.
func ClashSentence(ctx context.Context, c keys.Clash) string {
	return locale.T(ctx, "%s is already the key of “%s”. Give that one another key first.", c.Key, parts.CommandName(ctx, c.Other))
}
