package reading

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown writes readings as role{words}, with the parts behind a bar and a person's role behind =.
func shown(text string, readings ...Reading) string {
	runes := []rune(text)
	var words []string
	for _, r := range readings {
		word := r.Role + "{" + strings.ReplaceAll(string(runes[r.Start:r.End]), "\n", "⏎") + "}"
		for _, name := range []string{"as", "continued_from", "continues_on"} {
			if value, ok := r.Attributes[name]; ok {
				word += "=" + value
			}
		}
		if len(r.Parts) > 0 {
			word += "|" + shown(text, r.Parts...) + "|"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestReadOpening(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a paper's news line with two roles", "青浦晚报讯（首席记者 顾朝晖 实习生 冯小满）昨日上午，渡口新桥合龙。",
			"byline{青浦晚报讯（首席记者 顾朝晖 实习生 冯小满）}|source{青浦晚报} person-role{首席记者} person{顾朝晖}=首席记者 person-role{实习生} person{冯小满}=实习生|"},
		{"names run together behind the role", "本报讯（记者李晓东王岚）10月3日，新桥合龙。",
			"byline{本报讯（记者李晓东王岚）}|source{本报} person-role{记者} person{李晓东}=记者 person{王岚}=记者|"},
		{"a double family name", "本报讯(记者 欧阳文静、司马亮)昨日，新桥合龙。",
			"byline{本报讯(记者 欧阳文静、司马亮)}|source{本报} person-role{记者} person{欧阳文静}=记者 person{司马亮}=记者|"},
		{"a name with a dot", "本报讯(通讯员 阿迪力·买买提)昨日，新桥合龙。",
			"byline{本报讯(通讯员 阿迪力·买买提)}|source{本报} person-role{通讯员} person{阿迪力·买买提}=通讯员|"},
		{"a name of two characters set with a space", "本报讯（记者 易　蓉 通讯员 钱 多）昨日，新桥合龙。",
			"byline{本报讯（记者 易　蓉 通讯员 钱 多）}|source{本报} person-role{记者} person{易　蓉}=记者 person-role{通讯员} person{钱 多}=通讯员|"},
		{"a news line without names", "本报讯 昨日上午，渡口新桥合龙。", "byline{本报讯}|source{本报}|"},
		{"a news line without names or space", "本报讯昨日上午，渡口新桥合龙。", "byline{本报讯}|source{本报}|"},
		{"traditional writing", "本報訊（記者陳大文）昨日上午，新橋合龍。", "byline{本報訊（記者陳大文）}|source{本報} person-role{記者} person{陳大文}=記者|"},
		{"a reporter and the place in angle brackets", "〔記者王小明／台北報導〕昨日上午，新橋合龍。",
			"byline{〔記者王小明／台北報導〕}|person-role{記者} person{王小明}=記者 place{台北}|"},
		{"a reporter and the place run together", "【記者林美惠高雄報導】昨日上午，新橋合龍。",
			"byline{【記者林美惠高雄報導】}|person-role{記者} person{林美惠}=記者 place{高雄}|"},
		{"a paper and its reporter abroad in brackets", "【环球时报驻德国特约记者 青木】昨日上午，新桥合龙。",
			"byline{【环球时报驻德国特约记者 青木】}|source{环球时报} person-role{驻德国特约记者} person{青木}=驻德国特约记者|"},
		{"a byline behind a run-in head", "【新桥合龙】本报讯 (记者 顾朝晖) 昨日上午，新桥合龙。",
			"byline{本报讯 (记者 顾朝晖)}|source{本报} person-role{记者} person{顾朝晖}=记者|"},
		{"a byline behind an item's sign and head", "●新桥合龙　本报讯（记者 顾朝晖）昨日上午，新桥合龙。",
			"byline{本报讯（记者 顾朝晖）}|source{本报} person-role{记者} person{顾朝晖}=记者|"},
		{"a byline behind an indent", "　　本报讯（记者 顾朝晖）昨日。", "byline{本报讯（记者 顾朝晖）}|source{本报} person-role{记者} person{顾朝晖}=记者|"},
		{"a first line that is a byline", "□本报记者 顾朝晖 冯小满\n　　昨日上午，渡口新桥合龙。",
			"byline{本报记者 顾朝晖 冯小满}|source{本报} person-role{记者} person{顾朝晖}=记者 person{冯小满}=记者|"},
		{"an agency's dateline", "新华社日内瓦3月2日电 世界气象组织2日说，今年将更暖。", "dateline{新华社日内瓦3月2日电}|source{新华社} place{日内瓦} date{3月2日}|"},
		{"an agency's dateline without space", "中新社台北十二月三日电台北市三日说。", "dateline{中新社台北十二月三日电}|source{中新社} place{台北} date{十二月三日}|"},
		{"an agency's dateline with reporters", "新华社北京3月2日电（记者 张旭、李一鸣）记者2日获悉，今年将更暖。",
			"dateline{新华社北京3月2日电}|source{新华社} place{北京} date{3月2日}| byline{（记者 张旭、李一鸣）}|person-role{记者} person{张旭}=记者 person{李一鸣}=记者|"},
		{"the paper's own dateline", "本报北京3月2日讯（记者张旭）昨日。",
			"dateline{本报北京3月2日讯}|source{本报} place{北京} date{3月2日}| byline{（记者张旭）}|person-role{记者} person{张旭}=记者|"},
		{"an agency without place and date", "据新华社电 世界气象组织说，今年将更暖。", "dateline{据新华社电}|source{新华社}|"},
		{"a traditional dateline", "中央社東京九日電　日本氣象廳說。", "dateline{中央社東京九日電}|source{中央社} place{東京} date{九日}|"},
		{"a jump in front of the text", "（上接第1版）会议强调，要守住底线。", "jump{（上接第1版）}=1版"},
		{"an English dateline", "LONDON, Nov. 9 (Reuters) — The river rose again.", "dateline{LONDON, Nov. 9 (Reuters)}|place{LONDON} date{Nov. 9} source{Reuters}|"},
		{"a dateline with an agency only", "BEIJING (AP) — The river rose again.", "dateline{BEIJING (AP)}|place{BEIJING} source{AP}|"},
		{"a dateline with a state", "SPRINGFIELD, Ill., Nov. 9 (AP) — The river rose.", "dateline{SPRINGFIELD, Ill., Nov. 9 (AP)}|place{SPRINGFIELD, Ill.} date{Nov. 9} source{AP}|"},
		{"a capital city and a dash", "WASHINGTON — The river rose again.", "dateline{WASHINGTON}|place{WASHINGTON}|"},
		{"an old dateline", "VIENNA, MARCH 3.—The Archduke left this morning.", "dateline{VIENNA, MARCH 3.}|place{VIENNA} date{MARCH 3}|"},
		{"a worn old dateline", "PLYM0UTH,Jau. l2.—Wind S. W.—Sailed the Hope.", ""},
		{"an old dateline with a worn month", "PLYMOUTH,Jau. l2.—Wind S. W.—Sailed the Hope.", "dateline{PLYMOUTH,Jau. l2.}|place{PLYMOUTH} date{Jau. l2}|"},
		{"a German dateline", "Berlin (dpa) - Der Fluss ist wieder gestiegen.", "dateline{Berlin (dpa)}|place{Berlin} source{dpa}|"},
		{"a German dateline with a date", "WIEN, 9. März. — Der Fluss ist wieder gestiegen.", "dateline{WIEN, 9. März.}|place{WIEN} date{9. März}|"},
		{"a French dateline", "PARIS, 14 février. — La Seine monte encore.", "dateline{PARIS, 14 février.}|place{PARIS} date{14 février}|"},
		{"an English byline and a dateline", "By JANE DOE\nStaff Writer\nPARIS, Feb. 14 — The river rose.",
			"byline{By JANE DOE⏎Staff Writer}|person{JANE DOE}=Staff Writer person-role{Staff Writer}| dateline{PARIS, Feb. 14}|place{PARIS} date{Feb. 14}|"},
		{"an English byline of two", "By John Smith and Mary Jones, Staff Writers\nThe river rose again.",
			"byline{By John Smith and Mary Jones, Staff Writers}|person{John Smith}=Staff Writers person{Mary Jones}=Staff Writers person-role{Staff Writers}|"},
		{"a correspondent without a name", "(From Our Own Correspondent.)\nThe river rose again.", "byline{(From Our Own Correspondent.)}|person-role{Own Correspondent}|"},
		{"the paper it is taken from", "(From the Limerick Evening Post of Tuesday.)\nThe river rose.", "credit{(From the Limerick Evening Post of Tuesday.)}|source{Limerick Evening Post}|"},

		{"no byline: a sentence about a reporter", "记者从市气象局获悉，今年将更暖。", ""},
		{"no byline: our reporter in a sentence", "本报记者昨日来到渡口，看到新桥已经合龙。", ""},
		{"no byline: a word that ends in 讯", "市民的通讯录（含电话）已经更新。", ""},
		{"no byline: a paper as the subject", "株江晚报社区版昨日改版。", ""},
		{"no byline: brackets with something else", "（一）加强领导。各单位要守住底线。", ""},
		{"no dateline: reported by the agency", "据新华社报道，今年将更暖。", ""},
		{"no dateline: the agency's telephone", "新华社热线电话昨日开通。", ""},
		{"no dateline: a date opens the text", "11月9日，世界气象组织说，今年将更暖。", ""},
		{"no dateline: a person speaks", "Mr. Smith, May 5 — the day of the flood — was late.", ""},
		{"no dateline: a weekday opens the text", "On Monday, Nov. 9 — a holiday — the river rose.", ""},
		{"no dateline: a title before a dash", "MONEY MARKET—Consols rose this morning.", ""},
		{"no byline: By opens a sentence", "By Monday the river had risen again.", ""},
		{"no byline: an order", "By Order of the Council\nThe bridge is closed.", ""},
		{"no byline: a time", "By Christmas Eve, Mary Jones\nhad left.", ""},
		{"an empty text", "", ""},
		{"white space only", " \u3000\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shown(tt.text, ReadOpening(tt.text)...)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}

func TestReadClosing(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the author in brackets", "新桥合龙后，两岸只隔一支烟的工夫。（顾朝晖）", "byline{（顾朝晖）}|person{顾朝晖}=作者|"},
		{"two authors in brackets", "新桥已经合龙。(顾朝晖 冯小满)", "byline{(顾朝晖 冯小满)}|person{顾朝晖}=作者 person{冯小满}=作者|"},
		{"a reporter in brackets", "新桥已经合龙（记者 顾朝晖）", "byline{（记者 顾朝晖）}|person-role{记者} person{顾朝晖}=记者|"},
		{"an author and a jump", "新桥已经合龙。（顾朝晖）（下转第3版）", "byline{（顾朝晖）}|person{顾朝晖}=作者| jump{（下转第3版）}=3版"},
		{"a jump in half-width brackets", "代表们一致认为,要(下转A2版)", "jump{(下转A2版)}=A2版"},
		{"the agency in brackets", "今年将更暖。（据新华社）", "credit{（据新华社）}|source{新华社}|"},
		{"the agency's wire in brackets", "今年将更暖。（新华社电）", "credit{（新华社电）}|source{新华社}|"},
		{"a whole dateline in brackets", "今年将更暖。（据新华社北京3月2日电）", "dateline{（据新华社北京3月2日电）}|source{新华社} place{北京} date{3月2日}|"},
		{"a last line that is a byline", "新桥已经合龙。\n本报记者 顾朝晖 通讯员 冯小满", "byline{本报记者 顾朝晖 通讯员 冯小满}|source{本报} person-role{记者} person{顾朝晖}=记者 person-role{通讯员} person{冯小满}=通讯员|"},
		{"a byline behind the last sentence", "新桥已经合龙。　本报记者 顾朝晖", "byline{本报记者 顾朝晖}|source{本报} person-role{记者} person{顾朝晖}=记者|"},
		{"an English newspaper in brackets", "The fort was taken.—(Public Ledger.)", "credit{(Public Ledger.)}|source{Public Ledger}|"},
		{"the same newspaper as before", "The weather is mild.—(Ibid.)", "credit{(Ibid.)}|source{Ibid}|"},
		{"a worn newspaper behind a dash", "The weather is mild.—(Limerick Chroniele.)", "credit{(Limerick Chroniele.)}|source{Limerick Chroniele}|"},
		{"a newspaper behind a dash", "They were bound over.—Leeds Mercury.", "credit{Leeds Mercury.}|source{Leeds Mercury}|"},
		{"an agency behind a dash", "The river rose again. — Reuters", "credit{Reuters}|source{Reuters}|"},
		{"an English jump", "The river rose (Continued on Page A7, Column 2)", "jump{(Continued on Page A7, Column 2)}=Page A7, Column 2"},
		{"an English jump on its own line", "The river rose\nContinued on Page A7", "jump{Continued on Page A7}=Page A7"},
		{"an English byline on the last line", "The river rose again.\nBy Jane Doe", "byline{By Jane Doe}|person{Jane Doe}=author|"},

		{"no byline: a person shown in the picture", "前排为市长顾朝晖（左二）", ""},
		{"no byline: the end", "新桥已经合龙。（完）", ""},
		{"no byline: laughter", "他说他不会游泳。（笑声）", ""},
		{"no byline: the whole text", "新桥已经合龙。（全文）", ""},
		{"no byline: a name in a sentence", "获奖的是两位工程师（顾朝晖）", ""},
		{"no credit: cheers", "He would support the bill.—(Cheers.)", ""},
		{"no credit: a remark", "He would support the bill. (Hear, hear.)", ""},
		{"no credit: a speech behind a dash", "He sat down.—Mr. Smith followed.", ""},
		{"no credit: a value behind a dash", "Harris to ditto.—Value 901.", ""},
		{"no credit: a newspaper in a sentence", "He read the Leeds Mercury.", ""},
		{"no jump: see the page in a book", "这一段见第2版的注释。", ""},
		{"an empty text", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shown(tt.text, ReadClosing(tt.text)...)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.text, diff)
			}
		})
	}
}
