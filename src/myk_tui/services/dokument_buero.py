"""A document as DOCX, ODT or PDF; each needs a library of an extra and says so if it is missing."""

import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Tabelle, Teil, Ueberschrift
from myk_tui.errors import StorageError
from myk_tui.i18n import _

if TYPE_CHECKING:
    from odfdo import Table

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
    grid(columns: (auto, 1fr), column-gutter: 1em, row-gutter: 0.6em,
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
    found = typst.compile(
        TYPST.encode(), format="pdf", sys_inputs={"daten": json.dumps(values)}, pdf_standards=["a-2b"]
    )
    assert isinstance(found, bytes)
    return found


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
            table = paper.add_table(rows=0, cols=len(part.kopf), style="Light List")
            for row in (part.kopf, *part.zeilen):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    paper.add_paragraph(dokument.fuss)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def to_odt(dokument: Dokument) -> bytes:
    """Return the document for LibreOffice; raises StorageError if the extra ``buero`` is missing."""
    try:
        import odfdo
    except ImportError as error:
        raise _missing("buero") from error
    paper = odfdo.Document("text")
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
                body.append(odfdo.Paragraph(f"{name}: {value}"))
        else:
            body.append(_odt_table(part, len(body.get_tables())))
    body.append(odfdo.Paragraph(dokument.fuss))
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _odt_table(part: Tabelle, number: int) -> "Table":
    import odfdo

    table = odfdo.Table(f"Tabelle{number + 1}")
    for texts in (part.kopf, *part.zeilen):
        row = odfdo.Row()
        for text in texts:
            row.append_cell(odfdo.Cell(text=text, cell_type="string"))
        table.append_row(row)
    return table


def _missing(extra: str) -> StorageError:
    return StorageError(
        _('Dafür fehlt das Zusatzpaket „{extra}“. Bitte einrichten: pipx install "myk-tui[{extra}]"').format(
            extra=extra
        )
    )
