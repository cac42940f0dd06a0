package browser

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"galley/models"
	"galley/tests/browser/chrome"
	"galley/tests/samples"
)

var update = flag.Bool("update", false, "rewrite the golden files and the pictures of docs")

// TestMainJob does what an editor does on the first day: sign in by the link, load the page, mark
// it, and take the exports home. The keys come in a burst; TestTheMainJobByKeyboardAlone presses each.
func TestMainJob(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	tab := chrome.Start(t)

	link, needed := site.server.WelcomeURL(site.address)
	if !needed {
		t.Fatal("a new database offers no link to sign in by")
	}
	tab.Open(link)
	tab.Click("#welcome button[type=submit]")
	tab.Wait(`location.pathname === "/welcome"`)
	tab.Fill("input[name=name]", "林晓")
	tab.Fill("input[name=password]", goodPassword)
	tab.Click("#set-up button[type=submit]")
	tab.Wait(`location.pathname === "/issues"`)

	loadByForm(t, tab)
	h := &hand{tab: tab}
	half := strings.LastIndex(markings[0].keys, " h y ")
	h.burst(t, keysIn(markings[0].keys[:half])...)
	picture(tab, "workbench")
	h.burst(t, keysIn(markings[0].keys[half:])...)
	site.sameAsGold(t, 1, markings[0].name)
	t.Logf("the whole page in %d inputs", h.inputs)

	for _, format := range []string{"json", "xml"} {
		got := download(t, tab, format)
		sameAsGolden(t, "zhuzhou.galley."+format, got)
	}

	site.load(t, models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}, markings[1].name, markings[2].name)
	tab.Open(site.address + "/issues")
	picture(tab, "issues")
}

// picture writes a picture for the documentation, when the golden files are rewritten.
func picture(tab *chrome.Tab, name string) {
	if *update {
		tab.Wait(`document.readyState === "complete"`)
		tab.Wait(atRest)
		tab.Screenshot(filepath.Join("../../docs", name+".png"))
	}
}

// loadByForm loads the Zhuzhou page through the pages of the browser.
func loadByForm(t *testing.T, tab *chrome.Tab) {
	t.Helper()
	tab.Open(strings.Split(chrome.Eval[string](tab, "location.href"), "/issues")[0] + "/issues/new")
	tab.Do(chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{samples.Path(markings[0].name + ".txt")}))
	tab.Click("#read")
	tab.Wait(`document.getElementById("confirm-form") !== null`)
	read := map[string]string{}
	for _, name := range []string{"publication", "date", "number", "serial", "language"} {
		read[name] = chrome.Eval[string](tab, `document.querySelector("[name=`+name+`]").value`)
	}
	want := map[string]string{"publication": "株洲日报", "date": "2022-11-10", "number": "23126", "serial": "CN 43-0005", "language": "zh-Hans"}
	if diff := cmp.Diff(want, read); diff != "" {
		t.Errorf("read from the masthead (-want +got):\n%s", diff)
	}
	tab.Click("#create")
	tab.Wait(takesKeys)
}

// download presses the export's link and gives the file that the browser saved.
func download(t *testing.T, tab *chrome.Tab, format string) []byte {
	t.Helper()
	if !chrome.Eval[bool](tab, `document.getElementById("export").open`) {
		tab.Click("#export summary")
	}
	return downloadBy(t, tab, func() { tab.Click(`#export a[href$="/` + format + `"]`) })
}

// downloadBy gives the file that the browser saves when press is done.
func downloadBy(t *testing.T, tab *chrome.Tab, press func()) []byte {
	t.Helper()
	dir := t.TempDir()
	events := true
	ctx, cancel := context.WithTimeout(tab.Context(), 30*time.Second)
	defer cancel()
	behaviour := browser.SetDownloadBehaviorParams{
		BrowserContextID: chromedp.FromContext(tab.Context()).BrowserContextID,
		Behavior:         browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: &events}
	progress := chromedp.Events(ctx, browser.DownloadProgress)
	if _, err := chromedp.Call(tab.Context(), browser.SetDownloadBehavior, behaviour); err != nil {
		t.Fatal(err)
	}
	press()
	for event, err := range progress {
		if err != nil {
			t.Fatal(err)
		}
		if event.State == browser.DownloadProgressStateCompleted {
			data, err := os.ReadFile(filepath.Join(dir, event.GUID))
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	t.Fatal("the download never ended")
	return nil
}

// sameAsGolden compares what was made with a file of testdata, which -update writes.
func sameAsGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs from its golden file (-want +got):\n%s", name, diff)
	}
}
