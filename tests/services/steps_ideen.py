"""The steps of single ideas, for the test of every step."""

from collections.abc import Callable

from builders import Region
from myk_tui.domain.begriffe import Antwort, Groesse
from myk_tui.services.ideenpruefung import IdeenpruefungService
from myk_tui.services.ideenspeicher import IdeenspeicherService
from myk_tui.services.zuordnung import ZuordnungService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def nothing(database: Database, region: Region) -> None:
    """The region is enough."""


def question(database: Database, region: Region) -> str:
    """A question of the Förderprüfung; returns its id."""
    with database.write("Frage") as writer:
        return writer.insert(t.prueffrage, kennung="buendel", frage="Teil eines Bündels?", art="K", ordnung="V")


def assumed(database: Database, region: Region) -> None:
    """The first idea is assumed to belong to the first Lösung."""
    ZuordnungService(database).assume_platz(region.ideen[0], region.loesungen[0])


CASES: dict[
    tuple[type, str], tuple[Callable[[Database, Region], object], Callable[[Database, Region, object], object]]
] = {
    (IdeenspeicherService, "park_idee"): (
        nothing,
        lambda d, r, _p: IdeenspeicherService(d).park_idee(r.ideen[0], "2027-04-01"),
    ),
    (IdeenspeicherService, "reject_idee"): (
        nothing,
        lambda d, r, _p: IdeenspeicherService(d).reject_idee(
            r.ideen[0], {"antwort": "Gibt es schon.", "wieder_wenn": "der Bus nicht mehr fährt"}
        ),
    ),
    (IdeenspeicherService, "record_groesse"): (
        nothing,
        lambda d, r, _p: IdeenspeicherService(d).record_groesse(r.ideen[0], Groesse.KLEIN),
    ),
    (IdeenpruefungService, "record_antwort"): (
        question,
        lambda d, r, frage: IdeenpruefungService(d).record_antwort(r.ideen[0], str(frage), Antwort.NEIN),
    ),
    (IdeenpruefungService, "record_notiz"): (
        question,
        lambda d, r, frage: IdeenpruefungService(d).record_notiz(r.ideen[0], str(frage), "fragen"),
    ),
    (ZuordnungService, "assume_platz"): (
        nothing,
        lambda d, r, _p: ZuordnungService(d).assume_platz(r.ideen[0], r.loesungen[0]),
    ),
    (ZuordnungService, "confirm_platz"): (
        assumed,
        lambda d, r, _p: ZuordnungService(d).confirm_platz(r.ideen[0]),
    ),
}
