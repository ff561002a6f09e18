"""What the page „Stimmungsbild“ shows: rule, stage, dots until it is revealed, then the result; and which keys do what."""

from rich.cells import cell_len
from textual.content import Content

from myk_tui.domain.begriffe import Methode
from myk_tui.domain.stimmungsbild import Einwand, Stimmungsbild
from myk_tui.domain.stimmungsbild_ergebnis import lines_of, notes, results, rule_of, tie_note, winners
from myk_tui.domain.stimmungsbild_regeln import STUFEN, STUFEN_ERKLAERT, Stufe
from myk_tui.i18n import _, ngettext
from myk_tui.widgets.text import bar, plain, styled, wrap

BAR_WIDTH = 20


def stimmung_page(bild: Stimmungsbild, width: int) -> Content:
    """Return what the room sees: the rule, then dots until it is revealed, then the result."""
    lines = [*(styled(line, "bold") for line in wrap(rule_of(bild), width, 6)), Content("")]
    if bild.methode is Methode.OHNE:
        lines.append(plain(_("Es wird nicht abgestimmt: Die Runde ist sich einig, oder sie spricht nur darüber.")))
    elif bild.methode is Methode.KONSENT:
        lines += _consent(bild, width)
    elif bild.aufgedeckt:
        lines += _revealed(bild, width)
    else:
        lines += _hidden(bild, width)
    return Content("\n").join(lines)


def mood_lines(bild: Stimmungsbild) -> list[Content]:
    """Return the Stimmungsbild as it stands on the summary."""
    head = styled(_("Stimmungsbild"), "bold")
    if bild.methode is not Methode.KONSENT and not bild.aufgedeckt:
        return [head, plain("  " + _("noch nicht aufgedeckt"))]
    return [head, *(plain(f"  {line}") for line in lines_of(bild))]


def key_line(bild: Stimmungsbild, *, offen: bool) -> str:
    """Return which keys help now, by method and stage; they stand below the page, however long it is."""
    if not offen:
        return _("Eingabe: weiter")
    if bild.methode is Methode.OHNE:
        return _("m: abstimmen lassen · Eingabe: weiter ohne Abstimmung")
    keys = _consent_keys(bild) if bild.methode is Methode.KONSENT else _count_keys(bild)
    return " · ".join([*keys, _("m: andere Methode")])


def packed(keys: str, width: int) -> list[str]:
    """Break a line of keys only between two of them: a key and what it does stay together."""
    lines: list[str] = []
    for key in keys.split(" · "):
        if lines and cell_len(f"{lines[-1]} · {key}") <= width:
            lines[-1] += f" · {key}"
        else:
            lines.append(key)
    return lines


def _consent_keys(bild: Stimmungsbild) -> list[str]:
    if not bild.vorschlag:
        return [_("z: Vorschlag eintragen")]
    change, objection = _("z: Vorschlag ändern"), _("n: Einwand")
    if bild.stehende:
        return [_("l: Einwand gelöst"), _("w: geänderter Vorschlag, neue Runde"), objection, change]
    if bild.stufe is Stufe.GEFRAGT:
        return [_("Eingabe: weiter"), _("n: doch ein Einwand"), change]
    if bild.stufe is Stufe.EINWAENDE:
        return [_("j: kein Einwand (gefragt)"), objection, _("w: geänderter Vorschlag, neue Runde"), change]
    following = list(Stufe)[list(Stufe).index(bild.stufe) + 1]
    return [_("Eingabe: weiter zu „{stufe}“").format(stufe=_(STUFEN[following])), objection, change]


def _count_keys(bild: Stimmungsbild) -> list[str]:
    rule = _("r: Regel und Auswahl")
    if not bild.optionen:
        return [rule]
    if not bild.vollstaendig:
        return [_("z: zählen"), rule]
    if not bild.aufgedeckt:
        return [_("a: aufdecken"), _("z: nachzählen"), rule]
    take = [_("t: als Wahl übernehmen")] if winners(bild) else []
    return [*take, _("Eingabe: weiter"), _("z: nachzählen"), rule]


def unfinished(bild: Stimmungsbild) -> str:
    """Say what is still open about the vote before the page is left; empty if nothing is."""
    again = _("Noch einmal Eingabe geht trotzdem weiter.")
    if bild.methode is Methode.OHNE or (bild.methode is Methode.KONSENT and bild.vollstaendig):
        return ""
    if bild.methode is Methode.KONSENT:
        if bild.stehende:
            return _("Ein Einwand steht noch.") + " " + again
        return _("Nach Einwänden ist noch nicht gefragt: j, wenn niemand einen hat.") + " " + again
    if not bild.vollstaendig:
        return _("Noch nicht alles gezählt: z trägt die Zahlen ein.") + " " + again
    return "" if bild.aufgedeckt else _("Gezählt, aber nicht aufgedeckt: a deckt auf.") + " " + again


def _hidden(bild: Stimmungsbild, width: int) -> list[Content]:
    counted = sum(1 for values in bild.werte if values)
    lines = []
    for number, option in enumerate(bild.optionen):
        there = number < len(bild.werte) and bool(bild.werte[number])
        lines += _hanging("● " if there else "○ ", option, width)
    text = ngettext("{n} von {alle} gezählt", "{n} von {alle} gezählt", counted)
    lines += [Content(""), plain(text.format(n=counted, alle=len(bild.optionen)))]
    if bild.vollstaendig:
        lines.append(styled(_("Alles gezählt. a deckt auf."), "bold"))
    return lines


def _revealed(bild: Stimmungsbild, width: int) -> list[Content]:
    tie = tie_note(bild)  # above the result, however many lines that has
    lines: list[Content] = [*(styled(line, "bold") for line in wrap(tie, width, 4)), Content("")] if tie else []
    for found in results(bild):
        lines += _hanging(f"{found.platz}. ", found.option, width, "bold" if found.platz == 1 else "")
        lines.append(
            Content.assemble("   ", styled(bar(found.prozent, BAR_WIDTH), "$success"), plain(f" {found.zahl}"))
        )
    for note in notes(bild):
        if note != tie:
            lines += [Content(""), *(plain(line) for line in wrap(note, width, 4))]
    return lines


def _consent(bild: Stimmungsbild, width: int) -> list[Content]:
    if not bild.vorschlag:
        return [plain(_("Noch kein Vorschlag. z trägt ihn ein."))]
    stages = [stufe for stufe in Stufe if stufe is not Stufe.GEFRAGT]
    here = list(Stufe).index(bild.stufe)
    marks = ["✓" if place < here else "▸" if place == here else "○" for place in range(len(stages))]
    track = "  ".join(f"{mark} {_(STUFEN[stufe])}" for mark, stufe in zip(marks, stages, strict=True))
    lines = [
        *(plain(line) for line in wrap(_("Runde {n}").format(n=bild.runde) + ":  " + track, width, 3)),
        *(styled(line, "dim") for line in wrap(_(STUFEN_ERKLAERT[bild.stufe]), width, 3)),
        Content(""),
        *(styled(line, "bold") for part in bild.vorschlag.split("\n") for line in wrap(part, width, 6)),
    ]
    lines += _objections([einwand for einwand in bild.einwaende if einwand.runde == bild.runde], width)
    lines += [Content(""), *(styled(note, "bold") for note in notes(bild))]
    for number, text in reversed(bild.fruehere):
        lines += [Content(""), styled(_("Runde {n}, früherer Vorschlag:").format(n=number), "dim")]
        lines += [plain(line) for part in text.split("\n") for line in wrap(part, width, 6)]
        lines += _objections([einwand for einwand in bild.einwaende if einwand.runde == number], width)
    return lines


def _objections(einwaende: list[Einwand], width: int) -> list[Content]:
    lines: list[Content] = []
    for einwand in einwaende:
        lines += _hanging("✓ " if einwand.geloest else "! ", einwand.text, width, "" if einwand.geloest else "bold")
        if einwand.loesung:
            lines += _hanging("  → ", einwand.loesung, width)
    return lines


def _hanging(mark: str, text: str, width: int, style: str = "") -> list[Content]:
    first, *more = wrap(text, max(10, width - len(mark)), 4)
    return [styled(mark + first, style), *(styled(" " * len(mark) + line, style) for line in more)]
