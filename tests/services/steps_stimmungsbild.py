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
    StimmungsbildService(database).record_werte(decision_id, {"option-0": "3 1 0"})
    return decision_id


CASES = {
    (StimmungsbildService, "choose_methode"): (
        begun,
        lambda d, r, decision: StimmungsbildService(d).choose_methode(str(decision), Methode.KONSENT),
    ),
    (StimmungsbildService, "record_regel"): (
        lambda d, r: begun(d, r, Methode.PUNKTE),
        lambda d, r, decision: StimmungsbildService(d).record_regel(str(decision), {"anwesend": "12", "punkte": "2"}),
    ),
    (StimmungsbildService, "record_werte"): (
        lambda d, r: begun(d, r, Methode.HANDZEICHEN),
        lambda d, r, decision: StimmungsbildService(d).record_werte(str(decision), {"option-0": "3 1"}),
    ),
    (StimmungsbildService, "record_vorschlag"): (
        lambda d, r: begun(d, r, Methode.KONSENT),
        lambda d, r, decision: StimmungsbildService(d).record_vorschlag(str(decision), "Weiter so", "1"),
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
