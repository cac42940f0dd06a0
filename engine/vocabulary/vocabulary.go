package vocabulary

import "strings"

// Role is what a block or a span may be.
type Role struct {
	ID      string // such as headline
	English string
	Chinese string
	Key     string // the letter, or E and a letter; "" if no key sets it
	Block   bool   // a block can have it
	Span    bool   // a span can have it
	// Furniture belongs to no article.
	Furniture bool
	Kind      Kind
	// Within are the span roles that may hold this one; nil: it stands in a block, or in any span.
	Within []string
}

// Kind is the family of a block role, which the rules ask for.
type Kind string

// The kinds of block roles. Furniture and span roles have none.
const (
	Heading    Kind = "heading"     // stands over an article's text
	GroupHead  Kind = "group-head"  // stands over several articles
	Prose      Kind = "prose"       // runs on, can be joined
	Picture    Kind = "picture"     // words about a picture
	Attendant  Kind = "attendant"   // bylines, signatures and the like
	Standalone Kind = "stand-alone" // an article of its own
)

// ArticleType is what an article may be.
type ArticleType struct {
	ID      string
	English string
	Chinese string
	Key     string // the letter after T; "" if no key sets it
	Group   bool   // its heading stands over its children
}

// Word is the role's name in the language of a tag such as "en" or "zh-Hans".
func (r Role) Word(language string) string { return wordIn(language, r.English, r.Chinese) }

// String is the role's name in English.
func (r Role) String() string { return r.English }

// Word is the type's name in the language of a tag such as "en" or "zh-Hans".
func (t ArticleType) Word(language string) string { return wordIn(language, t.English, t.Chinese) }

func wordIn(language, english, chinese string) string {
	if strings.HasPrefix(language, "zh") && chinese != "" {
		return chinese
	}
	return english
}

// The ids of all roles. Everything that names a role says one of these, so that the compiler finds a slip.
const (
	RoleKicker       = "kicker"
	RoleHeadline     = "headline"
	RoleDeck         = "deck"
	RoleSubhead      = "subhead"
	RolePackage      = "package-head"
	RoleSection      = "section-head"
	RoleSidebar      = "sidebar-head"
	RoleByline       = "byline"
	RoleDateline     = "dateline"
	RoleBody         = "body"
	RoleLead         = "lead"
	RoleVerse        = "verse"
	RoleTable        = "table"
	RoleEditorNote   = "editor-note"
	RolePullQuote    = "pull-quote"
	RoleCaption      = "caption"
	RoleCredit       = "credit"
	RoleSalutation   = "salutation"
	RoleSignature    = "signature"
	RoleNotice       = "notice-number"
	RoleJump         = "jump"
	RoleAd           = "ad"
	RoleMasthead     = "masthead"
	RoleFurniture    = "furniture"
	RoleIndex        = "index"
	RoleWeather      = "weather"
	RolePromo        = "promo"
	RoleStaffLine    = "staff-line"
	RoleNoise        = "noise"
	RoleRunInHead    = "run-in-head"
	RoleFolio        = "folio"
	RoleSource       = "source"
	RolePersonRole   = "person-role"
	RolePerson       = "person"
	RolePlace        = "place"
	RoleDate         = "date"
	RoleIssuer       = "issuer"
	RoleSpeaker      = "speaker"
	RoleIssueDate    = "issue-date"
	RoleWeekday      = "weekday"
	RoleLunarDate    = "lunar-date"
	RoleIssueNumber  = "issue-number"
	RolePageCount    = "page-count"
	RolePageNumber   = "page-number"
	RoleSectionName  = "section-name"
	RolePublisher    = "publisher"
	RoleSerialNumber = "serial-number"
	RoleMotto        = "motto"
	RolePrice        = "price"
	RolePartNumber   = "part-number"
	RoleIndexHead    = "index-head"
	RoleWeatherHead  = "weather-head"
)

// The ids of all types of articles.
const (
	TypeNews        = "news"
	TypeBrief       = "brief"
	TypeBriefs      = "briefs"
	TypeCommentary  = "commentary"
	TypePressReview = "press-review"
	TypeReview      = "review"
	TypeFeature     = "feature"
	TypeFeuilleton  = "feuilleton"
	TypeSerial      = "serial"
	TypeEssay       = "essay"
	TypeVerse       = "verse"
	TypeInterview   = "interview"
	TypeLetter      = "letter"
	TypeNotice      = "notice"
	TypePhotoStory  = "photo-story"
	TypeMarket      = "market"
	TypeListing     = "listing"
	TypeCourtReport = "court-report"
	TypeParliament  = "parliament"
	TypeSport       = "sport"
	TypeWeather     = "weather"
	TypeService     = "service"
	TypeAd          = "ad"
	TypePackage     = "package"
	TypeSection     = "section"
	TypeSidebars    = "sidebars"
)

// The attributes of articles that rules set.
const (
	AttrAgency      = "agency"
	AttrContinuesOn = "continues_on"
	AttrContinued   = "continued_from"
)

var (
	inByline = []string{RoleByline, RoleDateline, RoleCredit, RoleSignature, RoleStaffLine, RoleCaption}
	inFolio  = []string{RoleFolio}
)

// Roles are all roles that Galley knows, in the order of menus. The ids are those of the corpus;
// they are retired, never removed.
var Roles = []Role{
	{ID: RoleKicker, English: "kicker", Chinese: "引题", Key: "K", Block: true, Span: true, Kind: Heading},
	{ID: RoleHeadline, English: "headline", Chinese: "主题", Key: "H", Block: true, Kind: Heading},
	{ID: RoleDeck, English: "deck", Chinese: "副题", Key: "D", Block: true, Kind: Heading},
	{ID: RoleSubhead, English: "subhead", Chinese: "小标题", Key: "S", Block: true, Span: true, Kind: Attendant},
	{ID: RolePackage, English: "package head", Chinese: "总题", Key: "O", Block: true, Kind: GroupHead},
	{ID: RoleSection, English: "section head", Chinese: "栏头", Key: "I", Block: true, Kind: GroupHead},
	{ID: RoleSidebar, English: "sidebar head", Chinese: "相关链接题", Key: "E B", Block: true, Kind: GroupHead},
	{ID: RoleByline, English: "byline", Chinese: "署名", Key: "Y", Block: true, Span: true, Kind: Attendant},
	{ID: RoleDateline, English: "dateline", Chinese: "电头", Key: "E D", Block: true, Span: true, Kind: Attendant},
	{ID: RoleBody, English: "body", Chinese: "正文", Key: "B", Block: true, Kind: Prose},
	{ID: RoleLead, English: "lead", Chinese: "导语", Key: "E L", Block: true, Kind: Prose},
	{ID: RoleVerse, English: "verse", Chinese: "诗文", Key: "E V", Block: true, Kind: Prose},
	{ID: RoleTable, English: "table", Chinese: "表格", Key: "E T", Block: true, Kind: Prose},
	{ID: RoleEditorNote, English: "editor's note", Chinese: "编者按", Key: "E E", Block: true, Kind: Prose},
	{ID: RolePullQuote, English: "pull quote", Chinese: "摘引", Key: "E Q", Block: true, Kind: Attendant},
	{ID: RoleCaption, English: "caption", Chinese: "图片说明", Key: "C", Block: true, Kind: Picture},
	{ID: RoleCredit, English: "credit", Chinese: "图片署名", Key: "R", Block: true, Span: true, Kind: Picture},
	{ID: RoleSalutation, English: "salutation", Chinese: "称呼", Key: "E A", Block: true, Span: true, Kind: Attendant},
	{ID: RoleSignature, English: "signature", Chinese: "落款", Key: "G", Block: true, Span: true, Kind: Attendant},
	{ID: RoleNotice, English: "notice number", Chinese: "文号", Key: "L", Block: true, Kind: Heading},
	{ID: RoleJump, English: "jump", Chinese: "转版", Key: "E J", Block: true, Span: true, Kind: Attendant},
	{ID: RoleAd, English: "advertisement", Chinese: "广告", Key: "V", Block: true, Kind: Standalone},
	{ID: RoleMasthead, English: "masthead", Chinese: "报头", Key: "M", Block: true, Furniture: true},
	{ID: RoleFurniture, English: "furniture", Chinese: "版面元素", Key: "F", Block: true, Furniture: true},
	{ID: RoleIndex, English: "index", Chinese: "导读", Key: "E I", Block: true, Furniture: true},
	{ID: RoleWeather, English: "weather line", Chinese: "天气", Key: "E W", Block: true, Furniture: true},
	{ID: RolePromo, English: "promotion", Chinese: "推广", Key: "E P", Block: true, Furniture: true},
	{ID: RoleStaffLine, English: "staff line", Chinese: "责编署名", Key: "E S", Block: true, Span: true, Furniture: true},
	{ID: RoleNoise, English: "noise", Chinese: "误识字符", Key: "E N", Block: true, Furniture: true},
	{ID: RoleRunInHead, English: "run-in head", Chinese: "段首题", Span: true},
	{ID: RoleFolio, English: "folio", Chinese: "报眉", Span: true},
	{ID: RoleSource, English: "source", Chinese: "来源", Span: true, Within: inByline},
	{ID: RolePersonRole, English: "person's role", Chinese: "身份", Span: true, Within: inByline},
	{ID: RolePerson, English: "person", Chinese: "人名", Span: true},
	{ID: RolePlace, English: "place", Chinese: "地点", Span: true},
	{ID: RoleDate, English: "date", Chinese: "日期", Span: true},
	{ID: RoleIssuer, English: "issuer", Chinese: "发布单位", Span: true},
	{ID: RoleSpeaker, English: "speaker", Chinese: "说话人", Span: true},
	{ID: RoleIssueDate, English: "issue date", Chinese: "出版日期", Span: true},
	{ID: RoleWeekday, English: "weekday", Chinese: "星期", Span: true, Within: inFolio},
	{ID: RoleLunarDate, English: "lunar date", Chinese: "农历", Span: true, Within: inFolio},
	{ID: RoleIssueNumber, English: "issue number", Chinese: "期号", Span: true},
	{ID: RolePageCount, English: "page count", Chinese: "版数", Span: true, Within: inFolio},
	{ID: RolePageNumber, English: "page number", Chinese: "版次", Span: true},
	{ID: RoleSectionName, English: "section name", Chinese: "版名", Span: true},
	{ID: RolePublisher, English: "publisher", Chinese: "主办单位", Span: true},
	{ID: RoleSerialNumber, English: "serial number", Chinese: "刊号", Span: true},
	{ID: RoleMotto, English: "motto", Chinese: "报训", Span: true},
	{ID: RolePrice, English: "price", Chinese: "定价", Span: true},
	{ID: RolePartNumber, English: "part number", Chinese: "连载序号", Span: true},
	{ID: RoleIndexHead, English: "index head", Chinese: "导读题", Span: true},
	{ID: RoleWeatherHead, English: "weather head", Chinese: "天气题", Span: true},
}

// ArticleTypes are all types of articles, in the order of menus.
var ArticleTypes = []ArticleType{
	{ID: TypeNews, English: "news", Chinese: "消息", Key: "N"},
	{ID: TypeBrief, English: "brief", Chinese: "简讯", Key: "B"},
	{ID: TypeBriefs, English: "briefs", Chinese: "简讯集", Key: "M"},
	{ID: TypeCommentary, English: "commentary", Chinese: "评论", Key: "C"},
	{ID: TypePressReview, English: "press review", Chinese: "报摘", Key: "D"},
	{ID: TypeReview, English: "review", Chinese: "书评剧评", Key: "R"},
	{ID: TypeFeature, English: "feature", Chinese: "特写", Key: "F"},
	{ID: TypeFeuilleton, English: "feuilleton", Chinese: "副刊文章", Key: "K"},
	{ID: TypeSerial, English: "serial", Chinese: "连载", Key: "S"},
	{ID: TypeEssay, English: "essay", Chinese: "散文", Key: "E"},
	{ID: TypeVerse, English: "verse", Chinese: "诗歌", Key: "V"},
	{ID: TypeInterview, English: "interview", Chinese: "访谈", Key: "I"},
	{ID: TypeLetter, English: "letter", Chinese: "来信", Key: "L"},
	{ID: TypeNotice, English: "notice", Chinese: "公告", Key: "O"},
	{ID: TypePhotoStory, English: "photo story", Chinese: "图片新闻", Key: "P"},
	{ID: TypeMarket, English: "market report", Chinese: "行情", Key: "X"},
	{ID: TypeListing, English: "listing", Chinese: "列表", Key: "T"},
	{ID: TypeCourtReport, English: "court report", Chinese: "法庭报道", Key: "J"},
	{ID: TypeParliament, English: "parliament", Chinese: "议会报道", Key: "H"},
	{ID: TypeSport, English: "sport", Chinese: "体育", Key: "G"},
	{ID: TypeWeather, English: "weather", Chinese: "天气", Key: "W"},
	{ID: TypeService, English: "service", Chinese: "服务信息", Key: "U"},
	{ID: TypeAd, English: "advertisement", Chinese: "广告", Key: "A"},
	{ID: TypePackage, English: "package", Chinese: "组合报道", Group: true},
	{ID: TypeSection, English: "section", Chinese: "栏目", Group: true},
	{ID: TypeSidebars, English: "sidebars", Chinese: "相关链接", Group: true},
}

// TypeByID is the type of articles with id; false if the vocabulary has none.
func TypeByID(id string) (ArticleType, bool) {
	t, found := TypesByID[id]
	return t, found
}

var (
	rolesByID = indexBy(Roles, func(r Role) string { return r.ID })
	// TypesByID are the article types by their ids.
	TypesByID = indexBy(ArticleTypes, func(t ArticleType) string { return t.ID })
)

func indexBy[T any](list []T, id func(T) string) map[string]T {
	index := make(map[string]T, len(list))
	for _, item := range list {
		index[id(item)] = item
	}
	return index
}
