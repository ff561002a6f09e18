"""Members that go along into the next quarter: when a sprint is closed, and by hand for a team that had a break."""

from myk_tui.domain.sprintboard import SprintRef
from myk_tui.storage import tables as t
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries.sprintteam import earlier_members


def carry_mitglieder(writer: Writer, team_id: str, sprint: SprintRef) -> int:
    """Let the members of the last quarter that had any be members in ``sprint``, too; returns how many came."""
    m = t.mitglied.c
    here = t.mitglied.select().where(m.sprintteam_id == team_id, m.sprint_id == sprint.id)
    present = set(writer.connection.scalars(here.with_only_columns(m.person_id)))
    missing = [row for row in earlier_members(writer.connection, team_id, sprint) if row.person_id not in present]
    for row in missing:
        writer.insert(
            t.mitglied, sprintteam_id=team_id, sprint_id=sprint.id, person_id=row.person_id, aufgabe=row.aufgabe
        )
    return len(missing)
