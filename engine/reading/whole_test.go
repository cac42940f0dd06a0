package reading

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readerLine is a line and what a reader finds in it, "" for nothing.
type readerLine struct{ name, text, want string }

func checkLines(t *testing.T, read func(string) (Reading, bool), tests []readerLine) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if r, ok := read(tt.text); ok {
				got = shown(tt.text, r)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestReadByline(t *testing.T) {
	checkLines(t, ReadByline, []readerLine{
		{"a name alone", "顾朝晖", "byline{顾朝晖}|person{顾朝晖}=作者|"},
		{"a pen name", "江上渔翁", "byline{江上渔翁}|person{江上渔翁}=作者|"},
		{"a pen name in brackets", "（丹翁）", "byline{（丹翁）}|person{丹翁}=作者|"},
		{"two names", "顾朝晖 冯小满", "byline{顾朝晖 冯小满}|person{顾朝晖}=作者 person{冯小满}=作者|"},
		{"a commentator of the paper without a name", "本报评论员", "byline{本报评论员}|source{本报} person-role{评论员}|"},
		{"words and picture by one", "本报记者　顾朝晖　文/图", "byline{本报记者　顾朝晖　文/图}|source{本报} person-role{记者} person{顾朝晖}=记者;文/图 person-role{文/图}|"},
		{"words by one and picture by another, role in front", "文/顾朝晖 图/冯小满", "byline{文/顾朝晖 图/冯小满}|person-role{文} person{顾朝晖}=文 person-role{图} person{冯小满}=图|"},
		{"words by one and picture by another, role behind", "顾朝晖/文 冯小满/图", "byline{顾朝晖/文 冯小满/图}|person{顾朝晖}=文 person-role{文} person{冯小满}=图 person-role{图}|"},
		{"words by one and picture by another, set with spaces", "顾朝晖 文 冯小满 摄", "byline{顾朝晖 文 冯小满 摄}|person{顾朝晖}=文 person-role{文} person{冯小满}=摄 person-role{摄}|"},
		{"a picture report of two", "记者 顾朝晖 冯小满 摄影报道", "byline{记者 顾朝晖 冯小满 摄影报道}|person-role{记者} person{顾朝晖}=记者; 摄影报道 person{冯小满}=记者; 摄影报道 person-role{摄影报道}|"},
		{"a colon behind the role", "作者：顾朝晖", "byline{作者：顾朝晖}|person-role{作者} person{顾朝晖}=作者|"},
		{"roles and names run together", "本报记者顾朝晖通讯员冯小满摄影李想", "byline{本报记者顾朝晖通讯员冯小满摄影李想}|source{本报} person-role{记者} person{顾朝晖}=记者 person-role{通讯员} person{冯小满}=通讯员 person-role{摄影} person{李想}=摄影|"},
		{"a paper, a role abroad, a name", "青浦日报驻京记者 顾朝晖", "byline{青浦日报驻京记者 顾朝晖}|source{青浦日报} person-role{驻京记者} person{顾朝晖}=驻京记者|"},
		{"at the opening of a text", "本报讯（记者 顾朝晖）昨日上午，新桥合龙。", "byline{本报讯（记者 顾朝晖）}|source{本报} person-role{记者} person{顾朝晖}=记者|"},
		{"at the end of a text", "昨日上午，新桥合龙。（顾朝晖）", "byline{（顾朝晖）}|person{顾朝晖}=作者|"},
		{"an English name alone", "JANE DOE", "byline{JANE DOE}|person{JANE DOE}=author|"},
		{"an English byline", "By Jane Doe in Berlin", "byline{By Jane Doe in Berlin}|person{Jane Doe}=author place{Berlin}|"},
		{"an English byline with an agency", "By Jane Doe, The Associated Press", "byline{By Jane Doe, The Associated Press}|person{Jane Doe}=author source{The Associated Press}|"},
		{"an English byline with a title in the middle", "By JANE DOE, Political Editor, and JOHN ROE", "byline{By JANE DOE, Political Editor, and JOHN ROE}|person{JANE DOE}=Political Editor person-role{Political Editor} person{JOHN ROE}=author|"},
		{"a German byline", "Von Hans Müller und Eva van der Berg", "byline{Von Hans Müller und Eva van der Berg}|person{Hans Müller}=author person{Eva van der Berg}=author|"},
		{"a French byline", "Par Jean-Luc Dupont, envoyé spécial", "byline{Par Jean-Luc Dupont, envoyé spécial}|person{Jean-Luc Dupont}=envoyé spécial person-role{envoyé spécial}|"},
		{"a correspondent", "FROM OUR SPECIAL CORRESPONDENT", "byline{FROM OUR SPECIAL CORRESPONDENT}|person-role{SPECIAL CORRESPONDENT}|"},
		{"no byline in a text without one", "昨日上午，渡口新桥合龙，两岸居民不再绕行。", ""},
		{"no byline in English text", "The river rose again on Monday, and the mayor, who had not slept, closed the bridge.", ""},
	})
}

func TestReadDateline(t *testing.T) {
	checkLines(t, ReadDateline, []readerLine{
		{"an agency's own", "新华社北京3月2日电 记者获悉。", "dateline{新华社北京3月2日电}|source{新华社} place{北京} date{3月2日}|"},
		{"with the year in Chinese digits", "新华社上海二〇三一年三月二日电 记者获悉。", "dateline{新华社上海二〇三一年三月二日电}|source{新华社} place{上海} date{二〇三一年三月二日}|"},
		{"alone in its block", "LONDON, November 9", "dateline{LONDON, November 9}|place{LONDON} date{November 9}|"},
		{"alone in its block with a year", "London, 9 November 2031", "dateline{London, 9 November 2031}|place{London} date{9 November 2031}|"},
		{"none", "The river rose again.", ""},
	})
}

func TestReadCredit(t *testing.T) {
	checkLines(t, ReadCredit, []readerLine{
		{"given by somebody", "工人正在吊装。 受访单位供图", "credit{受访单位供图}|source{受访单位}|"},
		{"provided by somebody, closely behind", "工人正在吊装。照片由江北渡口管理处提供", "credit{照片由江北渡口管理处提供}|source{江北渡口管理处}|"},
		{"provided, without a mark in front", "工人正在吊装图片由受访者提供", "credit{图片由受访者提供}|source{受访者}|"},
		{"a reporter's picture", "工人正在吊装。本报记者顾朝晖摄", "credit{本报记者顾朝晖摄}|source{本报} person-role{记者} person{顾朝晖}=摄 person-role{摄}|"},
		{"without a mark before it", "渡口新桥昨日合龙　记者 顾朝晖 摄", "credit{记者 顾朝晖 摄}|person-role{记者} person{顾朝晖}=摄 person-role{摄}|"},
		{"two photographers", "工人正在吊装。 顾朝晖 冯小满 摄", "credit{顾朝晖 冯小满 摄}|person{顾朝晖}=摄 person{冯小满}=摄 person-role{摄}|"},
		{"in brackets", "工人正在吊装。（顾朝晖 摄）", "credit{（顾朝晖 摄）}|person{顾朝晖}=摄 person-role{摄}|"},
		{"the agency's release", "工人正在吊装。新华社发（顾朝晖 摄）", "credit{新华社发（顾朝晖 摄）}|source{新华社} person{顾朝晖}=摄 person-role{摄}|"},
		{"the agency's reporter", "工人正在吊装。新华社记者 顾朝晖 摄", "credit{新华社记者 顾朝晖 摄}|source{新华社} person-role{记者} person{顾朝晖}=摄 person-role{摄}|"},
		{"the role in front", "工人正在吊装。 摄影/顾朝晖", "credit{摄影/顾朝晖}|person-role{摄影} person{顾朝晖}=摄影|"},
		{"the source of a picture", "工人正在吊装。图片来源：视觉中国", "credit{图片来源：视觉中国}|source{视觉中国}|"},
		{"from the archive", "渡口旧影。（资料图片）", "credit{（资料图片）}"},
		{"traditional writing", "工人正在吊裝。（記者陳大文攝）", "credit{（記者陳大文攝）}|person-role{記者} person{陳大文}=攝 person-role{攝}|"},
		{"a credit alone", "企业供图", "credit{企业供图}|source{企业}|"},
		{"at the opening", "本报记者 顾朝晖 摄\n工人正在吊装。", "credit{本报记者 顾朝晖 摄}|source{本报} person-role{记者} person{顾朝晖}=摄 person-role{摄}|"},
		{"photo by", "Workers close the gap. Photo by Jane Doe", "credit{Photo by Jane Doe}|person-role{Photo} person{Jane Doe}=Photo|"},
		{"a photo of an agency", "Workers close the gap. PHOTO: XINHUA", "credit{PHOTO: XINHUA}|source{XINHUA}|"},
		{"a photographer and an agency", "Workers close the gap. © Jane Doe/AP", "credit{© Jane Doe/AP}|person{Jane Doe}=photo source{AP}|"},
		{"an agency and a photographer in brackets", "Workers close the gap. (AP Photo/Jane Doe)", "credit{(AP Photo/Jane Doe)}|source{AP} person-role{Photo} person{Jane Doe}=Photo|"},
		{"courtesy", "Workers close the gap. Courtesy of the Harbour Museum", "credit{Courtesy of the Harbour Museum}|source{the Harbour Museum}|"},
		{"a German credit", "Arbeiter schließen die Lücke. Foto: Hans Müller/dpa", "credit{Foto: Hans Müller/dpa}|person-role{Foto} person{Hans Müller}=Foto source{dpa}|"},
		{"no credit: a sentence about providing", "渡口为居民提供", ""},
		{"no credit: who is shown", "工人王伟正在检修吊机。", ""},
		{"no credit: a sentence about a photo", "Workers look at a photo of the old bridge.", ""},
	})
}

func TestReadJump(t *testing.T) {
	checkLines(t, ReadJump, []readerLine{
		{"from, full-width brackets", "（上接第2版）", "jump{（上接第2版）}=2版"},
		{"to, half-width brackets", "(下转第2版)", "jump{(下转第2版)}=2版"},
		{"to, in Chinese digits", "会议强调，（下转第三版）", "jump{（下转第三版）}=三版"},
		{"from, with a letter", "(上接A01版)会议强调", "jump{(上接A01版)}=A01版"},
		{"to, with arrows on its own line", "会议强调，要\n▶▶下转3版", "jump{▶▶下转3版}=3版"},
		{"traditional writing", "（下轉A2版）", "jump{（下轉A2版）}=A2版"},
		{"English from", "(Continued from page 1)", "jump{(Continued from page 1)}=page 1"},
		{"English to", "Continued on Page A7, Column 2", "jump{Continued on Page A7, Column 2}=Page A7, Column 2"},
		{"English from, in words", "Continued from Page One", "jump{Continued from Page One}=Page One"},
		{"English with a catchword", "BRIDGE, Continued from A1", "jump{BRIDGE, Continued from A1}=A1"},
		{"German to", "Fortsetzung auf Seite 3", "jump{Fortsetzung auf Seite 3}=Seite 3"},
		{"French to", "(Suite en page 4)", "jump{(Suite en page 4)}=page 4"},
		{"see the page", "SEE BRIDGE, PAGE 4", "jump{SEE BRIDGE, PAGE 4}=PAGE 4"},
		{"none: work goes on", "The work continued on Monday.", ""},
		{"none: a page is mentioned", "他在第2版上看到了这条消息。", ""},
	})
}

func TestReadRunInHead(t *testing.T) {
	checkLines(t, ReadRunInHead, []readerLine{
		{"a sign and a full-width space", "■渡口新桥合龙　昨日上午，最后一段钢梁落位。", "run-in-head{■渡口新桥合龙}"},
		{"corner brackets", "【渡口新桥合龙】昨日上午，最后一段钢梁落位。", "run-in-head{【渡口新桥合龙】}"},
		{"capitals before a dash", "CORN EXCHANGE.—Wheat is dearer.", "run-in-head{CORN EXCHANGE.}"},
		{"capitals before a hyphen", "CORN EXCHANGE.-Wheat is dearer.", "run-in-head{CORN EXCHANGE.}"},
		{"capitals without a full stop", "CORN EXCHANGE—Wheat is dearer.", "run-in-head{CORN EXCHANGE}"},
		{"two heads in a row", "CRICKET.—KENT AND SURREY.—The match was drawn.", "run-in-head{CRICKET.—KENT AND SURREY.}"},
		{"a first sentence in capitals", "DREADFUL FIRE AT HULL. On Monday night a fire broke out.", "run-in-head{DREADFUL FIRE AT HULL.}"},
		{"none: a sign without a head", "△顾朝晖遗失图书证一本，声明作废。", ""},
		{"none: a byline in brackets", "【本报记者 顾朝晖】昨日上午，最后一段钢梁落位。", ""},
		{"none: a dateline", "PARIS, FEB. 14.—The Chambers met.", ""},
		{"none: a dash in a sentence", "The bridge—a long one—was closed.", ""},
		{"none: a name in capitals", "Mr. GOULD said—and he meant it—that he would go.", ""},
	})
}

func TestReadCrossHead(t *testing.T) {
	checkLines(t, ReadCrossHead, []readerLine{
		{"a line in capitals", "HARBOUR DUTIES BILL.\nMr. GREY moved the second reading of the Bill, and hoped that it would pass.", "subhead{HARBOUR DUTIES BILL.}"},
		{"a short Chinese line above an indent", "一夜合龙\n　　昨日上午，最后一段钢梁落位，两岸居民不再绕行。", "subhead{一夜合龙}"},
		{"none: the first line of a paragraph", "昨日上午，最后一段钢梁\n落位，两岸居民不再绕行，渡船明天停航。", ""},
		{"none: a headline alone", "HARBOUR DUTIES BILL.", ""},
	})
}

func TestReadFolio(t *testing.T) {
	checkLines(t, ReadFolio, []readerLine{
		{"a date line", "2031年5月9日 星期五 农历闰三月十八 第7016期 今日8版", "folio{2031年5月9日 星期五 农历闰三月十八 第7016期 今日8版}|issue-date{2031年5月9日} weekday{星期五} lunar-date{农历闰三月十八} issue-number{第7016期} page-count{今日8版}|"},
		{"a page line with the paper's name", "青浦日报　2031年5月9日　星期五　第3版　要闻", "folio{青浦日报　2031年5月9日　星期五　第3版　要闻}|issue-date{2031年5月9日} weekday{星期五} page-number{第3版} section-name{要闻}|"},
		{"a page line with numbers only", "A03 财经 2031.05.09 周五", "folio{A03 财经 2031.05.09 周五}|page-number{A03} section-name{财经} issue-date{2031.05.09} weekday{周五}|"},
		{"a date of the Republic", "第二版　民國二十年四月三日", "folio{第二版　民國二十年四月三日}|page-number{第二版} issue-date{民國二十年四月三日}|"},
		{"an English page line", "THE DAILY LEDGER, FRIDAY, MAY 9, 2031   Page 7", "folio{THE DAILY LEDGER, FRIDAY, MAY 9, 2031   Page 7}|issue-date{FRIDAY, MAY 9, 2031} page-number{Page 7}|"},
		{"an English date line is one field", "FRIDAY EVENING, MAY 9, 1831.", "issue-date{FRIDAY EVENING, MAY 9, 1831.}"},
		{"a German date line", "Nr. 104 | Freitag, 9. Mai 2031", "folio{Nr. 104 | Freitag, 9. Mai 2031}|issue-number{Nr. 104} issue-date{Freitag, 9. Mai 2031}|"},
		{"a serial number", "ISSN 1234-567X", "serial-number{ISSN 1234-567X}"},
		{"a page number alone", "第3版", "page-number{第3版}"},
		{"none", "渡口新桥合龙", ""},
	})
}

func TestReadSignature(t *testing.T) {
	checkLines(t, ReadSignature, []readerLine{
		{"a body and a date", "青浦市渡口管理处\n2031年5月9日", "signature{青浦市渡口管理处⏎2031年5月9日}|issuer{青浦市渡口管理处} date{2031年5月9日}|"},
		{"two bodies and a date", "青浦市公安局 青浦市交通运输局 二〇三一年五月九日", "signature{青浦市公安局 青浦市交通运输局 二〇三一年五月九日}|issuer{青浦市公安局} issuer{青浦市交通运输局} date{二〇三一年五月九日}|"},
		{"the date in front", "2031年5月9日 青浦市渡口管理处", "signature{2031年5月9日 青浦市渡口管理处}|date{2031年5月9日} issuer{青浦市渡口管理处}|"},
		{"a reader", "读者 顾朝晖", "signature{读者 顾朝晖}|person-role{读者} person{顾朝晖}=读者|"},
		{"at the end of a notice", "渡口明日停航，请绕行新桥。\n特此公告。\n青浦市渡口管理处\n2031年5月9日", "signature{青浦市渡口管理处⏎2031年5月9日}|issuer{青浦市渡口管理处} date{2031年5月9日}|"},
		{"an English letter", "I am, Sir, your obedient servant,\nA CONSTANT READER.\nLondon, May 9", "signature{I am, Sir, your obedient servant,⏎A CONSTANT READER.⏎London, May 9}|person{A CONSTANT READER}=author date{May 9}|"},
		{"an English office", "Harbour Office, 9 May 2031", "signature{Harbour Office, 9 May 2031}|issuer{Harbour Office} date{9 May 2031}|"},
		{"none", "渡口明日停航，请绕行新桥。", ""},
	})
}

func TestReadStaffLine(t *testing.T) {
	checkLines(t, ReadStaffLine, []readerLine{
		{"roles and names", "责编：顾朝晖　美编：冯小满　校对：易　蓉", "staff-line{责编：顾朝晖　美编：冯小满　校对：易　蓉}|person-role{责编} person{顾朝晖}=责编 person-role{美编} person{冯小满}=美编 person-role{校对} person{易　蓉}=校对|"},
		{"several names for one role", "本版编辑/顾朝晖 冯小满 组版/李想", "staff-line{本版编辑/顾朝晖 冯小满 组版/李想}|person-role{本版编辑} person{顾朝晖}=本版编辑 person{冯小满}=本版编辑 person-role{组版} person{李想}=组版|"},
		{"without separators", "责任编辑 顾朝晖 版式 冯小满", "staff-line{责任编辑 顾朝晖 版式 冯小满}|person-role{责任编辑} person{顾朝晖}=责任编辑 person-role{版式} person{冯小满}=版式|"},
		{"English", "Editor: Jane Doe | Layout: John Roe", "staff-line{Editor: Jane Doe | Layout: John Roe}|person-role{Editor} person{Jane Doe}=Editor person-role{Layout} person{John Roe}=Layout|"},
		{"none: a byline", "本报记者 顾朝晖", ""},
		{"none: text", "编辑部收到许多来信，感谢读者。", ""},
	})
}
