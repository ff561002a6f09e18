"""The appendix of the minutes: what could be chosen, and how it was ranked."""

from collections.abc import Collection, Sequence

from myk_tui.domain.dokument import Absatz, Tabelle, Teil, Ueberschrift
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.domain.protokollwerte import Beschluss, Protokoll
from myk_tui.domain.stimmungsbild_ergebnis import results
from myk_tui.i18n import _

BEST = 10
"""How many candidates of a Zielbild are told, beside what was chosen."""


def appendix(protokoll: Protokoll) -> list[Teil]:
    """Return per decision what was voted on and the candidates by their points, then the ranking of the ideas."""
    parts: list[Teil] = []
    if any(beschluss.kandidaten for beschluss in protokoll.beschluesse):
        said = _("Kandidaten: höchstens die zehn besten und was gewählt wurde, Stand bei der Ausgabe des Protokolls.")
        parts.append(Absatz(said, leise=True))
    for beschluss in protokoll.beschluesse:
        tables = [*_counted(beschluss), *_candidates(beschluss.kandidaten, beschluss.gewaehlt)]
        parts += [Ueberschrift(3, beschluss.zielbild), *tables] if tables else []
    if protokoll.rangliste:
        head = (_("Platz"), _("Idee"), _("Punkte"))
        parts += [Ueberschrift(3, _("Bewertete Ideen")), Tabelle(head, protokoll.rangliste, frozenset({0, 2}))]
    return [Ueberschrift(2, _("Anhang: was zur Wahl stand")), *parts] if parts else []


def best_kandidaten(kandidaten: Sequence[Kandidat], gewaehlt: Collection[str]) -> tuple[Kandidat, ...]:
    """Return the best by their points, those without any behind and excluded ones last, and everything that was chosen."""
    ordered = sorted(kandidaten, key=lambda one: (one.ko.startswith("✗"), one.summe is None, -(one.summe or 0)))
    best = ordered[:BEST]
    return (*best, *(one for one in ordered[BEST:] if one.id in gewaehlt))


def _counted(beschluss: Beschluss) -> list[Teil]:
    rows = tuple((str(found.platz), found.option, found.zahl) for found in results(beschluss.bild))
    return [Tabelle((_("Platz"), _("Zur Wahl stand"), _("Ergebnis")), rows, frozenset({0}))] if rows else []


def _candidates(kandidaten: Sequence[Kandidat], gewaehlt: Collection[str]) -> list[Teil]:
    """Return the candidates as a table, without the columns of which nothing is known."""
    rows = [_row(one, one.id in gewaehlt) for one in kandidaten]
    head = (_("Rang"), _("Kandidat"), _("Gewählt"), _("K.O."), _("Punkte"), _("Größe"), _("Ort"), _("dafür"))
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    numbers = frozenset(number for number, place in enumerate(kept) if place in (0, 4, 7))
    cells = tuple(tuple(row[place] for place in kept) for row in rows)
    return [Tabelle(tuple(head[place] for place in kept), cells, numbers)] if rows else []


def _row(one: Kandidat, gewaehlt: bool) -> tuple[str, ...]:
    title = _("Idee „{titel}“").format(titel=one.titel) if one.art == "idee" else one.titel
    rank = "" if one.rang is None else str(one.rang)
    mark, support = "✓" if gewaehlt else "", str(one.dafuer) if one.dafuer else ""
    return rank, title, mark, one.ko, one.punkte, one.groesse, one.ort, support
