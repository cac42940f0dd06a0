package formats

// goldName is the name of the corpus's format with its version.
const goldName = "page-gold/1"

// goldFile is a page of the corpus with its markup. Fields that say again what others say (the
// quotes, the blocks of an article, the members of a package) are verified.
type goldFile struct {
	Format    string `json:"format"`
	Page      string `json:"page"`
	Language  string `json:"language"`
	Synthetic bool   `json:"synthetic"`
	Method    string `json:"method"`
	Source    struct {
		File       string `json:"file"`
		SHA256     string `json:"sha256"`
		Codepoints int    `json:"codepoints"`
		Offsets    string `json:"offsets"`
	} `json:"source"`
	Blocks     []goldBlock   `json:"blocks"`
	Joins      []goldJoin    `json:"joins"`
	Articles   []goldArticle `json:"articles"`
	Packages   []goldPackage `json:"packages"`
	Spans      []goldSpan    `json:"spans"`
	SpanBlocks []int         `json:"span_blocks"`
	Notes      []string      `json:"notes"`
}

type goldBlock struct {
	Block   int     `json:"block"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Article *string `json:"article"`
	Role    string  `json:"role"`
	Turns   []int   `json:"turns"`
	Quote   string  `json:"quote"`
}

type goldJoin struct {
	From    int    `json:"from"`
	To      int    `json:"to"`
	Break   string `json:"break"` // why the text breaks off there; not kept
	Glue    string `json:"glue"`
	Certain bool   `json:"certain"`
}

type goldArticle struct {
	ID              string            `json:"id"`
	Type            string            `json:"type"`
	Title           *string           `json:"title"`
	Parent          *string           `json:"parent"`
	Order           int               `json:"order"`
	Blocks          []int             `json:"blocks"`
	Interrupted     []goldInterrupted `json:"interrupted"` // follows from the blocks; not kept
	ContinuesOn     string            `json:"continues_on"`
	ContinuedFrom   string            `json:"continued_from"`
	HeadlineMissing bool              `json:"headline_missing"`
	Agency          string            `json:"agency"`
}

type goldInterrupted struct {
	Between []int  `json:"between"`
	By      []int  `json:"by"`
	Kind    string `json:"kind"`
}

type goldPackage struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Title   string   `json:"title"`
	Head    []int    `json:"head"`
	Members []string `json:"members"`
}

type goldSpan struct {
	ID     string            `json:"id"`
	Block  int               `json:"block"`
	Start  int               `json:"start"`
	End    int               `json:"end"`
	Role   string            `json:"role"`
	Quote  string            `json:"quote"`
	Parent *string           `json:"parent"`
	Attrs  map[string]string `json:"attrs"`
}
