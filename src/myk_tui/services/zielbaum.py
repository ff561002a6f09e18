"""Use cases of the goal tree."""

from collections.abc import Mapping
from typing import Any

from myk_tui.domain import steckbrief
from myk_tui.domain.baumhinweis import Baumhinweis
from myk_tui.domain.baumvergleich import Frueher
from myk_tui.domain.begriffe import IdeeStatus, MassnahmeStatus
from myk_tui.domain.felder import every_field, field_by_field
from myk_tui.domain.kalender import parse_stored_date
from myk_tui.domain.kosten import Kosten
from myk_tui.domain.ordnung import key_at
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.domain.zielbaum import CHILD_OF, EBENE_NAMES, WEIGHT_MAX, WEIGHT_MIN, Ebene, Zielbaum, check_parent
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import gone, require_row
from myk_tui.storage.queries.agenda import working_team
from myk_tui.storage.queries.baumhinweise import load_hinweise
from myk_tui.storage.queries.ideenspeicher import ideen_without_massnahme
from myk_tui.storage.queries.kosten import KOSTEN_TABLES, foerderquote, load_kosten
from myk_tui.storage.queries.zielbaum import (
    MERKMAL_TABLES,
    TREE_TABLES,
    load_frueher,
    load_merkmale,
    load_zielbaum,
    loesungen,
    sibling_keys,
)


class ZielbaumService:
    """Read, add, rename, edit, move, weigh and delete nodes of the goal tree."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_zielbaum(self) -> Zielbaum:
        """Return the whole tree with its progress."""
        return self._database.kept("zielbaum", TREE_TABLES, load_zielbaum)

    def load_frueher(self, present: Zielbaum) -> Frueher | None:
        """Return the tree as it stood at the end of the last meeting (else sprint), to compare ``present`` with."""
        with self._database.read() as connection:
            return load_frueher(connection, present)

    def load_merkmale(self) -> dict[str, str]:
        """Return by id of a Maßnahme what the filter compares: names of Handlungsfelder, places, Sprintteams."""
        return self._database.kept("baummerkmale", MERKMAL_TABLES, load_merkmale)

    def load_hinweise(self) -> dict[str, Baumhinweis]:
        """Return by id of a Maßnahme what is said besides its numbers: nothing heard, confidence."""
        with self._database.read() as connection:
            return load_hinweise(connection, self._database.clock.today())

    def load_kosten(self) -> tuple[dict[str, Kosten], int | None]:
        """Return the amounts of every Maßnahme by id, and the share of funding of the programme in percent if known."""
        return self._database.kept(
            "kosten", KOSTEN_TABLES, lambda connection: (load_kosten(connection), foerderquote(connection))
        )

    def load_knoten(self, ebene: Ebene, knoten_id: str) -> dict[str, Any]:
        """Return all stored fields of a node, for the form; raises NotFound."""
        with self._database.read() as connection:
            return dict(require_row(connection, t.BY_NAME[ebene.value], knoten_id)._mapping)

    def load_loesungen(self, zielbild_id: str | None = None) -> list[tuple[str, str]]:
        """Return (id, „Ziel › Lösung“) to choose from."""
        with self._database.read() as connection:
            return loesungen(connection, zielbild_id)

    def add_knoten(self, ebene: Ebene, eltern_id: str, titel: str) -> str:
        """Add a node at the end of its siblings and return its id.

        Raises RuleViolation for an empty title or a parent that cannot have such a child.
        """
        name = clean_line(titel, feld="titel", name=_("Titel"), required=True)
        with self._database.write(
            _("{ebene} „{titel}“ angelegt").format(ebene=_(EBENE_NAMES[ebene]), titel=name)
        ) as writer:
            parent = _level_of(writer, eltern_id)
            check_parent(ebene, parent)
            keys = [key for _id, key in sibling_keys(writer.connection, ebene, eltern_id)]
            return writer.insert(
                t.BY_NAME[ebene.value],
                titel=name,
                ordnung=key_at(keys, len(keys)),
                **_parent_values(ebene, parent, eltern_id),
            )

    def rename_knoten(self, ebene: Ebene, knoten_id: str, titel: str) -> None:
        """Give a node another title (the root: the programme another name)."""
        name = clean_line(titel, feld="titel", name=_("Titel"), required=True)
        table = t.BY_NAME[ebene.value]
        with self._database.write(_("Umbenannt in „{titel}“").format(titel=name)) as writer:
            require_row(writer.connection, table, knoten_id)
            writer.update(table, knoten_id, **{"name" if ebene is Ebene.PROGRAMM else "titel": name})

    def edit_knoten(self, ebene: Ebene, knoten_id: str, werte: Mapping[str, str]) -> None:
        """Change the fields of a node as typed in the form; empty means empty.

        ``werte`` may hold titel, untertitel, beschreibung, vision, gewicht,
        einschaetzung with its reason, what is known of the programme and, for a
        Maßnahme, status, fortschritt, grund and lernen. Raises RuleViolation
        naming the field; then nothing is changed.
        """
        values = _checked(werte, ebene)
        table = t.BY_NAME[ebene.value]
        with self._database.write(_("{ebene} bearbeitet").format(ebene=_(EBENE_NAMES[ebene]))) as writer:
            before = require_row(writer.connection, table, knoten_id)
            with every_field() as field:
                if "einschaetzung" in values:
                    with field():
                        check_einschaetzung(values)
                if "status" in values:
                    works, neu = working_team(writer.connection, knoten_id), MassnahmeStatus(str(values["status"]))
                    with field():
                        check_status(MassnahmeStatus(before.status), neu, values, works)
            writer.update(table, knoten_id, **values)

    def edit_steckbrief(self, massnahme_id: str, werte: Mapping[str, str]) -> None:
        """Change fields of the Projektsteckbrief as typed; raises RuleViolation naming the field."""
        values = steckbrief.checked(werte)
        with self._database.write(_("Steckbrief bearbeitet")) as writer:
            require_row(writer.connection, t.massnahme, massnahme_id)
            writer.update(t.massnahme, massnahme_id, **values)

    def confirm_zuordnung(self, massnahme_id: str) -> None:
        """Confirm the assumed place of a Maßnahme in the tree."""
        with self._database.write(_("Zuordnung bestätigt")) as writer:
            require_row(writer.connection, t.massnahme, massnahme_id)
            writer.update(t.massnahme, massnahme_id, zuordnung_angenommen=0)

    def weigh_knoten(self, ebene: Ebene, knoten_id: str, gewicht: str) -> None:
        """Set the weight of a node among its siblings, 1 to 100."""
        number = _weight(gewicht)
        table = t.BY_NAME[ebene.value]
        with self._database.write(_("Gewicht auf {n} gesetzt").format(n=number)) as writer:
            require_row(writer.connection, table, knoten_id)
            writer.update(table, knoten_id, gewicht=number)

    def move_knoten(self, ebene: Ebene, knoten_id: str, eltern_id: str, position: int | None = None) -> None:
        """Hang a node below another parent, at the end or at a position there; also sorts below its own parent.

        ``position`` counts the others of its level. A parent chosen by hand is no
        longer assumed. Raises RuleViolation if the parent cannot have such a child.
        """
        with self._database.write(_("{ebene} verschoben").format(ebene=_(EBENE_NAMES[ebene]))) as writer:
            row = require_row(writer.connection, t.BY_NAME[ebene.value], knoten_id)._mapping
            parent = _level_of(writer, eltern_id)
            check_parent(ebene, parent)
            keys = [key for other, key in sibling_keys(writer.connection, ebene, eltern_id) if other != knoten_id]
            values = _parent_values(ebene, parent, eltern_id)
            if ebene is Ebene.MASSNAHME and any(row[column] != value for column, value in values.items()):
                values["zuordnung_angenommen"] = 0
            values["ordnung"] = key_at(keys, len(keys) if position is None else min(position, len(keys)))
            writer.update(t.BY_NAME[ebene.value], knoten_id, **values)

    def reorder_knoten(self, ebene: Ebene, knoten_id: str, eltern_id: str, schritt: int) -> bool:
        """Move a node up (-1) or down (+1) among its siblings; returns False at the edge."""
        with self._database.write(_("{ebene} umsortiert").format(ebene=_(EBENE_NAMES[ebene]))) as writer:
            siblings = sibling_keys(writer.connection, ebene, eltern_id)
            ids = [other for other, _key in siblings]
            if knoten_id not in ids:
                raise gone()
            place = ids.index(knoten_id) + schritt
            if not 0 <= place < len(ids):
                return False
            keys = [key for other, key in siblings if other != knoten_id]
            writer.update(t.BY_NAME[ebene.value], knoten_id, ordnung=key_at(keys, place))
            return True

    def delete_knoten(self, ebene: Ebene, knoten_id: str) -> None:
        """Delete a node with everything below it; one undo brings all of it back.

        Refused for the programme itself and where a Maßnahme below was worked
        on in a sprint or a decision was made: that history stays. An idea that
        had become one of the deleted Maßnahmen can be taken over again.
        """
        if ebene is Ebene.PROGRAMM:
            raise RuleViolation(_("Das Programm selbst lässt sich nicht löschen."))
        table = t.BY_NAME[ebene.value]
        with self._database.write(_("{ebene} gelöscht").format(ebene=_(EBENE_NAMES[ebene]))) as writer:
            require_row(writer.connection, table, knoten_id)
            _check_without_history(writer, ebene, knoten_id)
            writer.delete(table, knoten_id)
            for idee_id in ideen_without_massnahme(writer.connection):
                writer.update(t.idee, idee_id, status=IdeeStatus.GEEIGNET.value)


def _level_of(writer: Writer, knoten_id: str) -> Ebene:
    for ebene in Ebene:
        if writer.row(t.BY_NAME[ebene.value], knoten_id) is not None:
            return ebene
    raise gone()


def _parent_values(ebene: Ebene, parent: Ebene, eltern_id: str) -> dict[str, Any]:
    if ebene is Ebene.ZIEL:
        return {"zielbild_id": eltern_id}
    if ebene is Ebene.LOESUNG:
        return {"ziel_id": eltern_id}
    if ebene is Ebene.MASSNAHME:
        return {
            "loesung_id": eltern_id if parent is Ebene.LOESUNG else None,
            "zielbild_id": eltern_id if parent is Ebene.ZIELBILD else None,
        }
    return {}


def _weight(text: str) -> int:
    number = parse_int(text, feld="gewicht", name=_("Gewicht"), low=WEIGHT_MIN, high=WEIGHT_MAX)
    return 1 if number is None else number


@field_by_field
def _checked(werte: Mapping[str, str], ebene: Ebene) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld in ("titel", "name"):
            values[feld] = clean_line(text, feld=feld, name=_("Titel"), required=True)
        elif feld == "untertitel":
            values[feld] = clean_line(text, feld=feld, name=_("Untertitel"), maximum=500)
        elif feld in ("traeger", "foerderprogramm", "quelle"):
            values[feld] = clean_line(text, feld=feld, name=_("Zeile"), maximum=2_000 if feld == "quelle" else 500)
        elif feld == "foerderende":
            values[feld] = parse_stored_date(text, feld=feld, name=_("Förderende"))
        elif feld == "foerderquote":
            values[feld] = parse_int(text, feld=feld, name=_("Förderquote"), low=0, high=100)
        elif feld == "einschaetzung":
            values[feld] = parse_int(text, feld=feld, name=_("Einschätzung der Runde"), low=0, high=100)
        elif feld in ("beschreibung", "vision", "grund", "lernen", "hinweis", "einschaetzung_grund"):
            values[feld] = clean_text(text, feld=feld, name=_("Text"))
        elif feld == "gewicht":
            values[feld] = _weight(text)
        elif feld == "fortschritt":
            values[feld] = parse_int(text, feld=feld, name=_("Fortschritt"), low=0, high=100) or 0
        elif feld == "status" and ebene is Ebene.MASSNAHME:
            values[feld] = MassnahmeStatus(text).value
        else:
            raise KeyError(feld)
    return values


def check_einschaetzung(values: Mapping[str, Any]) -> None:
    """Raise RuleViolation naming the field unless an estimate of the round comes with its reason, and no reason alone."""
    reason = str(values.get("einschaetzung_grund", "")).strip()
    if values["einschaetzung"] is not None and not reason:
        raise RuleViolation(
            _("Bitte den Grund eintragen: Warum schätzt die Runde anders, als gerechnet ist?"),
            feld="einschaetzung_grund",
        )
    if values["einschaetzung"] is None and reason:
        raise RuleViolation(
            _("Zum Grund fehlt die Zahl. Bitte von 0 bis 100 schätzen oder den Grund löschen."),
            feld="einschaetzung_grund",
        )


def check_status(alt: MassnahmeStatus, neu: MassnahmeStatus, values: Mapping[str, Any], team: str) -> None:
    """Raise RuleViolation naming the field unless a Maßnahme may go from ``alt`` to ``neu`` by hand.

    ``values`` holds the ``grund`` that stopping one needs, ``team`` is who works on it in the active sprint, if anybody.
    """
    if neu == alt:
        return
    if neu is MassnahmeStatus.IM_SPRINT:
        raise RuleViolation(
            _("„Im Sprint“ wird eine Maßnahme, wenn ein Sprintteam sie übernimmt (Sprintboard oder Entscheidung)."),
            feld="status",
        )
    if alt is MassnahmeStatus.IM_SPRINT and team:
        raise RuleViolation(
            _(
                "„{team}“ arbeitet in diesem Sprint daran. Was daraus wird, sagt die Entscheidung (5); "
                "oder auf dem Sprintboard löst D den Auftrag auf."
            ).format(team=team),
            feld="status",
        )
    if neu is MassnahmeStatus.EINGESTELLT and not str(values.get("grund", "")).strip():
        raise RuleViolation(_("Bitte den Grund eintragen: Warum wird die Maßnahme eingestellt?"), feld="grund")


def _subtree(writer: Writer, ebene: Ebene, knoten_id: str) -> list[tuple[Ebene, str]]:
    found, stack = [], [(ebene, knoten_id)]
    while stack:
        level, node = stack.pop()
        found.append((level, node))
        for child in CHILD_OF[level]:
            stack.extend((child, other) for other, _key in sibling_keys(writer.connection, child, node))
    return found


def _check_without_history(writer: Writer, ebene: Ebene, knoten_id: str) -> None:
    for level, node in _subtree(writer, ebene, knoten_id):
        if level is Ebene.ZIELBILD and _any(writer, t.entscheidung, "zielbild_id", node):
            raise RuleViolation(_("Für dieses Zielbild gibt es Beschlüsse. Deshalb lässt es sich nicht löschen."))
        if level is Ebene.MASSNAHME and _any(writer, t.auftrag, "massnahme_id", node):
            title = (writer.row(t.massnahme, node) or {}).get("titel", "")
            raise RuleViolation(
                _("An „{titel}“ hat ein Sprintteam gearbeitet. Sie lässt sich einstellen, aber nicht löschen.").format(
                    titel=title
                )
            )


def _any(writer: Writer, table: Any, column: str, row_id: str) -> bool:
    return writer.connection.execute(table.select().where(table.c[column] == row_id).limit(1)).first() is not None
