"""The form for what a Maßnahme is connected with."""

from collections.abc import Iterable

from myk_tui.domain.beziehungen import NOTE, Auswahl, Beziehungen
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog


def ask_beziehungen(screen: MykScreen, massnahme_id: str, titel: str) -> None:
    """Ask for fields of action, places, needed Maßnahmen and the predecessor; saving is one step."""
    with screen.reporting():
        service = screen.services.beziehungen
        present, choices = service.load_beziehungen(massnahme_id), service.load_auswahl(massnahme_id)
        screen.ask(
            FormDialog(
                _("Beziehungen: {titel}").format(titel=titel),
                form_fields(present, choices),
                lambda werte: service.edit_beziehungen(massnahme_id, werte),
                einleitung=introduction(present),
            )
        )


def introduction(present: Beziehungen) -> str:
    """Return what has to be known before ticking: what links do, and those that are set elsewhere."""
    lines = [_("Verbindungen sind Hinweise: Sie ändern keine Prozentzahl und sperren nichts.")]
    for name, others in ((_("Gebraucht von"), present.gebraucht_von), (_("Nachfolger"), present.nachfolger)):
        if others:
            titles = ", ".join(other.titel for other in others)
            lines.append(_("{name}: {titel} (dort zu ändern)").format(name=name, titel=titles))
    return "\n".join(lines)


def form_fields(present: Beziehungen, choices: Auswahl) -> list[Feld]:
    """Return the lists to tick."""
    felder = [
        Feld(
            "handlungsfelder",
            _("Handlungsfelder"),
            "mehrfach",
            wert=_ticked(choices.handlungsfelder, (feld.id for feld in present.handlungsfelder)),
            auswahl=choices.handlungsfelder,
        )
    ]
    if present.angenommen:
        assumed = ", ".join(feld.name for feld in present.handlungsfelder if feld.angenommen)
        felder.append(
            Feld(
                "bestaetigt",
                _("Angenommen, nicht belegt (≈): {namen}").format(namen=assumed),
                "auswahl",
                wert="nein",
                auswahl=(("nein", _("bleibt angenommen")), ("ja", _("ist bestätigt"))),
            )
        )
    return [
        *felder,
        Feld(
            "orte",
            _("Gebietskörperschaften"),
            "mehrfach",
            wert=_ticked(choices.orte, (ort.id for ort in present.orte)),
            auswahl=choices.orte,
        ),
        Feld(
            "braucht",
            _("Braucht das Ergebnis von"),
            "suche",
            wert=_ticked(choices.massnahmen, (other.id for other in present.braucht)),
            auswahl=choices.massnahmen,
        ),
        *(
            Feld(f"{NOTE}{other.id}", _("Notiz dazu: {titel}").format(titel=other.titel), wert=other.notiz)
            for other in present.braucht
        ),
        Feld(
            "vorgaenger",
            _("Vorgänger (führt weiter, was dort begonnen wurde)"),
            "eine",
            wert="" if present.vorgaenger is None else present.vorgaenger.id,
            auswahl=choices.massnahmen,
        ),
    ]


def _ticked(choices: Iterable[tuple[str, str]], chosen: Iterable[str]) -> str:
    wanted = set(chosen)
    return ",".join(word for word, _wording in choices if word in wanted)
