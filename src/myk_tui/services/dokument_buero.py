"""A document as DOCX, ODT or PDF; each needs a library of an extra and says so if it is missing."""

import io
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Tabelle, Teil, Ueberschrift
from myk_tui.errors import StorageError
from myk_tui.i18n import _

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph
    from odfdo import Document as OdtDocument
    from odfdo import Element, Style, Table

PAGE_MM = (210, 297)
MARGIN_MM = 20

PROPERTY = 255
"""Letters that a property of a Word file may have (ECMA-376, part 2)."""

TYPST = """
#let daten = json(bytes(sys.inputs.daten))
#set document(title: daten.titel)
#set page(paper: "a4", margin: (x: 18mm, y: 20mm), footer: context [
  #text(size: 8pt, fill: luma(80), daten.fuss) #h(1fr) #text(size: 8pt)[#counter(page).display()]])
#set text(lang: daten.sprache, size: 10.5pt)
#set par(leading: 0.6em)
#let zeilen(text) = text.split("\\n").join(linebreak())
#for zeile in daten.briefkopf [#text(fill: luma(80), zeile) \\ ]
#heading(level: 1, daten.titel)
#daten.untertitel
#for teil in daten.teile {
  if teil.art == "ueberschrift" { heading(level: teil.stufe, teil.text) }
  else if teil.art == "absatz" { par(zeilen(teil.text)) }
  else if teil.art == "liste" { list(..teil.punkte.map(zeilen)) }
  else if teil.art == "angaben" {
    grid(columns: (48mm, 1fr), column-gutter: 1em, row-gutter: 0.6em,
      ..teil.paare.map(paar => (strong(paar.at(0)), zeilen(paar.at(1)))).flatten())
  }
  else { table(columns: teil.kopf.len(), stroke: (x: none, y: 0.4pt + luma(150)),
    table.header(..teil.kopf.map(strong)), ..teil.zeilen.flatten().map(zeilen)) }
}
"""
"""The form of the PDF. What users wrote comes in as data and is never read as typst."""


def to_pdf(dokument: Dokument) -> bytes:
    """Return the document as PDF/A-2b; raises StorageError if the extra ``pdf`` is missing."""
    try:
        import typst
    except ImportError as error:
        raise _missing("pdf") from error
    values = asdict(dokument) | {"teile": [_as_data(part) for part in dokument.teile]}
    data = _JOINTS.sub("", _PICTURES.sub(BOX, json.dumps(values, ensure_ascii=False)))
    for _attempt in range(REPLACEMENTS):
        try:
            found = typst.compile(TYPST.encode(), format="pdf", sys_inputs={"daten": data}, pdf_standards=["a-2b"])
        except typst.TypstError as error:
            unknown = _NOT_IN_FONT.search(str(error))
            if unknown is None or not unknown[1].strip() or unknown[1] in (BOX, '"') or unknown[1] not in data:
                break
            data = data.replace(unknown[1], BOX)  # PDF/A allows no letter that its font does not have
        else:
            assert isinstance(found, bytes)
            return found
    raise StorageError(_("Als PDF ließ sich das nicht schreiben. Bitte als .html sichern und im Browser drucken."))


REPLACEMENTS = 200
"""How many different letters without a picture are replaced before it is given up."""

BOX = "□"
"""Stands in a PDF for what its font has no picture of, an emoji for example."""

_PICTURES = re.compile("[\U0001f000-\U0001fbff][\u200d\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f\U0001f000-\U0001fbff]*")
_JOINTS = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]")
_NOT_IN_FONT = re.compile('the text `"(.+?)"` could not be displayed')


def _as_data(part: Teil) -> dict[str, object]:
    values = asdict(part)
    values.pop("zahlen", None)
    return {"art": type(part).__name__.casefold(), **values}


def to_docx(dokument: Dokument) -> bytes:
    """Return the document for Word; raises StorageError if the extra ``buero`` is missing."""
    try:
        import docx
    except ImportError as error:
        raise _missing("buero") from error
    paper = docx.Document()
    _set_up_docx(paper, dokument)
    for line in dokument.briefkopf:
        paper.add_paragraph(line)
    paper.add_heading(dokument.titel, 0)
    paper.add_paragraph(dokument.untertitel)
    for part in dokument.teile:
        if isinstance(part, Ueberschrift):
            paper.add_heading(part.text, part.stufe - 1)
        elif isinstance(part, Absatz):
            paper.add_paragraph(part.text)
        elif isinstance(part, Liste):
            for text in part.punkte:
                paper.add_paragraph(text, style="List Bullet")
        elif isinstance(part, Angaben):
            for name, value in part.paare:
                paragraph = paper.add_paragraph()
                paragraph.add_run(f"{name}: ").bold = True
                paragraph.add_run(value)
        else:
            _add_docx_table(paper, part)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _set_up_docx(paper: "DocxDocument", dokument: Dokument) -> None:
    """Make it an A4 page; the library begins with American letter paper and an author of its own."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    paper.core_properties.title = dokument.titel[:PROPERTY]
    paper.core_properties.author = " · ".join(dokument.briefkopf)[:PROPERTY]
    paper.core_properties.comments = ""
    paper.core_properties.language = dokument.sprache
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(20)
    _foot(section.footer.paragraphs[0], dokument.fuss)
    for moment in ("created", "modified"):  # of the library's own template, years ago
        for found in paper.core_properties._element.findall(qn(f"dcterms:{moment}")):
            paper.core_properties._element.remove(found)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), {"de": "de-DE", "en": "en-GB"}.get(dokument.sprache, dokument.sprache))


def _foot(line: "DocxParagraph", text: str) -> None:
    """Write the foot of every page with its number, which Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line.add_run(f"{text} · " if text else "")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def _add_docx_table(paper: "DocxDocument", part: Tabelle) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = paper.add_table(rows=0, cols=len(part.kopf), style="Table Grid")
    table.autofit = False
    widths = [Mm(share * (PAGE_MM[0] - 2 * MARGIN_MM)) for share in part.anteile()]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, texts in enumerate((part.kopf, *part.zeilen)):
        row = table.add_row()
        marks = row._tr.get_or_add_trPr()
        marks.append(OxmlElement("w:cantSplit"))
        if number == 0:
            marks.append(OxmlElement("w:tblHeader"))
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[place]
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = number == 0
            if place in part.zahlen:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.add_paragraph()


def to_odt(dokument: Dokument) -> bytes:
    """Return the document for LibreOffice; raises StorageError if the extra ``buero`` is missing."""
    try:
        import odfdo
    except ImportError as error:
        raise _missing("buero") from error
    paper = odfdo.Document("text")
    paper.meta.title = dokument.titel
    for style in _odt_styles():
        paper.insert_style(style, automatic=True)
    _set_up_odt(paper, dokument)
    body = paper.body
    body.clear()
    for line in dokument.briefkopf:
        body.append(odfdo.Paragraph(line))
    body.append(odfdo.Header(1, dokument.titel))
    body.append(odfdo.Paragraph(dokument.untertitel))
    for part in dokument.teile:
        if isinstance(part, Ueberschrift):
            body.append(odfdo.Header(part.stufe, part.text))
        elif isinstance(part, Absatz):
            body.append(odfdo.Paragraph(part.text))
        elif isinstance(part, Liste):
            body.append(odfdo.List(list(part.punkte)))
        elif isinstance(part, Angaben):
            for name, value in part.paare:
                body.append(_odt_named(name, value))
        else:
            table, widths = _odt_table(part, len(body.get_tables()))
            for style in widths:
                paper.insert_style(style, automatic=True)
            body.append(table)
            body.append(odfdo.Paragraph())
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


ODT_HEADINGS = {"Heading_20_1": "18pt", "Heading_20_2": "14pt", "Heading_20_3": "12pt"}
"""Sizes of the headings, each smaller than the one above; the library's template has two alike, one of them italic."""


def _set_up_odt(paper: "OdtDocument", dokument: Dokument) -> None:
    """Give it the language of its text, headings without numbers, and a foot with the number of the page."""
    import odfdo

    styles = paper.get_part("styles.xml")
    assert isinstance(styles, odfdo.XmlPart)
    for level in styles.get_elements("//text:outline-level-style"):
        level.set_attribute("style:num-format", "")  # the library's template counts all headings, „1.1.3.“
        level.set_attribute("style:num-suffix", "")
        level.del_attribute("loext:num-list-format")
    for text in styles.get_elements("//style:text-properties[@fo:language]"):
        text.set_attribute("fo:language", dokument.sprache)
        text.set_attribute("fo:country", {"de": "DE", "en": "GB"}.get(dokument.sprache, "none"))
    for name, size in ODT_HEADINGS.items():
        for text in styles.get_elements(f"//style:style[@style:name='{name}']/style:text-properties"):
            text.set_attribute("fo:font-size", size)
            text.set_attribute("fo:font-style", "normal")
    foot = odfdo.Element.from_tag("style:footer")
    line = odfdo.Paragraph(f"{dokument.fuss} · " if dokument.fuss else "")
    line.append(odfdo.Element.from_tag("<text:page-number text:select-page='current'>1</text:page-number>"))
    foot.append(line)
    for page in styles.get_elements("//style:master-page[@style:name='Standard']"):
        page.append(foot)


def _odt_styles() -> "list[Style]":
    import odfdo

    numbers = odfdo.Style("paragraph", name="zahl")
    numbers.set_properties({"fo:text-align": "end"}, area="paragraph")
    return [
        odfdo.Style("text", name="fett", area="text", bold=True),
        numbers,
        odfdo.Style(
            "table-cell", name="zelle", area="table-cell", border_bottom="0.5pt solid #888888", padding="0.08cm"
        ),
    ]


def _odt_named(name: str, value: str) -> "Element":
    import odfdo

    paragraph = odfdo.Paragraph()
    paragraph.append(odfdo.Span(f"{name}: ", style="fett"))
    paragraph.append_plain_text(value)
    return paragraph


def _odt_table(part: Tabelle, number: int) -> "tuple[Table, list[Style]]":
    """Return a table and the styles of its columns, which carry their widths."""
    import odfdo

    name = f"Tabelle{number + 1}"
    table = odfdo.Table(name)
    styles = [odfdo.Style("table", name=name, area="table", width=f"{PAGE_MM[0] - 2 * MARGIN_MM}mm")]
    table.style = name
    for texts in (part.kopf, *part.zeilen):
        row = odfdo.Row()
        for place, text in enumerate(texts):
            cell = odfdo.Cell(cell_type="string", style="zelle")
            paragraph = odfdo.Paragraph(style="zahl" if place in part.zahlen else None)
            paragraph.append(odfdo.Span(text, style="fett" if texts is part.kopf else None))
            cell.append(paragraph)
            row.append_cell(cell)
        table.append_row(row)
    head = odfdo.Element.from_tag("table:table-header-rows")
    first = table.get_elements("table:table-row")[0]
    table.insert(head, position=table.index(first))
    head.append(first)
    for place, share in enumerate(part.anteile()):
        style = odfdo.Style("table-column", name=f"{name}.{place}", area="table-column")
        style.set_properties(
            {"style:column-width": f"{share * (PAGE_MM[0] - 2 * MARGIN_MM):.1f}mm"}, area="table-column"
        )
        styles.append(style)
        table.set_column(place, odfdo.Column(style=style.name))
    return table, styles


def _missing(extra: str) -> StorageError:
    return StorageError(
        _('Dafür fehlt das Zusatzpaket „{extra}“. Bitte einrichten: pipx install "myk-tui[{extra}]"').format(
            extra=extra
        )
    )
