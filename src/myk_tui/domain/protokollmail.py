"""The short form of the minutes that goes into the body of a mail."""

import textwrap
from collections.abc import Iterable

from myk_tui.domain.dokument import harmless
from myk_tui.domain.protokoll import attendance, choice_line, next_meeting
from myk_tui.domain.protokollwerte import Beschluss, Protokoll, Vereinbarung
from myk_tui.domain.typografie import long_date, typeset
from myk_tui.i18n import _

WIDTH = 72
"""Characters of a line: RFC 3676 asks for no more than 78, and quoting needs some of them."""


def mail_text(protokoll: Protokoll) -> str:
    """Return subject, greeting, when, where and who, decisions, agreements, the next meeting, wrapped, without markup."""
    kopf = protokoll.kopf
    when = long_date(kopf.datum)
    subject = " – ".join(filter(None, (_("Protokoll: {titel}").format(titel=kopf.titel), when)))
    if kopf.version > 1:
        subject += " " + _("(Fassung {n})").format(n=kopf.version)
    met = ", ".join(filter(None, (when, kopf.zeit, kopf.ort)))
    there, following = attendance(kopf), next_meeting(protokoll.naechstes)
    blocks = [
        [_("Betreff: {betreff}").format(betreff=subject)],
        [_("Guten Tag,")],
        [_("hier das Wichtigste aus dem Treffen „{titel}“ ({wann}).").format(titel=kopf.titel, wann=met)],
        [_("Anwesend: {wer}").format(wer=there)] if there else [],
        _list(_("Geändert gegenüber Fassung {n}").format(n=kopf.version - 1), protokoll.aenderungen),
        _list(_("Beschlüsse"), (_decision(found) for found in protokoll.beschluesse)),
        _list(_("Vereinbarungen"), (_agreement(one.titel, one.wer, long_date(one.bis)) for one in _open(protokoll))),
        _list(_("Geparkte Themen"), protokoll.parkthemen),
        [_("Nächstes Treffen: {wann}").format(wann=following)] if following else [],
        [_("Das vollständige Protokoll liegt bei oder kommt auf Nachfrage.")],
        [protokoll.programm],
    ]
    return "\n\n".join("\n".join(_wrapped(line) for line in block) for block in blocks if block) + "\n"


def _open(protokoll: Protokoll) -> list[Vereinbarung]:
    return [found for found in protokoll.vereinbarungen if not found.erledigt]


def _list(head: str, lines: Iterable[str]) -> list[str]:
    found = [f"- {line}" for line in lines]
    return [f"{head}:", *found] if found else []


def _decision(beschluss: Beschluss) -> str:
    until = "" if beschluss.vertagt_bis is None else " " + _("bis {tag}").format(tag=long_date(beschluss.vertagt_bis))
    name = beschluss.nummer or _("Vertagt") + until
    said = "; ".join(choice_line(zeile) for zeile in beschluss.zeilen)
    step = beschluss.schritt.satz_lang
    more = ". " + _("Nächster formaler Schritt: {satz}").format(satz=step) if step else ""
    return f"{name}, {beschluss.zielbild}: {said}{more}"


def _agreement(titel: str, wer: str, bis: str) -> str:
    return titel + (f" – {wer}" if wer else "") + (", " + _("bis {tag}").format(tag=bis) if bis else "")


def _wrapped(line: str) -> str:
    text = typeset(harmless(" ".join(line.split())))
    if line.startswith(_("Betreff: {betreff}").format(betreff="")):
        return text  # a subject is one line, whatever its length
    indent = "  " if line.startswith("- ") else ""
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False) or text
