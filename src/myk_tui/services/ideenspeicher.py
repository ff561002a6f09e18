"""Use cases of the Ideenspeicher."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, MassnahmeStatus
from myk_tui.domain.felder import every_field, field_by_field
from myk_tui.domain.ideenspeicher import Idee, IdeeZeile, check_status, check_takeover, quarters_ahead, refusal
from myk_tui.domain.kalender import parse_stored_date
from myk_tui.domain.ordnung import key_at
from myk_tui.domain.text import clean_line, clean_text
from myk_tui.domain.zahlen import parse_int
from myk_tui.domain.zielbaum import Ebene
from myk_tui.errors import RuleViolation
from myk_tui.i18n import _
from myk_tui.services.dubletten import release
from myk_tui.storage import tables as t
from myk_tui.storage.database import Database
from myk_tui.storage.journal import Writer
from myk_tui.storage.queries import require_row
from myk_tui.storage.queries.dubletten import twin_ids
from myk_tui.storage.queries.ideenspeicher import (
    IDEEN_TABLES,
    handlungsfelder,
    load_idee,
    load_ideen,
    load_merkmale,
    orte,
    running_treffen,
)
from myk_tui.storage.queries.zielbaum import loesungen, sibling_keys, zielbilder


class IdeenspeicherService:
    """Capture, edit, sift, delete ideas and take them over as Maßnahmen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load_ideen(self) -> tuple[IdeeZeile, ...]:
        """Return all ideas, the newest first."""
        today = self._database.clock.today()
        return self._database.kept("ideen", IDEEN_TABLES, lambda connection: load_ideen(connection, today))

    def load_idee(self, idee_id: str) -> Idee:
        """Return one idea; raises NotFound."""
        with self._database.read() as connection:
            return load_idee(connection, idee_id, self._database.clock.today())

    def load_merkmale(self) -> dict[str, tuple[str, str]]:
        """Return by id of an idea what else the filter compares: names of Zielbild and Lösung, of Handlungsfelder."""
        with self._database.read() as connection:
            return load_merkmale(connection)

    def load_handlungsfelder(self) -> list[tuple[str, str]]:
        """Return (id, name) of the Handlungsfelder."""
        with self._database.read() as connection:
            return handlungsfelder(connection)

    def load_plaetze(self) -> list[tuple[str, str]]:
        """Return (id, title) of every Zielbild and Lösung an idea may fit to."""
        with self._database.read() as connection:
            return [*zielbilder(connection), *loesungen(connection)]

    def load_orte(self) -> list[tuple[str, str]]:
        """Return (id, name) of the Gebietskörperschaften."""
        with self._database.read() as connection:
            return orte(connection)

    def load_quartale(self) -> list[tuple[str, str]]:
        """Return (first day, name) of the quarters an idea can be parked until."""
        return quarters_ahead(self._database.clock.today())

    def add_idee(self, titel: str, herkunft: str = "") -> str:
        """Capture an idea; the title is enough. Returns its id.

        While a meeting is going on the idea comes from there, unless an origin is given.
        """
        words = _checked({"titel": titel, "herkunft": herkunft})
        name, origin = words["titel"], words["herkunft"]
        with self._database.write(_("Idee „{titel}“ aufgenommen").format(titel=name)) as writer:
            treffen = running_treffen(writer.connection)
            return writer.insert(
                t.idee,
                titel=name,
                herkunft=origin or ("" if treffen is None else treffen.titel),
                treffen_id=None if treffen is None else treffen.id,
                eingang=self._database.clock.today().isoformat(),
            )

    def edit_idee(self, idee_id: str, werte: Mapping[str, str]) -> None:
        """Change fields of an idea as typed in the form; raises RuleViolation naming the field.

        ``handlungsfelder`` are ids with commas between them, ``passt_zu`` is the id of a Zielbild or a Lösung.
        """
        values = _checked({feld: text for feld, text in werte.items() if feld not in ("handlungsfelder", "passt_zu")})
        with self._database.write(_("Idee bearbeitet")) as writer:
            before = require_row(writer.connection, t.idee, idee_id)
            _check_place(writer, values)
            status, today = (
                IdeeStatus(str(values.get("status", before.status))),
                self._database.clock.today().isoformat(),
            )
            with every_field() as field:
                with field():
                    check_status(IdeeStatus(before.status), status, antwort=str(values.get("antwort", before.antwort)))
                with field():
                    _check_not_parked(status, values.get("wieder_ab"), before.wieder_ab)
                with field():
                    _check_arrived(str(values.get("eingang") or ""), today)
            if status is not IdeeStatus.ZURUECKGESTELLT:
                values["wieder_ab"] = None
            if values.get("antwort", before.antwort) != before.antwort:
                values["antwort_am"] = today
            if "passt_zu" in werte:
                values |= place_in_tree(writer, before, werte["passt_zu"])
            writer.update(t.idee, idee_id, **values)
            if "handlungsfelder" in werte:
                _set_handlungsfelder(writer, idee_id, {word for word in werte["handlungsfelder"].split(",") if word})

    def record_status(self, idee_id: str, status: IdeeStatus) -> None:
        """Set the state of an idea; raises RuleViolation where the life cycle forbids it."""
        self.edit_idee(idee_id, {"status": status.value})

    def park_idee(self, idee_id: str, wieder_ab: str) -> None:
        """Park an idea, until the quarter that begins on ``wieder_ab`` or, if that is empty, for good."""
        self.edit_idee(idee_id, {"status": IdeeStatus.ZURUECKGESTELLT.value, "wieder_ab": wieder_ab})

    def reject_idee(self, idee_id: str, werte: Mapping[str, str]) -> None:
        """Refuse an idea: ``antwort`` says why, ``wieder_wenn`` what would have to change."""
        answer = refusal(werte.get("antwort", ""), werte.get("wieder_wenn", ""))
        self.edit_idee(idee_id, {"status": IdeeStatus.ABGELEHNT.value, "antwort": answer})

    def record_groesse(self, idee_id: str, groesse: Groesse | None) -> None:
        """Set the rough size of an idea; None: nobody has said it."""
        with self._database.write(_("Größe der Idee gesetzt")) as writer:
            require_row(writer.connection, t.idee, idee_id)
            writer.update(t.idee, idee_id, groesse=None if groesse is None else groesse.value)

    def take_over_idee(self, idee_id: str, eltern_id: str) -> str:
        """Make a Maßnahme of an idea, below a Lösung (or a Zielbild, as long as no Lösung is known).

        Origin and text are kept: the Maßnahme names its idea. Returns the id of the Maßnahme.
        """
        with self._database.write(_("Idee als Maßnahme übernommen")) as writer:
            return takeover(writer, idee_id, eltern_id, status=MassnahmeStatus.GEPLANT)

    def delete_idee(self, idee_id: str) -> None:
        """Delete an idea, its Dubletten stand alone again; refused once it became a Maßnahme, whose origin it is."""
        with self._database.write(_("Idee gelöscht")) as writer:
            row = require_row(writer.connection, t.idee, idee_id)
            if row.status == IdeeStatus.UEBERNOMMEN:
                raise RuleViolation(
                    _("„{titel}“ ist die Herkunft einer Maßnahme und bleibt deshalb im Speicher.").format(
                        titel=row.titel
                    )
                )
            for twin_id in twin_ids(writer.connection, idee_id):
                release(writer, twin_id)
            writer.delete(t.idee, idee_id)


def takeover(writer: Writer, idee_id: str, eltern_id: str, *, status: MassnahmeStatus) -> str:
    """Add the Maßnahme of an idea inside a running transaction; returns its id.

    Handlungsfelder and place go with it. Raises RuleViolation or NotFound.
    """
    idee = require_row(writer.connection, t.idee, idee_id)
    check_takeover(IdeeStatus(idee.status), idee.titel)
    if writer.row(t.loesung, eltern_id) is None:
        require_row(writer.connection, t.zielbild, eltern_id)
        place = {"zielbild_id": eltern_id}
    else:
        place = {"loesung_id": eltern_id}
    keys = [key for _id, key in sibling_keys(writer.connection, Ebene.MASSNAHME, eltern_id)]
    massnahme_id = writer.insert(
        t.massnahme,
        titel=idee.titel,
        beschreibung=idee.beschreibung,
        status=status.value,
        ordnung=key_at(keys, len(keys)),
        herkunft_idee_id=idee_id,
        quelle=idee.quelle,
        beispiel=idee.beispiel,
        orte=idee.ort_text,
        groesse=idee.groesse,
        **place,
    )
    felder = t.idee_handlungsfeld.select().where(t.idee_handlungsfeld.c.idee_id == idee_id)
    for row in writer.connection.execute(felder.order_by(t.idee_handlungsfeld.c.id)).all():
        writer.insert(
            t.massnahme_handlungsfeld,
            massnahme_id=massnahme_id,
            handlungsfeld_id=row.handlungsfeld_id,
            angenommen=row.angenommen,
        )
    if idee.ort_id is not None:
        writer.insert(t.massnahme_ort, massnahme_id=massnahme_id, gebietskoerperschaft_id=idee.ort_id)
    p = t.ideenpruefung.c
    for row in writer.connection.execute(t.ideenpruefung.select().where(p.idee_id == idee_id).order_by(p.id)).all():
        writer.insert(
            t.pruefung,
            massnahme_id=massnahme_id,
            prueffrage_id=row.prueffrage_id,
            antwort=row.antwort,
            notiz=row.notiz,
            geprueft_am=row.geprueft_am,
        )
    writer.update(t.idee, idee_id, status=IdeeStatus.UEBERNOMMEN.value, wieder_ab=None)
    return massnahme_id


def place_in_tree(writer: Writer, before: Any, platz_id: str) -> dict[str, Any]:
    """Return what links an idea to a Zielbild or, through its Lösung, to one; chosen by hand it is no assumption."""
    if platz_id == (before.loesung_id or before.zielbild_id or ""):
        return {}
    loesung = writer.row(t.loesung, platz_id) if platz_id else None
    zielbild_id: str | None = platz_id or None
    if loesung is not None:
        zielbild_id = require_row(writer.connection, t.ziel, str(loesung["ziel_id"])).zielbild_id
    if zielbild_id is not None:
        require_row(writer.connection, t.zielbild, zielbild_id)
    return {
        "zielbild_id": zielbild_id,
        "loesung_id": None if loesung is None else platz_id,
        "zuordnung_angenommen": 0,
    }


def _set_handlungsfelder(writer: Writer, idee_id: str, wanted: set[str]) -> None:
    links = t.idee_handlungsfeld
    rows = writer.connection.execute(links.select().where(links.c.idee_id == idee_id).order_by(links.c.id)).all()
    for row in rows:
        if row.handlungsfeld_id not in wanted:
            writer.delete(links, row.id)
    for feld_id in sorted(wanted - {row.handlungsfeld_id for row in rows}):
        require_row(writer.connection, t.handlungsfeld, feld_id)
        writer.insert(links, idee_id=idee_id, handlungsfeld_id=feld_id)


def _check_arrived(day: str, today: str) -> None:
    if day > today:
        raise RuleViolation(_("Der Eingang liegt in der Zukunft. Bitte den Tag prüfen."), feld="eingang")


def _check_not_parked(status: IdeeStatus, wanted: object, before: object) -> None:
    """Raise RuleViolation if a quarter is asked for that only a parked idea has; one it had goes with that state."""
    if status is not IdeeStatus.ZURUECKGESTELLT and wanted is not None and wanted != before:
        raise RuleViolation(
            _("Nur eine zurückgestellte Idee kommt in einem Quartal wieder. Bitte zuerst den Stand ändern."),
            feld="wieder_ab",
        )


def _check_place(writer: Writer, values: Mapping[str, Any]) -> None:
    if values.get("ort_id") is not None:
        require_row(writer.connection, t.gebietskoerperschaft, values["ort_id"])


@field_by_field
def _checked(werte: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for feld, text in werte.items():
        if feld == "titel":
            values[feld] = clean_line(text, feld=feld, name=_("Titel"), required=True)
        elif feld == "herkunft":
            values[feld] = clean_line(text, feld=feld, name=_("Herkunft"), maximum=500)
        elif feld == "ort_text":
            values[feld] = clean_line(text, feld=feld, name=_("Ort"), maximum=500)
        elif feld in ("beschreibung", "antwort", "interne_notiz"):
            values[feld] = clean_text(text, feld=feld, name=_("Text"))
        elif feld == "unterstuetzer":
            number = parse_int(text, feld=feld, name=_("Unterstützende"), low=0, high=1_000_000)
            values[feld] = 0 if number is None else number
        elif feld == "eingang":
            values[feld] = parse_stored_date(text, feld=feld, name=_("Eingang"))
        elif feld == "status":
            values[feld] = IdeeStatus(text).value
        elif feld == "groesse":
            values[feld] = Groesse(text).value if text else None
        elif feld == "wieder_ab":
            values[feld] = date.fromisoformat(text).isoformat() if text else None
        elif feld == "ideengeber_art":
            values[feld] = IdeengeberArt(text).value
        elif feld == "mitwirken":
            values[feld] = {"": None, "ja": 1, "nein": 0}[text]
        elif feld == "ort_id":
            values[feld] = text or None
        else:
            raise KeyError(feld)
    return values
