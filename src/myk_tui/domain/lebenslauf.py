"""The life line: from which idea a Maßnahme came, who worked on it when, what was decided, what changed.

Read forwards it begins with an idea and ends with what became of it, read
backwards it begins with a Maßnahme: it is the same line.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from myk_tui.domain.aenderungen import Verlaufsschritt
from myk_tui.domain.begriffe import EntscheidungStatus, UnterstuetzungStatus, Verbleib, Wahl, beschlussnummer, label
from myk_tui.domain.kalender import Quartal, show_date
from myk_tui.domain.unterstuetzung import Unterstuetzung, describe_summe, sum_up
from myk_tui.domain.zahlen import show_euro
from myk_tui.i18n import N_, _, ngettext


class StationArt(StrEnum):
    """What stands on the life line."""

    IDEE = "idee"
    MASSNAHME = "massnahme"


class Woher(StrEnum):
    """How one station came out of another."""

    UEBERNAHME = "uebernahme"
    RUECKGABE = "rueckgabe"
    WEITERFUEHRUNG = "weiterfuehrung"
    DUBLETTE = "dublette"


_WOHER = {
    Woher.UEBERNAHME: N_("entstand aus der Idee „{titel}“"),
    Woher.RUECKGABE: N_("kam zurück aus der Maßnahme „{titel}“"),
    Woher.WEITERFUEHRUNG: N_("führt „{titel}“ weiter"),
    Woher.DUBLETTE: N_("mit ihr zusammengeführt: „{titel}“"),
}


@dataclass(frozen=True)
class Station:
    """An idea or a Maßnahme on the life line.

    Attributes:
        status: its state, as it is said.
        fakten: (name, text) of what is known about its beginning.
        woher: how it came about, and the id of the station it came from.
    """

    id: str
    art: StationArt
    titel: str
    status: str
    fakten: tuple[tuple[str, str], ...] = ()
    woher: tuple[tuple[Woher, str], ...] = ()


@dataclass(frozen=True)
class Sprintstation:
    """The work of one team in one sprint.

    Attributes:
        laeuft: the sprint is not closed yet.
        von: progress of the Maßnahme when the team began, in percent.
        bis: progress at the review, None before it.
        in_folge: in which sprint in a row the team works on it.
        ergebnis: (name, text) of the filled fields of the result card.
    """

    quartal: Quartal
    laeuft: bool
    team: str
    massnahme: str
    sprintziel: str
    von: int | None
    bis: int | None
    in_folge: int
    fertig: int = 0
    karten: int = 0
    ergebnis: tuple[tuple[str, str], ...] = ()
    zwischenergebnisse: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class Beschluss:
    """One line of a decision, as far as it is about this life line.

    Attributes:
        jahr, nummer: of the number „Beschluss 2026-07“; None while it is a draft.
        bisher: title of the Maßnahme the team had, or empty.
        bisher_hier: that Maßnahme belongs to this life line.
        neu: title of what the team takes up, or empty.
    """

    jahr: int | None
    nummer: int | None
    version: int
    status: EntscheidungStatus
    um: datetime | None
    quartal: Quartal
    zielbild: str
    team: str
    wahl: Wahl | None
    verbleib: Verbleib | None
    bisher: str
    bisher_hier: bool
    neu: str
    texte: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Lebenslauf:
    """Everything the page shows.

    Attributes:
        stationen: the life line, each station after those it came from.
        mehrere: the page is about several Maßnahmen, so it is said which one is meant.
        schritte: the newest steps of the history, newest first.
        schritte_gesamt: how many there are.
    """

    id: str
    titel: str
    stationen: tuple[Station, ...]
    sprints: tuple[Sprintstation, ...] = ()
    beschluesse: tuple[Beschluss, ...] = ()
    bitten: tuple[Unterstuetzung, ...] = ()
    schritte: tuple[Verlaufsschritt, ...] = ()
    schritte_gesamt: int = 0
    mehrere: bool = False


class Ton(StrEnum):
    """How a line of the page looks."""

    TITEL = "titel"
    TEXT = "text"
    LEISE = "leise"


@dataclass(frozen=True)
class Abschnitt:
    """A part of the page: heading and lines."""

    titel: str
    zeilen: tuple[tuple[Ton, str], ...] = field(default=())


def in_order(stationen: Iterable[Station]) -> tuple[Station, ...]:
    """Return the stations so that each stands after those it came from; a circle is cut at its oldest station.

    Ids are ordered by time, so among equals the older one comes first.
    """
    left = {station.id: station for station in sorted(stationen, key=lambda station: station.id)}
    ordered: list[Station] = []
    while left:
        free = [station for station in left.values() if not any(other in left for _how, other in station.woher)]
        for station in free or list(left.values())[:1]:
            ordered.append(left.pop(station.id))
    return tuple(ordered)


def run_length(worked: Collection[Quartal], quartal: Quartal) -> int:
    """Return in which quarter in a row something was worked on, ``quartal`` being the last one."""
    count = 0
    while quartal in worked:
        count, quartal = count + 1, quartal.voriges
    return count


def sections(lebenslauf: Lebenslauf) -> list[Abschnitt]:
    """Return the page in words."""
    return [
        Abschnitt(_("Lebenslinie"), tuple(_line_of_life(lebenslauf))),
        Abschnitt(_("Sprints"), tuple(_sprints(lebenslauf)) or _quiet(_("Noch in keinem Sprint bearbeitet."))),
        Abschnitt(_("Beschlüsse"), tuple(_decisions(lebenslauf)) or _quiet(_("Noch nichts beschlossen."))),
        Abschnitt(_("Unterstützung"), tuple(_requests(lebenslauf)) or _quiet(_("Keine Bitte um Unterstützung."))),
        Abschnitt(_("Verlauf, das Neueste zuerst"), tuple(_history(lebenslauf))),
    ]


Zeilen = list[tuple[Ton, str]]


def _quiet(text: str) -> tuple[tuple[Ton, str], ...]:
    return ((Ton.LEISE, text),)


def _facts(facts: Iterable[tuple[str, str]], tone: Ton = Ton.TEXT) -> Zeilen:
    """Return „name: text“ where there is a text; its further lines stand below, indented."""
    lines: Zeilen = []
    for name, text in facts:
        first, *more = text.split("\n")
        if text:
            lines += [(tone, f"  {name}: {first}"), *((tone, f"    {line}") for line in more)]
    return lines


def _line_of_life(lebenslauf: Lebenslauf) -> Zeilen:
    titles = {station.id: station.titel for station in lebenslauf.stationen}
    lines: Zeilen = []
    for place, station in enumerate(lebenslauf.stationen):
        if place:
            lines.append((Ton.LEISE, "  ↓"))
        kind = _("Idee") if station.art is StationArt.IDEE else _("Maßnahme")
        mark = "▸" if station.id == lebenslauf.id else "•"
        lines.append((Ton.TITEL, f"{mark} {kind} {_('„{name}“').format(name=station.titel)} ({station.status})"))
        lines += [(Ton.TEXT, f"  {text}") for text in _origins(station, titles)]
        lines += _facts(station.fakten, Ton.LEISE)
    return lines


def _origins(station: Station, titles: Mapping[str, str]) -> list[str]:
    return [_(_WOHER[how]).format(titel=titles[other]) for how, other in station.woher if other in titles]


def _sprints(lebenslauf: Lebenslauf) -> Zeilen:
    lines: Zeilen = []
    for sprint in lebenslauf.sprints:
        head = f"{sprint.quartal.name} · {sprint.team} · " + _("{n}. Sprint in Folge").format(n=sprint.in_folge)
        lines.append((Ton.TITEL, head + (" · " + _("läuft") if sprint.laeuft else "")))
        if lebenslauf.mehrere:
            lines.append((Ton.TEXT, "  " + _("Maßnahme: {titel}").format(titel=sprint.massnahme)))
        lines += _facts([(_("Sprintziel"), sprint.sprintziel)])
        numbers = " · ".join(filter(None, (_progress(sprint), _cards(sprint))))
        lines += [(Ton.TEXT, f"  {numbers}")] if numbers else []
        lines += _facts([(show_date(day), text) for day, text in sprint.zwischenergebnisse])
        lines += _facts(sprint.ergebnis)
    return lines


def _progress(sprint: Sprintstation) -> str:
    if sprint.von is None and sprint.bis is None:
        return ""
    if sprint.bis is None:
        return _("Fortschritt am Anfang {von} %").format(von=sprint.von)
    if sprint.von is None:
        return _("Fortschritt am Ende {bis} %").format(bis=sprint.bis)
    return _("Fortschritt {von} % → {bis} %").format(von=sprint.von, bis=sprint.bis)


def _cards(sprint: Sprintstation) -> str:
    if not sprint.karten:
        return ""
    return ngettext("{fertig} von {n} Karte fertig", "{fertig} von {n} Karten fertig", sprint.karten).format(
        fertig=sprint.fertig, n=sprint.karten
    )


def _decisions(lebenslauf: Lebenslauf) -> Zeilen:
    lines: Zeilen = []
    for beschluss in lebenslauf.beschluesse:
        lines.append((Ton.TITEL, _head(beschluss)))
        lines.append((Ton.TEXT, "  " + describe_wahl(beschluss)))
        lines += _facts(beschluss.texte)
    return lines


def _head(beschluss: Beschluss) -> str:
    named = beschluss.jahr is not None and beschluss.nummer is not None
    name = beschlussnummer(beschluss.jahr or 0, beschluss.nummer or 0) if named else _("Noch kein Beschluss")
    if beschluss.version > 1:
        name += _(", Fassung {n}").format(n=beschluss.version)
    if beschluss.status is not EntscheidungStatus.BESCHLOSSEN:
        name += f" ({label(beschluss.status)})"
    day = "" if beschluss.um is None else show_date(beschluss.um.astimezone().date())
    end = _("Ende {quartal}").format(quartal=beschluss.quartal.name)
    return " · ".join(filter(None, (name, day, end, beschluss.zielbild)))


def describe_wahl(beschluss: Beschluss) -> str:
    """Say in one sentence what was chosen, instead of what, and what became of it."""
    team = beschluss.team
    if beschluss.wahl is None:
        return _("{team}: noch nichts gewählt").format(team=team)
    if beschluss.wahl is Wahl.WEITERVERFOLGEN:
        return _("{team} verfolgt „{titel}“ weiter").format(team=team, titel=beschluss.bisher)
    if beschluss.wahl is Wahl.WECHSELN and not beschluss.bisher:
        text = _("{team} nimmt „{neu}“ auf").format(team=team, neu=beschluss.neu)
    elif beschluss.wahl is Wahl.WECHSELN:
        text = _("{team} wechselt von „{titel}“ zu „{neu}“").format(
            team=team, titel=beschluss.bisher, neu=beschluss.neu
        )
    elif beschluss.wahl is Wahl.PAUSIEREN:
        text = _("{team} setzt einen Sprint aus").format(team=team)
    else:
        text = f"{team}: {label(beschluss.wahl)}"
    if beschluss.bisher_hier and beschluss.verbleib is not None:
        text += "; " + _("„{titel}“: {verbleib}").format(titel=beschluss.bisher, verbleib=label(beschluss.verbleib))
    return text


def _requests(lebenslauf: Lebenslauf) -> Zeilen:
    if not lebenslauf.bitten:
        return []
    (total,) = sum_up(lebenslauf.bitten, lambda _bitte: _("Alle Bitten"))
    lines: Zeilen = [(Ton.TEXT, describe_summe(total))]
    for bitte in lebenslauf.bitten:
        money = "" if bitte.betrag_cent is None else show_euro(bitte.betrag_cent)
        lines.append((Ton.TITEL, " · ".join(filter(None, (bitte.titel, label(bitte.art), label(bitte.status), money)))))
        if lebenslauf.mehrere and bitte.massnahme:
            lines.append((Ton.TEXT, "  " + _("Maßnahme: {titel}").format(titel=bitte.massnahme)))
        asked = ", ".join(filter(None, (show_date(bitte.gestellt_am, empty=""), bitte.team, bitte.wer)))
        if asked:
            lines.append((Ton.TEXT, "  " + _("gestellt: {text}").format(text=asked)))
        if bitte.antwort:
            day = show_date(bitte.beantwortet_am, empty="")
            lines += _facts([(_("Antwort"), f"{day} {bitte.antwort}".strip())])
        elif bitte.status is UnterstuetzungStatus.OFFEN and bitte.bis is not None:
            lines.append((Ton.TEXT, "  " + _("Antwort bis {tag}").format(tag=show_date(bitte.bis))))
    return lines


_MARKS = {"tun": "•", "zurueck": "↶", "wieder": "↷"}


def _history(lebenslauf: Lebenslauf) -> Zeilen:
    lines: Zeilen = []
    for schritt in lebenslauf.schritte:
        lines.append((Ton.TITEL, f"{_MARKS.get(schritt.art, '•')} {schritt.zeit}  {schritt.titel}"))
        lines += [(Ton.TEXT, f"  {text}") for text in schritt.zeilen]
    hidden = lebenslauf.schritte_gesamt - len(lebenslauf.schritte)
    if hidden:
        text = ngettext("{n} älterer Schritt: m zeigt alle.", "{n} ältere Schritte: m zeigt alle.", hidden)
        lines.append((Ton.LEISE, text.format(n=hidden)))
    if not lines:
        lines.append((Ton.LEISE, _("Seit diese Datei angelegt wurde, hat sich hier nichts geändert.")))
    return lines
