package reading

import (
	"regexp"
	"strings"
)

// The patterns below are pieces of regular expressions. Simplified and traditional writing stand
// side by side; ASCII and full-width punctuation too.
const (
	// hanAgency are the news agencies a dispatch is taken from.
	hanAgency = `新华社|新華社|新华网|新華網|中新社|中新网|中新網|中国新闻社|中央社|中央电视台|央视新闻|央視新聞|央视|央視|央广网|` +
		`法新社|路透社|路透|美联社|美聯社|合众国际社|塔斯社|俄新社|俄通社|共同社|时事社|時事社|韩联社|韓聯社|德新社|安莎社|` +
		`埃菲社|彭博社|彭博|安塔拉社|朝中社|越通社|国际文传电讯社|澳新社|澳联社`

	// hanOwn is how a paper speaks of itself.
	hanOwn = `本报|本報|本刊|本台|本网|本網|本社|本端|本港台`

	// hanPaper ends the name of a newspaper, a station or a site.
	hanPaper = `日报|日報|晚报|晚報|早报|早報|晨报|晨報|午报|午報|时报|時報|商报|商報|都市报|都市報|周报|週報|导报|導報|快报|快報|` +
		`青年报|青年報|法制报|法治报|工人报|农民报|电视报|新报|新報|明报|明報|大公报|大公報|文汇报|文匯報|财经|财经网|参考消息|` +
		`周刊|週刊|新闻网|新聞網|新闻|新聞|时刻|时报网|在线|在線|客户端|融媒|融媒体中心|传媒|广播电视台|电视台|電視台|广播电台|电台|电台|` +
		`报|報|网|網|社|台|臺`

	hanMonthDay = `(?:(?:[0-9０-９]{2,4}|[〇○零一二三四五六七八九]{4})年)?(?:(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})月)?` +
		`(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,4})日`

	hanFullDate = `(?:[0-9０-９]{4}|[〇○零一二三四五六七八九]{4}|(?:中華民國|中华民国|民國|民国)(?:[0-9０-９]{1,3}|[〇○零一二三四五六七八九十百元]{1,5}))年` +
		`\s?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})月\s?(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,4})日`

	// hanReporter is a role that names people after it.
	hanReporter = `(?:驻\p{Han}{1,6}?|駐\p{Han}{1,6}?)?(?:全媒体|融媒体|全媒體|新媒体|新媒體|特约|特約|特派|首席|见习|見習|实习|實習|高级|高級|摄影|攝影|` +
		`文字|视频|視頻|专题|摄像|体育|财经|兼职|外聘|客座|执行|執行|责任|責任|特邀|本版|校园|小)*` +
		`(?:记者|記者|通讯员|通訊員|实习生|實習生|评论员|評論員|观察员|觀察員|撰稿人|供稿人|作者|编辑|編輯|责编|責編|主笔|主筆|译者|譯者|` +
		`读者|讀者|翻译|翻譯|编译|編譯|策划|策劃|统筹|統籌|主持人|嘉宾)`

	// hanWork is what somebody did; it may stand before the names or behind them.
	hanWork = `摄影报道|攝影報導|摄影报导|图文报道|采访报道|联合报道|综合报道|报道|報導|报导|采写|採寫|采访|採訪|撰文|撰稿|执笔|執筆|整理|` +
		`供稿|供图|供圖|摄影|攝影|图片|圖片|图文|圖文|绘图|繪圖|绘画|制图|製圖|漫画|漫畫|插图|插圖|文字|视频|剪辑|海报|设计`

	// hanWorkSign is the same in one character; alone between separators, or joined by a slash.
	hanWorkSign = `文|图|圖|摄|攝|影|绘|繪|画|作|编|編|译|譯|音|诵`

	// hanOffice ends the name of a body that signs a notice.
	hanOffice = `局|厅|廳|部|委|委员会|委員會|会|會|院|处|處|办公室|办|辦公室|所|站|司|府|队|隊|校|学校|大学|大學|社|团|團|中心|公司|厂|廠|` +
		`馆|館|行|指挥部|支队|大队|法院|检察院|集团|集團|医院|醫院|小组|小組|协会|協會|基金会|编辑部|編輯部|银行|銀行|政府|党委|署|关|關|系`
)

// datelinePlaces ends with a place that reports come from.
var datelinePlaces = regexp.MustCompile(`(?:台北|臺北|新北|桃園|桃园|台中|臺中|台南|臺南|高雄|基隆|新竹|苗栗|彰化|南投|雲林|云林|嘉義|嘉义|屏東|屏东|宜蘭|宜兰|花蓮|花莲|台東|臺東|澎湖|金門|` +
	`香港|澳門|澳门|北京|上海|天津|重庆|重慶|广州|廣州|深圳|南京|杭州|武汉|武漢|成都|西安|沈阳|瀋陽|东京|東京|首尔|首爾|纽约|紐約|华盛顿|華盛頓|伦敦|倫敦|巴黎|柏林|莫斯科|新加坡|曼谷|日内瓦|日內瓦|布鲁塞尔|布魯塞爾|联合国|聯合國)(?:市|县|縣)?$`)

var (
	wholeSource = regexp.MustCompile(`^(?:` + hanOwn + `|` + hanAgency + `|[\p{Han}A-Z0-9]{1,12}(?:` + hanPaper + `))$`)
	wholeAgency = regexp.MustCompile(`^(?:` + hanAgency + `)$`)
	wholeOffice = regexp.MustCompile(`(?:` + hanOffice + `)$`)
)

// latinAgencies are news agencies by the name they sign with.
var latinAgencies = wordSet(`AP AFP UPI DPA dpa APA apa SDA sda ANSA EFE TASS Tass ITAR-TASS PTI ANI IANS Reuters REUTERS
reuters Xinhua XINHUA Bloomberg BLOOMBERG Kyodo KYODO Yonhap YONHAP KNA epd SID sid PA INS CP ANP Belga BELGA TT NTB
Ritzau ATS Anadolu Interfax CNA CNS WAM AAP Agence-France-Presse Wolff Havas Stefani`)

// longAgencies are the same agencies written out.
var longAgencies = regexp.MustCompile(`^(?:(?:The )?Associated Press|Agence France[- ]Presse|United Press(?: International)?|` +
	`(?:The )?Canadian Press|Press Association|Deutsche Presse-Agentur|Xinhua News Agency|Kyodo News|Central News Agency|Thomson Reuters)$`)

func isLatinAgency(name string) bool { return latinAgencies[name] || longAgencies.MatchString(name) }

// latinPapers are the words that newspapers are called by, folded.
var latinPapers = wordSet(`times post herald mercury chronicle gazette journal advertiser courier globe standard observer
examiner telegraph news mail guardian register sentinel tribune review magazine argus intelligencer star press echo express
independent citizen reporter dispatch despatch messenger packet statesman inquirer bulletin ledger dealer ibid idem
zeitung allgemeine tageblatt anzeiger nachrichten kurier rundschau presse moniteur constitutionnel figaro temps monde
liberation gazeta correo pais diario corriere dagblad handelsblad`)

// isPaperWord reports whether a word is one that newspapers are called by; a reader of old prints may
// have got one letter of it wrong.
func isPaperWord(word string) bool {
	folded := strings.ToLower(strings.Trim(word, `.,;:'’"()`))
	folded = strings.TrimSuffix(folded, "’s")
	if latinPapers[folded] {
		return true
	}
	if len(folded) < 4 {
		return false
	}
	for paper := range latinPapers {
		if len(paper) >= 7 && nearly(folded, paper) || paper == "ibid" && nearly(folded, paper) {
			return true
		}
	}
	return false
}

// isWornPaperWord reports whether a long word differs by two letters at most from one that newspapers
// are called by.
func isWornPaperWord(word string) bool {
	folded := []rune(strings.ToLower(strings.Trim(word, ".,;:'’")))
	for paper := range latinPapers {
		other, wrong := []rune(paper), 0
		if len(other) != len(folded) || len(other) < 7 {
			continue
		}
		for i := range other {
			if other[i] != folded[i] {
				wrong++
			}
		}
		if wrong <= 2 && other[0] == folded[0] {
			return true
		}
	}
	return false
}

// nearly reports whether two words differ by one letter at most: put in, left out or another one.
func nearly(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	same := 0
	for same < len(x) && x[same] == y[same] {
		same++
	}
	rest, other := x[same:], y[same:]
	if len(x) == len(y) && len(rest) > 0 {
		rest = rest[1:]
	}
	if len(other) > 0 {
		other = other[1:]
	}
	return string(rest) == string(other)
}
