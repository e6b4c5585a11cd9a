"""Office files with things that their readers do not see, as small as they can be."""

import zipfile

NAME = "Corvinella Ashgrove"  # invented; must not be found in any search
SEEN = "Referrals in 2026"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def office_file(path, parts):
    """Write an office file at ``path`` with ``parts``: ``{name: content}``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def docx(path, body="", **others):
    """Write a Word file: ``body`` after a paragraph that everybody sees; parts of word/ by name."""
    document = f'<w:document xmlns:w="w" xmlns:wp="wp"><w:body>{words(SEEN)}{body}</w:body>'
    parts = {f"word/{name}.xml": content for name, content in others.items()}
    return office_file(path, {"word/document.xml": f"{document}</w:document>"} | parts)


def words(text, properties=""):
    """Return a paragraph of a Word file, whose words have ``properties``."""
    return f"<w:p>{run(text, properties)}</w:p>"


def run(text, properties=""):
    """Return words of a Word file with ``properties``."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def xlsx(path, sheets=None, names="", others=None):
    """Write a workbook: ``sheets`` are ``{name: (state, content of the sheet)}``.

    The first one is seen.
    """
    sheets = {"Totals": ("visible", f"<sheetData>{row(1, SEEN)}</sheetData>")} | (sheets or {})
    listed = related = ""
    parts = {}
    for number, (name, (state, content)) in enumerate(sheets.items(), 1):
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}" state="{state}"/>'
        related += (
            f'<Relationship Id="r{number}" Type="{RELATED}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet>{content}</worksheet>"
    book = f'<workbook xmlns:r="{RELATED}"><sheets>{listed}</sheets>{names}</workbook>'
    parts["xl/workbook.xml"] = book
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{related}</Relationships>"
    return office_file(path, parts | (others or {}))


def relations(kind, target):
    """Return the list of what a part is related to: ``target``, of a ``kind``."""
    return f'<r><Relationship Id="r1" Type="{RELATED}/{kind}" Target="{target}"/></r>'


def row(number, *cells, settings=""):
    """Return a row of a sheet with text in ``cells``, the first of them in column A."""
    content = "".join(
        f'<c r="{"ABCDEF"[place]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}" {settings}>{content}</row>'


def pptx(path, slides, others=None):
    """Write a presentation of ``slides``: ``[(settings of the slide, its shapes), ...]``."""
    listed = related = ""
    parts = {}
    # In the file the last slide has the first number: their order is that of the list.
    for number, (settings, shapes) in zip(range(len(slides), 0, -1), slides, strict=True):
        listed += f'<p:sldId id="{255 + number}" r:id="r{number}"/>'
        related += (
            f'<Relationship Id="r{number}" Type="{RELATED}/slide" '
            f'Target="slides/slide{number}.xml"/>'
        )
        parts[f"ppt/slides/slide{number}.xml"] = (
            f'<p:sld xmlns:p="p" xmlns:a="a" {settings}>{shapes}</p:sld>'
        )
    parts["ppt/presentation.xml"] = (
        f'<p:presentation xmlns:p="p" xmlns:r="{RELATED}"><p:sldIdLst>{listed}</p:sldIdLst>'
        '<p:sldSz cx="9144000" cy="5143500"/></p:presentation>'
    )
    parts["ppt/_rels/presentation.xml.rels"] = f"<Relationships>{related}</Relationships>"
    return office_file(path, parts | (others or {}))


def shape(text, settings="", left=100, kind=""):
    """Return a shape of a slide with ``text``, ``left`` of its left edge, of a ``kind``."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" {settings}/><p:nvPr>{kind}</p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="100"/><a:ext cx="500" cy="500"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def notes(text):
    """Return the page of notes of a slide."""
    shapes = shape(text, kind='<p:ph type="body"/>') + shape("3", kind='<p:ph type="sldNum"/>')
    return f'<p:notes xmlns:p="p" xmlns:a="a">{shapes}</p:notes>'


def open_document(path, body, styles="", others=None):
    """Write a text document or spreadsheet of LibreOffice."""
    names = ("fo", "office", "style", "table", "text", "xlink")
    spaces = " ".join(f'xmlns:{name}="{name}"' for name in names)
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )
    return office_file(path, {"content.xml": content} | (others or {}))


def open_table(name, rows, style=""):
    """Return a sheet of a spreadsheet of LibreOffice."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def open_row(*cells, settings=""):
    """Return a row of a sheet of LibreOffice."""
    content = "".join(
        f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells
    )
    return f"<table:table-row {settings}>{content}</table:table-row>"


HIDING_STYLE = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="W1" style:family="text"><style:text-properties fo:color="#ffffff"/>'
    '</style:style><style:style style:name="B1" style:family="paragraph">'
    '<style:paragraph-properties fo:background-color="#123456"/></style:style>'
    '<style:style style:name="S1" style:family="text"><style:text-properties fo:font-size="1pt"/>'
    '</style:style><style:style style:name="C1" style:family="table-cell">'
    '<style:text-properties fo:color="#fefefe"/></style:style>'
    '<style:style style:name="C2" style:parent-style-name="C1" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#123456"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="T1" style:family="paragraph"/>'
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)
UNSEEN_WORDS = (
    '<w:color w:val="FFFFFF"/>',
    '<w:color w:val="ffffff" w:themeColor="background1"/>',
    '<w:sz w:val="2"/>',
    '<w:highlight w:val="black"/>',
    '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
    '<w:color w:val="FEFEFE"/>',
    '<w:color w:val="auto" w:themeColor="background1"/>',
    '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
    '<w:rStyle w:val="White"/>',
)
OFF_PAGE = (
    ("positionH", "page", -1_000_000),
    ("positionH", "column", -9_000_000),
    ("positionV", "paragraph", -20_000_000),
    ("positionH", "page", 30_000_000),
)
BLANK_FORMATS = (";;;", "General;General;General;", "0;-0;&quot;;&quot;;[Red]", "0;0;0;_)")
UNSEEN_COLOURS = (  # of letters, and of the cell behind them
    ('<color rgb="FFFFFFFF"/>', '<patternFill patternType="none"/>'),
    ('<color theme="0"/>', ""),
    ('<color rgb="FFFEFEFE"/>', ""),
    ('<sz val="1"/>', ""),
    (
        '<color rgb="FFC00000"/>',
        '<patternFill patternType="solid"><fgColor rgb="FFC00000"/></patternFill>',
    ),
    ('<color theme="1"/>', '<patternFill patternType="solid"><fgColor indexed="8"/></patternFill>'),
)


def formats(colour="", fill="", conditional="0", shown="0"):
    """Return the formats of a workbook: the letters and the cell of the second have a colour."""
    fill = fill or '<patternFill patternType="none"/>'
    return {
        "xl/styles.xml": f"<styleSheet><fonts><font/><font>{colour}</font></fonts>"
        f'<fills><fill><patternFill patternType="none"/></fill><fill>{fill}</fill></fills>'
        '<cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs>'
        f'<dxfs><dxf><numFmt numFmtId="9" formatCode="{shown}"/></dxf>'
        f'<dxf><numFmt numFmtId="8" formatCode="{conditional}"/></dxf></dxfs></styleSheet>'
    }


HIDDEN_WORDS_STYLE = (
    '<w:styles xmlns:w="w"><w:style w:type="character" w:styleId="Parent"><w:rPr><w:vanish/>'
    '</w:rPr></w:style><w:style w:type="character" w:styleId="Quiet"><w:basedOn w:val="Parent"/>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


def locked(path):
    """Write what Word and Excel save with a password: a container with this entry."""
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024
    path.write_bytes(container + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512)
    return path


def workbooks(folder):
    """Write workbooks that hide the name, each in another way: ``{path: what is shown}``."""
    hidden = f"<sheetData>{row(1, NAME)}</sheetData>"

    def write(name, **about):
        return xlsx(folder / f"{name}.xlsx", **about)

    def blank(code):
        return {
            "xl/styles.xml": f'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{code}"/>'
            '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
        }

    blank_cell = (
        f'<sheetData><row r="1"><c r="A1" s="1" t="str"><v>{NAME}</v></c></row></sheetData>'
    )
    column = (
        f'<cols><col min="2" max="3" hidden="1"/></cols><sheetData>{row(1, "", NAME)}</sheetData>'
    )
    narrow = (
        '<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="1" width="9"/></cols>'
        f"<sheetData>{row(1, 'Total', NAME)}</sheetData>"
    )
    merged = (
        f"<sheetData>{row(2, 'Total', 'All', NAME)}{row(3, NAME)}</sheetData>"
        '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells>'
    )
    row_7 = row(7, NAME, settings='hidden="1"')
    condition = (
        f"<sheetData>{row(2, '', NAME)}</sheetData><conditionalFormatting sqref='A9 B1:B3'>"
        "<cfRule dxfId='1'/></conditionalFormatting>"
    )
    scenario = (
        '<sheetData/><scenarios><scenario name="Worst" user="{0}" comment="{0}"/></scenarios>'
    )
    drawing = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:dgm="d" xmlns:r="r">{}</xdr:wsDr>'
    ).format(shape(NAME, 'hidden="1"').replace("p:", "xdr:"))
    on_first_sheet = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations("drawing", "../drawings/drawing1.xml")
    }
    hidden_row = f"<sheetData>{row_7}</sheetData>"
    # Texts that cells share: the first is in a cell, the second was in one that has been deleted.
    cell = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    shared = "<sst><si><t>Total</t>{}</si>{}</sst>"
    begins = relations("officeDocument", "xl/workbook.xml")
    link = (
        f'<r><Relationship Id="r1" Type="{RELATED}/hyperlink" TargetMode="External" '
        f'Target="file:///C:/Users/{NAME}/list.xlsx"/></r>'
    )
    return {
        write(
            "unused",
            sheets={"Ages": ("visible", cell)},
            others={"xl/sharedStrings.xml": shared.format("", f"<si><t>{NAME}</t></si>")},
        ): "A part that programs do not show",
        write(
            "spoken",
            sheets={"Ages": ("visible", cell)},
            others={"xl/sharedStrings.xml": shared.format(f"<rPh><t>{NAME}</t></rPh>", "")},
        ): "Hidden text in one place.",
        write(
            "left behind", others={"_rels/.rels": begins, "xl/old.xml": f"<old>{NAME}</old>"}
        ): "A part that programs do not show",
        write(
            "path", others={"xl/worksheets/_rels/sheet1.xml.rels": link}
        ): "A link to a file on someone’s computer",
        write("hidden", sheets={"Raw": ("hidden", hidden)}): "A hidden sheet: ‘Raw’.",
        write("very", sheets={"Names": ("veryHidden", hidden)}): "A hidden sheet: ‘Names’.",
        write(
            "column", sheets={"Ages": ("visible", column)}
        ): "A hidden column on the sheet ‘Ages’.",
        write("row", sheets={"Ages": ("visible", hidden_row)}): "A hidden row on the sheet ‘Ages’.",
        write(
            "narrow", sheets={"Ages": ("visible", narrow)}
        ): "A hidden column on the sheet ‘Ages’.",
        **{
            write(
                f"blank{number}", sheets={"Ages": ("visible", blank_cell)}, others=blank(code)
            ): "A cell that does not show what is in it on the sheet ‘Ages’."
            for number, code in enumerate(BLANK_FORMATS)
        },
        write(
            "comment",
            others={
                "xl/comments1.xml": f"<comments><comment><t>{NAME}</t></comment></comments>",
                "xl/threadedComments/threadedComment1.xml": "<ThreadedComments>"
                f"<threadedComment><text>{NAME}</text></threadedComment><threadedComment/>"
                "</ThreadedComments>",
                "xl/persons/person.xml": f'<personList><person displayName="{NAME}"/></personList>',
            },
        ): "2 comments.",
        write(
            "pivot",
            others={
                "xl/pivotCache/pivotCacheDefinition1.xml": f'<p><sharedItems><s v="{NAME}"/>'
                "</sharedItems></p>",
                "xl/pivotCache/pivotCacheRecords1.xml": "<r/>",
            },
        ): "A copy of the data behind a pivot table.",
        write(
            "link",
            others={
                "xl/externalLinks/externalLink1.xml": f"<externalLink><v>{NAME}</v></externalLink>"
            },
        ): "A copy of data from another file that this one is linked to.",
        write(
            "name",
            names="<definedNames><definedName name='_xlnm._FilterDatabase' hidden='1'>A1"
            "</definedName>"
            f"<definedName name='Child' hidden='1'>\"{NAME}\"</definedName></definedNames>",
        ): "A hidden name for cells.",
        write("embedded", others={"xl/embeddings/oleObject1.bin": NAME}): "An embedded file",
        write("merged", sheets={"Ages": ("visible", merged)}): "2 cells that do not show what is",
        write(
            "condition",
            sheets={"Ages": ("visible", condition)},
            others=formats(conditional=";;;", shown="0.00"),
        ): "A cell that does not show what is in it on the sheet ‘Ages’.",
        write(
            "scenario", sheets={"Ages": ("visible", scenario.format(NAME))}
        ): "A scenario with other numbers on the sheet ‘Ages’.",
        write(
            "object", others=on_first_sheet | {"xl/drawings/drawing1.xml": drawing}
        ): "An object that is hidden",
        **{
            write(
                f"colour{number}",
                sheets={"Ages": ("visible", blank_cell)},
                others=formats(*colours),
            ): "A cell that does not show what is in it on the sheet ‘Ages’."
            for number, colours in enumerate(UNSEEN_COLOURS)
        },
    }


def documents(folder):
    """Write Word files that hide the name, each in another way: ``{path: what is shown}``."""

    def write(name, body="", **others):
        return docx(folder / f"{name}.docx", body, **others)

    styled = HIDDEN_WORDS_STYLE
    secret = f'<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr>{run(NAME)}</w:p>'
    grid = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tr><w:tc>{words(NAME)}</w:tc>'
        "</w:tr></w:tbl>"
    )
    row_of_table = "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>"
    covered = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc></w:tr>"
    merged = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{words(SEEN)}</w:tc>'
        f"</w:tr>{covered}{covered}</w:tbl>"
    )
    box = (
        '<w:r><w:drawing><wp:docPr id="1" hidden="1"/><w:txbxContent>{}</w:txbxContent>'
        "</w:drawing></w:r>"
    )
    # {IF {MERGEFIELD Child} = "" ...}: the inner field’s words are part of the outer’s question.
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    field = f"<w:p>{begin}{begin}{separate}{run(NAME)}{end}{separate}{run('No')}{end}</w:p>"
    row_of_height = (
        '<w:tbl><w:tr><w:trPr><w:trHeight w:hRule="exact" w:val="2"/></w:trPr><w:tc>{}</w:tc>'
        "</w:tr></w:tbl>"
    )
    deleted_cell = "<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{}</w:tc></w:tr></w:tbl>"
    condition = (
        f'<w:p>{begin}<w:r><w:instrText> IF 1 = 1 "No" "{NAME}" </w:instrText></w:r>'
        f"{separate}{run('No')}{end}</w:p>"
    )
    anchored = (
        '<w:r><w:drawing><wp:anchor><wp:{0} relativeFrom="{1}"><wp:posOffset>{2}</wp:posOffset>'
        '</wp:{0}><wp:extent cx="900000" cy="900000"/><w:txbxContent>'
        f"{words(NAME)}</w:txbxContent></wp:anchor></w:drawing></w:r>"
    )
    blue = '<w:color w:val="1F3864"/>'
    shaded = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
        f"{words(NAME, blue)}</w:tc></w:tr></w:tbl>"
    )
    placeholder = (
        '<w:docPart><w:docPartPr><w:types><w:type w:val="bbPlcHdr"/></w:types></w:docPartPr>'
    )
    blocks = (
        f'<w:glossaryDocument xmlns:w="w"><w:docParts>{placeholder}{words("Enter a date")}'
        f"</w:docPart><w:docPart>{words(NAME)}</w:docPart></w:docParts></w:glossaryDocument>"
    )
    comments = f'<w:comments xmlns:w="w"><w:comment w:author="{NAME}">{words(NAME)}</w:comment>'
    return {
        write("vanish", words(NAME, "<w:vanish/>")): "Hidden text in one place.",
        write("style", words(NAME, '<w:rStyle w:val="Quiet"/>'), styles=styled): "Hidden text",
        write("paragraph", secret, styles=styled): "Hidden text in one place.",
        write("table", row_of_table.format(words(NAME))): "Hidden text in one place.",
        write("merged", merged.format(words(NAME), words(""))): "Hidden text in one place.",
        write("grid", grid, styles=styled): "Hidden text in one place.",
        write("moved", f"<w:p><w:moveFrom>{run(NAME)}</w:moveFrom></w:p>"): "A tracked change.",
        write("deleted", f"<w:p><w:del>{run(NAME)}</w:del><w:ins/></w:p>"): "2 tracked changes.",
        write("box", f"<w:p>{box.format(words(NAME))}</w:p>"): "An object that is hidden",
        write("comment", comments=f"{comments}</w:comments>"): "A comment.",
        write("field", field): "Hidden text in one place.",
        **{
            write(f"unseen{number}", words(NAME, look), styles=styled): "Hidden text in one place."
            for number, look in enumerate(UNSEEN_WORDS)
        },
        write("low row", row_of_height.format(words(NAME))): "Hidden text in one place.",
        write("deleted cell", deleted_cell.format(words(NAME))): "A tracked change.",
        write("condition", condition): "Hidden text in one place.",
        **{
            write(f"off page{number}", f"<w:p>{anchored.format(*place)}</w:p>"): "outside the page"
            for number, place in enumerate(OFF_PAGE)
        },
        write("shaded", shaded): "Hidden text in one place.",
        write(
            "variable",
            settings=f'<w:settings xmlns:w="w"><w:docVars><w:docVar w:name="Child" '
            f'w:val="{NAME}"/></w:docVars></w:settings>',
        ): "Data that a program keeps in the file.",
        write("block", **{"glossary/document": blocks}): "A building block, which is text",
        write("footer", footer1=f'<f xmlns:w="w">{words(NAME, "<w:vanish/>")}</f>'): "Hidden text",
    }


def presentations(folder):
    """Write presentations that hide the name: ``{path: what is shown}``."""
    first = ("", shape(SEEN))

    def write(name, *slides, **others):
        return pptx(folder / f"{name}.pptx", [first, *slides], **others)

    cells = '<a:tc hMerge="1"><a:t>{}</a:t></a:tc>'
    comment = f'<p:cmLst xmlns:p="p"><p:cm><p:text>{NAME}</p:text></p:cm></p:cmLst>'
    return {
        write("slide", ('show="0"', shape(NAME))): "A hidden slide: number 2.",
        write(
            "left behind", others={"ppt/slides/slide7.xml": f"<sld>{NAME}</sld>"}
        ): "A part that programs do not show",
        write("shape", ("", shape(NAME, 'hidden="1"'))): "outside the page on slide 2.",
        write("off-slide", ("", shape(NAME, left=9_200_000))): "outside the page on slide 2.",
        write(
            "notes",
            others={"ppt/notesSlides/notesSlide1.xml": notes(NAME)}
            | {"ppt/notesSlides/notesSlide2.xml": notes("")},
        ): "Speaker notes on a slide.",
        write("comment", others={"ppt/comments/comment1.xml": comment}): "A comment.",
        write(
            "merged", ("", cells.format(NAME) + cells.format(""))
        ): "outside the page on slide 2.",
    }


def open_documents(folder):
    """Write files of LibreOffice that hide the name: ``{path: what is shown}``."""
    seen = f"<text:p>{SEEN}</text:p>"
    totals = open_table("Totals", open_row(SEEN))

    def odt(name, body, **others):
        return open_document(folder / f"{name}.odt", seen + body, HIDING_STYLE, **others)

    def ods(name, tables):
        return open_document(folder / f"{name}.ods", totals + tables, HIDING_STYLE)

    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    collapsed = open_row(NAME, settings='table:visibility="collapse"')
    span = f'<text:p><text:span text:style-name="{{}}">{NAME}</text:span></text:p>'
    embedded = (
        f"<document-content><body><spreadsheet>{NAME}</spreadsheet></body></document-content>"
    )
    white_cell = (
        '<table:table-row><table:table-cell table:style-name="C1"><text:p>'
        f"{NAME}</text:p></table:table-cell></table:table-row>"
    )
    source = open_table("file:///C:/Ada", f"<table:table-source/>{open_row(NAME)}")
    return {
        odt(
            "span", f'<text:p><text:span text:style-name="T1">{NAME}</text:span></text:p>'
        ): "Hidden",
        odt("paragraph", f'<text:p text:style-name="P1">{NAME}</text:p>'): "Hidden text",
        odt(
            "section", f'<text:section text:display="none"><text:p>{NAME}</text:p></text:section>'
        ): ("Hidden text in one place."),
        odt(
            "changes",
            f"<text:tracked-changes><text:changed-region><text:p>{NAME}</text:p>"
            "</text:changed-region></text:tracked-changes>",
        ): "A tracked change.",
        odt(
            "comment",
            f"<text:p><office:annotation><text:p>{NAME}</text:p></office:annotation></text:p>",
        ): "A comment.",
        odt("version", "", others={"Versions/Version1": NAME}): "An earlier version of the file.",
        odt("white", span.format("W1")): "Hidden text in one place.",
        odt("tiny", span.format("S1")): "Hidden text in one place.",
        odt("object", "", others={"Object 1/content.xml": embedded}): "An embedded file",
        ods("white cell", open_table("Ages", white_cell)): "A cell that does not show what",
        ods("sheet", open_table("Raw", open_row(NAME), "ta2")): "A hidden sheet: ‘Raw’.",
        ods("row", open_table("Ages", collapsed)): "A hidden row on the sheet ‘Ages’.",
        ods("column", open_table("Ages", column + open_row("", NAME))): "A hidden column on the",
        odt(
            "variable",
            f'<text:p><text:variable-set text:display="none">{NAME}</text:variable-set></text:p>',
        ): "Hidden text in one place.",
        ods("dde", f"<table:dde-link>{open_table('', open_row(NAME))}</table:dde-link>"): "A copy",
        ods("scenario", open_table("Worse", f"<table:scenario/>{open_row(NAME)}")): "‘Worse’.",
        odt(
            "kept",
            '<text:user-field-decls><text:user-field-decl text:name="Child" '
            f'office:string-value="{NAME}"/></text:user-field-decls>',
        ): "Hidden text in one place.",
        odt(
            "path", f'<text:p><text:a xlink:href="file:///C:/Users/{NAME}">{SEEN}</text:a></text:p>'
        ): "A link to a file on someone’s computer",
        ods("link", source): "A copy of data from another file that this one is linked to.",
    }


KINDS = {
    "workbooks": workbooks,
    "documents": documents,
    "presentations": presentations,
    "open documents": open_documents,
}
