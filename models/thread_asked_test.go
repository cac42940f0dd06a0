package models

import (
	"testing"
)

func TestAskedIsWhatWaitsForAnAnswer(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		x := newTeam(t, s)
		q := aThread(x.set.ID, x.li.ID, "q")
		said := says("@Wu ?")
		said.Mentions = []Mention{{UserID: x.wu.ID, Name: "Wu"}}
		if _, err := s.OpenThread(background, q, said); err != nil {
			t.Fatal(err)
		}
		asked := must[[]Asked](t)(s.Asked(background, x.wu, 5))
		if len(asked) != 1 || asked[0].By != "Li" || asked[0].Text != "@Wu ?" || asked[0].SetID != x.set.ID {
			t.Errorf("Wu is asked %+v", asked)
		}
		if asked := must[[]Asked](t)(s.Asked(background, x.li, 5)); len(asked) != 0 {
			t.Errorf("Li is asked %+v", asked)
		}
		if papers := must[[]Paper](t)(s.Papers(background, x.wu)); len(papers) != 1 || papers[0].Waiting != 1 {
			t.Errorf("for Wu the publications are %+v", papers)
		}
		if _, err := s.AddComment(background, x.set.ID, q.Key, by(x.wu.ID, "answer", says("No."))); err != nil {
			t.Fatal(err)
		}
		if asked := must[[]Asked](t)(s.Asked(background, x.wu, 5)); len(asked) != 0 {
			t.Errorf("after the answer Wu is asked %+v", asked)
		}
	})
}
