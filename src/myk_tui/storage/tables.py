"""The complete schema as SQLAlchemy Core tables.

Every value is TEXT or INTEGER, so that a row is at the same time what stands in
the journal and in the JSON snapshot. ``Column.info["kind"]`` says what a value
means and how the snapshot checks it:

===========  =========================================================
``id``       UUID (version 7) as text
``line``     one line of text, at most ``max`` letters
``text``     several lines of text, at most ``max`` letters
``word``     one of ``words``
``date``     ``YYYY-MM-DD``
``time``     UTC, ``YYYY-MM-DDTHH:MM:SS.mmmZ``
``order``    fractional index key, see ``domain.ordnung``
``int``      whole number from ``low`` to ``high``
``bool``     0 or 1
``cent``     money in euro cents
``percent``  0 to 100
``json``     JSON text
===========  =========================================================

Deleting follows the foreign keys through the journal (``journal.Writer.delete``),
never through the database: a cascade in SQLite would leave no trace.
"""

import sqlalchemy as sa

from myk_tui.storage.columns import metadata
from myk_tui.storage.tables_sprint import (
    aufgabe,
    auftrag,
    entscheidung,
    entscheidung_zeile,
    mitglied,
    person,
    pruefpunkt,
    sprint,
    sprintteam,
    teamquartal,
    teamtreffen,
    unterstuetzung,
    zwischenergebnis,
)
from myk_tui.storage.tables_strategie import (
    abhaengigkeit,
    bewertung,
    gebietskoerperschaft,
    handlungsfeld,
    idee,
    idee_handlungsfeld,
    ideenpruefung,
    kriterium,
    loesung,
    massnahme,
    massnahme_handlungsfeld,
    massnahme_ort,
    programm,
    prueffrage,
    pruefung,
    teilschritt,
    ziel,
    zielbild,
)
from myk_tui.storage.tables_treffen import (
    anwesenheit,
    arbeitsweise,
    neuigkeit,
    parkthema,
    protokollfassung,
    tagesordnungspunkt,
    treffen,
    vereinbarung,
)
from myk_tui.storage.tables_verlauf import (
    journal,
    merker,
    schritt,
)
from myk_tui.storage.version import APPLICATION_ID, SCHEMA_REVISION, SCHEMA_VERSION

__all__ = [
    "APPLICATION_ID",
    "BY_NAME",
    "ENTITIES",
    "HISTORY",
    "SCHEMA_REVISION",
    "SCHEMA_VERSION",
    "STATE",
    "abhaengigkeit",
    "anwesenheit",
    "arbeitsweise",
    "aufgabe",
    "auftrag",
    "bewertung",
    "entscheidung",
    "entscheidung_zeile",
    "gebietskoerperschaft",
    "handlungsfeld",
    "idee",
    "idee_handlungsfeld",
    "ideenpruefung",
    "journal",
    "kriterium",
    "loesung",
    "massnahme",
    "massnahme_handlungsfeld",
    "massnahme_ort",
    "merker",
    "metadata",
    "mitglied",
    "neuigkeit",
    "parkthema",
    "person",
    "programm",
    "protokollfassung",
    "prueffrage",
    "pruefpunkt",
    "pruefung",
    "schritt",
    "sprint",
    "sprintteam",
    "tagesordnungspunkt",
    "teamquartal",
    "teamtreffen",
    "teilschritt",
    "treffen",
    "unterstuetzung",
    "vereinbarung",
    "ziel",
    "zielbild",
    "zwischenergebnis",
]

HISTORY = (schritt, journal)
"""Tables that the journal itself consists of."""

STATE = (merker,)
"""Tables without content: neither in the journal nor in a snapshot."""

ENTITIES: tuple[sa.Table, ...] = tuple(table for table in metadata.sorted_tables if table not in HISTORY + STATE)
"""All tables with content, parents before children as far as the references allow it."""

BY_NAME: dict[str, sa.Table] = {table.name: table for table in metadata.sorted_tables}
