package docx

// The parts of a document that are always the same. Measures are twentieths of a point; sizes of letters are half points.
const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
		`</Types>`

	packageRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`</Relationships>`

	documentRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
		`<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>` +
		`<Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>` +
		`</Relationships>`

	mainNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	numbering = `<w:numbering ` + mainNamespace + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>` +
		`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>` +
		`<w:pPr><w:ind w:left="227" w:hanging="227"/></w:pPr><w:rPr><w:color w:val="` + blue + `"/></w:rPr></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

	// Without it Word opens the document as one of 2007.
	settings = `<w:settings ` + mainNamespace + `><w:compat><w:compatSetting w:name="compatibilityMode"` +
		` w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

	margin, wideMargin = "1134", "1417" // 20 and 25 mm

	sideWidth = "2381" // 42 mm
	mainWidth = "6974"
	fullWidth = "9355"

	entrySpace, labelSpace = "110", "50" // below the rows of a table

	blue, grey, pale = "123F6B", "5A616B", "B8C2CC"
)

// styles describes the styles by the names that Word knows, so that its navigation and its screen readers use them.
func (d Doc) styles() string {
	font := "Arial"
	if scriptOf(d.Lang) == ethiopic {
		font = "Ebrima"
	}
	lang := `w:val="` + escape(d.Lang) + `"`
	if d.RTL {
		lang = `w:val="de-DE" w:bidi="` + escape(d.Lang) + `"`
	}
	return `<w:styles ` + mainNamespace + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `" w:eastAsia="` + font + `" w:cs="` + font + `"/>` +
		`<w:sz w:val="21"/><w:szCs w:val="22"/><w:lang ` + lang + `/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="20" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		style("Heading1", "heading 1", `<w:keepNext/><w:spacing w:after="20"/><w:outlineLvl w:val="0"/>`,
			`<w:b/><w:bCs/><w:color w:val="`+blue+`"/><w:sz w:val="46"/><w:szCs w:val="50"/>`) +
		style("Heading2", "heading 2", `<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="`+pale+`"/></w:pBdr>`+
			`<w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="1"/>`,
			`<w:b/><w:bCs/><w:color w:val="`+blue+`"/><w:sz w:val="25"/><w:szCs w:val="27"/>`) +
		style("Quiet", "Quiet", "", grown) +
		style("Label", "Label", `<w:ind w:right="170"/>`, `<w:color w:val="`+grey+`"/>`) +
		style("Aim", "Aim", `<w:spacing w:before="80"/>`, `<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="28"/>`) +
		style("Strong", "Strong paragraph", "", `<w:b/><w:bCs/>`) +
		style("ListBullet", "List Bullet", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, "") +
		style("Closing", "Closing", `<w:spacing w:before="560"/>`, "") +
		style("Footer", "footer", `<w:jc w:val="right"/>`, `<w:color w:val="`+grey+`"/><w:sz w:val="18"/><w:szCs w:val="19"/>`) +
		`</w:styles>`
}

const grown = `<w:color w:val="` + grey + `"/><w:sz w:val="24"/><w:szCs w:val="26"/>`

func style(id, name, paragraph, run string) string {
	return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>` +
		`<w:pPr>` + paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`
}
