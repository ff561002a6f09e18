"""Use case of all likely twins in the whole store."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from myk_tui.domain.dubletten import THRESHOLD, Paar, Vergleichsform, Zwilling, compared_folded
from myk_tui.domain.text import fold
from myk_tui.services.dubletten import percent_alike, to_zwilling
from myk_tui.storage.database import Database
from myk_tui.storage.queries import gone
from myk_tui.storage.queries.dubletten import load_titles, load_twin_rows

SLICE = 20
"""How many ideas are compared at a time: some milliseconds, so that a key in between is answered."""

PORTION = 500
"""How many titles are folded at a time."""

RARE, COMMON = 10, 300
"""How many of the rarest groups of three letters of a title lead to others, and when a group is too common for that."""

NEEDED = 2
"""How many such groups two titles need in common to be compared exactly."""


class ZwillingspaareService:
    """Find the pairs of ideas that are probably the same."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_paare(self) -> Iterator[tuple[int, int, list[Paar]]]:
        """Yield (compared so far, number of ideas, pairs found meanwhile), a slice of the work with each step.

        Dubletten are left out. Whoever has seen enough just stops.
        """
        with self._database.read() as connection:
            rows = [(idee_id, titel) for idee_id, titel, kept in load_titles(connection) if kept is None]
        forms: list[tuple[Vergleichsform, ...]] = []
        groups: list[list[set[str]]] = []
        frequency: Counter[str] = Counter()
        for first in range(0, len(rows), PORTION):
            text = "\n".join(titel.replace("\n", " ") for _id, titel in rows[first : first + PORTION])
            for folded in fold(text).split("\n"):
                forms.append(compared_folded(folded))
                groups.append([_groups(form) for form in forms[-1]])
                frequency.update(set().union(*groups[-1]))
            yield 0, len(rows), []
        places: defaultdict[str, list[int]] = defaultdict(list)
        for first in range(0, len(rows), SLICE):
            found: list[Paar] = []
            last = min(first + SLICE, len(rows))
            for place in range(first, last):
                for other, percent in _alike(place, forms, groups[place], frequency, places).items():
                    found.append(Paar(rows[other][0], rows[place][0], rows[other][1], rows[place][1], percent))
            yield last, len(rows), found

    def load_paar(self, paar: Paar) -> tuple[Zwilling, Zwilling]:
        """Return both ideas of a pair as they stand now; raises NotFound."""
        with self._database.read() as connection:
            rows = load_twin_rows(connection, [paar.erste_id, paar.zweite_id])
        if len(rows) < 2:
            raise gone()
        return (
            to_zwilling(rows[paar.erste_id], paar.aehnlichkeit),
            to_zwilling(rows[paar.zweite_id], paar.aehnlichkeit),
        )


def _groups(form: Vergleichsform) -> set[str]:
    """Return the groups of three letters of a title, and its words: a short title may have no group."""
    dense = form.dicht
    return {dense[at : at + 3] for at in range(len(dense) - 2)} | {f" {word}" for word in form.woerter.split()}


def _alike(
    place: int,
    forms: list[tuple[Vergleichsform, ...]],
    groups: list[set[str]],
    frequency: Counter[str],
    places: defaultdict[str, list[int]],
) -> dict[int, int]:
    """Return place to percent of the earlier ideas that are like this one, and let later ones find it."""
    near: Counter[int] = Counter()
    seen: set[str] = set()
    for own in groups:
        rare = sorted((group for group in own if frequency[group] <= COMMON), key=lambda group: frequency[group])
        for group in rare[:RARE]:
            if group not in seen:
                near.update(places[group])
        seen.update(own)
    for group in seen:
        if frequency[group] <= COMMON:
            places[group].append(place)
    found = {}
    for other, shared in near.items():
        if shared >= NEEDED:
            percent = max(percent_alike(one, two) for one in forms[place] for two in forms[other])
            if percent >= THRESHOLD:
                found[other] = percent
    return found
