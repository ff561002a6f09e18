"""A document as one HTML file: nothing from elsewhere, real headings, prints well on A4."""

from html import escape

from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Tabelle, Teil, Ueberschrift

STYLE = """
@page { size: A4; margin: 20mm 18mm; }
body { font-family: "Liberation Sans", Arial, Helvetica, sans-serif; line-height: 1.45; color: #111; background: #fff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
header { color: #444; } h1 { font-size: 1.7rem; margin: 0.4rem 0; } h2 { font-size: 1.25rem; margin-top: 1.8rem;
  border-bottom: 1px solid #888; padding-bottom: 0.15rem; } h3 { font-size: 1.05rem; margin-bottom: 0.3rem; }
h2, h3 { break-after: avoid; } table { border-collapse: collapse; width: 100%; }
h2, h3, tr, li, dd { break-inside: avoid; } p, li { orphans: 2; widows: 2; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #bbb; padding: 0.25rem 0.6rem 0.25rem 0; }
th { overflow-wrap: normal; } .kurz { white-space: nowrap; } .zahl { text-align: right; padding-right: 1.2rem; }
dl { display: grid; grid-template-columns: fit-content(14rem) minmax(0, 1fr); gap: 0.2rem 1rem; }
dl > :nth-last-child(-n+2) { break-before: avoid; } dt { font-weight: 600; min-width: 8rem; } dd { margin: 0; } .leise { color: #444; font-size: 0.9rem; }
footer { margin-top: 2rem; border-top: 1px solid #888; padding-top: 0.3rem; color: #444; font-size: 0.9rem; }
@media print { html { font-size: 10pt; } body { margin: 0; max-width: none; padding: 0; line-height: 1.35; } h2 { margin-top: 1.3rem; } }
"""

SHORT = 12
"""A cell of up to so many characters, a date or an amount, stands on one line."""


def to_html(dokument: Dokument) -> str:
    """Return the document as a page that needs no other file; every text is escaped."""
    parts = "\n".join(_part(part) for part in dokument.teile)
    head = "<br>".join(_text(line) for line in dokument.briefkopf)
    return f"""<!doctype html>
<html lang="{_text(dokument.sprache)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{_text(dokument.titel)}</title>
<style>{STYLE}</style>
</head>
<body>
<header>{head}</header>
<main>
<h1>{_text(dokument.titel)}</h1>
<p>{_text(dokument.untertitel)}</p>
{parts}
</main>
<footer>{_text(dokument.fuss)}</footer>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(text, quote=True).replace("\n", "<br>")


def _part(part: Teil) -> str:
    if isinstance(part, Ueberschrift):
        return f"<h{part.stufe}>{_text(part.text)}</h{part.stufe}>"
    if isinstance(part, Absatz):
        return f'<p class="leise">{_text(part.text)}</p>' if part.leise else f"<p>{_text(part.text)}</p>"
    if isinstance(part, Liste):
        return "<ul>\n" + "\n".join(f"<li>{_text(text)}</li>" for text in part.punkte) + "\n</ul>"
    if isinstance(part, Angaben):
        rows = "\n".join(f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>" for name, value in part.paare)
        return f"<dl>\n{rows}\n</dl>"
    return _table(part)


def _table(part: Tabelle) -> str:
    head = "".join(f'<th scope="col"{_side(part, place)}>{_text(cell)}</th>' for place, cell in enumerate(part.kopf))
    rows = "\n".join(
        "<tr>"
        + "".join(f"<td{_side(part, place, cell)}>{_text(cell)}</td>" for place, cell in enumerate(row))
        + "</tr>"
        for row in part.zeilen
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _side(part: Tabelle, place: int, cell: str = "") -> str:
    names = ["zahl"] * (place in part.zahlen) + ["kurz"] * (0 < len(cell) <= SHORT)
    return f' class="{" ".join(names)}"' if names else ""
