package markup

import (
	"strings"
	"unicode/utf8"

	"galley/fault"
)

// withdraws says why an article cannot be withdrawn, or restored; nil if it can.
func (a *SetState) withdraws(s *Set) error {
	if a.Article == "" || a.Page != 0 || a.Outside || a.Stage != 0 || a.To != 0 || a.Next != 0 {
		return fault.New(fault.Invalid, "Only an article can be withdrawn or restored.")
	}
	if !s.articles.has(a.Article) {
		return fault.New(fault.Conflict, "This article no longer exists.")
	}
	if err := checkReason(a.Why()); err != nil {
		return err
	}
	_, withheld := s.Withheld(a.Article)
	in := s.withdrawnIn(a.Article)
	switch {
	case a.State == Withdrawn && in != "":
		return fault.New(fault.Conflict, "The article is withdrawn already.")
	case a.State == Withdrawn && withheld:
		return fault.New(fault.Conflict, "The article is withheld from export. Release it for export, then withdraw it.")
	case a.State == Withdrawn && a.Why() == "":
		return fault.New(fault.Invalid, "Say why the article is withdrawn.")
	case a.State == Restored && in == "":
		return fault.New(fault.Conflict, "The article is no longer withdrawn.")
	case a.State == Restored && in != a.Article:
		return fault.New(fault.Conflict, "The article was withdrawn together with its package. Restore the package instead.")
	}
	return nil
}

// withdraw takes an article out of the issue, or puts it back. It keeps its blocks, its number and how far it has come.
func (a *SetState) withdraw(d *draft) error {
	if err := a.withdraws(d.now); err != nil {
		return err
	}
	if a.State == Restored {
		d.put(withheldCell(a.Article), nil)
		return nil
	}
	d.put(withheldCell(a.Article), Withholding{Reason: WithheldWithdrawn, Words: strings.Join(strings.Fields(a.Why()), " "),
		By: d.circumstances.By, At: d.circumstances.moment()})
	return nil
}

// checkReason refuses words of a decision that cannot be stored.
func checkReason(why string) error {
	if utf8.RuneCountInString(why) > longestReason {
		return fault.New(fault.Invalid, "A reason can have at most %d characters; please shorten it.", longestReason)
	}
	return checkWords(why)
}
