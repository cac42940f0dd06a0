package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"galley/engine/text"
)

// surnames are family names of one character, in simplified and traditional writing.
var surnames = runeSet(`
赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方
俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧
计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫
经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓
牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池
乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易
慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙乜养鞠须丰巢关蒯相
查荆红游竺权逯盖益桓公肖付代闫佟覃涂岳邸亓仝闭迟谌鄢麦侍原楚楼位海郗冼帅苟缑尧栗佘战粟由练朴奉展苑揭尉冶洛操官药
趙錢孫馮陳衛蔣韓楊許呂張嚴華蘇範魯韋馬鳳鮑費賀倪湯羅畢鄔樂傅齊顧黃穆蕭貝計談龐項藍閔賈婁顏鍾鐘駱樊萬盧經應單諸鈕
龔陸榮儲車寧欒厲劉龍葉賴喬陰蒼雙聞黨譚貢勞邊農溫莊閻連習魚終滿國東歐師鞏聶簡饒須豐關蓋遊塗麥樓遲練紀鄒竇雲潛鄧鄭
謝許呂賓吳劉駱邱郝羅鄺遲閆`)

// commonSurnames are those that may begin a name in an unbroken run of several names.
var commonSurnames = runeSet(`王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于
董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸
郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔`)

// doubleSurnames are family names of two characters.
var doubleSurnames = wordSet(`欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 东方 独孤 南宫 西门
端木 百里 呼延 轩辕 钟离 申屠 拓跋 鲜于 闾丘 歐陽 司馬 諸葛 尉遲 公孫 長孫 東方 獨孤 南宮 西門 軒轅 鍾離 鮮于`)

// notNames are words after a sentence that look like names but are not.
var notNames = wordSet(`全文 全文完 连载 連載 方言 方法 时评 時評 时讯 文中 文字 图文 明日 明天 平面 经济 权威 白天 强调
相关 相关链接 常识 广告 廣告 公告 公示 通告 通知 通讯 通訊 通稿 连线 連線 简讯 簡訊 简介 国内 国际 文件 文化 都市 平安 丰收
花絮 山东 江西 江苏 广东 广西 云南 海南 宁夏 贺信 权威发布 解读 明细 金句 终 和 公 安 白 印 平 能 应 时 向 从 成 经 利 相`)

func runeSet(runes string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range runes {
		if isHan(r) {
			set[r] = true
		}
	}
	return set
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// surnameLength is how many characters of name, which is Han only, are its family name, else 0.
func surnameLength(name []rune) int {
	if len(name) > 2 && doubleSurnames[string(name[:2])] {
		return 2
	}
	if len(name) > 1 && surnames[name[0]] {
		return 1
	}
	return 0
}

// isHanName reports whether a run of Han characters reads as one personal name: a known family name
// and one or two characters (also 阿迪力·买买提, a name with dots in it).
func isHanName(run string) bool {
	if isDotted(run) {
		return true
	}
	runes := []rune(run)
	known := surnameLength(runes)
	return known > 0 && len(runes) <= known+2 && !notNames[run]
}

var dotted = regexp.MustCompile(`^\p{Han}{1,7}(?:[·•・]\p{Han}{1,7}){1,3}$`)

func isDotted(run string) bool { return dotted.MatchString(run) }

var (
	hanRun   = regexp.MustCompile(`^\p{Han}+$`)
	loneName = regexp.MustCompile(`^\p{Han}{2,4}$`)
)

// namesIn cuts a run without separators into names, as stretches of bytes. A loose reader (after a
// role word, where a name must follow) also takes names whose family name it does not know.
func namesIn(run string, loose bool) ([]text.Span, bool) {
	switch {
	case isHanName(run) && !isTwoNames(run):
		return []text.Span{{Start: 0, End: len(run)}}, true
	case !hanRun.MatchString(run):
		return nil, false
	}
	runes := []rune(run)
	if len(runes) >= 4 {
		if cut, ok := cutNames(runes); ok {
			return cut, true
		}
	}
	if loose && loneName.MatchString(run) && !notNames[run] {
		return []text.Span{{Start: 0, End: len(run)}}, true
	}
	return nil, false
}

// isTwoNames reports whether four characters are rather two names of two than one of four.
func isTwoNames(run string) bool {
	runes := []rune(run)
	return len(runes) == 4 && !doubleSurnames[string(runes[:2])] && commonSurnames[runes[0]] && commonSurnames[runes[2]]
}

// cutNames cuts an unbroken run such as 张三李四光 into names of two or three characters (four with
// a double family name), longer ones first.
func cutNames(runes []rune) ([]text.Span, bool) {
	if len(runes) == 0 {
		return nil, true
	}
	if len(runes) > 24 {
		return nil, false
	}
	known := 0
	if len(runes) > 2 && doubleSurnames[string(runes[:2])] {
		known = 2
	} else if commonSurnames[runes[0]] {
		known = 1
	}
	if known == 0 {
		return nil, false
	}
	for given := 2; given >= 1; given-- {
		if known+given > len(runes) {
			continue
		}
		rest, ok := cutNames(runes[known+given:])
		if !ok {
			continue
		}
		size := len(string(runes[:known+given]))
		names := []text.Span{{Start: 0, End: size}}
		for _, n := range rest {
			names = append(names, text.Span{Start: n.Start + size, End: n.End + size})
		}
		return names, true
	}
	return nil, false
}

// oneRune is the character of a run that has only one, else 0.
func oneRune(run string) rune {
	r, size := utf8.DecodeRuneInString(run)
	if size != len(run) {
		return 0
	}
	return r
}
