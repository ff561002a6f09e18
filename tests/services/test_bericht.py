"""Where the programme stands, as a document: all of it or one Zielbild."""

import pytest

from builders import Region, make_region
from frozen_clock import FrozenClock
from hostile import TITLES
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.services.bericht import BerichtService
from myk_tui.services.protokoll import FORMATS, MAIL
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


@pytest.fixture
def region(database: Database) -> Region:
    region = make_region(database)
    with database.write("Beträge") as writer:
        values = {"kosten_cent": 10_000_00, "foerderung_cent": 6_500_00, "eigenanteil_cent": 3_500_00}
        writer.update(
            t.massnahme, region.massnahmen[0], freigabe="erteilt", freigabe_gremium="Kreisausschuss", **values
        )
        writer.update(t.massnahme, region.geplant[0], status="abgeschlossen", interne_notiz="Nur für uns")
        writer.update(t.massnahme, region.geplant[1], status="eingestellt", fortschritt=30)
    return region


def text(database: Database, zielbild_id: str | None = None) -> str:
    return (
        BerichtService(database).load_datei("txt", zielbild_id).decode().replace("\u202f", " ").replace("\u00a0", " ")
    )


def test_it_names_every_massnahme_with_its_state_its_money_and_its_release(database: Database, region: Region) -> None:
    found = text(database)
    assert "Maßnahme 1 | im Sprint | 20 % | 10.000 € | 6.500 € | 3.500 € | erteilt · Kreisausschuss" in found
    assert "10.000 € = 6.500 € (65 %) Förderung + 3.500 € (35 %) Eigenanteil" in found
    assert "Geplante 1 | abgeschlossen | 100 %" in found
    assert "Geplante 2 | eingestellt | –" in found
    assert "förderfähig" not in found and "Nur für uns" not in found


def test_one_zielbild_alone_is_a_hand_out_for_its_group(database: Database, region: Region) -> None:
    service = BerichtService(database)
    second = service.load_gemeint("von a nach b")
    assert second == region.zielbilder[1]
    found = text(database, second)
    assert "Stand: In MYK gut von A nach B kommen" in found
    assert "Maßnahme 2" in found and "Maßnahme 1" not in found
    assert service.load_gemeint("") is None
    with pytest.raises(NotFound, match="gibt es nicht"):
        service.load_gemeint("Mond")


def test_a_part_of_a_title_that_fits_several_zielbilder_is_refused_and_a_whole_title_is_clear(
    database: Database, region: Region
) -> None:
    service = BerichtService(database)
    with pytest.raises(RuleViolation, match="„MYK“ passt zu mehreren Zielbildern: „"):
        service.load_gemeint("MYK")
    with database.write("Umbenannt") as writer:
        writer.update(t.zielbild, region.zielbilder[0], titel="MYK")
    assert service.load_gemeint("myk") == region.zielbilder[0]


@pytest.mark.parametrize("endung", FORMATS)
def test_it_is_written_in_every_format_with_hostile_titles(database: Database, region: Region, endung: str) -> None:
    with database.write("Feindlich") as writer:
        for zielbild, title in zip(region.zielbilder, TITLES.values(), strict=False):
            writer.update(t.zielbild, zielbild, titel=title[:200])
    assert BerichtService(database).load_datei(endung)


def test_it_is_no_mail(database: Database, region: Region, clock: FrozenClock) -> None:
    with pytest.raises(RuleViolation, match="schreibt das Programm nicht"):
        BerichtService(database).load_datei(MAIL)
