"""Search over everything: what matches, and in which order it is shown."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from myk_tui.domain.suchfrage import Kennzeichen, Suchfrage
from myk_tui.domain.text import fold
from myk_tui.i18n import N_, _


class Fundart(StrEnum):
    """Kinds of what can be found; the value is the name of the table."""

    ZIELBILD = "zielbild"
    ZIEL = "ziel"
    LOESUNG = "loesung"
    MASSNAHME = "massnahme"
    IDEE = "idee"
    AUFGABE = "aufgabe"
    SPRINTTEAM = "sprintteam"
    ENTSCHEIDUNG = "entscheidung"
    ERGEBNIS = "auftrag"
    ZWISCHENERGEBNIS = "zwischenergebnis"
    UNTERSTUETZUNG = "unterstuetzung"
    TREFFEN = "treffen"
    VEREINBARUNG = "vereinbarung"
    PARKTHEMA = "parkthema"
    ARBEITSWEISE = "arbeitsweise"
    NEUIGKEIT = "neuigkeit"


NAMES = {
    Fundart.ZIELBILD: N_("Zielbild"),
    Fundart.ZIEL: N_("Ziel"),
    Fundart.LOESUNG: N_("Lösung"),
    Fundart.MASSNAHME: N_("Maßnahme"),
    Fundart.IDEE: N_("Idee"),
    Fundart.AUFGABE: N_("Karte"),
    Fundart.SPRINTTEAM: N_("Sprintteam"),
    Fundart.ENTSCHEIDUNG: N_("Beschluss"),
    Fundart.ERGEBNIS: N_("Ergebnis"),
    Fundart.ZWISCHENERGEBNIS: N_("Zwischenergebnis"),
    Fundart.UNTERSTUETZUNG: N_("Unterstützung"),
    Fundart.TREFFEN: N_("Treffen"),
    Fundart.VEREINBARUNG: N_("Vereinbarung"),
    Fundart.PARKTHEMA: N_("Geparkt"),
    Fundart.ARBEITSWEISE: N_("Arbeitsweise"),
    Fundart.NEUIGKEIT: N_("Neuigkeit"),
}

PLACES = {
    Fundart.ZIELBILD: "zielbaum",
    Fundart.ZIEL: "zielbaum",
    Fundart.LOESUNG: "zielbaum",
    Fundart.MASSNAHME: "zielbaum",
    Fundart.IDEE: "ideenspeicher",
    Fundart.AUFGABE: "sprintboard",
    Fundart.SPRINTTEAM: "sprintboard",
    Fundart.ENTSCHEIDUNG: "entscheidung",
    Fundart.ERGEBNIS: "sprintboard",
    Fundart.ZWISCHENERGEBNIS: "sprintboard",
    Fundart.UNTERSTUETZUNG: "sprintboard",
    Fundart.TREFFEN: "treffen",
    Fundart.VEREINBARUNG: "treffen",
    Fundart.PARKTHEMA: "treffen",
    Fundart.ARBEITSWEISE: "treffen",
    Fundart.NEUIGKEIT: "treffen",
}
"""On which screen a find is shown."""


NOTHING: Kennzeichen = {}

WORDS_BEFORE, WORDS_AFTER = 4, 8
"""How much of a longer text is shown around a hit."""


class Fund(NamedTuple):
    """One thing that can be found.

    Attributes:
        stelle: id of the row its screen puts the cursor on; of what was said in a meeting the id of the meeting.
        zusatz: a few words that tell it from others of the same title.
        kennzeichen: what short terms compare: Stand, method and quarter, folded.
        frueher: id of the closed sprint it belongs to; it is shown there.
    """

    art: Fundart
    id: str
    stelle: str
    titel: str
    zusatz: str = ""
    kennzeichen: Kennzeichen = NOTHING
    frueher: str = ""

    @property
    def ziel(self) -> str:
        """The screen it leads to."""
        return PLACES[self.art]

    @property
    def art_name(self) -> str:
        """Its kind in the language of the interface."""
        return _(NAMES[self.art])


class Auszug(NamedTuple):
    """A piece of a longer text with the word that was looked for in the middle."""

    vor: str
    treffer: str
    nach: str

    @property
    def satz(self) -> str:
        """The piece in one line."""
        return self.vor + self.treffer + self.nach


class Treffer(NamedTuple):
    """A find; ``auszug`` says where a word stands if neither title nor what follows it has it."""

    fund: Fund
    auszug: Auszug | None = None


class Suchverzeichnis:
    """Everything that can be found, folded once, so that each key only compares."""

    def __init__(self, funde: Iterable[Fund] = ()) -> None:
        self._funde: list[Fund] = []
        self._titles: list[str] = []
        self._folded: list[str] = []
        self._texts: list[str] = []
        self._rests: dict[str, str] = {}
        self.add(funde)

    def add(self, funde: Iterable[Fund]) -> None:
        """Take in what can be found as well, after all that is there."""
        for fund in funde:
            # The words that follow are the same for many; title and rest can be folded apart, for a blank lies between.
            rest = self._rests.get(fund.zusatz)
            if rest is None:
                rest = self._rests[fund.zusatz] = fold(fund.zusatz)
            title = fold(fund.titel)
            self._funde.append(fund)
            self._titles.append(title)
            self._folded.append(f"{title} {rest}")

    def tell(self, inhalte: Mapping[str, str]) -> None:
        """Take in the longer texts of everything that is there: folded, by id."""
        self._texts = [inhalte.get(fund.id, "") for fund in self._funde]

    def search(self, text: str, limit: int = 50) -> list[Fund]:
        """Return what contains every word of ``text``; umlauts, ß and parts of compounds match.

        Titles that begin with the text come first, then titles that contain
        it, then the rest, each in the order of the programme; last, if there is
        room, what has the words in its longer texts.
        """
        frage = Suchfrage.parse(text)
        if frage.leer:
            return []
        places: Iterable[int] = range(len(self._funde))
        if frage.bedingungen:
            places = list(self._asked(frage))
        if not frage.woerter:
            return [self._funde[place] for place in islice(places, limit)]
        ranked = self._by_title(frage.woerter, places)
        if self._texts and len(ranked) < limit:
            known = set(ranked)
            ranked += (place for place in self._by_text(frage.woerter, places) if place not in known)
        return [self._funde[place] for place in ranked[:limit]]

    def _by_title(self, words: Sequence[str], places: Iterable[int]) -> list[int]:
        """Return the places of what has every word in its title or the words after it, the best first."""
        folded, titles, whole = self._folded, self._titles, " ".join(words)
        found = _with_all(words, places, folded)
        found.sort(key=lambda place: 0 if titles[place].startswith(whole) else 1 if words[0] in titles[place] else 2)
        return found

    def _by_text(self, words: Sequence[str], places: Iterable[int]) -> list[int]:
        """Return the places of what has every word somewhere, its longer text included."""
        folded, texts = self._folded, self._texts
        for word in sorted(words, key=len, reverse=True):
            places = [place for place in places if word in texts[place] or word in folded[place]]
        return list(places)

    def _asked(self, frage: Suchfrage) -> Iterable[int]:
        """Yield the places of what fits the short terms; a kind is known by both names, whatever the language."""
        names = {art: tuple(map(fold, (art.value, NAMES[art], _(NAMES[art])))) for art in Fundart}
        rest = Suchfrage((), tuple(pair for pair in frage.bedingungen if pair[0] != "typ"))
        only = Suchfrage((), tuple(pair for pair in frage.bedingungen if pair[0] == "typ"))
        kinds = {art for art in Fundart if only.fits({"typ": names[art]})}
        for place, fund in enumerate(self._funde):
            if fund.art in kinds and (not rest.bedingungen or rest.fits(fund.kennzeichen)):
                yield place


def unknown_kind(text: str) -> str:
    """Return the kind that ``typ:`` asks for and that does not exist; empty if there is none."""
    asked = [wanted for name, wanted in Suchfrage.parse(text).bedingungen if name == "typ"]
    known = [fold(word) for art in Fundart for word in (art.value, NAMES[art], _(NAMES[art]))]
    return next((wanted for wanted in asked if not any(word.startswith(wanted) for word in known)), "")


def _with_all(words: Sequence[str], places: Iterable[int], texts: Sequence[str]) -> list[int]:
    for word in sorted(words, key=len, reverse=True):
        places = [place for place in places if word in texts[place]]
    return list(places)


def excerpt(fund: Fund, text: str, inhalt: str) -> Auszug | None:
    """Return the piece of ``inhalt`` around the first word of ``text`` that neither title nor rest of the find has."""
    shown = fold(f"{fund.titel} {fund.zusatz}")
    missing = [word for word in Suchfrage.parse(text).woerter if word not in shown]
    words = inhalt.split()
    for wanted in missing:
        for place, word in enumerate(words):
            if wanted in fold(word):
                first, last = max(0, place - WORDS_BEFORE), place + 1 + WORDS_AFTER
                before = ("… " if first else "") + "".join(f"{near} " for near in words[first:place])
                after = "".join(f" {near}" for near in words[place + 1 : last]) + (" …" if last < len(words) else "")
                return Auszug(before, word, after)
    return None
