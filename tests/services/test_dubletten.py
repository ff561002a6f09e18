"""Finding, merging and releasing twins among the ideas."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import contents, make_region
from myk_tui.domain.begriffe import IdeeStatus, Wahl
from myk_tui.domain.entscheidung import Kandidat
from myk_tui.errors import MykError, NotFound, NothingToUndo, RuleViolation
from myk_tui.services.dubletten import DublettenService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def service(database: Database) -> DublettenService:
    return DublettenService(database)


@pytest.fixture
def ideen(database: Database) -> IdeenspeicherService:
    return IdeenspeicherService(database)


def field(database: Database, idee_id: str, name: str, *, angenommen: int = 0) -> None:
    with database.write("Handlungsfeld") as writer:
        feld = writer.insert(t.handlungsfeld, name=name, ordnung="V")
        writer.insert(t.idee_handlungsfeld, idee_id=idee_id, handlungsfeld_id=feld, angenommen=angenommen)


@pytest.mark.parametrize(
    "typed",
    ["Mitfahrbank am Markt", "mitfahrbank markt", "Markt: Mitfahrbank", "Mitfahr-Bank am Markt", "Mitfarbank am Markt"],
)
def test_a_title_that_means_the_same_is_found_however_it_is_written(
    service: DublettenService, ideen: IdeenspeicherService, typed: str
) -> None:
    wanted = ideen.add_idee("Mitfahrbank am Markt", "Forum")
    ideen.add_idee("Ladesäule am Bahnhof")
    (found,) = service.load_aehnliche(typed)
    assert (found.id, found.herkunft, found.status) == (wanted, "Forum", IdeeStatus.NEU)


@pytest.mark.parametrize("typed", ["Buergerbuero im Rathaus", "BÜRGERBÜRO RATHAUS", "burgerburo im rathaus"])
def test_umlauts_do_not_matter(service: DublettenService, ideen: IdeenspeicherService, typed: str) -> None:
    wanted = ideen.add_idee("Bürgerbüro im Rathaus")
    assert [(twin.id, twin.aehnlichkeit) for twin in service.load_aehnliche(typed)] == [(wanted, 100)]


@pytest.mark.parametrize("typed", ["", "  ", "Ban", "?!…", "Ladesäule", "[/]", "x" * 5_000])
def test_what_is_not_alike_is_not_named(service: DublettenService, ideen: IdeenspeicherService, typed: str) -> None:
    ideen.add_idee("Bank am Markt")
    assert service.load_aehnliche(typed) == []


def test_what_was_just_written_is_found_and_what_was_taken_back_is_not(
    service: DublettenService, ideen: IdeenspeicherService, database: Database
) -> None:
    assert service.load_aehnliche("Dorfchronik") == []
    idee_id = ideen.add_idee("Dorfchronik")
    assert [twin.id for twin in service.load_aehnliche("Dorfchronik")] == [idee_id]
    ideen.edit_idee(idee_id, {"titel": "Ladesäule"})
    assert service.load_aehnliche("Dorfchronik") == []
    database.undo()
    database.undo()
    assert service.load_aehnliche("Dorfchronik") == []


def test_whatever_is_written_in_between_the_same_is_found_as_by_a_fresh_start(
    service: DublettenService, ideen: IdeenspeicherService, database: Database
) -> None:
    ids = [ideen.add_idee(titel) for titel in ("Dorfchronik", "Dorf-Chronik", "Mitfahrbank", "Bank am Markt")]
    for write in (
        lambda: ideen.add_idee("Dorfchronik digital"),
        lambda: ideen.edit_idee(ids[1], {"titel": "Ladesäule"}),
        lambda: ideen.delete_idee(ids[0]),
        lambda: ideen.add_idee("Mitfahr-Bank"),
        lambda: service.merge_ideen(ids[3], ids[2]),
        database.undo,
        database.undo,
        database.undo,
        database.redo,
    ):
        write()
        for titel in ("Dorfchronik", "Mitfahrbank", "Ladesäule"):
            assert service.load_aehnliche(titel) == DublettenService(database).load_aehnliche(titel)


@pytest.mark.parametrize("portion", [1, 2, 3, 1_000])
@pytest.mark.parametrize("before", range(4))
def test_made_ready_in_portions_whatever_comes_between_the_same_is_found(
    service: DublettenService,
    ideen: IdeenspeicherService,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    portion: int,
    before: int,
) -> None:
    monkeypatch.setattr("myk_tui.services.dubletten.PORTION", portion)
    ids = [ideen.add_idee(titel) for titel in ("Dorfchronik", "Dorf-Chronik", "Mitfahrbank", "Bank am Markt")]
    portions = service.load_portionen()
    for write in (
        lambda: None,
        lambda: service.load_aehnliche("Mitfahrbank"),
        lambda: ideen.edit_idee(ids[1], {"titel": "Ladesäule"}),
        lambda: ideen.delete_idee(ids[0]),
        database.undo,
    ):
        for _number in range(before):
            next(portions, None)
        write()
    for _portion in (*portions, *service.load_portionen()):
        pass
    assert list(service.load_portionen()) == []
    for titel in ("Dorfchronik", "Mitfahrbank", "Ladesäule"):
        assert service.load_aehnliche(titel) == DublettenService(database).load_aehnliche(titel) != []


def test_an_idea_is_no_twin_of_itself(service: DublettenService, ideen: IdeenspeicherService) -> None:
    one, other = ideen.add_idee("Dorfchronik"), ideen.add_idee("Dorf-Chronik")
    own, twins = service.load_zwillinge(one)
    assert (own.id, [twin.id for twin in twins]) == (one, [other])


def test_a_dublette_counts_for_the_idea_that_was_kept(service: DublettenService, ideen: IdeenspeicherService) -> None:
    kept, twin = ideen.add_idee("Digitale Ortsgeschichte"), ideen.add_idee("Dorfchronik")
    service.merge_ideen(kept, twin)
    assert [found.id for found in service.load_aehnliche("Dorfchronik")] == [kept]


def test_merging_keeps_text_origin_supporters_and_fields_of_both(
    service: DublettenService, ideen: IdeenspeicherService, database: Database
) -> None:
    kept, twin = ideen.add_idee("Bank", "Treffen"), ideen.add_idee("Bänke", "Forum")
    ideen.edit_idee(kept, {"beschreibung": "Am Markt.", "unterstuetzer": "3"})
    ideen.edit_idee(twin, {"beschreibung": "Mit Dach.", "unterstuetzer": "4", "ideengeber_art": "verein"})
    field(database, kept, "Mobilität")
    field(database, twin, "Freizeit", angenommen=1)
    service.merge_ideen(kept, twin)
    idee, other = ideen.load_idee(kept), ideen.load_idee(twin)
    assert idee.beschreibung == "Am Markt.\n\nZusammengeführt mit „Bänke“ (Forum, 23.11.2026):\nMit Dach."
    assert (idee.unterstuetzer, idee.herkunft, idee.ideengeber_art.value) == (7, "Treffen", "verein")
    assert (set(idee.handlungsfelder), idee.dubletten) == ({"Mobilität", "Freizeit"}, ("Bänke",))
    assert (other.status, other.dublette_von, other.beschreibung) == (IdeeStatus.DUBLETTE, "Bank", "Mit Dach.")
    assert (other.unterstuetzer, other.handlungsfelder) == (4, ("Freizeit",))


def test_a_handlungsfeld_of_both_is_kept_once(
    service: DublettenService, ideen: IdeenspeicherService, database: Database
) -> None:
    kept, twin = ideen.add_idee("Bank"), ideen.add_idee("Bänke")
    field(database, kept, "Mobilität")
    with database.read() as connection:
        feld = connection.execute(t.handlungsfeld.select()).one().id
    with database.write("dasselbe") as writer:
        writer.insert(t.idee_handlungsfeld, idee_id=twin, handlungsfeld_id=feld)
    service.merge_ideen(kept, twin)
    assert ideen.load_idee(kept).handlungsfelder == ("Mobilität",)


def test_twins_of_the_twin_come_with_it_and_are_counted_once(
    service: DublettenService, ideen: IdeenspeicherService
) -> None:
    a, b, c = (ideen.add_idee(titel) for titel in ("Bank", "Bänke", "Sitzbank"))
    for idee_id, count in ((a, "1"), (b, "2"), (c, "4")):
        ideen.edit_idee(idee_id, {"unterstuetzer": count})
    service.merge_ideen(b, c)
    service.merge_ideen(a, b)
    assert (ideen.load_idee(a).unterstuetzer, ideen.load_idee(a).dubletten) == (7, ("Bänke", "Sitzbank"))
    assert ideen.load_idee(a).beschreibung.count("Zusammengeführt") == 2
    assert (ideen.load_idee(c).dublette_von, ideen.load_idee(b).beschreibung) == ("Bank", "")
    service.release_dublette(b)
    assert (ideen.load_idee(a).unterstuetzer, ideen.load_idee(b).unterstuetzer) == (5, 2)


def test_a_released_dublette_takes_its_supporters_and_its_text_with_it(
    service: DublettenService, ideen: IdeenspeicherService
) -> None:
    kept, twin = ideen.add_idee("Bank", "Treffen"), ideen.add_idee("Bänke", "Forum")
    ideen.edit_idee(twin, {"unterstuetzer": "4", "beschreibung": "Mit Dach."})
    service.merge_ideen(kept, twin)
    ideen.edit_idee(kept, {"unterstuetzer": "10"})
    service.release_dublette(twin)
    idee, other = ideen.load_idee(kept), ideen.load_idee(twin)
    assert (idee.unterstuetzer, idee.beschreibung, idee.dubletten) == (6, "", ())
    assert (other.status, other.dublette_von, other.unterstuetzer) == (IdeeStatus.GESICHTET, "", 4)


def test_only_a_dublette_can_be_released(service: DublettenService, ideen: IdeenspeicherService) -> None:
    with pytest.raises(RuleViolation, match="ist keine Dublette"):
        service.release_dublette(ideen.add_idee("Bank"))


def test_a_dublette_gets_no_state_by_hand_while_it_is_one(
    service: DublettenService, ideen: IdeenspeicherService
) -> None:
    kept, twin = ideen.add_idee("Bank"), ideen.add_idee("Bänke")
    service.merge_ideen(kept, twin)
    with pytest.raises(RuleViolation, match="Mit z löst man sie"):
        ideen.record_status(twin, IdeeStatus.GEEIGNET)
    ideen.edit_idee(twin, {"titel": "Bänke!", "status": "dublette"})


def test_deleting_the_kept_idea_sets_its_dubletten_free(
    service: DublettenService, ideen: IdeenspeicherService, database: Database
) -> None:
    kept, twin = ideen.add_idee("Bank"), ideen.add_idee("Bänke")
    service.merge_ideen(kept, twin)
    ideen.delete_idee(kept)
    assert ideen.load_idee(twin).status is IdeeStatus.GESICHTET
    database.undo()
    assert ideen.load_idee(twin).dublette_von == "Bank"


def test_the_origin_of_a_massnahme_stays_on_its_own_but_takes_others_in(
    service: DublettenService, ideen: IdeenspeicherService, database: Database
) -> None:
    region = make_region(database)
    ideen.take_over_idee(region.ideen[0], region.loesungen[0])
    before = contents(database)
    with pytest.raises(RuleViolation, match="Herkunft einer Maßnahme"):
        service.merge_ideen(region.ideen[1], region.ideen[0])
    assert contents(database) == before
    service.merge_ideen(region.ideen[0], region.ideen[1])
    assert ideen.load_idee(region.ideen[1]).dublette_von == "Idee 0"


def test_an_idea_that_a_running_decision_has_chosen_stays_on_its_own(
    service: DublettenService, database: Database
) -> None:
    region = make_region(database)
    decisions = EntscheidungService(database)
    decisions.begin_entscheidung(region.zielbilder[0])
    abschluss = decisions.load_sprintabschluss()
    assert abschluss is not None
    idea = Kandidat(region.ideen[0], "idee", "Idee 0", "")
    decisions.record_wahl(abschluss.entscheidungen[0].zeilen[0].id, Wahl.WECHSELN, idea)
    with pytest.raises(RuleViolation, match="laufenden Entscheidung"):
        service.merge_ideen(region.ideen[1], region.ideen[0])


def test_an_idea_that_is_gone_is_said_to_be_gone(service: DublettenService, ideen: IdeenspeicherService) -> None:
    kept, gone = ideen.add_idee("Bank"), ideen.add_idee("Bänke")
    ideen.delete_idee(gone)
    for run in (
        lambda: service.merge_ideen(kept, gone),
        lambda: service.merge_ideen(gone, kept),
        lambda: service.release_dublette(gone),
        lambda: service.load_zwillinge(gone),
    ):
        with pytest.raises(NotFound):
            run()


STEPS = st.lists(
    st.builds(
        lambda kind, one, ahead: (kind, one, (one + ahead) % 5),
        st.sampled_from(["merge"] * 7 + ["release", "release", "delete"]),
        st.integers(0, 4),
        st.integers(1, 4),
    ),
    min_size=4,
    max_size=12,
)
"""(what, which idea, which other one): mostly merges of two different ideas, so that twins of twins come up."""


def check_shape(database: Database) -> None:
    """A Dublette points to an idea that is none: neither chains nor circles."""
    with database.read() as connection:
        rows = {row.id: row for row in connection.execute(t.idee.select())}
    for row in rows.values():
        assert (row.status == "dublette") is (row.dublette_von_id is not None)
        if row.dublette_von_id is not None:
            assert rows[row.dublette_von_id].dublette_von_id is None


def supporters(database: Database) -> int:
    with database.read() as connection:
        return sum(row.unterstuetzer for row in connection.execute(t.idee.select()) if row.dublette_von_id is None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_merges_and_releases_are_taken_back_whole_and_never_make_a_circle(
    make_database: Callable[[], Database], steps: list[tuple[str, int, int]]
) -> None:
    database = make_database()
    service, ideen = DublettenService(database), IdeenspeicherService(database)
    ids = [ideen.add_idee(f"Idee {letter}", f"Treffen {letter}") for letter in "ABCDE"]
    for number, idee_id in enumerate(ids):
        ideen.edit_idee(idee_id, {"unterstuetzer": str(10**number), "beschreibung": f"Text {number}"})
    field(database, ids[0], "Mobilität")
    start, done = contents(database), Counter[str]()
    for kind, one, other in steps:
        total = supporters(database)
        try:
            if kind == "merge":
                service.merge_ideen(ids[one], ids[other])
            elif kind == "release":
                service.release_dublette(ids[one])
            else:
                ideen.delete_idee(ids[one])
        except MykError:
            continue
        done["steps"] += 1
        check_shape(database)
        assert kind == "delete" or supporters(database) == total
    for _step in range(done["steps"]):
        database.undo()
    assert contents(database) == start
    for _step in range(done["steps"]):
        database.redo()
    check_shape(database)
    with pytest.raises(NothingToUndo):
        database.redo()
    for _step in range(done["steps"]):
        database.undo()
    assert contents(database) == start
