"""What a Maßnahme is connected with, over a real file."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import contents, make_region
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import NotFound, NothingToUndo, RuleViolation
from myk_tui.services.beziehungen import BeziehungenService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.queries.beziehungen import kanten


@pytest.fixture
def service(database: Database) -> BeziehungenService:
    return BeziehungenService(database)


def add_felder(database: Database, *names: str) -> list[str]:
    with database.write("Felder") as writer:
        return [writer.insert(t.handlungsfeld, name=name, ordnung=name) for name in names]


def test_everything_that_was_ticked_is_read_back(service: BeziehungenService, database: Database) -> None:
    region = make_region(database)
    felder = add_felder(database, "Bildung", "Mobilität", "Wohnen")
    one, two, three = region.geplant
    service.edit_beziehungen(
        one,
        {"handlungsfelder": ",".join(felder[:2]), "orte": region.ort, "braucht": f"{two},{three}", "vorgaenger": two},
    )
    found = service.load_beziehungen(one)
    assert [feld.name for feld in found.handlungsfelder] == ["Bildung", "Mobilität"]
    assert [ort.name for ort in found.orte] == ["Mendig"]
    assert [other.titel for other in found.braucht] == ["Geplante 2", "Geplante 3"]
    assert found.vorgaenger is not None and found.vorgaenger.titel == "Geplante 2"
    other = service.load_beziehungen(two)
    assert [massnahme.id for massnahme in other.gebraucht_von] == [one]
    assert [massnahme.id for massnahme in other.nachfolger] == [one]


def test_what_is_unticked_goes_and_what_is_not_named_stays(service: BeziehungenService, database: Database) -> None:
    region = make_region(database)
    felder = add_felder(database, "Bildung", "Mobilität")
    one, two, three = region.geplant
    service.edit_beziehungen(one, {"handlungsfelder": felder[0], "braucht": two, "vorgaenger": three})
    service.edit_beziehungen(one, {"handlungsfelder": felder[1]})
    found = service.load_beziehungen(one)
    assert [feld.id for feld in found.handlungsfelder] == [felder[1]]
    assert [other.id for other in found.braucht] == [two]
    service.edit_beziehungen(one, {"braucht": "", "vorgaenger": ""})
    found = service.load_beziehungen(one)
    assert (found.braucht, found.vorgaenger) == ((), None)


def test_saving_the_same_again_writes_nothing(service: BeziehungenService, database: Database) -> None:
    region = make_region(database)
    werte = {"orte": region.ort, "braucht": region.geplant[1], "vorgaenger": ""}
    service.edit_beziehungen(region.geplant[0], werte)
    step = database.last_saved
    service.edit_beziehungen(region.geplant[0], werte)
    assert database.last_saved is step


def test_the_note_on_a_link_that_stays_is_kept(service: BeziehungenService, database: Database) -> None:
    region = make_region(database)
    one, two, three = region.geplant
    service.edit_beziehungen(one, {"braucht": two})
    with database.write("Notiz") as writer:
        link = writer.connection.execute(t.abhaengigkeit.select()).one()
        writer.update(t.abhaengigkeit, link.id, notiz="wegen des Raums")
    service.edit_beziehungen(one, {"braucht": f"{two},{three}"})
    assert [other.notiz for other in service.load_beziehungen(one).braucht] == ["wegen des Raums", ""]


def test_the_note_on_a_link_is_written_and_goes_with_its_link(service: BeziehungenService, database: Database) -> None:
    region = make_region(database)
    one, two, _three = region.geplant
    service.edit_beziehungen(one, {"braucht": two})
    service.edit_beziehungen(one, {"braucht": two, f"notiz-{two}": "erst ab Mai"})
    assert [other.notiz for other in service.load_beziehungen(one).braucht] == ["erst ab Mai"]
    service.edit_beziehungen(one, {"braucht": "", f"notiz-{two}": "wird nichts"})
    assert service.load_beziehungen(one).braucht == ()
    database.undo()
    assert [other.notiz for other in service.load_beziehungen(one).braucht] == ["erst ab Mai"]


def test_assumed_fields_are_confirmed_only_when_it_is_said(service: BeziehungenService, database: Database) -> None:
    region = make_region(database)
    (feld,) = add_felder(database, "Bildung")
    with database.write("angenommen") as writer:
        writer.insert(t.massnahme_handlungsfeld, massnahme_id=region.geplant[0], handlungsfeld_id=feld, angenommen=1)
    service.edit_beziehungen(region.geplant[0], {"handlungsfelder": feld, "bestaetigt": "nein"})
    assert service.load_beziehungen(region.geplant[0]).angenommen
    service.edit_beziehungen(region.geplant[0], {"handlungsfelder": feld, "bestaetigt": "ja"})
    assert not service.load_beziehungen(region.geplant[0]).angenommen


def test_a_circle_over_three_is_refused_and_nothing_has_changed(
    service: BeziehungenService, database: Database
) -> None:
    region = make_region(database)
    one, two, three = region.geplant
    service.edit_beziehungen(one, {"braucht": two})
    service.edit_beziehungen(two, {"vorgaenger": three})
    before = contents(database)
    with pytest.raises(RuleViolation) as caught:
        service.edit_beziehungen(three, {"orte": region.ort, "braucht": one})
    assert caught.value.feld == "braucht"
    assert "„Geplante 3“ braucht „Geplante 1“, „Geplante 1“ braucht „Geplante 2“" in caught.value.message
    assert contents(database) == before


@pytest.mark.parametrize("feld", ["handlungsfelder", "orte", "braucht", "vorgaenger"])
def test_what_is_gone_cannot_be_linked(service: BeziehungenService, database: Database, feld: str) -> None:
    region = make_region(database)
    before = contents(database)
    with pytest.raises(NotFound):
        service.edit_beziehungen(region.geplant[0], {feld: "gibt-es-nicht"})
    assert contents(database) == before


def test_a_deleted_massnahme_leaves_no_link_behind_and_undo_brings_them_back(
    service: BeziehungenService, database: Database
) -> None:
    region = make_region(database)
    one, two, _three = region.geplant
    service.edit_beziehungen(one, {"braucht": two, "vorgaenger": two})
    ZielbaumService(database).delete_knoten(Ebene.MASSNAHME, two)
    found = service.load_beziehungen(one)
    assert (found.braucht, found.vorgaenger) == ((), None)
    database.undo()
    found = service.load_beziehungen(one)
    assert [other.id for other in found.braucht] == [two]
    assert found.vorgaenger is not None and found.vorgaenger.id == two


def test_other_massnahmen_are_offered_those_of_the_same_zielbild_first(
    service: BeziehungenService, database: Database
) -> None:
    region = make_region(database)
    offered = service.load_auswahl(region.geplant[1]).massnahmen
    assert region.geplant[1] not in [massnahme for massnahme, _titel in offered]
    assert offered[0] == (region.massnahmen[1], "Maßnahme 2")
    assert (region.geplant[0], "Geplante 1 (MYK verändert sich)") in offered


tries = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sets(st.integers(0, 5), max_size=3),
        st.none() | st.integers(0, 5),
        st.sampled_from(["tun", "tun", "tun", "undo", "redo"]),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries)
def test_no_circle_can_be_made_whatever_is_ticked_undone_and_redone(
    make_database: Callable[[], Database], versuche: list[tuple[int, set[int], int | None, str]]
) -> None:
    database = make_database()
    region = make_region(database)
    massnahmen = [*region.massnahmen, *region.geplant]
    service = BeziehungenService(database)
    for who, needs, follows, what in versuche:
        try:
            if what == "undo":
                database.undo()
            elif what == "redo":
                database.redo()
            else:
                service.edit_beziehungen(
                    massnahmen[who],
                    {
                        "braucht": ",".join(massnahmen[number] for number in sorted(needs)),
                        "vorgaenger": "" if follows is None else massnahmen[follows],
                    },
                )
        except (RuleViolation, NotFound, NothingToUndo):  # NotFound: the whole region was undone
            continue
        assert not has_circle(database)


def has_circle(database: Database) -> bool:
    """Whether something is left after taking away, again and again, what needs nothing any more."""
    with database.read() as connection:
        left = {(kante.von, kante.nach) for kante in kanten(connection)}
    while left:
        waiting = {von for von, _nach in left}
        fewer = {(von, nach) for von, nach in left if nach in waiting}
        if fewer == left:
            return True
        left = fewer
    return False
