package reading

import (
	"regexp"
	"strings"
	"unicode"

	"galley/engine/vocabulary"
)

var (
	promoWords = regexp.MustCompile(`扫一扫|掃一掃|扫码|掃碼|二维码|二維碼|公众号|公眾號|微信|微博|抖音|客户端|客戶端|下载|下載|关注我们|订阅|訂閱|热线|熱線|投稿邮箱|新媒体|征订|敬请关注|` +
		`(?i:\b(?:follow us|subscribe|scan (?:the|this|to)|download (?:the|our)|our app|newsletter|facebook|twitter|instagram|abonnieren|abonnez|www\.|https?://))`)

	weatherWords = regexp.MustCompile(`天气|天氣|[0-9]\s?℃|[0-9]\s?°\s?[CF]?|多云|多雲|小雨|阵雨|晴转|晴間|东南风|西北风|气温|氣溫|(?i:\b(?:weather|forecast|sunny|cloudy|showers|wetter|météo)\b)`)

	// pageReference: 详见第2版, ▶▶A3, Sport ….. 12.
	pageReference = regexp.MustCompile(`(?:详见|詳見|见|見|▶+|►+|→|>>|›|》》)\s?第?\s?[A-Z]?[0-9]{1,3}\s?[版页]?|[0-9A-Z]{1,3}\s?版\s*(?:\n|$)|(?:[.…·]{2,}|\s{2,}|\t|,\s|\s)[A-Z]?[0-9]{1,3}\s*(?:\n|$)`)
	indexWords    = regexp.MustCompile(`^(?:今日)?(?:导读|導讀|要闻导读|版面导读|今日看点|目录|目錄|索引)|^(?i:inside|index|in this issue|contents|inhalt|sommaire|today)\b`)

	hanTitle  = regexp.MustCompile(`^\p{Han}{1,9}(?:报|報|周刊|週刊|参考消息)$`)
	newsTitle = regexp.MustCompile(`^\p{Lu}[\p{L}&’'.-]*(?:\s(?:of|and|the|\p{Lu}[\p{L}&’'.-]*)){0,4}\.?$`)
)

// GuessFurniture names the kind of a block that belongs to no article: promo, staff-line, index,
// weather, noise, masthead, or furniture if it cannot tell.
func GuessFurniture(text string) string {
	w := opening(text)
	switch {
	case isNoise(w.text):
		return vocabulary.RoleNoise
	case isStaffLine(text):
		return vocabulary.RoleStaffLine
	case LooksLikeFolio(w.text):
		return vocabulary.RoleMasthead
	case indexWords.MatchString(strings.TrimSpace(w.text)):
		return vocabulary.RoleIndex
	case promoWords.MatchString(w.text) && lengthOf(w.text) < 200:
		return vocabulary.RolePromo
	case weatherWords.MatchString(w.text) && lengthOf(w.text) < 200:
		return vocabulary.RoleWeather
	case len(pageReference.FindAllString(w.text, 3)) >= 2:
		return vocabulary.RoleIndex
	case isTitleLine(w.text):
		return vocabulary.RoleMasthead
	default:
		return vocabulary.RoleFurniture
	}
}

func isStaffLine(text string) bool {
	_, ok := ReadStaffLine(text)
	return ok
}

// isTitleLine reports whether a block is the title of a newspaper: 临江日报, THE STATESMAN.
func isTitleLine(text string) bool {
	title := strings.Join(strings.Fields(text), " ")
	if hasHan(title) {
		return hanTitle.MatchString(strings.ReplaceAll(title, " ", ""))
	}
	if !newsTitle.MatchString(title) || !isPaperName(capitalised(title)) {
		return false
	}
	words := strings.Fields(title)
	the := strings.EqualFold(words[0], "the")
	return isPaperWord(words[len(words)-1]) && (the || len(words) > 1) || the && len(words) > 2 && isPaperWord(words[1])
}

func capitalised(title string) string {
	fields := strings.Fields(strings.ToLower(title))
	for i, f := range fields {
		runes := []rune(f)
		runes[0] = unicode.ToUpper(runes[0])
		fields[i] = string(runes)
	}
	return strings.Join(fields, " ")
}

// isNoise reports whether a block holds no word: ornaments, a scrap of one or two letters, a number.
func isNoise(text string) bool {
	words := strings.Join(strings.Fields(text), "")
	letters, han, others := 0, 0, 0
	for _, r := range words {
		switch {
		case isHan(r):
			han++
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsDigit(r):
			others++
		}
	}
	size := lengthOf(words)
	return han == 0 && !isPageLine(text) && (letters <= 2 && size <= 4 || letters == 0 && others > 0 || 5*letters < size && others > letters && letters < 6)
}
