"""The steps of decisions that were made, for the test of every step."""

from collections.abc import Callable

from builders import Region
from myk_tui.domain.begriffe import Wahl
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.storage.database import Database


def closed(database: Database, region: Region) -> str:
    """Let every team carry on and close the sprint; returns the id of the decision that was made last."""
    service = EntscheidungService(database)
    for number, zielbild in enumerate(region.zielbilder):
        service.begin_entscheidung(zielbild)
        abschluss = service.load_sprintabschluss()
        assert abschluss is not None
        service.record_wahl(abschluss.entscheidungen[number].zeilen[0].id, Wahl.WEITERVERFOLGEN)
        service.decide(zielbild)
    service.close_sprint()
    return BeschluesseService(database).load_beschluesse()[0].id


CASES: dict[
    tuple[type, str], tuple[Callable[[Database, Region], object], Callable[[Database, Region, object], object]]
] = {
    (BeschluesseService, "correct_beschluss"): (
        closed,
        lambda d, r, made: BeschluesseService(d).correct_beschluss(str(made), {"anlass": "Zahlendreher"}),
    ),
}
