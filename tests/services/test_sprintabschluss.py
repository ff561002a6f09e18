"""What the closing of a sprint does with every choice, and that one undo takes all of it back."""

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Region, contents, make_region
from frozen_clock import FrozenClock
from myk_tui.domain.begriffe import EntscheidungStatus, Wahl
from myk_tui.domain.entscheidung import Kandidat, Zeile
from myk_tui.domain.seitdem import Seitdem
from myk_tui.errors import MykError, RuleViolation
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.seitdem import _since_step
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


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


def test_a_snapshot_of_the_new_state_lies_beside_the_file(database: Database, region: Region) -> None:
    for number in range(3):
        choose(database, region, number)
    closed = EntscheidungService(database).close_sprint()
    document = json.loads((database.path.parent / closed.schnappschuss).read_text(encoding="utf-8"))
    assert {row["status"] for row in document["daten"]["sprint"]} == {"aktiv", "abgeschlossen"}


def test_without_room_for_the_snapshot_the_closing_stands(database: Database, region: Region) -> None:
    (database.path.parent / f"{database.path.stem}-2026-Q4.json").mkdir()
    for number in range(3):
        choose(database, region, number)
    assert EntscheidungService(database).close_sprint().schnappschuss == ""
    assert one(database, sa.select(t.sprint.c.status).where(t.sprint.c.id == region.sprint)) == "abgeschlossen"


def test_a_sprint_that_is_closed_late_begins_today(database: Database, region: Region, clock: FrozenClock) -> None:
    clock.set("2027-01-20T18:00:00Z")
    for number in range(3):
        choose(database, region, number)
    EntscheidungService(database).close_sprint()
    assert one(database, sa.select(t.sprint.c.beginn).where(t.sprint.c.status == "aktiv")) == "2027-01-20"


OPTIONS = st.sampled_from(list(Wahl))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.tuples(OPTIONS, OPTIONS, OPTIONS), cards=st.booleans())
def test_one_undo_of_the_closing_restores_everything(
    make_database: Callable[[], Database], choices: tuple[Wahl, Wahl, Wahl], cards: bool
) -> None:
    database = make_database()
    region = make_region(database)
    for number, wahl in enumerate(choices):
        choose(
            database,
            region,
            number,
            wahl,
            verbleib="zurueck_in_den_ideenspeicher",
            vertagt_bis="1.2.2027",
            erste_karten="a\nb",
            bedarf="c",
            karten_mitnehmen="ja" if cards else "nein",
        )
    before = contents(database)
    try:
        EntscheidungService(database).close_sprint()
    except MykError:
        assert contents(database) == before
        return
    after = contents(database)
    database.undo()
    assert contents(database) == before
    database.redo()
    assert contents(database) == after


def texts(report: Seitdem) -> list[tuple[str, str]]:
    return sorted((part.titel, zeile.text) for part in report.abschnitte for zeile in part.zeilen)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.tuples(OPTIONS, OPTIONS, OPTIONS))
def test_the_preview_is_what_is_in_the_file_afterwards(
    make_database: Callable[[], Database], choices: tuple[Wahl, Wahl, Wahl]
) -> None:
    database = make_database()
    region = make_region(database)
    for number, wahl in enumerate(choices):
        choose(
            database,
            region,
            number,
            wahl,
            verbleib="laufender_betrieb",
            vertagt_bis="1.2.2027",
            erste_karten="a",
            bedarf="b",
        )
    before = contents(database)
    service = EntscheidungService(database)
    preview = service.load_vorschau()
    assert contents(database) == before
    service.close_sprint()
    assert database.last_saved is not None
    with database.read() as connection:
        steps = database.last_saved.nr
        real = _since_step(connection, steps - 1, steps, "danach")
    assert texts(preview) == texts(real)


def test_the_preview_of_one_zielbild_needs_only_that_one(database: Database, region: Region) -> None:
    service = EntscheidungService(database)
    zeile = line(database, region, 0)
    with pytest.raises(RuleViolation, match="noch nichts gewählt"):
        service.load_vorschau(region.zielbilder[0])
    service.record_wahl(zeile.id, Wahl.WEITERVERFOLGEN)
    preview = service.load_vorschau(region.zielbilder[0])
    assert any("Team 1 · Maßnahme 1 · 1. Quartal 2027: neu" in text for _part, text in texts(preview))
    assert not any("Team 2" in text for _part, text in texts(preview))
