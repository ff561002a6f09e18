"""Alembic environment: uses the connection it is handed, batch mode, one transaction.

Developers: ``alembic -x db=dev.db upgrade head`` makes a scratch file.
"""

import sqlalchemy as sa
from alembic import context

from myk_tui.storage.tables import metadata


def run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_server_default=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    named = context.get_x_argument(as_dictionary=True).get("db", "dev.db")
    engine = sa.create_engine(sa.URL.create("sqlite", database=named))
    with engine.begin() as connection:
        run(connection)
