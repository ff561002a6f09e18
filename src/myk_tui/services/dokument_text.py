"""A document as plain text, as it is read in the app."""

from myk_tui.domain.dokument import Absatz, Angaben, Dokument, Liste, Ueberschrift


def to_text(dokument: Dokument) -> str:
    """Return the document without markup: headings underlined, lists with dashes, cells between bars."""
    lines = [dokument.titel, dokument.untertitel, ""]
    for part in dokument.teile:
        if isinstance(part, Ueberschrift):
            lines += ["", part.text, ("=" if part.stufe == 2 else "-") * min(72, len(part.text))]
        elif isinstance(part, Absatz):
            lines += [part.text, ""]
        elif isinstance(part, Liste):
            lines += [f"- {text}" for text in part.punkte]
        elif isinstance(part, Angaben):
            lines += [f"{name}: {value}" for name, value in part.paare]
        else:
            lines += [" | ".join(row) for row in (part.kopf, *part.zeilen)]
    return "\n".join([*lines, "", dokument.fuss]).rstrip() + "\n"
