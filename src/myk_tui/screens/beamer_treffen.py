"""What the room sees of the meeting: item and clock, pause, news, way of working, what has changed."""

from datetime import timedelta

from myk_tui.domain.beamer import Folie, Folienzeile, Schrift, Uhr
from myk_tui.domain.begriffe import PunktArt, PunktStatus, TreffenStatus, label
from myk_tui.domain.kalender import show_date, show_uhrzeit
from myk_tui.domain.mitschrift import Eintrag, Eintragsart, lines_of_puls, show_schlag
from myk_tui.domain.seitdem import RUBRIK_NAMES, Anker
from myk_tui.domain.treffen import Tagesordnungspunkt, Treffen
from myk_tui.domain.treffen_uhr import plan_span, planned_rest, seconds_of_evening, show_dauer
from myk_tui.domain.typografie import typeset
from myk_tui.domain.zielbaum import rounded
from myk_tui.i18n import _
from myk_tui.screens.beamer_beschluss import beschluss_zeilen
from myk_tui.services import Services

BAR_SHOWN = 24
"""How long the longest bar of the hands is."""


def treffen_folie(services: Services, stelle: str) -> Folie:
    """Show the item that is discussed with its clock, the pause, or the agenda."""
    treffen = services.treffen.load_treffen(stelle) if stelle else services.treffen.load_gegenwaertiges()
    if treffen is None:
        return Folie(_("Noch kein Treffen"))
    laufender = treffen.laufender
    if treffen.laeuft and treffen.pause_seit is not None:
        return _pause(treffen)
    if treffen.status is TreffenStatus.BEENDET:
        return _ended(services, treffen)
    if laufender is None:
        return Folie(treffen.titel, tuple(_agenda(treffen)), "" if treffen.laeuft else _plan(services, treffen))
    lines = [Folienzeile(line) for line in laufender.notiz.split("\n") if line]
    lines += _page(services, treffen, laufender)
    following = treffen.naechster
    if following is not None:
        lines.append(Folienzeile(_("Danach: {titel}").format(titel=following.titel), Schrift.LEISE))
    return Folie(laufender.titel, tuple(lines), treffen.titel, _clock(treffen))


def neuigkeiten_folie(services: Services, stelle: str) -> Folie:
    """Show the news, that under the cursor first: so the arrows lead through a long list."""
    treffen_id, _slash, entry_id = stelle.partition("/")
    treffen = services.treffen.load_treffen(treffen_id)
    lines = _news(services, treffen_id, entry_id) or [Folienzeile(_("Keine Neuigkeiten"), Schrift.LEISE)]
    return Folie(_("Neuigkeiten"), tuple(lines), treffen.titel, _clock_of(treffen, PunktArt.NEUIGKEITEN))


def arbeitsweise_folie(services: Services, stelle: str) -> Folie:
    """Show the hands, what is kept, what is changed, what is agreed."""
    treffen = services.treffen.load_treffen(stelle)
    lines = _way_of_working(services, stelle) or [
        Folienzeile(_("Was wollen wir beibehalten?"), Schrift.KOPF),
        Folienzeile(_("Was wollen wir ändern?"), Schrift.KOPF),
        Folienzeile(_("Was vereinbaren wir?"), Schrift.KOPF),
    ]
    return Folie(_("Arbeitsweise"), tuple(lines), treffen.titel, _clock_of(treffen, PunktArt.ARBEITSWEISE))


def seitdem_folie(services: Services, stelle: str) -> Folie:
    """Show what has changed in one Zielbild since the moment the moderator counts from."""
    number, _slash, anker = stelle.partition("/")
    report = services.seitdem.load_bericht_ab(Anker.read(anker), oeffentlich=True)
    if not report.abschnitte:
        return Folie(_("Seit dem letzten Treffen"), oben=report.seit)
    part = report.abschnitte[min(int(number) if number.isdigit() else 0, len(report.abschnitte) - 1)]
    lines: list[Folienzeile] = []
    if part.fortschritt:
        value = 0 if part.bis is None else rounded(part.bis)
        lines.append(Folienzeile(part.fortschritt, Schrift.KOPF, balken=value))
    rubric = None
    for zeile in part.zeilen:
        if zeile.rubrik is not rubric:
            rubric = zeile.rubrik
            lines.append(Folienzeile(_(RUBRIK_NAMES[rubric]), Schrift.KOPF))
        lines.append(Folienzeile(zeile.text, ein=1))
    if not part.zeilen:
        lines.append(Folienzeile(_("nichts geändert")))
    return Folie(part.titel, tuple(lines), report.seit)


def _plan(services: Services, treffen: Treffen) -> str:
    day = "" if treffen.datum is None else show_date(treffen.datum)
    return " · ".join(filter(None, (day, plan_span(treffen, services.treffen.load_jetzt()), treffen.ort)))


def _ended(services: Services, treffen: Treffen) -> Folie:
    """Show what was decided, agreed and parked in this meeting and when the next one is: what everybody takes home."""
    noted = services.mitschrift.load_mitschrift(treffen.id)
    lines = beschluss_zeilen(found for found in services.protokoll.load_beschluesse(treffen.id) if found.nummer)
    for art, name in ((Eintragsart.VEREINBARUNG, _("Vereinbart")), (Eintragsart.PARKTHEMA, _("Geparkt"))):
        own = [entry for entry in noted.of(art) if not entry.frueher]
        lines += [Folienzeile(name, Schrift.KOPF)] if own else []
        lines += [Folienzeile(_agreed(entry), ein=1) for entry in own]
    following = services.protokoll.load_naechstes(treffen.id)
    if following:
        lines += [Folienzeile(_("Nächstes Treffen"), Schrift.KOPF), Folienzeile(following, ein=1)]
    above = _("Beendet nach {dauer}.").format(
        dauer=show_dauer(seconds_of_evening(treffen, services.treffen.load_jetzt()))
    )
    return Folie(treffen.titel, tuple(lines or _agenda(treffen)), above)


def _agreed(entry: Eintrag) -> str:
    until = "" if entry.bis is None else _("bis {tag}").format(tag=show_date(entry.bis))
    who = ", ".join(filter(None, (entry.wer, until)))
    return entry.titel + (f" ({who})" if who else "")


def _agenda(treffen: Treffen) -> list[Folienzeile]:
    return [
        Folienzeile(
            ("✓ " if punkt.status is PunktStatus.ERLEDIGT else "")
            + typeset(_("{titel} ({n} min)")).format(titel=punkt.titel, n=punkt.minuten),
            Schrift.LEISE if punkt.status is PunktStatus.ERLEDIGT else Schrift.TEXT,
        )
        for punkt in treffen.punkte
        if punkt.zaehlt
    ]


def _pause(treffen: Treffen) -> Folie:
    title = _("Pause")
    if treffen.pause_bis is not None:
        title = _("Pause bis {uhr}").format(uhr=show_uhrzeit(treffen.pause_bis))
    then = treffen.laufender or treffen.naechster
    lines = () if then is None else (Folienzeile(_("Danach: {titel}").format(titel=then.titel), Schrift.LEISE),)
    return Folie(title, lines, treffen.titel, None if treffen.pause_bis is None else Uhr(treffen.pause_bis))


def _clock_of(treffen: Treffen, art: PunktArt) -> Uhr | None:
    laufender = treffen.laufender
    return _clock(treffen) if laufender is not None and laufender.art is art else None


def _clock(treffen: Treffen) -> Uhr | None:
    """Return the clocks of the running item as moments that stay the same while it runs."""
    laufender = treffen.laufender
    if not treffen.laeuft or treffen.pause_seit is not None or laufender is None or laufender.begonnen_um is None:
        return None
    end = laufender.begonnen_um + timedelta(seconds=laufender.minuten * 60 - laufender.sekunden)
    evening = treffen.begonnen_um
    return Uhr(
        end,
        None if evening is None else evening + timedelta(seconds=treffen.pause_sekunden),
        end + timedelta(seconds=planned_rest(treffen)),
    )


def _page(services: Services, treffen: Treffen, punkt: Tagesordnungspunkt) -> list[Folienzeile]:
    """Return what belongs to the item: news and way of working have no screen of their own to go to."""
    if punkt.art is PunktArt.NEUIGKEITEN:
        return _news(services, treffen.id)
    return _way_of_working(services, treffen.id) if punkt.art is PunktArt.ARBEITSWEISE else []


def _news(services: Services, treffen_id: str, first: str = "") -> list[Folienzeile]:
    news = services.mitschrift.load_mitschrift(treffen_id).of(Eintragsart.NEUIGKEIT)
    place = next((number for number, entry in enumerate(news) if entry.id == first), 0)
    lines: list[Folienzeile] = []
    for entry in (*news[place:], *news[:place]):
        lines.append(Folienzeile(entry.titel, Schrift.KOPF))
        lines += [Folienzeile(line, ein=1) for line in entry.text.split("\n") if line]
    return lines


def _way_of_working(services: Services, treffen_id: str) -> list[Folienzeile]:
    beats = services.mitschrift.load_pulse(treffen_id)
    lines: list[Folienzeile] = []
    for number, beat in enumerate(beats):
        if beat.treffen_id != treffen_id:
            head = [Folienzeile(_("Bisher"), Schrift.LEISE)] if number < 2 else []
            lines += [*head, Folienzeile(show_schlag(beat), Schrift.LEISE, ein=1)]
            continue
        lines.append(Folienzeile(_("Fünf Finger: {zahl}").format(zahl=show_schlag(beat, tag=False)), Schrift.KOPF))
        lines += [Folienzeile(line, ein=1) for line in lines_of_puls(beat.puls, BAR_SHOWN)]
    own = services.mitschrift.load_mitschrift(treffen_id).of(Eintragsart.ARBEITSWEISE)
    lines += [Folienzeile(_said(entry)) for entry in own]
    before = services.mitschrift.load_arbeitsweise_zuvor(treffen_id)
    if before:
        lines.append(Folienzeile(_("Beim letzten Mal"), Schrift.LEISE))
        lines += [Folienzeile(_said(entry), Schrift.LEISE, ein=1) for entry in before]
    return lines


def _said(entry: Eintrag) -> str:
    return entry.titel if entry.wort is None else f"{label(entry.wort)}: {entry.titel}"
