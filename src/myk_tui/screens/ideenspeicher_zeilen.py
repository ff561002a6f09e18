"""How ideas are written: in the list and in the detail."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, label
from myk_tui.domain.ideenauswahl import BACK
from myk_tui.domain.ideenspeicher import Idee, IdeeZeile, Standschritt, parked_until
from myk_tui.domain.kalender import show_date
from myk_tui.domain.uhrzweifel import show_zweifel
from myk_tui.domain.zuordnung import Vorschlag
from myk_tui.i18n import _, ngettext
from myk_tui.widgets.text import plain, styled
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

MARKS = {
    IdeeStatus.NEU: ("●", "akzent"),
    IdeeStatus.GESICHTET: ("○", "titel"),
    IdeeStatus.GEEIGNET: ("★", "gut"),
    IdeeStatus.UEBERNOMMEN: ("✓", "gut"),
    IdeeStatus.ZURUECKGESTELLT: ("…", "leise"),
    IdeeStatus.ABGELEHNT: ("✗", "leise"),
    IdeeStatus.DUBLETTE: ("=", "leise"),
}
BACK_MARK = ("↺", "akzent")
"""Shape for each state, and for a parked idea whose quarter has come, so that nothing is said by colour alone."""


class IdeenListe(Zeilenliste[IdeeZeile]):
    """All ideas, one line each."""

    def id_of(self, eintrag: IdeeZeile) -> str:
        """Return the id of an idea."""
        return eintrag.id

    def draw(self, eintrag: IdeeZeile, width: int) -> list[Stueck]:
        """Draw state, title and origin."""
        mark, style = BACK_MARK if eintrag.wieder_da else MARKS[eintrag.status]
        state = _(BACK) if eintrag.wieder_da else label(eintrag.status)
        parts: list[Stueck] = [(f"{mark} ", style), (f"{state:15}", style), (eintrag.titel, "titel")]
        later = (
            "" if eintrag.wieder_da or not eintrag.wieder_ab else parked_until(date.fromisoformat(eintrag.wieder_ab))
        )
        where = " · ".join(part for part in (later, eintrag.ort, eintrag.herkunft) if part)
        if where:
            parts.append((f"  {where}", "leise"))
        if eintrag.beispiel and not eintrag.titel.startswith(_("Beispiel")):
            parts.append(("  " + _("(Beispiel)"), "leise"))
        return parts

    def draw_right(self, eintrag: IdeeZeile) -> list[Stueck]:
        """Draw the rough size."""
        return [(label(Groesse(eintrag.groesse)), "leise")] if eintrag.groesse else []


def describe_vorschlag(vorschlag: Vorschlag) -> str:
    """Say where an idea probably belongs, and which words say so."""
    because = ", ".join(vorschlag.wegen)
    return _("{art} „{titel}“ (wegen: {woerter})").format(
        art=vorschlag.platz.art, titel=vorschlag.platz.titel, woerter=because
    )


def describe_schritte(schritte: Sequence[Standschritt]) -> str:
    """Say the states one after the other, each with its day and who recorded it."""
    said = []
    for schritt in schritte:
        day = show_zweifel(show_date(schritt.um.astimezone().date()), unsicher=schritt.unsicher)
        said.append(f"{label(schritt.status)} {day}" + (f" ({schritt.akteur})" if schritt.akteur else ""))
    return " → ".join(said)


def describe_idee(idee: Idee, vorschlaege: Sequence[Vorschlag] = (), pruefstand: str = "") -> Content:
    """Return the idea as readable text, with where it may belong and where its Förderprüfung stands."""
    mark, _style = BACK_MARK if idee.wieder_da else MARKS[idee.status]
    state = label(idee.status)
    if idee.wieder_ab is not None:
        back = _("jetzt wieder da") if idee.wieder_da else parked_until(idee.wieder_ab)
        state = f"{state}, {back}"
    fits = idee.passt_zu
    if idee.angenommen:
        fits = _("≈ {titel} (angenommen; a bestätigt)").format(titel=fits)
    answered = "" if idee.antwort_am is None or not idee.antwort else show_date(idee.antwort_am) + ": "
    willing = {None: "", True: _("wirkt mit"), False: _("wirkt nicht mit")}[idee.mitwirken]
    support = ngettext("{n} unterstützt sie", "{n} unterstützen sie", idee.unterstuetzer).format(n=idee.unterstuetzer)
    facts = [
        (_("Stand"), f"{mark} {state}"),
        (_("Größe"), "" if idee.groesse is None else label(idee.groesse)),
        (_("Woher"), idee.herkunft),
        (_("Von"), "" if idee.ideengeber_art is IdeengeberArt.UNBEKANNT else label(idee.ideengeber_art)),
        (_("Ort"), idee.ort),
        (_("Handlungsfeld"), ", ".join(idee.handlungsfelder)),
        (_("Passt zu"), fits),
        (_("Passt vielleicht zu (a nimmt das Erste an)"), "; ".join(map(describe_vorschlag, vorschlaege))),
        (_("Förderprüfung"), pruefstand),
        (_("Eingang"), "" if idee.eingang is None else show_date(idee.eingang)),
        (_("Mitwirken"), willing),
        (_("Rückhalt"), support if idee.unterstuetzer else ""),
        (_("Maßnahme"), idee.massnahme),
        (_("Dublette von"), idee.dublette_von and _("{titel} (z löst sie)").format(titel=f"„{idee.dublette_von}“")),
        (_("Dubletten"), ", ".join(f"„{titel}“" for titel in idee.dubletten)),
        (_("Antwort"), answered + idee.antwort if idee.antwort else ""),
        (_("Weg"), describe_schritte(idee.schritte)),
        (_("Quelle"), idee.quelle),
    ]
    lines = [styled(idee.titel, "bold"), Content("")]
    if idee.beispiel:
        lines.insert(1, styled(_("Beispiel – frei erfunden für die Übung"), "dim"))
    for name, text in facts:
        first, *more = text.split("\n")
        if text:
            lines += [Content.assemble(styled(f"{name}: ", "dim"), plain(first)), *map(plain, more)]
    if idee.beschreibung:
        lines += [Content(""), *(plain(line) for line in idee.beschreibung.split("\n"))]
    return Content("\n").join(lines)
