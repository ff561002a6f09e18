"""Reading what is known of candidates that stand side by side."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from myk_tui.domain.begriffe import FreigabeStand, IdeeStatus, MassnahmeStatus, UnterstuetzungStatus, label
from myk_tui.domain.kandidatenvergleich import Vergleichskandidat
from myk_tui.domain.pruefung import stand
from myk_tui.domain.zahlen import show_euro
from myk_tui.i18n import _, ngettext
from myk_tui.storage import tables as t
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.bewertung import load_werte
from myk_tui.storage.queries.pruefung import load_pruefpunkte

_h = t.handlungsfeld.c


def load_vergleichskandidaten(
    connection: sa.Connection, kandidaten: Sequence[tuple[str, str]], gegenwaertig: str | None
) -> tuple[Vergleichskandidat, ...]:
    """Return the columns for (art, id); raises NotFound if one is gone."""
    return tuple(
        _massnahme(connection, key, key == gegenwaertig) if art == "massnahme" else _idee(connection, key)
        for art, key in kandidaten
    )


def _massnahme(connection: sa.Connection, massnahme_id: str, gegenwaertig: bool) -> Vergleichskandidat:
    row = require_row(connection, t.massnahme, massnahme_id)
    own = load_werte(connection, massnahme_id, "massnahme")
    inherited = not own and row.herkunft_idee_id is not None
    points = load_pruefpunkte(connection, massnahme_id)
    asked, answered = _needs(connection, massnahme_id)
    facts = {
        _("Stand"): label(MassnahmeStatus(row.status)),
        _("Fortschritt"): f"{row.fortschritt} %",
        _("Größe"): show_euro(row.kosten_cent, empty=""),
        _("Eigenanteil"): show_euro(row.eigenanteil_cent, empty=""),
        _("Ort"): row.orte,
        _("Handlungsfeld"): _fields(connection, t.massnahme_handlungsfeld, "massnahme_id", massnahme_id),
        _("Freigabe"): label(FreigabeStand(row.freigabe)),
        _("Förderprüfung"): stand(points).satz if points else "",
        _("Unterstützung"): ""
        if not asked
        else ngettext("{n} Bitte", "{n} Bitten", asked).format(n=asked)
        + ngettext(", {n} beantwortet", ", {n} beantwortet", answered).format(n=answered),
        _("Sprints bisher"): _sprints(connection, massnahme_id),
        _("Wirkungsziel"): row.wirkungsziel,
    }
    werte = load_werte(connection, row.herkunft_idee_id) if inherited else own
    return Vergleichskandidat(row.id, "massnahme", row.titel, gegenwaertig, facts, werte, inherited and bool(werte))


def _idee(connection: sa.Connection, idee_id: str) -> Vergleichskandidat:
    row = require_row(connection, t.idee, idee_id)
    place = row.ort_text if row.ort_id is None else require_row(connection, t.gebietskoerperschaft, row.ort_id).name
    facts = {
        _("Stand"): label(IdeeStatus(row.status)),
        _("Ort"): place,
        _("Handlungsfeld"): _fields(connection, t.idee_handlungsfeld, "idee_id", idee_id),
        _("Unterstützung"): _("{n} dafür").format(n=row.unterstuetzer) if row.unterstuetzer else "",
        _("Macht jemand mit?"): {None: "", 1: _("ja"), 0: _("nein")}[row.mitwirken],
        _("Woher?"): row.herkunft,
        _("Worum geht es?"): row.beschreibung,
    }
    return Vergleichskandidat(row.id, "idee", row.titel, False, facts, load_werte(connection, idee_id))


def _fields(connection: sa.Connection, links: Any, column: str, key: str) -> str:
    query = (
        sa.select(_h.name)
        .join(links, links.c.handlungsfeld_id == _h.id)
        .where(links.c[column] == key)
        .order_by(_h.ordnung, _h.id)
    )
    return ", ".join(connection.scalars(query))


def _needs(connection: sa.Connection, massnahme_id: str) -> tuple[int, int]:
    u = t.unterstuetzung.c
    answered_ones = sa.func.count().filter(u.status != UnterstuetzungStatus.OFFEN.value)
    query = sa.select(sa.func.count(), answered_ones).where(u.massnahme_id == massnahme_id)
    asked, answered = connection.execute(query).one()
    return asked, answered


def _sprints(connection: sa.Connection, massnahme_id: str) -> str:
    a = t.auftrag.c
    count = connection.scalar(sa.select(sa.func.count(sa.distinct(a.sprint_id))).where(a.massnahme_id == massnahme_id))
    return str(count or "")
