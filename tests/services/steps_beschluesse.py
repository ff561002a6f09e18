"""The steps of decisions that were made, for the test of every step."""

from collections.abc import Callable

from builders import Region
from myk_tui.domain.begriffe import Wahl
from myk_tui.services.beschluesse import BeschluesseService
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.storage import tables as t
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


def drafted(database: Database, region: Region) -> str:
    """Begin the first decision; returns its id."""
    service = EntscheidungService(database)
    service.begin_entscheidung(region.zielbilder[0])
    abschluss = service.load_sprintabschluss()
    assert abschluss is not None and abschluss.entscheidungen[0].id is not None
    return abschluss.entscheidungen[0].id


def met(database: Database, region: Region) -> tuple[str, str]:
    """Close the sprint, and have a meeting of it; returns the ids of the last decision and of the meeting."""
    made = closed(database, region)
    with database.write("Treffen") as writer:
        meeting = writer.insert(t.treffen, titel="Herbsttreffen", sprint_id=region.sprint, status="beendet")
    return made, meeting


CASES: dict[
    tuple[type, str], tuple[Callable[[Database, Region], object], Callable[[Database, Region, object], object]]
] = {
    (BeschluesseService, "correct_beschluss"): (
        closed,
        lambda d, r, made: BeschluesseService(d).correct_beschluss(str(made), {"anlass": "Zahlendreher"}),
    ),
    (BeschluesseService, "record_text"): (
        drafted,
        lambda d, r, made: BeschluesseService(d).record_text(str(made), {"begruendung": "Darum", "frage": "Warum?"}),
    ),
    (BeschluesseService, "record_schritt"): (
        drafted,
        lambda d, r, made: BeschluesseService(d).record_schritt(
            str(made), {"was": "Antrag", "wiedervorlage": "1.2.2027"}
        ),
    ),
    (BeschluesseService, "attach_treffen"): (
        met,
        lambda d, r, made: BeschluesseService(d).attach_treffen(*made),  # type: ignore[misc]
    ),
}
