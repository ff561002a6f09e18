"""A case for every writing use case of the Stimmungsbild."""

from builders import Region
from myk_tui.domain.begriffe import Methode
from myk_tui.services.entscheidung import EntscheidungService
from myk_tui.services.stimmungsbild import StimmungsbildService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def begun(database: Database, region: Region, methode: Methode | None = None) -> str:
    """Begin the first decision, with a method if one is named, and return its id."""
    EntscheidungService(database).begin_entscheidung(region.zielbilder[0])
    with database.read() as connection:
        decision_id = str(connection.scalars(t.entscheidung.select().with_only_columns(t.entscheidung.c.id)).one())
    if methode is not None:
        StimmungsbildService(database).choose_methode(decision_id, methode)
    return decision_id


def counted(database: Database, region: Region) -> str:
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    service = StimmungsbildService(database)
    service.record_regel(decision_id, {"anwesend": "10", "optionen": "Bank"})
    service.record_werte(decision_id, HANDS)
    return decision_id


HANDS = {"option-0-0": "3", "option-0-1": "1", "option-0-2": "0"}


def ready(database: Database, region: Region) -> str:
    decision_id = begun(database, region, Methode.HANDZEICHEN)
    StimmungsbildService(database).record_regel(decision_id, {"anwesend": "10", "optionen": "Bank"})
    return decision_id


def proposed(database: Database, region: Region) -> str:
    decision_id = begun(database, region, Methode.KONSENT)
    StimmungsbildService(database).record_vorschlag(decision_id, "Weiter so")
    return decision_id


def asked(database: Database, region: Region) -> str:
    decision_id = proposed(database, region)
    for _stage in range(4):
        StimmungsbildService(database).advance_konsent(decision_id)
    return decision_id


CASES = {
    (StimmungsbildService, "choose_methode"): (
        begun,
        lambda d, r, decision: StimmungsbildService(d).choose_methode(str(decision), Methode.KONSENT),
    ),
    (StimmungsbildService, "record_regel"): (
        lambda d, r: begun(d, r, Methode.PUNKTE),
        lambda d, r, decision: StimmungsbildService(d).record_regel(str(decision), {"anwesend": "12", "punkte": "1"}),
    ),
    (StimmungsbildService, "record_werte"): (
        ready,
        lambda d, r, decision: StimmungsbildService(d).record_werte(str(decision), HANDS),
    ),
    (StimmungsbildService, "record_vorschlag"): (
        lambda d, r: begun(d, r, Methode.KONSENT),
        lambda d, r, decision: StimmungsbildService(d).record_vorschlag(str(decision), "Weiter so"),
    ),
    (StimmungsbildService, "advance_konsent"): (
        proposed,
        lambda d, r, decision: StimmungsbildService(d).advance_konsent(str(decision)),
    ),
    (StimmungsbildService, "confirm_konsent"): (
        asked,
        lambda d, r, decision: StimmungsbildService(d).confirm_konsent(str(decision)),
    ),
    (StimmungsbildService, "integrate_einwaende"): (
        asked,
        lambda d, r, decision: StimmungsbildService(d).integrate_einwaende(str(decision), {"vorschlag": "Anders"}),
    ),
    (StimmungsbildService, "record_einwand"): (
        lambda d, r: begun(d, r, Methode.KONSENT),
        lambda d, r, decision: StimmungsbildService(d).record_einwand(str(decision), 0, "Zu teuer", "", geloest=False),
    ),
    (StimmungsbildService, "reveal"): (
        counted,
        lambda d, r, decision: StimmungsbildService(d).reveal(str(decision)),
    ),
}
