"""The programme over its sprints: progress, cards, ideas and support, each as a chart and as a table."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from myk_tui.domain.balken import bar_cells
from myk_tui.domain.kalender import Quartal, show_date
from myk_tui.domain.zielbaum import rounded
from myk_tui.i18n import _, ngettext

BAR_MIN, BAR_MAX = 4, 60
"""The longest bar of a chart has at least and at most so many cells."""

DAYS_FROM = 36
"""How many cells each column must keep for the days of a sprint to stand beside its name."""

Stueck = tuple[str, str]
"""A piece of a line and the name of its style."""


class Sprintzeit(NamedTuple):
    """A sprint and the days that count as its own.

    Attributes:
        ende: its last day; today if it is running.
        aufgezeichnet: its state at the end is known: it runs, or its closing stands in the journal.
    """

    quartal: Quartal
    beginn: date
    ende: date
    laeuft: bool
    aufgezeichnet: bool = True


class Sprintangabe(NamedTuple):
    """A sprint as it is stored; ``geschlossen`` is the day of its closing."""

    quartal: Quartal
    beginn: date
    ende: date
    laeuft: bool
    geschlossen: date | None = None
    aufgezeichnet: bool = True


class Verteilung(NamedTuple):
    """How many fall on each sprint, on no sprint, and how many have no day."""

    je: tuple[int, ...]
    ausserhalb: int = 0
    ohne_tag: int = 0


NOTHING = Verteilung(())


class Zielbildreihe(NamedTuple):
    """Progress of a Zielbild at the end of each sprint, None where it is not known."""

    titel: str
    werte: tuple[Fraction | int | None, ...]


class Trichterzeile(NamedTuple):
    """How far the ideas of a Zielbild have come.

    Attributes:
        stufen: how many were taken in, were seen, were found fit, became a Maßnahme, and how many of those are done;
            who reached a step counts in all before it.
    """

    titel: str
    stufen: tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Sprintreihe:
    """All numbers, one per sprint in the order of the sprints.

    Attributes:
        karten: (done, all) of each sprint.
    """

    sprints: tuple[Sprintzeit, ...] = ()
    zielbilder: tuple[Zielbildreihe, ...] = ()
    karten: tuple[tuple[int, int], ...] = ()
    aufgenommen: Verteilung = NOTHING
    uebernommen: Verteilung = NOTHING
    abgelehnt: Verteilung = NOTHING
    gestellt: Verteilung = NOTHING
    beantwortet: Verteilung = NOTHING
    trichter: tuple[Trichterzeile, ...] = ()

    @property
    def abgeschlossen(self) -> int:
        """How many sprints are closed."""
        return sum(not sprint.laeuft for sprint in self.sprints)


@dataclass(frozen=True)
class Spalte:
    """One row of bars, drawn downwards: one value per sprint.

    Attributes:
        zeichen: what its bars are made of: several differ by shape, not by colour.
        texte: the number beside each bar, as it is read.
        ganze: up to where the track behind the bar goes (``░``); None for no track.
    """

    kopf: str
    zeichen: str
    werte: tuple[int, ...]
    texte: tuple[str, ...]
    ganze: tuple[int, ...] | None = None

    @property
    def groesster(self) -> int:
        """The value that gets the longest bar."""
        return max((*self.werte, *(self.ganze or ())), default=0)


@dataclass(frozen=True)
class Diagramm:
    """A chart.

    Attributes:
        regeln: what is counted and what is not, in sentences.
        bloecke: name and columns; the columns of a block share one scale.
        namen: what the rows are called where they are no sprints.
    """

    titel: str
    regeln: tuple[str, ...]
    bloecke: tuple[tuple[str, tuple[Spalte, ...]], ...]
    namen: tuple[str, ...] | None = None


def make_zeiten(sprints: Iterable[Sprintangabe], heute: date) -> tuple[Sprintzeit, ...]:
    """Return the sprints in their order with the days that are theirs: up to the day before the next one."""
    ordered = sorted(sprints, key=lambda sprint: (sprint.beginn, sprint.quartal))
    times = []
    for place, one in enumerate(ordered):
        if place + 1 < len(ordered):
            last = ordered[place + 1].beginn - timedelta(days=1)
        else:
            last = heute if one.laeuft else max(one.ende, one.geschlossen or one.ende)
        times.append(Sprintzeit(one.quartal, one.beginn, last, one.laeuft, one.aufgezeichnet))
    return tuple(times)


def spread(tage: Iterable[date | None], sprints: Sequence[Sprintzeit]) -> Verteilung:
    """Count days by the sprint they belong to; every day is counted exactly once."""
    starts = [sprint.beginn for sprint in sprints]
    counts = [0] * len(sprints)
    outside = without = 0
    for day in tage:
        if day is None:
            without += 1
            continue
        place = bisect_right(starts, day) - 1
        if place < 0 or day > sprints[place].ende:
            outside += 1
        else:
            counts[place] += 1
    return Verteilung(tuple(counts), outside, without)


def names_of(reihe: Sprintreihe, *, tage: bool = False) -> list[str]:
    """Return how each sprint is called, the running one with a mark; ``tage`` adds its days."""
    names = []
    for sprint in reihe.sprints:
        name = sprint.quartal.name + (" ▸ " + _("läuft") if sprint.laeuft else "")
        if tage:
            name += f" ({show_date(sprint.beginn)} – {show_date(sprint.ende)})" if sprint.ende >= sprint.beginn else ""
        names.append(name)
    return names


def diagramme(reihe: Sprintreihe) -> tuple[Diagramm, ...]:
    """Return the five charts."""
    return (_progress(reihe), _cards(reihe), _ideas(reihe), _support(reihe), _funnel(reihe))


def note_of(reihe: Sprintreihe) -> str:
    """Say what is still missing for a comparison; empty if there is enough."""
    if not reihe.sprints:
        return _("Noch kein Sprint: Auf dem Sprintboard (4) beginnt s den ersten; dann steht er hier.")
    if not reihe.abgeschlossen:
        return _("Noch ist kein Sprint abgeschlossen: Erst der Abschluss auf Bildschirm 5 gibt den ersten Vergleich.")
    return ""


def _progress(reihe: Sprintreihe) -> Diagramm:
    rules = [
        _(
            "Gezählt wird der Stand gleich nach dem Abschluss des Sprints, aus dem Verlauf zurückgeholt und gerechnet wie im "
            "Zielbaum (dort erklärt ihn w); beim laufenden Sprint der Stand von jetzt. In Klammern: der Unterschied in "
            "Prozentpunkten zum Wert davor. Nicht gezählt: Zielbilder, die es nicht mehr gibt."
        )
    ]
    if not all(sprint.aufgezeichnet for sprint in reihe.sprints):
        rules.append(
            _("„nicht aufgezeichnet“: Der Sprint wurde abgeschlossen eingelesen, sein Verlauf ist nicht dabei.")
        )
    blocks = tuple((one.titel, (_progress_column(one, reihe.sprints),)) for one in reihe.zielbilder)
    return Diagramm(_("Fortschritt je Zielbild am Ende des Sprints"), tuple(rules), blocks)


def _progress_column(one: Zielbildreihe, sprints: Sequence[Sprintzeit]) -> Spalte:
    texts: list[str] = []
    before: int | None = None
    for value, sprint in zip(one.werte, sprints, strict=True):
        if value is None:
            texts.append(_("noch nicht da") if sprint.aufgezeichnet else _("nicht aufgezeichnet"))
            continue
        percent = rounded(value)
        texts.append(f"{percent} %" + (_change(percent, before)))
        before = percent
    values = tuple(0 if value is None else rounded(value) for value in one.werte)
    track = tuple(0 if value is None else 100 for value in one.werte)
    return Spalte(_("Fortschritt"), "█", values, tuple(texts), track)


def _change(percent: int, before: int | None) -> str:
    if before is None:
        return ""
    return f" ({percent - before:+d})" if percent != before else " (±0)"


def _cards(reihe: Sprintreihe) -> Diagramm:
    texts = tuple(_("{fertig} von {alle}").format(fertig=done, alle=total) for done, total in reihe.karten)
    column = Spalte(
        _("fertig"),
        "█",
        tuple(done for done, _total in reihe.karten),
        texts,
        tuple(total for _done, total in reihe.karten),
    )
    rule = _(
        "Gezählt werden die fertigen Karten (█) von allen (░) in den Aufträgen des Sprints, archivierte nur, wenn sie fertig sind. Eine Karte, die "
        "in den nächsten Sprint mitging, zählt in beiden. Nicht gezählt: gelöschte Karten."
    )
    return Diagramm(_("Fertige Karten je Sprint"), (rule,), (("", (column,)),))


def _ideas(reihe: Sprintreihe) -> Diagramm:
    columns = (
        _counted(_("aufgenommen"), "█", reihe.aufgenommen),
        _counted(_("übernommen"), "▒", reihe.uebernommen),
        _counted(_("abgelehnt"), "▪", reihe.abgelehnt),
    )
    rule = _(
        "Aufgenommen zählt am Tag des Eingangs; übernommen und abgelehnt an dem Tag, an dem die Idee diesen Stand bekam, "
        "wenn sie ihn heute noch hat. Nicht gezählt: zurückgestellte und zusammengeführte Ideen als Ausgang, gelöschte Ideen."
    )
    left = _left_out(
        (_("aufgenommen"), reihe.aufgenommen), (_("übernommen"), reihe.uebernommen), (_("abgelehnt"), reihe.abgelehnt)
    )
    return Diagramm(_("Ideen hinein und heraus je Sprint"), (rule, *left, _days_rule()), (("", columns),))


def _support(reihe: Sprintreihe) -> Diagramm:
    columns = (
        _counted(_("gestellt"), "█", reihe.gestellt),
        _counted(_("beantwortet"), "▒", reihe.beantwortet),
    )
    rule = _(
        "Gestellt zählt am Tag der Bitte; beantwortet (zugesagt, abgelehnt oder erledigt) am Tag der Antwort, auch wenn die "
        "Bitte aus einem früheren Sprint kommt. Nicht gezählt: gelöschte Bitten."
    )
    left = _left_out((_("gestellt"), reihe.gestellt), (_("beantwortet"), reihe.beantwortet))
    return Diagramm(_("Bitten um Unterstützung je Sprint"), (rule, *left, _days_rule()), (("", columns),))


def _funnel(reihe: Sprintreihe) -> Diagramm:
    steps = (_("aufgenommen"), _("gesichtet"), _("geeignet"), _("übernommen"), _("fertig"))
    blocks = tuple(
        (line.titel, (Spalte(_("Ideen"), "█", line.stufen, tuple(map(str, line.stufen))),)) for line in reihe.trichter
    )
    rule = _(
        "Gezählt wird, wie weit die Ideen bis heute gekommen sind; wer eine Stufe erreicht hat, zählt in allen davor mit. Auch "
        "abgelehnte und zurückgestellte Ideen wurden gesichtet. „fertig“ heißt: Die Maßnahme daraus ist abgeschlossen oder im "
        "laufenden Betrieb. Nicht gezählt: Dubletten und gelöschte Ideen."
    )
    return Diagramm(_("Ideen bis zum Ergebnis, je Zielbild"), (rule,), blocks, steps)


def _days_rule() -> str:
    return _(
        "Zu einem Sprint gehören die Tage von seinem Beginn bis zum Tag vor dem nächsten Sprint, zum laufenden die bis heute."
    )


def _counted(kopf: str, zeichen: str, verteilung: Verteilung) -> Spalte:
    return Spalte(kopf, zeichen, verteilung.je, tuple(map(str, verteilung.je)))


def _left_out(*parts: tuple[str, Verteilung]) -> tuple[str, ...]:
    """Say how many fall on no sprint: the numbers of the chart and these are all there are."""
    found = []
    for name, counted in parts:
        words = []
        if counted.ausserhalb:
            words.append(
                ngettext("{n} außerhalb dieser Tage", "{n} außerhalb dieser Tage", counted.ausserhalb).format(
                    n=counted.ausserhalb
                )
            )
        if counted.ohne_tag:
            words.append(ngettext("{n} ohne Tag", "{n} ohne Tag", counted.ohne_tag).format(n=counted.ohne_tag))
        if words:
            found.append(f"{name} {', '.join(words)}")
    return (_("In keinem Sprint: {was}.").format(was="; ".join(found)),) if found else ()


def draw(reihe: Sprintreihe, diagramm: Diagramm, width: int, *, balken: bool = True) -> list[list[Stueck]]:
    """Return the lines of a chart for ``width`` cells: one per sprint; without bars it is a table of the same numbers."""
    most_columns = max((len(columns) for _title, columns in diagramm.bloecke), default=1)
    names = list(diagramm.namen) if diagramm.namen is not None else names_of(reihe, tage=True)
    if diagramm.namen is None and max(map(len, names), default=0) + 2 + DAYS_FROM * most_columns > width:
        names = names_of(reihe)
    first = max(map(len, names), default=0) + 2
    lines: list[list[Stueck]] = []
    for title, columns in diagramm.bloecke:
        if title:
            lines += [*([[]] if lines else []), [(title, "kopf")]]
        room = max(1, width - first) // max(1, len(columns))
        most = max((column.groesster for column in columns), default=0)
        several = len(columns) > 1 or not balken
        if several:
            heads = [f"{column.zeichen} {column.kopf}" if balken else column.kopf for column in columns]
            lines.append([(" " * first, ""), *((f"{head:<{room}}", "leise") for head in heads)])
        for place, name in enumerate(names):
            pieces: list[Stueck] = [(f"{name:<{first}}", "titel")]
            for column in columns:
                pieces += _cell(column, place, room, most) if balken else [(f"{column.texte[place]:<{room}}", "zahl")]
            lines.append(pieces)
    return lines


def _cell(column: Spalte, place: int, room: int, most: int) -> list[Stueck]:
    """Return bar, track and number in exactly ``room`` cells."""
    widest = max(map(len, column.texte), default=0)
    longest = max(BAR_MIN, min(BAR_MAX, room - widest - 2))
    value, text = column.werte[place], column.texte[place]
    full = bar_cells(value, most, longest)
    track = 0 if column.ganze is None else max(0, bar_cells(column.ganze[place], most, longest) - full)
    if column.ganze is not None and value < column.ganze[place] and not track and full > 1:
        full, track = full - 1, 1  # only what is whole looks whole
    gap = " " if full + track else ""
    rest = max(0, room - full - track - len(gap) - len(text))
    return [(column.zeichen * full, "balken"), ("░" * track, "leise"), (gap + text, "zahl"), (" " * rest, "")]
