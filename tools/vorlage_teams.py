"""The Sprintteams of the practice data: who works in them, how many evenings they have, when they met, what they ask for.

Everything in it is invented: members are roles, never names, and their organisation says „(Beispiel)“.
"""

from typing import NamedTuple

from myk_tui.services import Services
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from vorlage_erzaehlen import StepClock, Tag, lookup

EVENING = 17


class Abende(NamedTuple):
    """The evenings of a team in a quarter: how many it has, how many are planned, on which days it met, what for."""

    alle: int
    geplant: int
    treffen: tuple[tuple[Tag, str], ...]


class Mitglied(NamedTuple):
    """A member: its role, where from, what it does in the team, and in which quarters (counted from 0)."""

    rolle: str
    organisation: str
    aufgabe: str = ""
    ab: int = 0
    bis: int = 2


class Team(NamedTuple):
    """A Sprintteam with its members and its quarters."""

    mitglieder: tuple[Mitglied, ...]
    abende: tuple[Abende, Abende, Abende]


EHRENAMT = "Ehrenamt & Digitalisierung"
JUGEND = "Innovationen in der offenen Kinder- und Jugendarbeit"
GESUNDHEIT = "Smartes Medizin- und Pflegenetzwerk/Virtuelle Gesundheitsquelle"
MOBILITAET = "Beispiel: Sprintteam Mobilität"

TEAMS = {
    EHRENAMT: Team(
        (
            Mitglied("Sprecherin des Teams", "Musikverein (Beispiel)", "lädt ein und stellt vor"),
            Mitglied("Kassenwartin", "Sportverein (Beispiel)", "Fragen zu Steuern"),
            Mitglied("Ehrenamtsbeauftragter", "Stadt Bendorf (Beispiel)"),
            Mitglied("Bibliothekarin", "Stadtbücherei (Beispiel)", "einfache Sprache", ab=1),
        ),
        (
            Abende(6, 5, (((4, 14), "Auftakt"), ((5, 5), ""), ((5, 28), "Fragen sortiert"), ((6, 9), ""))),
            Abende(5, 5, (((7, 14), ""), ((8, 6), "Erste Fassung"), ((8, 20), ""), ((9, 8), "Probe mit Vereinen"))),
            Abende(6, 6, (((10, 6), "Quartal geplant"), ((10, 27), ""), ((11, 19), "Entwurf gelesen"))),
        ),
    ),
    JUGEND: Team(
        (
            Mitglied("Jugendpfleger", "Verbandsgemeinde Mendig (Beispiel)", "lädt ein und stellt vor"),
            Mitglied("Medienpädagogin", "Medienzentrum (Beispiel)", "Technik und Dreh"),
            Mitglied("Schulsozialarbeiterin", "Realschule (Beispiel)", bis=1),
            Mitglied("Vorstand des Jugendraums", "Jugendraum (Beispiel)"),
            Mitglied("Elternvertreter", "Realschule (Beispiel)", "Einverständnisse", ab=2),
        ),
        (
            Abende(5, 4, (((4, 16), "Auftakt"), ((5, 12), ""), ((6, 2), "Besuch im Jugendraum"))),
            Abende(4, 4, (((7, 7), ""), ((8, 18), "Leihgeräte"), ((9, 3), ""))),
            Abende(6, 5, (((10, 6), ""), ((11, 5), "Plakate"), ((11, 18), ""), ((12, 3), "Erster Drehtag"))),
        ),
    ),
    GESUNDHEIT: Team(
        (
            Mitglied("Gemeindeschwester", "Verbandsgemeinde Vordereifel (Beispiel)", "lädt ein und stellt vor"),
            Mitglied("Hausärztin", "Gemeinschaftspraxis (Beispiel)"),
            Mitglied("IT-Betreuung", "Verbandsgemeinde Vordereifel (Beispiel)", "Gerät und Anschluss"),
            Mitglied("Seniorenbeauftragter", "Verbandsgemeinde Mendig (Beispiel)"),
            Mitglied("Pflegedienstleitung", "Pflegedienst (Beispiel)", ab=1),
        ),
        (
            Abende(4, 4, (((4, 21), "Auftakt"), ((5, 19), ""), ((6, 11), "Praxen berichten"))),
            Abende(5, 4, (((7, 9), ""), ((7, 30), "Geräte angesehen"), ((9, 1), ""))),
            Abende(5, 4, (((10, 8), ""), ((10, 29), "Sprechzeiten"), ((11, 26), "Probe im Rathaus"))),
        ),
    ),
    MOBILITAET: Team(
        (
            Mitglied("Bauhofleiter", "Verbandsgemeinde Pellenz (Beispiel)", bis=1),
            Mitglied("Klimaschutzbeauftragte", "Verbandsgemeinde Maifeld (Beispiel)", "lädt ein und stellt vor"),
            Mitglied("Fahrerin im Bürgerbus", "Bürgerbusverein (Beispiel)"),
            Mitglied("Ortsbürgermeisterin", "Ortsgemeinde (Beispiel)", "Flächen", ab=2),
        ),
        (
            Abende(5, 5, (((4, 17), "Auftakt"), ((5, 8), ""), ((5, 26), "Bauhof besucht"), ((6, 10), ""))),
            Abende(5, 5, (((7, 10), ""), ((8, 4), ""), ((8, 20), "Bauhöfe eingewiesen"), ((9, 4), "Übergabe"))),
            Abende(4, 5, (((10, 13), "Orte gesammelt"), ((11, 3), ""), ((11, 20), "Ortstermin fiel aus"))),
        ),
    ),
}
BEGINN: tuple[Tag, Tag, Tag] = ((4, 2), (7, 1), (10, 1))


class Bitte(NamedTuple):
    """What a team asks for: on which day, and the answer with its day, state and what was said."""

    team: str
    art: str
    titel: str
    am: Tag
    werte: dict[str, str] = {}
    antwort: tuple[Tag, str, str] | None = None


BITTEN = (
    Bitte(
        EHRENAMT,
        "inhaltlich",
        "Ansprechpartner beim Finanzamt finden",
        (8, 11),
        {"wer": "Kassenwartin"},
        ((9, 1), "erledigt", "Das Projektteam hat den Kontakt hergestellt."),
    ),
    Bitte(
        JUGEND,
        "finanziell",
        "Leihgeräte für drei Wochen",
        (8, 18),
        {"wer": "Medienpädagogin", "betrag": "650"},
        ((8, 27), "erledigt", "Aus den Mitteln für Veranstaltungen bezahlt."),
    ),
    Bitte(
        MOBILITAET,
        "finanziell",
        "Eigene App für Meldungen",
        (8, 20),
        {"betrag": "24.000", "freigabe_noetig": "ja"},
        ((9, 3), "abgelehnt", "Das Formular im Netz reicht; eine App lässt sich nicht dauerhaft betreiben."),
    ),
    Bitte(
        GESUNDHEIT,
        "organisatorisch",
        "Termin mit der IT des Rathauses",
        (11, 26),
        {"wer": "IT-Betreuung", "bis": "10.12.2026"},
    ),
    Bitte(
        EHRENAMT,
        "inhaltlich",
        "Texte in einfache Sprache übertragen",
        (11, 12),
        {"wer": "Sprecherin des Teams", "bis": "4.12.2026"},
    ),
    Bitte(
        JUGEND,
        "finanziell",
        "Leinwand und Ton für den Abschluss",
        (11, 19),
        {"wer": "Jugendpfleger", "betrag": "1.800", "freigabe_noetig": "ja"},
    ),
    Bitte(MOBILITAET, "methodisch", "Moderation für den Ortstermin", (11, 23)),
)


def plan_teams(services: Services, database: Database, clock: StepClock, number: int) -> None:
    """Let a quarter of every team happen: its members and evenings at the beginning, then its meetings."""
    for name, team in TEAMS.items():
        team_id = lookup(database, t.sprintteam, name)
        clock.plan(BEGINN[number], 10, lambda team_id=team_id, team=team: _begin(services, team_id, team, number))
        for day, note in team.abende[number].treffen:
            clock.plan(day, EVENING, lambda team_id=team_id, note=note: _meet(services, team_id, note))


def _begin(services: Services, team_id: str, team: Team, number: int) -> None:
    own = services.sprintteam.load_teamuebersicht().team(team_id)
    assert own is not None
    evenings = team.abende[number]
    numbers = {"abende": str(evenings.alle), **{one.id: str(evenings.geplant) for one in own.auftraege}}
    services.sprintteam.edit_abende(team_id, numbers)
    known = {text.split(" · ")[0]: person_id for person_id, text in services.sprintteam.load_personen()}
    for one in team.mitglieder:
        if one.ab <= number <= one.bis:
            werte = {"name": one.rolle, "organisation": one.organisation, "aufgabe": one.aufgabe}
            if one.rolle in known:
                werte = {"person": known[one.rolle], "aufgabe": one.aufgabe}
            services.sprintteam.add_mitglied(team_id, werte)


def _meet(services: Services, team_id: str, note: str) -> None:
    services.sprintteam.add_teamtreffen(team_id, {"datum": "", "notiz": note})


def plan_bitten(services: Services, database: Database, clock: StepClock) -> None:
    """Let every request for support be made on its day, and answered on another."""
    for bitte in BITTEN:
        _Gang(services, database, bitte).plan(clock)


class _Gang:
    """The way of one request through the ledger."""

    def __init__(self, services: Services, database: Database, bitte: Bitte) -> None:
        self._services, self._database, self._bitte = services, database, bitte

    def plan(self, clock: StepClock) -> None:
        clock.plan(self._bitte.am, 11, self._ask)
        if self._bitte.antwort is not None:
            clock.plan(self._bitte.antwort[0], 11, self._answer)

    def _ask(self) -> None:
        team_id = lookup(self._database, t.sprintteam, self._bitte.team)
        board = self._services.sprintboard.load_board()
        assert board is not None
        lane = next(lane for lane in board.bahnen if lane.team_id == team_id)
        werte = {"art": self._bitte.art, "titel": self._bitte.titel, **self._bitte.werte}
        made = self._services.unterstuetzung.add_unterstuetzung(werte, lane.id)
        with self._database.write("Als Beispiel gekennzeichnet") as writer:
            writer.update(t.unterstuetzung, made, beispiel=1)

    def _answer(self) -> None:
        assert self._bitte.antwort is not None
        _day, status, text = self._bitte.antwort
        made = lookup(self._database, t.unterstuetzung, self._bitte.titel)
        self._services.unterstuetzung.edit_unterstuetzung(made, {"status": status, "antwort": text})
