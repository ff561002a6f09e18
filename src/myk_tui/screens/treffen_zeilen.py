"""What the screen of the meeting shows: the agenda line by line, the clocks, what is noted."""

from collections.abc import Sequence
from datetime import date, datetime

from rich.cells import cell_len
from textual.content import Content

from myk_tui.domain.baumhinweis import STILL_MARK, RuhigeBahn
from myk_tui.domain.begriffe import PunktStatus, TreffenStatus, choices, label
from myk_tui.domain.beispiel import KUERZEL, abbreviated
from myk_tui.domain.kalender import show_date, show_uhrzeit
from myk_tui.domain.mitschrift import Eintrag, Eintragsart, Mitschrift, show_gruppen
from myk_tui.domain.treffen import MINUTEN, Tagesordnungspunkt, Treffen
from myk_tui.domain.treffen_felder import ALLE
from myk_tui.domain.treffen_uhr import (
    plan_span,
    planned_seconds,
    read_clocks,
    seconds_of,
    show_dauer,
    show_rest,
    show_ueber,
)
from myk_tui.domain.unterstuetzung import Unterstuetzung
from myk_tui.i18n import N_, _, ngettext
from myk_tui.screens.dialogs import Feld
from myk_tui.widgets.text import plain, squeezed, styled
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

MARKS = {
    PunktStatus.OFFEN: "○",
    PunktStatus.LAUFEND: "▶",
    PunktStatus.ERLEDIGT: "✓",
    PunktStatus.VERTAGT: "→",
    PunktStatus.GEPARKT: "P",
}
KIND_NAMES = {
    Eintragsart.NEUIGKEIT: N_("Neuigkeiten"),
    Eintragsart.VEREINBARUNG: N_("Vereinbarungen"),
    Eintragsart.PARKTHEMA: N_("Geparkte Themen"),
    Eintragsart.ARBEITSWEISE: N_("Arbeitsweise"),
}
ONE_NAMES = {
    Eintragsart.VEREINBARUNG: N_("Vereinbarung: was, wer, bis wann"),
    Eintragsart.PARKTHEMA: N_("Thema parken"),
    Eintragsart.NEUIGKEIT: N_("Neuigkeit"),
    Eintragsart.ARBEITSWEISE: N_("Arbeitsweise: beibehalten, ändern, vereinbaren"),
}


class Tagesordnung(Zeilenliste[Tagesordnungspunkt]):
    """The agenda; how long an item has taken is written when it is shown anew."""

    def id_of(self, eintrag: Tagesordnungspunkt) -> str:
        """Return the id of an item."""
        return eintrag.id

    def draw(self, eintrag: Tagesordnungspunkt, width: int) -> list[Stueck]:
        """Draw mark and title; of one that is too long its end is kept, which tells long names apart."""
        style = {PunktStatus.LAUFEND: "kopf", PunktStatus.OFFEN: "titel"}.get(eintrag.status, "leise")
        title = fitted(eintrag.titel, width - 2)
        pieces = [(f"{MARKS[eintrag.status]} ", "akzent"), (title, style)]
        owner = eintrag.verantwortlich
        if owner and owner not in title and width > cell_len(title) + cell_len(owner) + 4:
            pieces.append((f"  {owner}", "leise"))
        return pieces

    def draw_right(self, eintrag: Tagesordnungspunkt) -> list[Stueck]:
        """Draw minutes taken and planned."""
        if eintrag.status is PunktStatus.ERLEDIGT:
            taken = round(eintrag.sekunden / 60)
            over = "▲" if taken > eintrag.minuten else ""
            return [(f"{over}{taken}/{eintrag.minuten} min", "warnung" if over else "leise")]
        if eintrag.status in (PunktStatus.VERTAGT, PunktStatus.GEPARKT):
            return [(label(eintrag.status), "leise")]
        return [(_("{n} min").format(n=eintrag.minuten), "zahl")]


def fitted(titel: str, width: int) -> str:
    """Return the title of an item in so many cells: first the word „Beispiel“ is abbreviated, then the middle left out."""
    return titel if cell_len(titel) <= width else squeezed(abbreviated(titel, KUERZEL), width)


def clock_line(treffen: Treffen, now: datetime, *, beschlossen: bool = False, tasten: bool = True) -> Content:
    """Return the line of the clocks: this item, the evening, when it ends; ``tasten`` names the keys that help here."""
    if treffen.status is TreffenStatus.GEPLANT:
        return plain(_plan(treffen, now))
    clocks = read_clocks(treffen, now)
    if treffen.status is TreffenStatus.BEENDET:
        return plain(_("Beendet nach {dauer}.").format(dauer=show_dauer(clocks.abend)))
    parts: list[Content] = []
    if clocks.pause is not None:
        until = "" if treffen.pause_bis is None else " " + _("bis {uhr}").format(uhr=show_uhrzeit(treffen.pause_bis))
        late = " ▲" if treffen.pause_bis is not None and treffen.pause_bis < now else ""
        said = _("‖ Pause {dauer}").format(dauer=show_dauer(clocks.pause)) + until + late
        parts.append(styled(said, "bold $text-warning"))
    elif clocks.punkt is not None:
        over = clocks.punkt > clocks.punkt_soll
        style = "bold $text-warning" if over else "bold"
        parts.append(styled(show_rest(clocks.punkt, clocks.punkt_soll), style))
    else:
        parts.append(plain(_("kein Punkt läuft")))
    parts.append(plain(_("Abend {dauer}").format(dauer=show_dauer(clocks.abend))))
    if beschlossen:
        parts.append(styled(_("✓ beschlossen, Eingabe: weiter"), "bold $text-success"))
    late = " ▲ " + show_ueber(clocks.verzug) if clocks.verzug >= 60 else ""
    late += _(", m verteilt") if late and tasten else ""
    parts.append(plain(_("Ende etwa {uhr}").format(uhr=show_uhrzeit(clocks.ende)) + late))
    return Content(" · ").join(parts)


def _plan(treffen: Treffen, now: datetime) -> str:
    """Say from when to when, where and how long; the day stands in the line above."""
    minutes = planned_seconds(treffen) // 60
    span = plan_span(treffen, now)
    over = minutes - MINUTEN
    warning = _("▲ {n} min über {soll}, m kürzt").format(n=over, soll=MINUTEN) if over > 0 else ""
    length = ngettext("{n} Minute", "{n} Minuten", minutes).format(n=minutes)
    return " · ".join(filter(None, (span, treffen.ort, length, warning)))


def detail(
    treffen: Treffen,
    punkt: Tagesordnungspunkt | None,
    mitschrift: Mitschrift,
    bitten: Sequence[Unterstuetzung],
    now: datetime,
    ruhige: Sequence[RuhigeBahn] = (),
) -> Content:
    """Return the item under the cursor with the lanes of which nothing is heard, what is noted in the meeting, and the requests nobody has answered yet."""
    lines: list[Content] = []
    if punkt is not None:
        lines.append(styled(punkt.titel, "bold"))
        state = [label(punkt.status), _("{n} min geplant").format(n=punkt.minuten)]
        if punkt.status is PunktStatus.ERLEDIGT:  # of the one that runs the clock above says it, second by second
            state.append(show_dauer(seconds_of(punkt, treffen, now)))
        lines.append(plain(" · ".join(filter(None, (*state, punkt.verantwortlich)))))
        lines += [
            styled(f"{STILL_MARK} {bahn.massnahme}: {bahn.hinweis.ruhig}", "$text-warning")
            for bahn in ruhige
            if bahn.betrifft(punkt.sprintteam_id, punkt.zielbild_id)
        ]
    today = now.astimezone().date()
    last = mitschrift.letzter
    if last is not None:  # in sight at once, however little room there is
        head = _("Zuletzt geparkt: ") if last.art is Eintragsart.PARKTHEMA else _("Zuletzt: ")
        lines.append(Content.assemble(styled(head, "bold"), plain(entry_line(last, today))))
    if punkt is not None:
        lines += [plain(line) for line in punkt.notiz.split("\n") if line]
        if punkt.interne_notiz:
            lines += [styled(_("Intern: {text}").format(text=line), "dim") for line in punkt.interne_notiz.split("\n")]
        lines.append(Content(""))
    lines += noted(mitschrift, today)
    if bitten:
        head = ngettext("{n} offene Bitte um Unterstützung", "{n} offene Bitten um Unterstützung", len(bitten))
        lines.append(styled(head.format(n=len(bitten)), "bold"))
        lines += [
            plain(f"  {label(bitte.art)}: {bitte.titel}" + (f" ({bitte.team})" if bitte.team else ""))
            for bitte in bitten
        ]
    return Content("\n").join(lines)


def noted(mitschrift: Mitschrift, today: date) -> list[Content]:
    """Return attendance, agreements, parked topics, news, way of working; what was noted last stands first."""
    lines: list[Content] = []
    if mitschrift.anwesend:
        lines.append(styled(_("Anwesend: {n}").format(n=mitschrift.koepfe), "bold"))
        groups = show_gruppen(mitschrift.anwesend)
        lines += [plain("  " + groups)] if groups else []
    for art, name in KIND_NAMES.items():
        found = sorted(mitschrift.of(art), key=lambda entry: (not entry.frueher, entry.nr, entry.id), reverse=True)
        if found:
            late = sum(entry.ueberfaellig(today) for entry in found)
            said = " ▲ " + _("{n} überfällig").format(n=late) if late else ""
            lines.append(styled(_(name) + said, "bold"))
            lines += [
                styled("  " + entry_line(entry, today), "$text-warning" if entry.ueberfaellig(today) else "")
                for entry in found
            ]
    return lines or [styled(_("c hält fest: Vereinbarungen, Themen, Neuigkeiten. a zählt, wer da ist."), "dim")]


def entry_line(eintrag: Eintrag, today: date) -> str:
    """Write what was noted in one line."""
    ticks = eintrag.art in (Eintragsart.VEREINBARUNG, Eintragsart.PARKTHEMA)
    mark = ("✓ " if eintrag.erledigt else "○ ") if ticks else "– "
    if eintrag.ueberfaellig(today):
        mark = "▲ "
    who = ", ".join(
        filter(None, (eintrag.wer, "" if eintrag.bis is None else _("bis {tag}").format(tag=show_date(eintrag.bis))))
    )
    word = "" if eintrag.wort is None else f"{label(eintrag.wort)}: "
    since = "" if eintrag.aus is None else " " + _("(vom {tag})").format(tag=show_date(eintrag.aus))
    text = eintrag.titel + (f": {' '.join(eintrag.text.split())}" if eintrag.text else "")
    late = " " + _("überfällig") if eintrag.ueberfaellig(today) else ""
    return mark + word + text + (f" ({who})" if who else "") + late + since


def meeting_fields(treffen: Treffen | None, zielbilder: list[tuple[str, str]]) -> tuple[Feld, ...]:
    """Return the fields of a meeting."""
    everyone = ((ALLE, _("alle Zielbildgruppen")), *zielbilder)
    own = treffen or Treffen("", _("Zielbildgruppentreffen"))
    return (
        Feld("titel", _("Titel"), wert=own.titel, pflicht=True),
        Feld("datum", _("Datum"), wert="" if own.datum is None else show_date(own.datum)),
        Feld("beginn_geplant", _("Beginn"), wert=own.beginn_geplant or "18:00"),
        Feld("ort", _("Ort"), wert=own.ort),
        Feld("zielbild", _("Wer trifft sich?"), "auswahl", own.zielbild_id or ALLE, everyone),
        Feld("notiz", _("Notiz fürs Protokoll"), "text", own.notiz),
        Feld("interne_notiz", _("Interne Notiz (nie auf dem Beamer, nie im Protokoll)"), "text", own.interne_notiz),
    )


def item_fields(punkt: Tagesordnungspunkt | None, bezuege: list[tuple[str, str]]) -> tuple[Feld, ...]:
    """Return the fields of an agenda item."""
    from myk_tui.domain.begriffe import PunktArt

    own = punkt or Tagesordnungspunkt("", PunktArt.SONSTIGES, "", minuten=10)
    about = (
        f"zielbild:{own.zielbild_id}" if own.zielbild_id else f"team:{own.sprintteam_id}" if own.sprintteam_id else ""
    )
    known = (("", _("nichts Bestimmtes")), *bezuege)
    return (
        Feld("titel", _("Titel"), wert=own.titel, pflicht=True),
        Feld("minuten", _("Minuten"), wert=str(own.minuten)),
        Feld("verantwortlich", _("Zuständig"), wert=own.verantwortlich),
        Feld("notiz", _("Notiz fürs Protokoll"), "text", own.notiz),
        Feld("interne_notiz", _("Interne Notiz (nie auf dem Beamer, nie im Protokoll)"), "text", own.interne_notiz),
        Feld("art", _("Art"), "auswahl", own.art.value, tuple(choices(PunktArt))),
        Feld("bezug", _("Worum geht es?"), "auswahl", about if about in dict(known) else "", known),
    )


def entry_fields(art: Eintragsart, eintrag: Eintrag | None = None) -> tuple[Feld, ...]:
    """Return the fields of what is noted."""
    from myk_tui.domain.begriffe import ArbeitsweiseArt

    own = eintrag or Eintrag("", art, "")
    fields = [Feld("titel", _("Was?"), wert=own.titel, pflicht=True)]
    if art is Eintragsart.VEREINBARUNG:
        until = "" if own.bis is None else show_date(own.bis)
        fields += [Feld("wer", _("Wer?"), wert=own.wer), Feld("bis", _("Bis wann?"), wert=until)]
    elif art is Eintragsart.NEUIGKEIT:
        fields.append(Feld("text", _("Mehr dazu"), "text", own.text))
    elif art is Eintragsart.ARBEITSWEISE:
        kind = own.wort or ArbeitsweiseArt.BEIBEHALTEN
        fields.append(Feld("wort", _("Was damit?"), "auswahl", kind.value, tuple(choices(ArbeitsweiseArt))))
    return tuple(fields)


def begun_sentence(bitten: int, beschluesse: int) -> str:
    """Say at the begin of a meeting which requests wait and which decisions were made before it; empty if none."""
    parts = []
    if bitten:
        parts.append(
            ngettext(
                "{n} offene Bitte um Unterstützung: h zeigt sie.",
                "{n} offene Bitten um Unterstützung: h zeigt sie.",
                bitten,
            ).format(n=bitten)
        )
    if beschluesse:
        parts.append(
            ngettext(
                "{n} Beschluss von vorher steht mit im Protokoll.",
                "{n} Beschlüsse von vorher stehen mit im Protokoll.",
                beschluesse,
            ).format(n=beschluesse)
        )
    return " ".join([_("Begonnen."), *parts]) if parts else ""
