"""The cards of the practice data: what each Sprintteam did in which week of its quarters. Everything in it is invented.

A card has a day on which it was made, one on which the work began and one on
which it was done, each (month, day) of 2026; None where that did not happen in
this quarter. A card that came along from the quarter before was not made.
"""

from typing import NamedTuple

from myk_tui.domain.begriffe import Spalte
from myk_tui.domain.sprintboard import Bahn
from myk_tui.services import Services
from vorlage_erzaehlen import StepClock, Tag

MORNING, AFTERNOON = 9, 15
"""Hours at which cards are made and moved: a card made in the morning may be begun the same day."""


class Karte(NamedTuple):
    """A card in one quarter.

    Attributes:
        tage: when it was made, begun, done.
        blockiert: since when, why, and who can solve it.
        punkte: its checklist, „[x]“ in front of what is done.
        weg: when it was archived.
    """

    titel: str
    tage: tuple[Tag | None, Tag | None, Tag | None]
    wer: str = ""
    faellig: Tag | None = None
    blockiert: tuple[Tag, str, str] | None = None
    punkte: tuple[str, ...] = ()
    weg: Tag | None = None


LOTSE, WERKSTATT = "Beispiel: Vereinslotse digital", "Beispiel: Jugend-Medienwerkstatt"
LOTSIN, MELDER = "Beispiel: Gesundheitslotsin per Video", "Beispiel: Schlaglochmelder"
BAENKE = "Beispiel: Mitfahrbänke an zehn Orten"

QUARTALE: tuple[dict[str, tuple[Karte, ...]], ...] = (
    {
        LOTSE: (
            Karte("Auftakttreffen", ((4, 2), (4, 7), (4, 14))),
            Karte("Beteiligte ansprechen", ((4, 2), (4, 20), (5, 5)), "Sprecherin des Teams"),
            Karte("Vereine nach ihren Fragen fragen", ((4, 2), (5, 7), (5, 28))),
            Karte("Ersten Plan schreiben", ((4, 2), (5, 19), (6, 9)), "Projektteam"),
            Karte("Rückmeldungen einarbeiten", ((5, 28), None, None)),
        ),
        WERKSTATT: (
            Karte("Auftakttreffen", ((4, 2), (4, 9), (4, 16))),
            Karte("Beteiligte ansprechen", ((4, 2), (4, 22), (5, 12)), "Jugendpfleger"),
            Karte("Jugendräume besuchen", ((4, 2), (5, 12), (6, 2))),
            Karte("Ersten Plan schreiben", ((4, 2), (6, 3), None)),
            Karte("Rückmeldungen einarbeiten", ((4, 2), None, None)),
        ),
        LOTSIN: (
            Karte("Auftakttreffen", ((4, 2), (4, 14), (4, 21))),
            Karte("Beteiligte ansprechen", ((4, 2), (4, 28), (5, 19)), "Gemeindeschwester"),
            Karte("Praxen um Rat fragen", ((4, 21), (5, 19), (6, 11))),
            Karte("Ersten Plan schreiben", ((4, 2), (6, 12), None)),
            Karte("Rückmeldungen einarbeiten", ((4, 2), None, None)),
        ),
        MELDER: (
            Karte("Auftakttreffen", ((4, 2), (4, 8), (4, 17))),
            Karte("Beteiligte ansprechen", ((4, 2), (4, 17), (5, 7))),
            Karte("Zwei Bauhöfe gewinnen", ((4, 2), (5, 8), (5, 26)), "Bauhofleiter"),
            Karte("Ersten Plan schreiben", ((4, 2), (5, 26), (6, 10))),
            Karte("Rückmeldungen einarbeiten", ((6, 10), None, None)),
        ),
    },
    {
        LOTSE: (
            Karte("Rückmeldungen einarbeiten", (None, (7, 2), (7, 14))),
            Karte("Erste Fassung aufschreiben", ((7, 1), (7, 9), (8, 6)), "Sprecherin des Teams"),
            Karte("Fragen an das Finanzamt sammeln", ((7, 1), (8, 11), (9, 8)), "Kassenwartin"),
            Karte("Fünf Vereine probieren aus", ((7, 1), (8, 20), (9, 10))),
            Karte("Kurzanleitung zeichnen", ((8, 20), (9, 8), None), "Sprecherin des Teams"),
        ),
        WERKSTATT: (
            Karte("Ersten Plan schreiben", (None, None, (7, 7))),
            Karte("Rückmeldungen einarbeiten", (None, (7, 7), (7, 21))),
            Karte("Jugendräume auswählen", ((7, 1), (7, 21), (8, 13)), "Jugendpfleger"),
            Karte("Leihgeräte anfragen", ((7, 1), (8, 18), (9, 3)), "Medienpädagogin"),
            Karte("Probedreh im Jugendraum", ((7, 1), (9, 3), (9, 10))),
        ),
        LOTSIN: (
            Karte("Ersten Plan schreiben", (None, None, (7, 9))),
            Karte("Rückmeldungen einarbeiten", (None, (7, 16), (7, 30))),
            Karte("Gerät aussuchen", ((7, 1), (7, 30), (8, 18)), "IT-Betreuung"),
            Karte("Zwei Praxen befragen", ((7, 1), (8, 18), (9, 1)), "Gemeindeschwester"),
            Karte("Ablauf einer Sprechstunde beschreiben", ((8, 18), (9, 1), (9, 15))),
        ),
        MELDER: (
            Karte("Rückmeldungen einarbeiten", (None, (7, 3), (7, 10))),
            Karte("Meldeformular bauen", ((7, 1), (7, 10), (7, 31)), "Projektteam"),
            Karte("Karte der Meldungen zeigen", ((7, 1), (8, 4), (8, 20))),
            Karte("Bauhöfe einweisen", ((7, 1), (8, 20), (9, 4)), "Bauhofleiter"),
            Karte("Übergabe an die Bauhöfe", ((8, 20), (9, 4), (9, 11))),
        ),
    },
    {
        LOTSE: (
            Karte("Kurzanleitung zeichnen", (None, None, (10, 13))),
            Karte("Fragen der Vereine sammeln", ((10, 1), (10, 6), (10, 22)), "Sprecherin des Teams"),
            Karte("Antworten mit dem Finanzamt abstimmen", ((10, 1), (10, 27), (12, 7)), "Kassenwartin"),
            Karte(
                "Ersten Entwurf testen",
                ((10, 1), (11, 24), None),
                "Projektteam",
                (12, 11),
                punkte=("[x] Drei Vereine einladen", "[x] Fragebogen schreiben", "Rückfragen einarbeiten"),
            ),
            Karte("Flyer für die Vereine", ((10, 1), None, None)),
            Karte(
                "Datenschutz klären",
                ((10, 1), (10, 29), None),
                "Verwaltung",
                (12, 19),
                ((11, 12), "Antwort der Datenschutzstelle steht aus", "Projektteam"),
            ),
            Karte(
                "Schulungsabend planen",
                ((11, 19), None, None),
                punkte=("[x] Raum", "Termin", "Einladung", "Jemand, der vorführt"),
            ),
        ),
        WERKSTATT: (
            Karte("Räume anfragen", ((10, 1), (10, 6), (10, 15))),
            Karte("Ausstattung bestellen", ((10, 1), (10, 15), (11, 5)), "Projektteam"),
            Karte("Werkstatttage bewerben", ((10, 1), (11, 5), (11, 17))),
            Karte("Erste Filme drehen", ((11, 5), (11, 19), (12, 3)), "Medienpädagogin"),
            Karte("Einverständnis der Eltern einholen", ((10, 1), (11, 18), None), "Jugendpfleger"),
            Karte("Abschlussfilm zeigen", ((10, 1), None, None), faellig=(12, 19)),
        ),
        LOTSIN: (
            Karte("Praxen ansprechen", ((10, 1), (10, 8), (10, 29)), "Gemeindeschwester"),
            Karte("Sprechzeiten abstimmen", ((10, 1), (10, 29), (11, 24))),
            Karte("Technik in der Gemeinde testen", ((10, 1), (11, 26), None), "IT-Betreuung"),
            Karte("Raum im Rathaus einrichten", ((10, 1), None, None), "Verwaltung", (12, 11)),
            Karte("Rückmeldungen auswerten", ((11, 24), None, None)),
        ),
        BAENKE: (
            Karte("Versicherung klären", ((10, 1), (10, 13), (11, 3))),
            Karte("Flächen fotografieren", ((10, 13), (10, 20), (11, 12)), "Ortsbürgermeisterin"),
            Karte(
                "Orte mit den Ortsbürgermeistern abstimmen",
                ((10, 1), (11, 3), None),
                "Klimaschutzbeauftragte",
                (12, 3),
            ),
            Karte("Schilder entwerfen", ((10, 1), None, None)),
            Karte(
                "Standorte mit der Straßenmeisterei prüfen",
                ((10, 1), (11, 10), None),
                "Projektteam",
                (12, 11),
                ((11, 20), "Ortstermin fiel aus", "Straßenmeisterei"),
            ),
            Karte("Einweihung mit Musik planen", ((10, 1), None, None), weg=(11, 10)),
        ),
    },
)


def plan_karten(services: Services, clock: StepClock, quartal: dict[str, tuple[Karte, ...]]) -> None:
    """Let everything that becomes of the cards of a quarter happen on its day."""
    for massnahme, karten in quartal.items():
        for karte in karten:
            _Weg(services, massnahme, karte).plan(clock)


class _Weg:
    """What becomes of one card."""

    def __init__(self, services: Services, massnahme: str, karte: Karte) -> None:
        self._services, self._massnahme, self._karte = services, massnahme, karte

    def plan(self, clock: StepClock) -> None:
        made, begun, done = self._karte.tage
        if made is not None:
            clock.plan(made, MORNING, self._make)
        if begun is not None:
            clock.plan(begun, AFTERNOON, lambda: self._move(Spalte.IN_ARBEIT))
        if self._karte.blockiert is not None:
            clock.plan(self._karte.blockiert[0], AFTERNOON, self._block)
        if done is not None:
            clock.plan(done, AFTERNOON, lambda: self._move(Spalte.FERTIG))
        if self._karte.weg is not None:
            clock.plan(self._karte.weg, AFTERNOON, lambda: self._services.karten.archive_karten([self._find()[1]]))

    def _make(self) -> None:
        lane_id = self._lane().id
        card_id = self._services.sprintboard.add_aufgabe(lane_id, self._karte.titel)
        due = "" if self._karte.faellig is None else _date(self._karte.faellig)
        if self._karte.wer or due:
            self._services.sprintboard.edit_aufgabe(card_id, {"wer": self._karte.wer, "faellig": due})
        if self._karte.punkte:
            self._services.karten.record_punkte(card_id, "\n".join(self._karte.punkte))

    def _move(self, spalte: Spalte) -> None:
        lane_id, card_id = self._find()
        self._services.sprintboard.move_aufgabe(card_id, lane_id, spalte, 99)

    def _block(self) -> None:
        assert self._karte.blockiert is not None
        _day, reason, who = self._karte.blockiert
        self._move(Spalte.BLOCKIERT)
        values = {"blockiert_grund": reason, "blockiert_loest": who}
        self._services.sprintboard.edit_aufgabe(self._find()[1], values)

    def _find(self) -> tuple[str, str]:
        lane = self._lane()
        return lane.id, next(card.id for card in lane.karten if card.titel == self._karte.titel)

    def _lane(self) -> Bahn:
        board = self._services.sprintboard.load_board()
        assert board is not None
        return next(lane for lane in board.bahnen if lane.massnahme == self._massnahme)


def _date(tag: Tag) -> str:
    return f"{tag[1]}.{tag[0]}.2026"
