"""The case of a use case that reads a table: it needs a file to read."""

from pathlib import Path

from builders import Region
from myk_tui.services.ideentabelle import IdeentabelleService
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database


def table_of(database: Database, region: Region) -> Path:
    with database.write("Feld") as writer:
        writer.insert(t.handlungsfeld, name="Mobilität", ordnung="V")
    path = database.path.with_name("ideen.csv")
    path.write_text("Titel;Handlungsfelder;Ort\nMitfahrbank;Mobilität;Mendig\n\nGarten;;Mayen\n", encoding="utf-8")
    return path


CASES = {
    (IdeentabelleService, "import_ideen"): (
        table_of,
        lambda d, r, path: IdeentabelleService(d).import_ideen(path),
    ),
}
