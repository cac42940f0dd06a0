package reading

import (
	"regexp"
	"strings"
)

var (
	hanNumber   = regexp.MustCompile(`^[\p{Han}\sA-Z]{1,18}[〔\[（(【［﹝]\s?(?:19|20|二〇)[0-9〇一二三四五六七八九]{2}年?\s?[〕\]）)】］﹞]\s?(?:第\s?)?[0-9]{1,5}\s?[号號](?:公告|令|文)?$`)
	plainNumber = regexp.MustCompile(`^[\p{Han}]{0,16}?(?:(?:19|20)[0-9]{2}年)?(?:公告|通告|公示|令)?\s?[(（]?第\s?[0-9〇一二三四五六七八九十百]{1,6}\s?[号號][)）]?$`)
	latinNumber = regexp.MustCompile(`^(?i:[\p{L} .]{0,40}?(?:notice|order|ordinance|decree|regulation|bekanntmachung|arrêté|avis)\s(?:no\.?|nr\.?|n°|number)\s?[0-9]{1,6}(?:\s?(?:/|of)\s?[0-9]{2,4})?\.?)$`)

	hanGreeting   = regexp.MustCompile(`^(?:尊敬的|敬爱的|亲爱的|各位|全体|全市|广大|致)?[^\s。，！？]{1,24}(?:同志|先生|女士|老师|读者|讀者|朋友|们|們|编辑|編輯|编辑部|市民|群众|业主|家长|同学|同胞|单位|台鉴|台鑒|惠鉴|大鉴|钧鉴)(?:们|們)?[：:]?$`)
	latinGreeting = regexp.MustCompile(`^(?i:(?:to the (?:editor|printer|public|electors|inhabitants)[^\n]{0,60}|(?:my |dear |sirs?|madam|gentlemen|mr\.? editor|messrs)[^\n.]{0,40}|` +
		`sehr geehrte[rs]?\s[^\n]{2,50}|liebe[rs]?\s[^\n]{2,50}|(?:monsieur|madame|messieurs|chers?|chère)[^\n.]{0,40}))[,.:;!]?\s?[—–-]?$`)
)

// readNoticeNumber says whether a line is the number of a public notice: 临城管告〔2031〕3号.
func readNoticeNumber(text string) bool {
	line := strings.TrimSpace(text)
	if line == "" || len(line) > 4*60 {
		return false
	}
	return hanNumber.MatchString(line) || plainNumber.MatchString(line) || latinNumber.MatchString(line)
}

// readSalutation says whether a line addresses somebody: 编辑同志：, Sir,—
func readSalutation(text string) bool {
	line := strings.TrimSpace(text)
	if line == "" || lengthOf(line) > 70 {
		return false
	}
	if hasHan(line) {
		return hanGreeting.MatchString(line) && strings.ContainsAny(lastRune(line), "：:鉴鑒们們")
	}
	return latinGreeting.MatchString(line)
}
