"""A case for the one writing use case of the minutes."""

from builders import Region
from myk_tui.services.protokoll import ProtokollService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def meeting(database: Database, _region: Region) -> str:
    with database.write("Treffen") as writer:
        return writer.insert(t.treffen, titel="Treffen", status="beendet", beendet_um="2026-11-23T17:00:00.000Z")


CASES = {
    (ProtokollService, "record_fassung"): (
        meeting,
        lambda d, r, treffen_id: ProtokollService(d).record_fassung(str(treffen_id)),
    ),
    (ProtokollService, "give_out"): (
        meeting,
        lambda d, r, treffen_id: ProtokollService(d).give_out(str(treffen_id), "md", bytes),
    ),
}
