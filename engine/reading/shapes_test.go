package reading

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEndsOpen(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"a Chinese sentence that breaks off", "代表们认为,要把渡口", true},
		{"a comma", "代表们认为，", true},
		{"an enumeration comma", "物流、仓储、", true},
		{"a number", "投资共计1,200", true},
		{"a quoted word at the end", "大家都叫他“老船工”", true},
		{"a hyphen", "a long story of promo-", true},
		{"an English clause", "the Committee agreed—namely", true},
		{"a title that wants a name", "The bill was moved by Mr.", true},
		{"a full stop", "代表们认为，要保住渡口。", false},
		{"a half-width full stop", "代表们认为,要保住渡口.", false},
		{"a full stop inside quotes", "他说：“要保住渡口。”", false},
		{"a full stop inside brackets", "要保住渡口。（掌声。）", false},
		{"an ellipsis", "要保住渡口……", false},
		{"a colon before a list", "通知如下：", false},
		{"a semicolon in a list", "（一）要保住渡口；", false},
		{"the author in brackets", "要保住渡口。（顾朝晖）", false},
		{"a jump", "要把渡口(下转第2版)", false},
		{"a remark in brackets behind the mark", "要保住渡口。(有删节)", false},
		{"an English sentence in quotes", "“We will keep the ferry.”", false},
		{"ornaments behind the mark", "The ferry was kept.\n_ _ _ _", false},
		{"white space behind the mark", "要保住渡口。\u3000\n", false},
		{"nothing", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := EndsOpen(tt.text); got != tt.want {
				t.Errorf("endsOpen(%q) = %t", tt.text, got)
			}
		})
	}
}

func TestShapesOfHeadings(t *testing.T) {
	tests := []struct {
		name, text             string
		heading, signed, folio bool
	}{
		{"a Chinese headline", "渡口新桥昨日合龙", true, false, false},
		{"a turned headline", "渡口新桥昨日合龙 两岸居民不再绕行", true, false, false},
		{"a headline that asks", "谁来守护老渡口？", true, false, false},
		{"a headline with one comma", "守住渡口,留住乡愁", true, false, false},
		{"a short sentence", "请绕行新桥。", false, false, false},
		{"a sentence that breaks off after two commas", "顾朝晖说,渡口要保,船也要留", false, false, false},
		{"an English headline", "Council votes to keep the ferry", true, false, false},
		{"an old headline", "HARBOUR INTELLIGENCE.", true, true, false},
		{"an English sentence", "The council voted to keep the ferry.", false, false, false},
		{"the end of an English sentence", "of the ferry and the bridge", false, false, false},
		{"an item", "●渡口停航　明日起渡口停航，请绕行新桥。", false, true, false},
		{"a boxed head", "【渡口停航】明日起渡口停航。", false, true, false},
		{"a run of capitals", "CORN EXCHANGE.—Wheat is dearer than it was on Monday.", false, true, false},
		{"a name in capitals inside a sentence", "Mr. GREY moved the second reading of the Bill.", false, false, false},
		{"small capitals of a first word", "THE river rose again on Monday night, and the ferry stopped.", false, false, false},
		{"a page line", "第3版 要闻", true, false, true},
		{"a page number", "- 3 -", false, false, true},
		{"a date line", "FRIDAY EVENING, MAY 9, 1831.", true, true, true},
		{"a date alone", "2031年5月9日", true, false, false},
		{"a sentence that opens with a date", "5月9日,渡口新桥合龙,两岸居民不再绕行。", false, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := []bool{IsShortHeading(tt.text), OpensWithSign(tt.text), LooksLikeFolio(tt.text)}
			if diff := cmp.Diff([]bool{tt.heading, tt.signed, tt.folio}, got); diff != "" {
				t.Errorf("%q: heading, signed, folio (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestSuggestGlue(t *testing.T) {
	tests := []struct{ name, left, right, language, want string }{
		{"Chinese characters", "携手走出一", "条路", "zh-Hans", "none"},
		{"a Chinese comma and a Latin letter", "他说，", "GDP增长", "zh-Hans", "none"},
		{"digits in a Chinese text", "投资1", "200万元", "zh-Hans", "none"},
		{"Latin words in a Chinese text", "在Apple", "Store买到", "zh-Hans", "space"},
		{"English words", "for the service of the", "marines", "en", "space"},
		{"a broken English word", "the hope of promo-", "tion", "en", "dehyphenate"},
		{"a soft hyphen", "the hope of promo\u00AD", "tion", "en", "dehyphenate"},
		{"a hyphen that belongs there", "the Anglo-", "French treaty", "en", "none"},
		{"a dash", "he left -", "and came back", "en", "space"},
		{"Korean words", "새 다리가", "열렸다", "ko", "space"},
		{"Japanese", "橋が", "できた", "ja", "none"},
		{"white space at the break", "the service ", " marines", "en", "space"},
		{"nothing on the right", "the service", "", "en", "space"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := SuggestGlue(tt.left, tt.right, tt.language); got != tt.want {
				t.Errorf("suggestGlue(%q, %q) = %q, want %q", tt.left, tt.right, got, tt.want)
			}
		})
	}
}

func TestGuessFurniture(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a code to scan", "扫码关注青浦晚报公众号", "promo"},
		{"a hotline", "新闻热线：000-12345678", "promo"},
		{"an English promotion", "Follow us on social media", "promo"},
		{"a staff line", "责编：顾朝晖 校对：冯小满", "staff-line"},
		{"an index", "导读\n渡口停航　2版", "index"},
		{"references to pages", "渡口停航 ▶▶2版\n新桥合龙 ▶▶3版", "index"},
		{"an English index", "Ferry ..... 2\nBridge ..... 3", "index"},
		{"the weather", "今日多云转晴，18℃～27℃", "weather"},
		{"ornaments", "* * * *", "noise"},
		{"a scrap", ".I", "noise"},
		{"a page line", "第3版　要闻", "masthead"},
		{"a date line", "2031年5月9日 星期五", "masthead"},
		{"a paper's title", "青浦晚报", "masthead"},
		{"an English paper's title", "THE DAILY LEDGER", "masthead"},
		{"an English paper's title in small letters", "The Times of Hull", "masthead"},
		{"an English headline about the post", "Post Office Reform", "furniture"},
		{"something else", "渡口新桥昨日合龙", "furniture"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := GuessFurniture(tt.text); got != tt.want {
				t.Errorf("guessFurniture(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestAgencyOf(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an agency's own dispatch", "新华社北京3月2日电 记者获悉。", "新华社"},
		{"after a report of the agency", "据新华社北京3月2日电 记者获悉。", ""},
		{"the paper's own dispatch", "本报北京3月2日电 记者获悉。", ""},
		{"an agency in brackets", "LONDON, Nov. 9 (Reuters) — The river rose.", "Reuters"},
		{"an old dateline", "PARIS, FEB. 14.—The Chambers met.", ""},
		{"an indented dispatch", "　　新华社北京3月2日电 记者获悉。", "新华社"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, ok := ReadDateline(tt.text)
			if got := AgencyOf(r, tt.text); !ok || got != tt.want {
				t.Errorf("agency of %q is %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestReadPartsOfWhatTheEditorSelected(t *testing.T) {
	tests := []struct{ name, role, text, want string }{
		{"a byline in the middle of a text", "byline", "记者 顾朝晖 冯小满", "person-role{记者} person{顾朝晖}=记者 person{冯小满}=记者"},
		{"a byline with its news line", "byline", "本报讯（记者 顾朝晖）", "source{本报} person-role{记者} person{顾朝晖}=记者"},
		{"an English byline without By", "byline", "Jane Doe and John Roe", "person{Jane Doe}=author person{John Roe}=author"},
		{"a dateline without its verb", "dateline", "新华社北京3月2日", "source{新华社} place{北京} date{3月2日}"},
		{"a dateline of place and date", "dateline", "北京，3月2日", "place{北京} date{3月2日}"},
		{"an English dateline", "dateline", "Cowes, Feb. 16.", "place{Cowes} date{Feb. 16}"},
		{"a credit", "credit", "(Private Letter.)", "source{Private Letter}"},
		{"a credit of a reporter", "credit", "记者顾朝晖 摄", "person-role{记者} person{顾朝晖}=摄 person-role{摄}"},
		{"a signature", "signature", "青浦市渡口管理处 2031年5月9日", "issuer{青浦市渡口管理处} date{2031年5月9日}"},
		{"a folio", "folio", "2031年5月9日 星期五", "issue-date{2031年5月9日} weekday{星期五}"},
		{"a staff line", "staff-line", "责编：顾朝晖", "person-role{责编} person{顾朝晖}=责编"},
		{"a role without parts", "run-in-head", "【渡口停航】", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shown(tt.text, ReadParts(tt.role, tt.text)...)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestReadLineDatelines(t *testing.T) {
	text := "HULL, May 9.—Wind N. E.\nGRIMSBY, May 8.—Sailed the Hope.\nThe Hope, May 8, was late.\nWhitby, May 7.—Calm."
	want := "dateline{GRIMSBY, May 8.}|place{GRIMSBY} date{May 8}| dateline{Whitby, May 7.}|place{Whitby} date{May 7}|"
	if diff := cmp.Diff(want, shown(text, readLineDatelines(text)...)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReadMasthead(t *testing.T) {
	tests := []struct {
		name, text string
		want       Masthead
	}{
		{"a Chinese front page", "青浦晚报讯（记者 顾朝晖）昨日，新桥合龙。\n\n2031年5月9日 星期五 辛亥年闰三月十八 总第7016期 今日8版 青浦晚报社出版 国内统一连续出版物号CN00-0012\n\n本报讯（记者 冯小满）昨日，渡口停航。",
			Masthead{Publication: "青浦晚报", Date: "2031-05-09", Number: "7016", Serial: "CN 00-0012", Publisher: "青浦晚报社", Pages: 8}},
		{"dates in Chinese digits", "青浦晚报\n\n二〇三一年十一月十日　星期一　第二百零五期\n\n中共青浦市委主管、主办", Masthead{Publication: "青浦晚报", Date: "2031-11-10", Number: "205", Publisher: "中共青浦市委"}},
		{"a year of the Republic", "第二版　民國二十年四月三日\n\n青浦報", Masthead{Publication: "青浦報", Date: "1931-04-03", PageLabel: "2"}},
		{"a masthead without a blank line below it", "第二版　民國二十年四月三日\n青浦報\n辛未年二月十六日　星期五\n" + strings.Repeat("渡口新橋昨日合龍兩岸居民不再繞行\n", 30), Masthead{Publication: "青浦報", Date: "1931-04-03", PageLabel: "2"}},
		{"an inside page", "A03　财经　2031年5月9日　星期五\n\n渡口停航", Masthead{Date: "2031-05-09", PageLabel: "A03", Section: "财经"}},
		{"an English front page", "THE DAILY LEDGER\n\nNo. 12,345 | Friday, May 9, 2031 | 24 pages\n\nISSN 1234-5678", Masthead{Publication: "The Daily Ledger", Date: "2031-05-09", Number: "12345", Serial: "ISSN 1234-5678", Pages: 24}},
		{"a title in the page line", "中華民國二十八年四月廿一日　青浦報　星期五　第二版", Masthead{Publication: "青浦報", Date: "1939-04-21", PageLabel: "2"}},
		{"an English title in the page line", "The Daily Ledger, Friday, May 9, 2031   Page 7", Masthead{Publication: "The Daily Ledger", Date: "2031-05-09", PageLabel: "7"}},
		{"an old date line", "FRIDAY EVENING, MAY 9, 1831.\n\nThe river rose.", Masthead{Date: "1831-05-09"}},
		{"a German date line", "Nr. 104 | Freitag, 9. Mai 2031", Masthead{Date: "2031-05-09", Number: "104"}},
		{"an unknown day", "2031年2月30日 星期五 第7016期", Masthead{Number: "7016"}},
		{"dates in the text are not the issue's", "会议于2031年5月9日举行，第7016期公报刊登了结果，详情请看公报。\n\n青浦市渡口管理处\n2031年5月9日", Masthead{}},
		{"the paper is not the agency", "新华社北京3月2日电 记者获悉。\n\n本报讯（记者 顾朝晖）昨日。", Masthead{}},
		{"nothing", "", Masthead{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, ReadMasthead(tt.text)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestReadMastheadOfTheGoldPages(t *testing.T) {
	want := []Masthead{
		{Publication: "株洲日报", Date: "2022-11-10", Number: "23126", Serial: "CN 43-0005", Publisher: "中共株洲市委", Pages: 4},
		{Publication: "临江日报", Date: "2031-05-09", Number: "7016", Serial: "CN 00-0001", Publisher: "临江日报社", Pages: 4},
		{Date: "2031-05-09", PageLabel: "3", Section: "民生"},
	}
	for i, page := range readerPages {
		if diff := cmp.Diff(want[i], ReadMasthead(loadReaderGold(t, readerPath(page)).text)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", page, diff)
		}
	}
}

func TestReadersStayFastOnOneLongLine(t *testing.T) {
	text := strings.Repeat("记者顾朝晖（摄）CORN EXCHANGE 第3版", 50_000)
	for _, read := range everyReader {
		read(text)
	}
	ReadMasthead(text)
}

func TestReadItems(t *testing.T) {
	ports := "HULL, May 9.—Wind N. E.\nGRIMSBY, May 8.—Sailed the Hope."
	stakes := "DERBY.-9 to 2 agst Swiss-8 to 1 agst\nReform.\nOAKS STAKES.—5 to 1 agst Rebecca."
	tests := []struct{ name, kind, text, want string }{
		{"a list has a dateline for each port", "listing", ports, "dateline{GRIMSBY, May 8.}|place{GRIMSBY} date{May 8}|"},
		{"a page of sport has a head for each race", "sport", stakes, "run-in-head{DERBY.} run-in-head{OAKS STAKES.}"},
		{"so has a market", "market", "FOREIGN FUNDS.—Dull.\nBank Stock 237", "run-in-head{FOREIGN FUNDS.}"},
		{"news has no items", "news", ports + "\n" + stakes, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shown(tt.text, ReadItems(tt.kind, tt.text)...)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}
