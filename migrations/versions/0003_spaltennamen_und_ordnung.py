"""Names of the columns of the board, as the programme agrees on them; indexes for what a choice of the decision asks for.

Those are the newest ideas of a state and the open Maßnahmen of a Lösung: with many thousand rows SQLite would sort
all of them for the fifty that are shown. Only new columns and indexes, so no table has to be built anew.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    *(
        f"ALTER TABLE programm ADD COLUMN {column} TEXT DEFAULT '' NOT NULL"
        for column in ("spalte_offen", "spalte_in_arbeit", "spalte_blockiert", "spalte_fertig")
    ),
    "DROP INDEX ix_idee_status",
    "CREATE INDEX ix_idee_status_eingang ON idee (status, eingang, id)",
    "CREATE INDEX ix_massnahme_loesung_id_status ON massnahme (loesung_id, status, freigabe, ordnung, id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
