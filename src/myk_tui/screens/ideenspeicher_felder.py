"""The form with all fields of an idea."""

from myk_tui.domain.begriffe import Groesse, IdeengeberArt, IdeeStatus, choices, label
from myk_tui.domain.ideenspeicher import BY_HAND, Idee
from myk_tui.domain.kalender import quartal_of
from myk_tui.i18n import _
from myk_tui.screens.dialogs import Feld
from myk_tui.services.ideenspeicher import IdeenspeicherService


def idee_felder(idee: Idee, service: IdeenspeicherService) -> tuple[Feld, ...]:
    """Return the fields of the form, filled with the idea."""
    states = [status for status in IdeeStatus if status in BY_HAND or status is idee.status]
    return (
        Feld("titel", _("Titel"), wert=idee.titel, pflicht=True),
        Feld("beschreibung", _("Beschreibung"), "text", wert=idee.beschreibung),
        Feld(
            "status",
            _("Stand"),
            "auswahl",
            wert=idee.status.value,
            auswahl=tuple((status.value, label(status)) for status in states),
        ),
        Feld("antwort", _("Antwort an die Ideengebenden"), "text", wert=idee.antwort),
        Feld("herkunft", _("Woher?"), wert=idee.herkunft),
        Feld(
            "ideengeber_art",
            _("Von wem? (kein Name)"),
            "auswahl",
            wert=idee.ideengeber_art.value,
            auswahl=tuple(choices(IdeengeberArt)),
        ),
        Feld(
            "ort_id",
            _("Gebietskörperschaft"),
            "auswahl",
            wert=idee.ort_id or "",
            auswahl=(("", _("– keine Angabe –")), *service.load_orte()),
        ),
        Feld("ort_text", _("Ort genauer"), wert=idee.ort_text),
        Feld(
            "mitwirken",
            _("Würden die Ideengebenden mitwirken?"),
            "auswahl",
            wert={None: "", True: "ja", False: "nein"}[idee.mitwirken],
            auswahl=(("", _("nicht bekannt")), ("ja", _("ja")), ("nein", _("nein"))),
        ),
        Feld("unterstuetzer", _("Wie viele unterstützen sie?"), wert=str(idee.unterstuetzer)),
        Feld(
            "passt_zu",
            _("Passt zu"),
            "auswahl",
            wert=idee.loesung_id or idee.zielbild_id or "",
            auswahl=(("", _("– keine Angabe –")), *service.load_plaetze()),
        ),
        Feld(
            "groesse",
            _("Grobe Größe"),
            "auswahl",
            wert="" if idee.groesse is None else idee.groesse.value,
            auswahl=(("", _("– keine Angabe –")), *choices(Groesse)),
        ),
        Feld(
            "wieder_ab",
            _("Zurückgestellt bis"),
            "auswahl",
            wert="" if idee.wieder_ab is None else idee.wieder_ab.isoformat(),
            auswahl=_quarters(idee, service),
        ),
        *handlungsfelder_felder(idee, service),
    )


def _quarters(idee: Idee, service: IdeenspeicherService) -> tuple[tuple[str, str], ...]:
    """Return the quarters an idea can be parked until; the one it has is among them, even if it is over."""
    offered = service.load_quartale()
    if idee.wieder_ab is not None and idee.wieder_ab.isoformat() not in dict(offered):
        offered.insert(0, (idee.wieder_ab.isoformat(), quartal_of(idee.wieder_ab).name))
    return (("", _("– offen –")), *offered)


def handlungsfelder_felder(idee: Idee, service: IdeenspeicherService) -> list[Feld]:
    """Return the field for them; nothing to tick, no field."""
    alle = tuple(service.load_handlungsfelder())
    name, wert = _("Handlungsfelder (Leertaste kreuzt an)"), ",".join(idee.handlungsfeld_ids)
    return [Feld("handlungsfelder", name, "mehrfach", wert=wert, auswahl=alle)] if alle else []
