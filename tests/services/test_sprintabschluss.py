"""What the closing of a sprint does with every choice, and that one undo takes all of it back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Region, contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import EntscheidungStatus, Verbleib, Wahl
from myk_tui.domain.entscheidung import Kandidat, Sprintabschluss, Zeile
from myk_tui.domain.sprintboard import show_rest
from myk_tui.errors import RuleViolation
from myk_tui.services.abschlussbild import AbschlussbildService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.sprintboard import SprintboardService
from myk_tui.services.sprintteam import SprintteamService
from myk_tui.services.uebersicht import UebersichtService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer

Contents = dict[str, list[dict[str, Any]]]


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def line(database: Database, region: Region, number: int) -> Zeile:
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[number])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None
    return abschluss.entscheidungen[number].zeilen[0]


def choose(database: Database, region: Region, number: int, wahl: Wahl = Wahl.WEITERVERFOLGEN, **werte: str) -> str:
    """Choose for the team of a Zielbild and decide; returns what ``decide`` says."""
    service = EntscheidungService(database)
    zeile = line(database, region, number)
    candidate = Kandidat(region.geplant[number], "massnahme", "", "") if wahl is Wahl.WECHSELN else None
    service.record_wahl(zeile.id, wahl, candidate)
    service.record_zeile(zeile.id, werte)
    return service.decide(region.zielbilder[number])


def one(database: Database, query: sa.Select[tuple[str]]) -> str:
    with database.read() as connection:
        return str(connection.scalars(query).one())


@pytest.mark.parametrize(("wahl", "status"), [(Wahl.RUHT, "ruht"), (Wahl.AUFLOESEN, "aufgeloest")])
def test_a_team_that_rests_or_is_dissolved_gets_no_auftrag_and_keeps_its_history(
    database: Database, region: Region, wahl: Wahl, status: str
) -> None:
    choose(database, region, 0, wahl, verbleib="pausiert")
    choose(database, region, 1)
    choose(database, region, 2)
    before = contents(database)
    closed = EntscheidungService(database).close_sprint()
    assert closed.auftraege == 2
    assert one(database, sa.select(t.sprintteam.c.status).where(t.sprintteam.c.id == region.teams[0])) == status
    assert one(database, sa.select(t.massnahme.c.status).where(t.massnahme.c.id == region.massnahmen[0])) == "pausiert"
    with database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).where(t.auftrag.c.sprintteam_id == region.teams[0])) == 1
    database.undo()
    assert contents(database) == before


def test_what_is_put_off_goes_on_unchanged_and_has_no_number(database: Database) -> None:
    region = make_region(database, sprintziel="etwas zeigen")
    assert choose(database, region, 0, Wahl.VERTAGEN, vertagt_bis="15.1.2027") == "Vertagt bis 15.01.2027"
    assert choose(database, region, 1, urteil="erreicht") == "Beschluss 2026-01"
    choose(database, region, 2, urteil="nicht_erreicht", urteil_grund="Es fehlte die Zeit.")
    service = EntscheidungService(database)
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None and abschluss.offen == ()
    assert abschluss.entscheidungen[0].status is EntscheidungStatus.VERTAGT
    service.close_sprint()
    with database.read() as connection:
        a = t.auftrag.c
        goals = connection.scalars(
            sa.select(a.sprintziel).where(a.massnahme_id == region.massnahmen[0]).order_by(a.id)
        ).all()
        cards = connection.scalar(
            sa.select(sa.func.count()).where(t.aufgabe.c.herkunft_aufgabe_id.in_(region.karten[0]))
        )
    assert goals == ["etwas zeigen", "etwas zeigen"]
    assert cards == 3


def test_putting_off_needs_a_day(database: Database, region: Region) -> None:
    with pytest.raises(RuleViolation, match="Bis wann ist die Entscheidung vertagt") as caught:
        choose(database, region, 0, Wahl.VERTAGEN)
    assert caught.value.feld == "vertagt_bis"


def test_the_next_sprint_begins_with_cards_requests_and_the_schwerpunkt(database: Database, region: Region) -> None:
    choose(
        database,
        region,
        0,
        erste_karten="- Plakate drucken\n\n• Raum buchen",
        bedarf="finanziell: Leinwand\nModeration",
        schwerpunkt="ja",
    )
    choose(database, region, 1)
    choose(database, region, 2)
    EntscheidungService(database).close_sprint()
    with database.read() as connection:
        a, c, u = t.auftrag.c, t.aufgabe.c, t.unterstuetzung.c
        auftrag = connection.execute(
            t.auftrag.select().where(a.sprintteam_id == region.teams[0], a.sprint_id != region.sprint)
        ).one()
        titles = connection.scalars(
            sa.select(c.titel).where(c.auftrag_id == auftrag.id, c.herkunft_aufgabe_id.is_(None)).order_by(c.ordnung)
        ).all()
        needs = connection.execute(sa.select(u.art, u.titel, u.status).order_by(u.id)).all()
    assert auftrag.schwerpunkt == 1
    assert titles == ["Plakate drucken", "Raum buchen"]
    assert [tuple(row) for row in needs] == [
        ("finanziell", "Leinwand", "offen"),
        ("organisatorisch", "Moderation", "offen"),
    ]


def test_the_members_of_a_team_go_along_into_the_next_sprint_and_the_preview_says_so(
    database: Database, region: Region
) -> None:
    teams = SprintteamService(database)
    for rolle in ("Sprecherin", "IT"):
        teams.add_mitglied(region.teams[0], {"name": rolle, "organisation": "Beispiel"})
    choose(database, region, 0)
    choose(database, region, 1)
    choose(database, region, 2)
    service = EntscheidungService(database)
    assert "2 Mitglieder gehen mit" in str(service.load_vorschau().lines)
    service.close_sprint()
    found = {team.id: len(team.mitglieder) for team in teams.load_teamuebersicht().teams}
    assert found[region.teams[0]] == 2
    database.undo()
    assert sum(len(team.mitglieder) for team in teams.load_teamuebersicht().teams) == 2


def test_a_snapshot_of_the_new_state_is_written_after_the_closing_once(database: Database, region: Region) -> None:
    for number in range(3):
        choose(database, region, number)
    service = EntscheidungService(database)
    assert service.close_sprint().schnappschuss == ""
    name = AbschlussbildService(database).write_pending()
    document = json.loads((database.path.parent / name).read_text(encoding="utf-8"))
    assert {row["status"] for row in document["daten"]["sprint"]} == {"aktiv", "abgeschlossen"}
    assert AbschlussbildService(database).write_pending() == ""


def test_a_program_that_ended_before_the_snapshot_makes_up_for_it(
    make_database: Callable[[], Database], clock: FrozenClock
) -> None:
    database = make_database()
    region = make_region(database)
    for number in range(3):
        choose(database, region, number)
    EntscheidungService(database).close_sprint()
    database.close()
    again = Database(database.path, clock)
    name = AbschlussbildService(again).write_pending()
    assert name == f"{database.path.stem}-2026-Q4.json" and (database.path.parent / name).exists()
    again.close()


def test_a_closing_that_was_taken_back_leaves_no_snapshot(database: Database, region: Region) -> None:
    for number in range(3):
        choose(database, region, number)
    service = EntscheidungService(database)
    service.close_sprint()
    database.undo()
    assert AbschlussbildService(database).write_pending() == ""
    assert not list(database.path.parent.glob("*-2026-Q4.json"))


def test_without_room_for_the_snapshot_the_closing_stands(database: Database, region: Region) -> None:
    (database.path.parent / f"{database.path.stem}-2026-Q4.json").mkdir()
    for number in range(3):
        choose(database, region, number)
    service = EntscheidungService(database)
    service.close_sprint()
    assert AbschlussbildService(database).write_pending() == ""
    assert one(database, sa.select(t.sprint.c.status).where(t.sprint.c.id == region.sprint)) == "abgeschlossen"


def test_a_sprint_that_is_closed_late_begins_today(database: Database, region: Region, clock: FrozenClock) -> None:
    clock.set("2027-01-20T18:00:00Z")
    for number in range(3):
        choose(database, region, number)
    EntscheidungService(database).close_sprint()
    assert one(database, sa.select(t.sprint.c.beginn).where(t.sprint.c.status == "aktiv")) == "2027-01-20"


def test_a_sprint_that_is_opened_before_its_quarter_says_when_it_begins_until_then(
    database: Database, region: Region, clock: FrozenClock
) -> None:
    board, overview = SprintboardService(database), UebersichtService(database)

    def said() -> set[str]:
        shown, stand = board.load_board(), overview.load_uebersicht()
        assert shown is not None and any(lane.tage is not None for lane in shown.bahnen)
        lanes = {show_rest(lane.tage, lane.beginnt) for lane in shown.bahnen if lane.tage is not None}
        return {show_rest(shown.tage, shown.beginnt), show_rest(stand.tage, stand.beginnt), *lanes}

    assert said() == {"noch 38 Tage"}
    for number in range(3):
        choose(database, region, number)
    EntscheidungService(database).close_sprint()
    assert said() == {"beginnt am 01.01.2027"}
    clock.set("2026-12-31T12:00:00Z")
    assert said() == {"beginnt am 01.01.2027"}
    clock.set("2027-01-01T12:00:00Z")
    assert said() == {"noch 89 Tage"}


@dataclass(frozen=True)
class Line:
    """What is chosen for one team, and what is typed into its form."""

    wahl: Wahl
    idee: bool
    verbleib: Verbleib
    werte: dict[str, str]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    wahl, verbleib = draw(st.sampled_from(list(Wahl))), draw(st.sampled_from(list(Verbleib)))
    werte = {
        "urteil": draw(st.sampled_from(["erreicht", "teilweise", "nicht_erreicht"])),
        "grund": "weil",
        "lernen": draw(st.sampled_from(["", "Früher fragen"])),
        "vertagt_bis": "1.2.2027",
        "erste_karten": draw(st.sampled_from(["", "a", "a\nb"])),
        "bedarf": draw(st.sampled_from(["", "finanziell: c", "d\ne"])),
        "karten_mitnehmen": draw(st.sampled_from(["", "ja", "nein"])),
        "schwerpunkt": draw(st.sampled_from(["ja", "nein"])),
        "fortschritt": str(draw(st.integers(0, 100))),
    }
    return Line(wahl, draw(st.booleans()), verbleib, werte)


def decide_as(database: Database, region: Region, chosen: Sequence[Line], cards: Sequence[str]) -> None:
    with database.write("Karten") as writer:
        for number, spalte in enumerate(cards):
            writer.insert(
                t.aufgabe, auftrag_id=region.auftraege[number % 3], titel=f"Noch {number}", spalte=spalte, ordnung="X"
            )
    service = EntscheidungService(database)
    for number, one_line in enumerate(chosen):
        zeile = line(database, region, number)
        art, key = ("idee", region.ideen[number]) if one_line.idee else ("massnahme", region.geplant[number])
        candidate = Kandidat(key, art, "", "") if one_line.wahl is Wahl.WECHSELN else None
        service.record_wahl(zeile.id, one_line.wahl, candidate)
        stays = one_line.wahl in (Wahl.WEITERVERFOLGEN, Wahl.VERTAGEN)
        verbleib = {} if stays else {"verbleib": one_line.verbleib.value}
        loesung = {"loesung_id": region.loesungen[number]} if candidate is not None and one_line.idee else {}
        service.record_zeile(zeile.id, one_line.werte | verbleib | loesung)
        service.decide(region.zielbilder[number])


CASES = given(
    chosen=st.tuples(lines(), lines(), lines()),
    cards=st.lists(st.sampled_from(["offen", "in_arbeit", "blockiert", "fertig"]), max_size=5),
)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@CASES
def test_one_undo_of_the_closing_restores_everything(
    make_database: Callable[[], Database], chosen: tuple[Line, Line, Line], cards: list[str]
) -> None:
    database = make_database()
    decide_as(database, make_region(database, sprintziel="etwas zeigen"), chosen, cards)
    before = contents(database)
    EntscheidungService(database).close_sprint()
    after = contents(database)
    assert after != before
    database.undo()
    assert contents(database) == before
    database.redo()
    assert contents(database) == after


def comparable(found: Contents, known: set[str]) -> Contents:
    """Return rows with every id that was not there before replaced by one word, in an order that does not rest on it."""

    def told(value: object) -> object:
        return "neu" if isinstance(value, str) and len(value) == 36 and value not in known else value

    return {
        table: sorted(({name: told(value) for name, value in row.items()} for row in rows), key=repr)
        for table, rows in found.items()
    }


@FEW
@CASES
def test_the_preview_is_what_is_in_the_file_afterwards(
    make_database: Callable[[], Database], chosen: tuple[Line, Line, Line], cards: list[str]
) -> None:
    database = make_database()
    decide_as(database, make_region(database, sprintziel="etwas zeigen"), chosen, cards)
    before = contents(database)
    service = EntscheidungService(database)

    def read(writer: Writer, _abschluss: Sprintabschluss) -> Contents:
        query = {table.name: table.select().order_by(table.c.id) for table in t.ENTITIES}
        return {name: [dict(row._mapping) for row in writer.connection.execute(query[name])] for name in query}

    tried = service._tried(None, read)
    words = service.load_vorschau().lines
    assert contents(database) == before
    service.close_sprint()
    known = {row["id"] for rows in before.values() for row in rows}
    assert comparable(tried, known) == comparable(contents(database), known)
    rests = [number for number, one_line in enumerate(chosen) if one_line.wahl is Wahl.RUHT]
    for number in rests:
        assert f"  „Team {number + 1}“: Stand aktiv → ruht" in words


def test_the_preview_shows_each_place_from_what_to_what(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    zeile = line(database, region, 0)
    service.record_wahl(zeile.id, Wahl.WECHSELN, Kandidat(region.ideen[0], "idee", "", ""))
    service.record_zeile(
        zeile.id,
        {"verbleib": "pausiert", "fortschritt": "45", "karten_mitnehmen": "ja", "loesung_id": region.loesungen[0]},
    )
    service.record_zeile(zeile.id, {"erste_karten": "a", "bedarf": "finanziell: Leinwand"})
    bilder = {bild.ort: bild.zeilen for bild in service.load_vorschau(region.zielbilder[0]).bilder}
    assert bilder["Zielbaum"] == (
        "„Maßnahme 1“: Stand im Sprint → pausiert, Fortschritt 20 % → 45 %",
        "+ neue Maßnahme „Idee 0“ unter „Lösung 1“, Stand im Sprint",
    )
    assert bilder["Sprintboard"] == (
        "Sprint 4. Quartal 2026 → 1. Quartal 2027",
        "+ Team 1 · Idee 0: neue Bahn, 3 Karten gehen mit, 1 neue Karte",
        "− Team 1 · Maßnahme 1: Bahn fällt weg",
    )
    assert bilder["Ideenspeicher"] == ("„Idee 0“: Stand geeignet → übernommen",)
    assert bilder["Unterstützung"] == ("+ Bitte von Team 1: Leinwand (finanziell)",)
    assert bilder["Sprintteams"] == ()


def test_the_preview_of_one_zielbild_needs_only_that_one(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    zeile = line(database, region, 0)
    with pytest.raises(RuleViolation, match="noch nichts gewählt"):
        service.load_vorschau(region.zielbilder[0])
    service.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
    told = " ".join(service.load_vorschau(region.zielbilder[0]).lines)
    assert "= Team 1 · Maßnahme 1: Bahn geht weiter, 3 Karten gehen mit" in told
    assert "Team 2" not in told
