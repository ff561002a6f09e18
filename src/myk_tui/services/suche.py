"""Use case of the search over everything."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from myk_tui.domain.suche import Fund, Fundart, Suchverzeichnis, Treffer, excerpt
from myk_tui.domain.text import fold
from myk_tui.storage.database import Database
from myk_tui.storage.queries.suche import load_funde
from myk_tui.storage.queries.suche_inhalte import KINDS, load_inhalte, load_inhalte_after

PORTION = 4_000
"""How many finds are folded at a time: some milliseconds, so that a key in between need not wait."""

TEXT_PORTION = 500
"""How many longer texts are read and folded at a time."""


class SucheService:
    """Find by a part of their words, or of their short terms, everything that has a place in the app."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._state: object = None
        self._verzeichnis = Suchverzeichnis()
        self._told_state: object = None
        self._told: dict[str, str] = {}
        self._read: dict[str, int] = {}

    def load_funde(self, text: str, limit: int = 50) -> list[Fund]:
        """Return what contains every word of ``text``, the best first; longer texts are looked into as well.

        What can be found is read once and again only after something was written.
        """
        for _portion in self.load_alle_portionen():
            pass
        return self._verzeichnis.search(text, limit)

    def load_treffer(self, text: str, limit: int = 50) -> list[Treffer]:
        """Return the same with a piece of the longer text where a word stands only there.

        Longer texts that are not at hand yet are left out; ``load_inhalte_portionen`` brings them.
        """
        for _portion in self.load_portionen():
            pass
        found = self._verzeichnis.search(text, limit)
        by_kind: defaultdict[Fundart, list[str]] = defaultdict(list)
        for fund in found:
            if fund.id in self._told:
                by_kind[fund.art].append(fund.id)
        texts: dict[str, str] = {}
        with self._database.read() as connection:
            for art, ids in by_kind.items():
                texts |= load_inhalte(connection, art, ids)
        return [Treffer(fund, excerpt(fund, text, texts.get(fund.id, ""))) for fund in found]

    def load_inhalt(self, fund: Fund) -> str:
        """Return the longer text of a find; empty if it has none."""
        with self._database.read() as connection:
            return load_inhalte(connection, fund.art, [fund.id]).get(fund.id, "").strip()

    def load_portionen(self) -> Iterator[None]:
        """Have all titles at hand, a portion of the work with each step; none if they are."""
        state = self._database.state()
        if state == self._state:
            return
        with self._database.read() as connection:
            funde = load_funde(connection)
        verzeichnis = Suchverzeichnis()
        while portion := list(islice(funde, PORTION)):
            yield
            verzeichnis.add(portion)
        verzeichnis.tell(self._told)
        self._verzeichnis, self._state = verzeichnis, state

    def load_inhalte_portionen(self) -> Iterator[None]:
        """Have all longer texts at hand, folded; only those that have changed are folded again."""
        state = self._database.state()
        if state == self._told_state:
            return
        told: dict[str, str] = {}
        read: dict[str, int] = {}
        for art in KINDS:
            last = ""
            while True:
                with self._database.read() as connection:
                    rows = load_inhalte_after(connection, art, last, TEXT_PORTION)
                for row_id, text in rows:
                    if text.isspace() or not text:
                        continue
                    read[row_id] = hash(text)
                    same = read[row_id] == self._read.get(row_id)
                    told[row_id] = self._told[row_id] if same else fold(text)
                if rows:
                    yield
                if len(rows) < TEXT_PORTION:
                    break
                last = rows[-1][0]
        self._told, self._read, self._told_state = told, read, state
        self._verzeichnis.tell(told)

    def load_alle_portionen(self) -> Iterator[None]:
        """Have titles and longer texts at hand, the titles first."""
        yield from self.load_portionen()
        yield from self.load_inhalte_portionen()
