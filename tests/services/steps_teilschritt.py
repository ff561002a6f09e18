"""A case for every writing use case of the steps of a Maßnahme."""

from builders import Region
from myk_tui.services.teilschritt import TeilschrittService
from myk_tui.storage.database import Database


def counted(database: Database, region: Region) -> str:
    """Three steps of the first planned Maßnahme, which make its progress; returns the id of the second."""
    service = TeilschrittService(database)
    ids = [service.add_schritt(region.geplant[0], titel) for titel in ("Orte", "Schilder", "Bänke")]
    service.record_zaehlen(region.geplant[0], zaehlen=True)
    return ids[1]


CASES = {
    (TeilschrittService, "add_schritt"): (
        counted,
        lambda d, r, _p: TeilschrittService(d).add_schritt(r.geplant[0], "Fest"),
    ),
    (TeilschrittService, "rename_schritt"): (
        counted,
        lambda d, r, step: TeilschrittService(d).rename_schritt(str(step), "Tafeln"),
    ),
    (TeilschrittService, "tick_schritt"): (counted, lambda d, r, step: TeilschrittService(d).tick_schritt(str(step))),
    (TeilschrittService, "reorder_schritt"): (
        counted,
        lambda d, r, step: TeilschrittService(d).reorder_schritt(str(step), -1),
    ),
    (TeilschrittService, "delete_schritt"): (
        counted,
        lambda d, r, step: TeilschrittService(d).delete_schritt(str(step)),
    ),
    (TeilschrittService, "record_zaehlen"): (
        counted,
        lambda d, r, _p: TeilschrittService(d).record_zaehlen(r.geplant[0], zaehlen=False),
    ),
}
