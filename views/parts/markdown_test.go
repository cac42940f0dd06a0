package parts

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// drawn is a text in Markdown as HTML.
func drawn(t *testing.T, source string) string {
	t.Helper()
	var b strings.Builder
	if err := Markdown(source).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

func TestMarkdownIsDrawn(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"headings begin below that of the page, with anchors in any script", "# 标题 与 Deck\n\n# 标题 与 Deck", `<h3 id="g-标题-与-deck">标题 与 Deck</h3>` + "\n" + `<h3 id="g-标题-与-deck-2">标题 与 Deck</h3>`},
		{"no rank of headings is skipped", "## a\n#### b\n## c\n# d\n## e", `<h3 id="g-a">a</h3>` + "\n" + `<h4 id="g-b">b</h4>` + "\n" + `<h3 id="g-c">c</h3>` + "\n" + `<h3 id="g-d">d</h3>` + "\n" + `<h4 id="g-e">e</h4>`},
		{"headings end at the sixth rank", "# a\n## b\n### c\n#### d\n##### e", `<h3 id="g-a">a</h3>` + "\n" + `<h4 id="g-b">b</h4>` + "\n" + `<h5 id="g-c">c</h5>` + "\n" + `<h6 id="g-d">d</h6>` + "\n" + `<h6 id="g-e">e</h6>`},
		{"a table", "|a|b|\n|-|-|\n|1|2|", "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>"},
		{"columns are aligned without a style", "|a|\n|-:|\n|1|", "<table>\n<thead>\n<tr>\n<th align=\"right\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"right\">1</td>\n</tr>\n</tbody>\n</table>"},
		{"a link leads away and takes nothing along", "[x](https://example.org/a)", `<p><a href="https://example.org/a" rel="noopener noreferrer nofollow">x</a></p>`},
		{"a bare address is a link", "https://example.org", `<p><a href="https://example.org" rel="noopener noreferrer nofollow">https://example.org</a></p>`},
		{"a link within Galley stays as it is", "[x](/issues) [y](#g-a)", `<p><a href="/issues">x</a> <a href="#g-a">y</a></p>`},
		{"a picture becomes a link to it", "![a scan](https://example.org/a.png)", `<p><a href="https://example.org/a.png" rel="noopener noreferrer nofollow">a scan</a></p>`},
		{"a picture without words", "![](https://example.org/a.png)", `<p><a href="https://example.org/a.png" rel="noopener noreferrer nofollow">https://example.org/a.png</a></p>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, drawn(t, tt.source)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// attacks are texts that try to run a script on the reader's page.
var attacks = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `a <b onclick=alert(1)>b</b>`, `<svg/onload=alert(1)>`, `<!-- --><iframe srcdoc="<script>alert(1)</script>">`,
	`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](javascript&colon;alert(1))`, `[x](javascript&#58;alert(1))`, `[x](javascript&#x3a;alert(1))`,
	`[x](java&Tab;script:alert(1))`, `[x](java&#10;script:alert(1))`, `[x](<java	script:alert(1)>)`, `[x](&#1;javascript:alert(1))`, `[x]( javascript:alert(1))`, `[x](\javascript:alert(1))`, `[x](j\avascript\:alert(1))`,
	`[x](vbscript:msgbox(1))`, `[x](data:text/html,<script>alert(1)</script>)`, `[x](data:image/png;base64,AAAA)`, `[x](file:///etc/passwd)`, `[x](blob:https://a/b)`,
	`<javascript:alert(1)>`, `<data:text/html;base64,PHNjcmlwdD4=>`, "![x](javascript:alert(1))", "![x](data:image/svg+xml,<svg onload=alert(1)>)",
	"[x]\n\n[x]: javascript:alert(1)", `[x](https://a "\" onmouseover=\"alert(1)")`, "# x {onclick=alert(1)}", "# <script>alert(1)</script>", "[x](\"onmouseover=alert(1)//)",
	"|<img src=x onerror=alert(1)>|\n|-|\n|[x](javascript:alert(1))|", "```<script>\nalert(1)\n</script>\n```", "- [ ] <script>alert(1)</script>", "~~<script>alert(1)</script>~~", "www.a.b/\"onclick=alert(1)",
}

func TestMarkdownRunsNoScript(t *testing.T) {
	for _, attack := range attacks {
		page, err := html.Parse(strings.NewReader(drawn(t, attack)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range page.Descendants() {
			if n.Type == html.ElementNode {
				checkHarmless(t, attack, n)
			}
		}
	}
}

// harmless are the elements and attributes that a text in Markdown may become.
var harmless = map[string]string{
	"html": "", "head": "", "body": "", "p": "", "a": "href rel title", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "ul": "", "ol": "start", "li": "", "em": "", "strong": "", "del": "",
	"code": "class", "pre": "", "blockquote": "", "table": "", "thead": "", "tbody": "", "tr": "", "th": "align", "td": "align", "hr": "", "br": "",
}

func checkHarmless(t *testing.T, attack string, n *html.Node) {
	t.Helper()
	allowed, known := harmless[n.Data]
	if !known {
		t.Errorf("%q becomes an element %s", attack, n.Data)
	}
	for _, a := range n.Attr {
		if !strings.Contains(" "+allowed+" ", " "+a.Key+" ") {
			t.Errorf("%q becomes %s with %s=%q", attack, n.Data, a.Key, a.Val)
		}
		target := strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, strings.ToLower(a.Val))
		if scheme, _, found := strings.Cut(target, ":"); a.Key == "href" && found && !strings.ContainsAny(scheme, "/#?") && scheme != "http" && scheme != "https" && scheme != "mailto" {
			t.Errorf("%q becomes a link to %q", attack, a.Val)
		}
	}
}

func TestLinesAreCompared(t *testing.T) {
	want := []DiffLine{{Kind: "gap", Count: 1}, {Kind: "same", Words: "b"}, {Kind: "same", Words: "c"}, {Kind: "same", Words: "d"}, {Kind: "out", Words: "e"}, {Kind: "in", Words: "E"}, {Kind: "same", Words: "𠮷"}}
	if diff := cmp.Diff(want, DiffLines("a\nb\nc\nd\ne\n𠮷", "a\nb\nc\nd\nE\n𠮷")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := DiffLines("a\n", "a\n"); got != nil {
		t.Errorf("the same text has the differences %v", got)
	}
	if diff := cmp.Diff([]DiffLine{{Kind: "in", Words: "a"}}, DiffLines("", "a")); diff != "" {
		t.Errorf("from nothing (-want +got)\n%s", diff)
	}
}
