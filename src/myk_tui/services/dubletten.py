"""Use cases of twins among the ideas: find, merge, release."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import IdeeStatus
from myk_tui.domain.dubletten import (
    THRESHOLD,
    TYPED_LETTERS,
    Vergleichsform,
    Zwilling,
    check_merge,
    compared,
    compared_folded,
    merged,
    ranked,
    released,
    similarity,
)
from myk_tui.domain.text import fold
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Row, Writer
from myk_tui.storage.queries import gone, require_row, to_date
from myk_tui.storage.queries.dubletten import (
    is_chosen,
    is_origin,
    load_massnahme_titles,
    load_titles,
    load_twin_rows,
    twin_ids,
    twin_titles,
)

CANDIDATES = 100
"""How many of the nearest titles each comparison hands on to the exact one."""

PORTION = 1_000
"""How many titles are folded at a time: some milliseconds, so that a key in between need not wait."""


Titelzeile = tuple[str, str, str | None]
"""Id and title of an idea and the id of the idea it is a Dublette of."""


class DublettenService:
    """Find probable twins of an idea, merge two ideas, release a Dublette."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state: object = None
        self._titles = _Titles()
        self._massnahmen = _Titles()

    def load_aehnliche(self, titel: str, *, ausser: str | None = None, limit: int = 20) -> list[Zwilling]:
        """Return ideas whose title is probably the same, the most similar first.

        A Dublette counts for the idea that was kept. All titles are read and
        folded once, and again only after something was written.
        """
        self._refresh()
        found = self._titles.similar(titel)
        if ausser is not None:
            found.pop(ausser, None)
        with self._database.read() as connection:
            rows = load_twin_rows(connection, list(found))
        return ranked(to_zwilling(row, found[row.id]) for row in rows.values())[:limit]

    def load_zwillinge(self, idee_id: str) -> tuple[Zwilling, list[Zwilling]]:
        """Return an idea and its probable twins, the most similar first; raises NotFound."""
        with self._database.read() as connection:
            row = load_twin_rows(connection, [idee_id]).get(idee_id)
        if row is None:
            raise gone()
        own = to_zwilling(row, 100)
        return own, self.load_aehnliche(row.titel, ausser=idee_id)

    def load_aehnlichste(self, titel: Sequence[str]) -> list[str | None]:
        """Return for each of many titles that of the most similar idea, or None; for tables, before they are read in."""
        self._refresh()
        nearest = [max(found, key=found.__getitem__, default=None) for found in map(self._titles.similar, titel)]
        with self._database.read() as connection:
            names = {idee_id: name for idee_id, name, _kept in load_titles(connection)}
        return [None if idee_id is None else names.get(idee_id) for idee_id in nearest]

    def load_massnahmen(self, titel: str, limit: int = 3) -> list[str]:
        """Return the titles of Maßnahmen that are probably the same, the most similar first."""
        self._refresh()
        found = self._massnahmen.similar(titel)
        best = sorted(found, key=lambda row_id: (-found[row_id], row_id))[:limit]
        with self._database.read() as connection:
            return [str(require_row(connection, t.massnahme, row_id).titel) for row_id in best]

    def load_dubletten(self, idee_id: str) -> tuple[str, ...]:
        """Return the titles of the Dubletten of an idea."""
        with self._database.read() as connection:
            return twin_titles(connection, idee_id)

    def load_portionen(self) -> Iterator[None]:
        """Have all titles at hand for the first comparison, a portion of the work with each step; none if they are.

        A comparison in between does at once what is left.
        """
        while (state := self._now()) != self._state:
            with self._database.read() as connection:
                rows, others = load_titles(connection), load_massnahme_titles(connection)
            self._state = None
            self._titles.begin(rows)
            self._massnahmen.begin(others)
            while self._titles.take(rows, PORTION) or self._massnahmen.take(others, PORTION):
                yield
                if self._now() != state:
                    break  # written meanwhile: read again
            else:
                self._state = state

    def merge_ideen(self, behalten_id: str, dublette_id: str) -> None:
        """Make one idea the Dublette of another, which takes over origin, text, supporters and Handlungsfelder.

        Dubletten of the Dublette come with it. Nothing is deleted. Raises RuleViolation or NotFound.
        """
        with self._database.write(_("Ideen zusammengeführt")) as writer:
            _check(writer, behalten_id, dublette_id)
            followers = twin_ids(writer.connection, dublette_id)
            for twin_id in followers:
                release(writer, twin_id)
            for twin_id in (dublette_id, *followers):
                _merge(writer, behalten_id, twin_id)

    def release_dublette(self, idee_id: str) -> None:
        """Make a Dublette an idea of its own again, looked at but not decided; raises RuleViolation or NotFound."""
        with self._database.write(_("Dublette gelöst")) as writer:
            row = require_row(writer.connection, t.idee, idee_id)
            if row.dublette_von_id is None:
                raise RuleViolation(_("„{titel}“ ist keine Dublette.").format(titel=row.titel))
            release(writer, idee_id)

    def _refresh(self) -> None:
        for _portion in self.load_portionen():
            pass

    def _now(self) -> object:
        return self._database.state()


def to_zwilling(row: Any, percent: int) -> Zwilling:
    """Return a row of ``load_twin_rows`` as a twin that is alike by so many percent."""
    return Zwilling(
        id=row.id,
        titel=row.titel,
        aehnlichkeit=percent,
        status=IdeeStatus(row.status),
        herkunft=row.herkunft,
        eingang=to_date(row.eingang),
        unterstuetzer=row.unterstuetzer,
        massnahme=bool(row.ist_herkunft),
        bewertet=bool(row.bewertet),
    )


def release(writer: Writer, dublette_id: str) -> None:
    """Take a Dublette out of the idea that was kept, inside a running transaction."""
    dublette = _row(writer.connection, dublette_id)
    behalten = _row(writer.connection, dublette["dublette_von_id"])
    writer.update(t.idee, behalten["id"], **released(behalten, dublette))
    writer.update(t.idee, dublette_id, status=IdeeStatus.GESICHTET.value, dublette_von_id=None)


def _check(writer: Writer, behalten_id: str, dublette_id: str) -> None:
    connection = writer.connection
    check_merge(
        _row(connection, behalten_id),
        _row(connection, dublette_id),
        massnahme=is_origin(connection, dublette_id),
        gewaehlt=is_chosen(connection, dublette_id),
    )


def _merge(writer: Writer, behalten_id: str, dublette_id: str) -> None:
    behalten, dublette = _row(writer.connection, behalten_id), _row(writer.connection, dublette_id)
    writer.update(t.idee, behalten_id, **merged(behalten, dublette))
    f = t.idee_handlungsfeld.c
    own = set(writer.connection.scalars(sa.select(f.handlungsfeld_id).where(f.idee_id == behalten_id)))
    query = t.idee_handlungsfeld.select().where(f.idee_id == dublette_id).order_by(f.id)
    for row in writer.connection.execute(query).all():
        if row.handlungsfeld_id not in own:
            writer.insert(
                t.idee_handlungsfeld,
                idee_id=behalten_id,
                handlungsfeld_id=row.handlungsfeld_id,
                angenommen=row.angenommen,
            )
    writer.update(t.idee, dublette_id, status=IdeeStatus.DUBLETTE.value, dublette_von_id=behalten_id, wieder_ab=None)


def _row(connection: sa.Connection, idee_id: str) -> Row:
    return dict(require_row(connection, t.idee, idee_id)._mapping)


class _Titles:
    """All titles in the form in which they are compared; only changed ones are folded again."""

    def __init__(self) -> None:
        self._rows: list[Titelzeile] = []
        self._known: dict[str, tuple[Vergleichsform, ...]] = {}
        self._targets: list[str] = []
        self._forms: list[Vergleichsform] = []
        self._words: list[str] = []
        self._dense: list[str] = []
        self._places: dict[str, list[int]] = {}

    def begin(self, rows: list[Titelzeile]) -> None:
        """Forget everything that does not stay the beginning of all ideas; a new one comes to the end."""
        if rows[: len(self._rows)] != self._rows:
            self._rows, self._targets, self._forms, self._words, self._dense, self._places = [], [], [], [], [], {}
            self._known = {titel: self._known[titel] for _id, titel, _kept in rows if titel in self._known}

    def take(self, rows: list[Titelzeile], most: int) -> bool:
        """Take in up to ``most`` of the rows that are still missing; returns whether there were any."""
        new = rows[len(self._rows) : len(self._rows) + most]
        self._rows += new
        self._add(new)
        return bool(new)

    def _add(self, rows: list[Titelzeile]) -> None:
        new = sorted({titel for _id, titel, _kept in rows} - self._known.keys())
        # Folding them in one piece is several times as fast as one by one.
        folded = fold("\n".join(titel.replace("\n", " ") for titel in new)).split("\n") if new else []
        self._known.update(zip(new, map(compared_folded, folded), strict=True))
        for idee_id, titel, kept in rows:
            for form in self._known[titel]:
                place = len(self._forms)
                self._targets.append(kept or idee_id)
                self._forms.append(form)
                self._words.append(form.woerter)
                self._dense.append(form.dicht)
                for word in form.woerter.split():
                    self._places.setdefault(word, []).append(place)

    def similar(self, titel: str) -> dict[str, int]:
        """Return id to percent of the ideas that are similar enough."""
        found: dict[str, int] = {}
        for wanted in compared(titel):
            if len(wanted.dicht) < TYPED_LETTERS:
                continue
            for place in self._near(wanted) | self._part_of(wanted):
                percent = percent_alike(wanted, self._forms[place])
                if percent >= THRESHOLD:
                    target = self._targets[place]
                    found[target] = max(percent, found.get(target, 0))
        return found

    def _near(self, wanted: Vergleichsform) -> set[int]:
        """Return the places of the titles that could reach the threshold by their letters."""
        from rapidfuzz import fuzz, process

        lowest = 2 * THRESHOLD - 100  # with all words in common the mean still reaches the threshold
        by_words = process.extract(
            wanted.woerter, self._words, scorer=fuzz.ratio, score_cutoff=lowest, limit=CANDIDATES
        )
        by_letters = process.extract(
            wanted.dicht, self._dense, scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=CANDIDATES
        )
        return {place for _choice, _score, place in (*by_words, *by_letters)}

    def _part_of(self, wanted: Vergleichsform) -> set[int]:
        """Return the places of titles whose words are all in the wanted one, or the other way round."""
        words = set(wanted.woerter.split())
        common = Counter(place for word in words for place in self._places.get(word, ()))
        parts = (
            place
            for place, count in common.items()
            if count == len(words) or count == self._words[place].count(" ") + 1
        )
        return set(islice(parts, CANDIDATES))


def percent_alike(one: Vergleichsform, other: Vergleichsform) -> int:
    """Return how similar two titles are, 0 to 100."""
    from rapidfuzz import fuzz  # imported with the first comparison, not with the app

    return similarity(
        one,
        other,
        words=fuzz.token_set_ratio(one.woerter, other.woerter),
        order=fuzz.ratio(one.woerter, other.woerter),
        dense=fuzz.ratio(one.dicht, other.dicht),
    )
