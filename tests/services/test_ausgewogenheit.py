"""How the Maßnahmen of a file are spread."""

import pytest

from builders import Region, make_region
from myk_tui.domain.ausgewogenheit import Ausgewogenheit
from myk_tui.domain.zielbaum import Ebene
from myk_tui.services.ausgewogenheit import AusgewogenheitService
from myk_tui.services.sammelaenderung import SammelaenderungService
from myk_tui.services.zielbaum import ZielbaumService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    return make_region(database)


@pytest.fixture
def feld(database: Database) -> str:
    with database.write("Feld") as writer:
        writer.insert(t.handlungsfeld, name="Medizin", ordnung="K")
        return writer.insert(t.handlungsfeld, name="Mobilität", ordnung="V")


def rows(database: Database, number: int = 0) -> dict[str, tuple[int, ...]]:
    """Return by name of the row how many Maßnahmen stand in its cells."""
    whole = load(database)
    return {reihe.name: tuple(map(len, reihe.zellen)) for reihe in whole.tafeln[number].reihen}


def load(database: Database) -> Ausgewogenheit:
    return AusgewogenheitService(database).load_ausgewogenheit()


def test_a_handlungsfeld_fills_the_cell_of_the_zielbild_above_the_loesung(
    database: Database, region: Region, feld: str
) -> None:
    SammelaenderungService(database).edit_massnahmen([region.massnahmen[1], region.geplant[1]], handlungsfeld_id=feld)
    assert rows(database) == {"Medizin": (0, 0, 0), "Mobilität": (0, 2, 0), "ohne Handlungsfeld": (2, 0, 2)}


def test_the_place_counts_and_a_place_as_text_is_told_from_none(database: Database, region: Region, feld: str) -> None:
    SammelaenderungService(database).edit_massnahmen(region.geplant[:1], ort_id=region.ort)
    ZielbaumService(database).edit_steckbrief(region.geplant[2], {"orte": "kreisweit"})
    assert rows(database, 1) == {"Mendig": (1, 0, 0), "Ort nur als Text": (0, 0, 1), "ohne Ort": (1, 2, 1)}


def test_a_massnahme_below_the_zielbild_itself_and_one_on_top_are_counted(
    database: Database, region: Region, feld: str
) -> None:
    service = ZielbaumService(database)
    service.move_knoten(Ebene.MASSNAHME, region.geplant[0], region.zielbilder[2])
    service.move_knoten(Ebene.MASSNAHME, region.geplant[1], region.programm)
    assert [title for _id, title in load(database).spalten][-1] == "ohne Zielbild"
    assert rows(database)["ohne Handlungsfeld"] == (1, 1, 3, 1)


def test_what_was_stopped_or_deleted_fills_nothing_any_more(database: Database, region: Region, feld: str) -> None:
    SammelaenderungService(database).edit_massnahmen(region.geplant, handlungsfeld_id=feld)
    SammelaenderungService(database).edit_massnahmen(region.geplant[:1], status="eingestellt", grund="Kein Geld")
    ZielbaumService(database).delete_knoten(Ebene.MASSNAHME, region.geplant[1])
    assert rows(database)["Mobilität"] == (0, 0, 1)
    assert load(database).eingestellt == 1
    database.undo()
    assert rows(database)["Mobilität"] == (0, 1, 1)
