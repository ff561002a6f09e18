"""Names of the columns of the board, as the programme agrees on them.

Only new columns, so no table has to be built anew.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = tuple(
    f"ALTER TABLE programm ADD COLUMN {column} TEXT DEFAULT '' NOT NULL"
    for column in ("spalte_offen", "spalte_in_arbeit", "spalte_blockiert", "spalte_fertig")
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
