"""The steps of the criteria, for the test of every step."""

from collections.abc import Callable

from builders import Region
from myk_tui.services.kriterien import KriterienService
from myk_tui.storage.database import Database


def two(database: Database, region: Region) -> str:
    """Add two criteria; returns the id of the first."""
    service = KriterienService(database)
    first = service.add_kriterium({"name": "Wirkung", "gewicht": "2"})
    service.add_kriterium({"name": "Machbarkeit"})
    return first


def resting(database: Database, region: Region) -> str:
    """Add two criteria and let the first rest; returns its id."""
    first = two(database, region)
    KriterienService(database).retire_kriterium(first)
    return first


CASES: dict[
    tuple[type, str], tuple[Callable[[Database, Region], object], Callable[[Database, Region, object], object]]
] = {
    (KriterienService, "add_kriterium"): (
        two,
        lambda d, r, made: KriterienService(d).add_kriterium({"name": "Sichtbarkeit"}),
    ),
    (KriterienService, "edit_kriterium"): (
        two,
        lambda d, r, made: KriterienService(d).edit_kriterium(str(made), {"name": "Nutzen", "gewicht": "0,8"}),
    ),
    (KriterienService, "retire_kriterium"): (two, lambda d, r, made: KriterienService(d).retire_kriterium(str(made))),
    (KriterienService, "revive_kriterium"): (
        resting,
        lambda d, r, made: KriterienService(d).revive_kriterium(str(made)),
    ),
    (KriterienService, "reorder_kriterium"): (
        two,
        lambda d, r, made: KriterienService(d).reorder_kriterium(str(made), 1),
    ),
}
