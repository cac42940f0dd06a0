package review

import (
	"galley/engine/markup"
	"galley/engine/stages"
	"galley/locale"
	"galley/views/parts"
	views "galley/views/review"
)

// move is a change of state as a button offers it, with the reason if it would be refused; nil if the reader may not
// ask for it, or it makes no sense now.
func (p *page) move(act *markup.SetState, label string) (*views.Move, error) {
	act.Reason = "?" // whether words are missing is told apart
	if markup.May(p.actor, p.standing, p.Set, act) != nil {
		return nil, nil
	}
	if len(act.Moves(p.Set)) == 0 {
		return nil, nil // what makes no sense now is not offered
	}
	m := &views.Move{To: act.State, Label: label, Stage: act.Stage}
	if act.Passes() {
		m.To = markup.Accepted // in whichever stage
	}
	var err error
	if m.Refused, err = p.server.refuses(p.ctx, p.Opened, act); err != nil || m.Refused != "" || !act.Passes() {
		return m, err
	}
	act.Reason = ""
	m.Wants, err = p.server.refuses(p.ctx, p.Opened, act)
	return m, err
}

// offer adds what the reader may make of a part.
func (p *page) offer(a part, rows []views.QueueRow) error {
	d := &p.view.Decision
	if a.Withdrawn {
		return p.offerRestoring(a)
	}
	var err error
	switch a.State {
	case markup.Submitted:
		if err = p.offerDecision(a, rows); err != nil {
			return err
		}
		act := a.about(&markup.SetState{State: markup.Draft})
		if !p.plan.IsSingle() {
			act.Stage = a.stage
		}
		return p.offerOther(act, locale.T(p.ctx, "Take back"))
	case markup.Accepted:
		return p.offerOther(a.about(markup.Reopening(p.plan)), locale.T(p.ctx, "Reopen"))
	}
	d.Pass, err = p.move(a.about(&markup.SetState{State: markup.Submitted}), locale.T(p.ctx, "Submit"))
	if d.Pass != nil {
		d.Pass.Unread = p.view.Unread
	}
	return err
}

// offerDecision adds passing a part on and returning it. Where pages pass as a whole, its page is passed.
func (p *page) offerDecision(a part, rows []views.QueueRow) error {
	d := &p.view.Decision
	pass := a.about(markup.Decision(p.plan, a.stage, true, 0))
	whole := p.plan.Stage(a.stage).Unit == stages.Page
	if whole {
		pass.Page, pass.Article, pass.Outside = a.Page, "", false
	}
	var err error
	if d.Pass, err = p.move(pass, p.passLabel(a, whole)); err != nil {
		return err
	}
	if d.Pass != nil {
		d.Pass.Unread = p.view.Unread
		if whole {
			d.Pass.Of, d.Pass.Asks = wholeKey(a.Page), true
			d.Pass.Unread, d.Pass.Left = p.waitingIn(pass, rows)
		}
	}
	if d.Return, err = p.move(a.about(markup.Decision(p.plan, a.stage, false, 0)), locale.T(p.ctx, "Return")); err != nil || d.Return == nil {
		return err
	}
	if a.stage > 1 {
		d.Return.Whither = append(d.Return.Whither, views.Whither{Name: locale.T(p.ctx, "whoever marked it")})
		for n := 1; n < a.stage; n++ {
			d.Return.Whither = append(d.Return.Whither, views.Whither{Stage: n, Name: parts.StageName(p.ctx, p.plan.Stage(n).Name)})
		}
	}
	return nil
}

// passLabel is what the button says that passes a part, or its page.
func (p *page) passLabel(a part, whole bool) string {
	next := stages.Name{}
	if a.next != 0 {
		next = p.plan.Stage(a.next).Name
	}
	page := p.pageName(a.Page)
	switch {
	case p.plan.IsSingle():
		return locale.T(p.ctx, "Accept")
	case a.next == 0 && whole && page != "":
		return locale.T(p.ctx, "Sign off page %s", page)
	case a.next == 0 && whole:
		return locale.T(p.ctx, "Sign off the page")
	case a.next == 0:
		return locale.T(p.ctx, "Sign off")
	case whole && page != "":
		return locale.T(p.ctx, "Pass page %s to %s", page, next)
	case whole:
		return locale.T(p.ctx, "Pass the page to %s", next)
	}
	return locale.T(p.ctx, "Pass to %s", next)
}

// waitingIn says how much of what an act moves the reader has not read, and how many parts it leaves where they are.
func (p *page) waitingIn(act *markup.SetState, rows []views.QueueRow) (unread, left int) {
	moves := map[string]bool{}
	for _, part := range act.Moves(p.Set) {
		moves[keyOf(&markup.SetState{Article: part.ID, Page: part.Page, Outside: part.Page != 0})] = true
	}
	for _, row := range rows {
		switch {
		case moves[row.Key] && row.News != views.SeenPart:
			unread++
		case !moves[row.Key] && row.State != markup.Accepted && (act.Page == 0 || row.Page == act.Page):
			left++
		}
	}
	return unread, left
}

// offerOther adds a change of state that asks before it acts.
func (p *page) offerOther(act *markup.SetState, label string) error {
	m, err := p.move(act, label)
	if err != nil || m == nil {
		return err
	}
	m.Asks = true
	p.view.Decision.Other = append(p.view.Decision.Other, *m)
	return nil
}

// offerRestoring adds putting a withdrawn article back.
func (p *page) offerRestoring(a part) error {
	m, err := p.inOrOut(a, markup.Restored, locale.T(p.ctx, "Restore the article"))
	if m != nil {
		p.view.Decision.Other = append(p.view.Decision.Other, *m)
	}
	return err
}

// offerWithdrawing adds taking an article out of the issue.
func (p *page) offerWithdrawing(a part) error {
	if a.scope.ID == "" || a.Withdrawn {
		return nil
	}
	m, err := p.inOrOut(a, markup.Withdrawn, locale.T(p.ctx, "Withdraw the article"))
	if m != nil {
		p.view.Decision.Whole = append(p.view.Decision.Whole, *m)
	}
	return err
}

// inOrOut is withdrawing or restoring an article, as a button offers it; nil if the reader may not ask for it.
func (p *page) inOrOut(a part, state markup.State, label string) (*views.Move, error) {
	act := a.about(&markup.SetState{State: state})
	if markup.May(p.actor, p.standing, p.Set, act) != nil {
		return nil, nil
	}
	m := &views.Move{To: state, Label: label, Asks: true}
	var err error
	m.Refused, err = p.server.refuses(p.ctx, p.Opened, act)
	return m, err
}

// whyNothing says why the reader has nothing to decide.
func (p *page) whyNothing(a part) string {
	switch {
	case a.Withdrawn:
		return locale.T(p.ctx, "It was withdrawn: “%s”", a.Withheld.Words)
	case a.State == markup.Draft, a.State == markup.Returned:
		return locale.T(p.ctx, "It is with its editors. They submit it when it is marked.")
	case a.State == markup.Submitted && !p.plan.IsSingle():
		return locale.T(p.ctx, "It waits for “%s”.", p.plan.Stage(a.stage).Name)
	case a.State == markup.Submitted:
		return locale.T(p.ctx, "It is with its reviewers.")
	}
	return locale.T(p.ctx, "It is accepted. A reviewer can reopen it.")
}

// offerWhole adds what the reader may make of the page of the part, if the issue has several, and of the set.
func (p *page) offerWhole(rows []views.QueueRow) error {
	scopes := []markup.SetState{{}}
	if here := p.view.Here.Page; here != 0 && len(p.Source().Pages) > 1 {
		scopes = []markup.SetState{{Page: here}, {}}
	}
	for _, scope := range scopes {
		for _, o := range p.wholeMoves(scope) {
			if err := p.offerScope(scope, o, rows); err != nil {
				return err
			}
		}
	}
	return nil
}

// offered is an act with what its button says.
type offered struct {
	act   *markup.SetState
	label string
}

// wholeMoves are the acts that may make sense of a page or of the set: one for each stage in which something is.
func (p *page) wholeMoves(scope markup.SetState) []offered {
	in := map[int]bool{}
	for _, part := range p.Parts(scope.Scope()) {
		if now := p.StandOf(part); now.State == markup.Submitted {
			in[now.Stage] = true
		}
	}
	var all []offered
	for n := 1; n <= p.plan.Last(); n++ {
		if !in[n] {
			continue
		}
		pass, back := locale.T(p.ctx, "Accept"), locale.T(p.ctx, "Return")
		if !p.plan.IsSingle() {
			pass, back = locale.T(p.ctx, "Pass in %s", p.plan.Stage(n).Name), locale.T(p.ctx, "Return from %s", p.plan.Stage(n).Name)
		}
		all = append(all, offered{markup.Decision(p.plan, n, true, 0), pass}, offered{markup.Decision(p.plan, n, false, 0), back})
	}
	all = append(all, offered{&markup.SetState{State: markup.Submitted}, locale.T(p.ctx, "Submit")})
	if p.plan.IsSingle() {
		all = append(all, offered{&markup.SetState{State: markup.Draft}, locale.T(p.ctx, "Take back")})
	}
	if p.Lowest(scope.Scope()).State == markup.Accepted {
		all = append(all, offered{markup.Reopening(p.plan), locale.T(p.ctx, "Reopen")})
	}
	return all
}

// offerScope adds a change of state of a page or of the set.
func (p *page) offerScope(scope markup.SetState, o offered, rows []views.QueueRow) error {
	act := o.act
	act.Page = scope.Page
	m, err := p.move(act, locale.T(p.ctx, "%s: the whole set", o.label))
	if err != nil || m == nil {
		return err
	}
	m.Of, m.Asks, m.Wants = keyOf(act), true, ""
	if scope.Page != 0 {
		m.Label = locale.T(p.ctx, "%s: all of page %s", o.label, p.pageName(scope.Page))
	}
	if act.Passes() {
		m.Unread, m.Left = p.waitingIn(act, rows)
	}
	p.view.Decision.Whole = append(p.view.Decision.Whole, *m)
	return nil
}
