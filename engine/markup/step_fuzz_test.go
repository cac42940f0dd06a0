package markup

import (
	"encoding/json"
	"testing"
)

// FuzzReadStep reads anything as a stored step: what is accepted says exactly what is written back,
// turns round twice to itself, and never breaks the set that it is applied to.
func FuzzReadStep(f *testing.F) {
	id := testID("a")
	for _, seed := range []string{
		`{"v":1,"changes":[]}`,
		`{"v":2,"changes":[]}`,
		`{"v":1,"changes":[{"cell":"cut/1/4","to":true}]}`,
		`{"v":1,"changes":[{"cell":"article/` + id + `","to":{"type":"news"}},{"cell":"block/1/0","to":{"role":"headline","article":"` + id + `","decided":true,"turns":[2],"place":{"page":1,"offset":3,"rank":-1}}}]}`,
		`{"v":1,"changes":[{"cell":"join/1/10","from":{"page":1,"start":12,"glue":"none","certain":true}}]}`,
		`{"v":1,"changes":[{"cell":"span/` + id + `","to":{"at":[{"page":1,"start":0,"end":2}],"role":"byline","attributes":{"as":"x"}}}]}`,
		`{"v":1,"changes":[{"cell":"correction/` + id + `","to":{"page":1,"start":0,"end":1,"text":"𠮷"}}]}`,
		`{"v":1,"changes":[{"cell":"picture/` + id + `","to":{"page":1,"offset":0}}]}`,
		`{"v":1,"changes":[{"cell":"notes/page/1","to":["x"]},{"cell":"state","to":"submitted"},{"cell":"state/page/1","to":"accepted"}]}`,
	} {
		f.Add([]byte(seed))
	}
	empty := NewSet(&Source{Language: "zh-Hans", Pages: []*Page{NewPage(1, "渡口重新开放\n\n𠮷野家开业🎉\n\nx y\n")}})
	f.Fuzz(func(t *testing.T, data []byte) {
		var step Step
		if json.Unmarshal(data, &step) != nil {
			return
		}
		again, err := json.Marshal(step)
		if err != nil {
			t.Fatalf("write the step again: %v", err)
		}
		var same Step
		if err := json.Unmarshal(again, &same); err != nil || !same.Equal(step) {
			t.Fatalf("the step %s does not read back: %v", again, err)
		}
		if !step.Reverse().Reverse().Equal(step) {
			t.Fatal("turned round twice, the step is another")
		}
		if next, err := empty.Apply(LoggedStep{Version: 1, ID: testID("step"), Author: 1, Step: step}); err == nil {
			applySound(t, empty, next, step)
		}
	})
}

// applySound wants the laws of a set kept by a step that was accepted, and its reverse to restore.
func applySound(t *testing.T, before, after *Set, step Step) {
	t.Helper()
	back, err := after.Apply(LoggedStep{Version: 2, ID: testID("back"), Author: 1, Step: step.Reverse()})
	if err != nil {
		t.Fatalf("apply the reverse of %s: %v", stepText(step), err)
	}
	checkSame(t, "after the reverse", before, back)
}
