"""Use cases of the pages about Sprintteams; nothing is written into the file."""

from pathlib import Path

from myk_tui.domain.dokument import Dokument
from myk_tui.domain.spaltennamen import GEWOHNT
from myk_tui.domain.teamzettel import make_dank, make_zettel
from myk_tui.errors import NotFound, RuleViolation
from myk_tui.i18n import _
from myk_tui.services.dokument_markdown import to_markdown
from myk_tui.services.dokument_text import to_text
from myk_tui.storage.database import Database
from myk_tui.storage.files import write_atomically
from myk_tui.storage.queries.sprintboard import active_sprint, load_board
from myk_tui.storage.queries.sprintteam import load_teamuebersicht
from myk_tui.storage.queries.unterstuetzung import load_ledger

WRITERS = {"md": to_markdown, "txt": to_text}
"""Format by the ending of the file."""


class TeamzettelService:
    """Read what a team takes home and whom to thank."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_zettel(self, team_id: str) -> Dokument:
        """Return the page of a team in the running quarter; raises NotFound."""
        with self._database.read() as connection:
            overview, sprint = load_teamuebersicht(connection, None), active_sprint(connection)
            team = overview.team(team_id)
            if team is None:
                raise NotFound(_("Dieses Sprintteam gibt es nicht mehr."))
            board = None if sprint is None else load_board(connection, sprint, self._database.clock.today())
            lanes = () if board is None else [bahn for bahn in board.bahnen if bahn.team_id == team_id]
            asked = [bitte for bitte in load_ledger(connection) if bitte.team_id == team_id and bitte.offen]
        return make_zettel(team, sprint, lanes, asked, GEWOHNT if board is None else board.namen)

    def load_dank(self, sprint_id: str | None = None) -> Dokument:
        """Return who worked in which team in a quarter, the running one if none is named; raises NotFound."""
        with self._database.read() as connection:
            return make_dank(load_teamuebersicht(connection, sprint_id))


def write_zettel(target: Path, dokument: Dokument) -> None:
    """Write a page to a new file in the format of its ending; raises RuleViolation naming ``datei``, StorageError."""
    writer = WRITERS.get(target.suffix.lstrip(".").casefold())
    if writer is None:
        raise RuleViolation(
            _("Bitte eine Datei mit der Endung {endungen} angeben.").format(
                endungen=", ".join(f".{ending}" for ending in WRITERS)
            ),
            feld="datei",
        )
    if target.exists():
        raise RuleViolation(_("Diese Datei gibt es schon. Bitte anders nennen."), feld="datei")
    write_atomically(target, writer(dokument).encode())
