"""The Agenda over a file: every Maßnahme stands in the column of its state and moves by the rules."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Region, contents, make_region
from myk_tui.domain.agenda import STAENDE
from myk_tui.domain.begriffe import MassnahmeStatus
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.agenda import AgendaService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database

GEPLANT, IM_SPRINT, EINGESTELLT = MassnahmeStatus.GEPLANT, MassnahmeStatus.IM_SPRINT, MassnahmeStatus.EINGESTELLT


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


def columns(database: Database, zielbild: str | None = None) -> dict[MassnahmeStatus, list[str]]:
    found = AgendaService(database).load_agenda().columns(zielbild)
    return {status: [karte.titel for karte in cards] for status, cards in zip(STAENDE, found, strict=True)}


def test_every_massnahme_stands_in_the_column_of_its_state_in_the_order_of_the_tree(
    database: Database, region: Region
) -> None:
    ZielbaumService(database).add_knoten(Ebene.MASSNAHME, region.zielbilder[1], "Ohne Lösung")
    found = columns(database)
    assert found[IM_SPRINT] == ["Maßnahme 1", "Maßnahme 2", "Maßnahme 3"]
    assert found[GEPLANT] == ["Geplante 1", "Geplante 2", "Geplante 3"]
    assert sum(map(len, found.values())) == 7
    karte = next(k for k in AgendaService(database).load_agenda().karten if k.titel == "Ohne Lösung")
    assert karte.platz == ("In MYK gut von A nach B kommen",)


def test_what_hangs_on_the_vision_is_shown_last_under_the_name_of_the_programme(
    database: Database, region: Region
) -> None:
    ZielbaumService(database).add_knoten(Ebene.MASSNAHME, region.programm, "Ganz oben")
    ZielbaumService(database).add_knoten(Ebene.MASSNAHME, region.zielbilder[0], "Am Zielbild")
    ZielbaumService(database).add_knoten(Ebene.MASSNAHME, region.loesungen[0], "An der Lösung")
    agenda = AgendaService(database).load_agenda()
    tree = ZielbaumService(database).load_zielbaum()
    assert [karte.id for karte in agenda.karten] == [k.id for k in tree.knoten if k.ebene is Ebene.MASSNAHME]
    assert agenda.karten[-1].titel == "Ganz oben"
    assert agenda.karten[-1].platz == (tree.wurzel.titel,)
    assert agenda.describe() == "Agenda: 9 Maßnahmen"
    assert agenda.describe(region.zielbilder[0]) == "Agenda: 4 Maßnahmen · MYK verändert sich"


def test_one_zielbild_shows_its_own_only_and_says_so(database: Database, region: Region) -> None:
    assert columns(database, region.zielbilder[2])[GEPLANT] == ["Geplante 3"]
    agenda = AgendaService(database).load_agenda()
    assert agenda.describe(region.zielbilder[2]) == "Agenda: 2 Maßnahmen · MYK vernetzt Menschen"
    assert agenda.describe() == "Agenda: 6 Maßnahmen"


def test_a_moved_massnahme_stands_in_the_other_column(database: Database, region: Region) -> None:
    AgendaService(database).move_massnahme(region.geplant[0], MassnahmeStatus.PAUSIERT)
    assert columns(database)[MassnahmeStatus.PAUSIERT] == ["Geplante 1"]


def test_nobody_carries_a_massnahme_into_a_sprint_by_hand(database: Database, region: Region) -> None:
    before = contents(database)
    with pytest.raises(RuleViolation, match="wenn ein Sprintteam sie übernimmt"):
        AgendaService(database).move_massnahme(region.geplant[0], IM_SPRINT)
    assert contents(database) == before


def test_stopping_needs_a_reason_which_the_card_shows(database: Database, region: Region) -> None:
    service = AgendaService(database)
    with pytest.raises(RuleViolation, match="Warum wird die Maßnahme eingestellt") as caught:
        service.move_massnahme(region.geplant[0], EINGESTELLT, "  ")
    assert caught.value.feld == "grund"
    service.move_massnahme(region.geplant[0], EINGESTELLT, "kein Bedarf")
    (karte,) = service.load_agenda().columns()[STAENDE.index(EINGESTELLT)]
    assert (karte.titel, karte.grund) == ("Geplante 1", "kein Bedarf")


def test_a_massnahme_that_is_gone_is_said_to_be_gone(database: Database, region: Region) -> None:
    ZielbaumService(database).delete_knoten(Ebene.MASSNAHME, region.geplant[0])
    with pytest.raises(NotFound):
        AgendaService(database).move_massnahme(region.geplant[0], MassnahmeStatus.PAUSIERT)


MOVES = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(STAENDE), st.sampled_from(["", "ein Grund"])), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_whatever_is_moved_no_massnahme_is_lost_or_doubled_and_undo_brings_all_back(
    database: Database, moves: list[tuple[int, MassnahmeStatus, str]]
) -> None:
    with database.read() as connection:
        empty = connection.exec_driver_sql("SELECT count(*) FROM massnahme").scalar_one() == 0
    if empty:
        make_region(database)
    service = AgendaService(database)
    before, steps = contents(database), 0
    before_status = {karte.id: karte.status for karte in service.load_agenda().karten}
    ids = sorted(before_status)
    for number, status, grund in moves:
        last = database.last_saved
        try:
            service.move_massnahme(ids[number], status, grund)
        except RuleViolation:
            assert status in (IM_SPRINT, EINGESTELLT) or before_status[ids[number]] is IM_SPRINT
        steps += database.last_saved is not last
    shown = [karte for cards in service.load_agenda().columns() for karte in cards]
    assert sorted(karte.id for karte in shown) == ids
    for _step in range(steps):
        database.undo()
    assert contents(database) == before


def test_an_example_is_marked_by_a_sign_that_the_view_explains(database: Database) -> None:
    region = make_region(database)
    with database.write("Beispiel") as writer:
        writer.update(t.massnahme, region.geplant[0], titel="Beispiel: Bürgerbus auf Abruf")
    agenda = AgendaService(database).load_agenda()
    (karte,) = (karte for karte in agenda.karten if karte.id == region.geplant[0])
    assert karte.aufschrift == "◇ Bürgerbus auf Abruf"
    assert agenda.describe().endswith(" Maßnahmen · ◇ Beispiel")
