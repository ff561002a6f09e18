"""Indexes for what a choice of the decision asks for: the newest ideas of a state, the open Maßnahmen of a Lösung.

With many thousand rows SQLite would sort all of them for the fifty that are shown.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DROP INDEX ix_idee_status")
    op.execute("CREATE INDEX ix_idee_status_eingang ON idee (status, eingang, id)")
    op.execute("CREATE INDEX ix_massnahme_loesung_id_status ON massnahme (loesung_id, status, freigabe, ordnung, id)")
