"""The steps of a choice page, for the test of every step."""

from collections.abc import Callable

from builders import Region
from myk_tui.services.bewertung import BewertungService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.kandidatenvergleich import KandidatenvergleichService
from myk_tui.services.teamzeilen import TeamzeilenService
from myk_tui.storage.database import Database


def begun(database: Database, region: Region) -> tuple[str, str]:
    """Begin the first decision; returns its id and that of its first line."""
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[0])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None and abschluss.entscheidungen[0].id is not None
    return abschluss.entscheidungen[0].id, abschluss.entscheidungen[0].zeilen[0].id


def with_second(database: Database, region: Region) -> str:
    """Begin the first decision and add a second line for its first team."""
    return TeamzeilenService(database).add_zweite(begun(database, region)[1])


def scored(database: Database, region: Region) -> dict[str, str]:
    """Add a criterion and return the scores of every one as typed."""
    BewertungService(database).edit_gewichte({}, "Machbarkeit")
    found = KandidatenvergleichService(database).load_punkte(region.massnahmen[0])[1]
    return {kriterium.id: "ja" if kriterium.ko else "4" for kriterium, _wert in found}


CASES: dict[
    tuple[type, str], tuple[Callable[[Database, Region], object], Callable[[Database, Region, object], object]]
] = {
    (TeamzeilenService, "add_team"): (
        begun,
        lambda d, r, made: TeamzeilenService(d).add_team(made[0], "Beispielteam"),  # type: ignore[index]
    ),
    (TeamzeilenService, "add_zweite"): (
        begun,
        lambda d, r, made: TeamzeilenService(d).add_zweite(made[1]),  # type: ignore[index]
    ),
    (TeamzeilenService, "delete_zweite"): (
        with_second,
        lambda d, r, made: TeamzeilenService(d).delete_zweite(str(made)),
    ),
    (KandidatenvergleichService, "record_punkte"): (
        scored,
        lambda d, r, made: KandidatenvergleichService(d).record_punkte(r.massnahmen[0], made),  # type: ignore[arg-type]
    ),
}
