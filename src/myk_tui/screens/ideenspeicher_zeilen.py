"""How ideas are written: in the list and in the detail."""

from textual.content import Content

from myk_tui.domain.begriffe import IdeengeberArt, IdeeStatus, label
from myk_tui.domain.ideenspeicher import Idee, IdeeZeile
from myk_tui.domain.kalender import show_date
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
"""Shape for each state, so that nothing is said by colour alone."""


class IdeenListe(Zeilenliste[IdeeZeile]):
    """All ideas, one line each."""

    def id_of(self, eintrag: IdeeZeile) -> str:
        """Return the id of an idea."""
        return eintrag.id

    def draw(self, eintrag: IdeeZeile, width: int) -> list[Stueck]:
        """Draw state, title and origin."""
        mark, style = MARKS[eintrag.status]
        parts: list[Stueck] = [(f"{mark} ", style), (f"{label(eintrag.status):15}", style), (eintrag.titel, "titel")]
        where = " · ".join(part for part in (eintrag.ort, eintrag.herkunft) if part)
        if where:
            parts.append((f"  {where}", "leise"))
        if eintrag.beispiel and not eintrag.titel.startswith(_("Beispiel")):
            parts.append(("  " + _("(Beispiel)"), "leise"))
        return parts


def describe_idee(idee: Idee) -> Content:
    """Return the idea as readable text."""
    mark, _style = MARKS[idee.status]
    willing = {None: "", True: _("wirkt mit"), False: _("wirkt nicht mit")}[idee.mitwirken]
    support = ngettext("{n} unterstützt sie", "{n} unterstützen sie", idee.unterstuetzer).format(n=idee.unterstuetzer)
    facts = [
        (_("Stand"), f"{mark} {label(idee.status)}"),
        (_("Woher"), idee.herkunft),
        (_("Von"), "" if idee.ideengeber_art is IdeengeberArt.UNBEKANNT else label(idee.ideengeber_art)),
        (_("Ort"), idee.ort),
        (_("Handlungsfeld"), ", ".join(idee.handlungsfelder)),
        (_("Passt zu"), idee.passt_zu),
        (_("Eingang"), "" if idee.eingang is None else show_date(idee.eingang)),
        (_("Mitwirken"), willing),
        (_("Rückhalt"), support if idee.unterstuetzer else ""),
        (_("Maßnahme"), idee.massnahme),
        (_("Dublette von"), idee.dublette_von and _("{titel} (z löst sie)").format(titel=f"„{idee.dublette_von}“")),
        (_("Dubletten"), ", ".join(f"„{titel}“" for titel in idee.dubletten)),
        (_("Antwort"), idee.antwort),
        (_("Quelle"), idee.quelle),
    ]
    lines = [styled(idee.titel, "bold"), Content("")]
    if idee.beispiel:
        lines.insert(1, styled(_("Beispiel – frei erfunden für die Übung"), "dim"))
    lines += [Content.assemble(styled(f"{name}: ", "dim"), plain(text)) for name, text in facts if text]
    if idee.beschreibung:
        lines += [Content(""), *(plain(line) for line in idee.beschreibung.split("\n"))]
    return Content("\n").join(lines)
