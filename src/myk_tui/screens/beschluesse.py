"""Decisions that were made: choose one, read it, correct it by a new version, let it stand in the minutes of a meeting."""

from textual.binding import Binding, BindingType

from myk_tui.domain.begriffe import Methode, Verbleib, choices
from myk_tui.domain.beschluesse import Beschluss, Beschlusszeile, check_correctable, lines_of, usual_question
from myk_tui.domain.stimmungsbild_eingabe import zahlfelder
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog, TextDialog
from myk_tui.screens.entscheidung_beschluss import review_field
from myk_tui.screens.entscheidung_seiten import step_fields

STATISTIK = "statistik"
"""Id of the first line of the list, which shows no decision but how it was decided."""


class BeschlussDialog(TextDialog):
    """A decision to read; one key leads to its correction."""

    BINDINGS: list[BindingType] = [
        Binding("k", "korrigieren", _("korrigieren"), id="beschluss.korrigieren"),
        Binding("t", "zuordnen", _("Treffen"), id="beschluss.zuordnen"),
    ]

    def __init__(self, screen: MykScreen, beschluss: Beschluss) -> None:
        lines = lines_of(beschluss, screen.services.beschluesse.load_fassungen(beschluss))
        keys = []
        if beschluss.gilt and not screen.services.read_only:
            keys += [_("k: korrigieren (neue Fassung, diese bleibt lesbar)")] if beschluss.abgeschlossen else []
            keys += [] if beschluss.treffen else [_("t: einem Treffen zuordnen, damit er im Protokoll steht")]
        lines = [*keys, "", *lines] if keys else lines
        super().__init__(beschluss.kopf, lines)
        self._behind = screen
        self._beschluss = beschluss

    def action_korrigieren(self) -> None:
        """Close the page and open the form."""
        behind, beschluss = self._behind, self._beschluss
        self.dismiss(None)
        behind.call_after_refresh(lambda: ask_korrektur(behind, beschluss))

    def action_zuordnen(self) -> None:
        """Close the page and ask for the meeting."""
        behind, beschluss = self._behind, self._beschluss
        self.dismiss(None)
        behind.call_after_refresh(lambda: ask_treffen(behind, beschluss))


def show_beschluesse(screen: MykScreen) -> None:
    """Let one of the decisions be chosen, and show it."""
    with screen.reporting():
        service = screen.services.beschluesse
        found = service.load_beschluesse()
        if not found:
            screen.status.sag(_("Es gibt noch keinen Beschluss."))
            return

        def chosen(beschluss_id: str | None) -> None:
            if beschluss_id == STATISTIK:
                screen.app.push_screen(TextDialog(_("Beschlüsse in Zahlen"), service.load_statistik()))
            elif beschluss_id is not None:
                with screen.reporting():
                    screen.app.push_screen(BeschlussDialog(screen, service.load_beschluss(beschluss_id)))

        lines = [(beschluss.id, beschluss.kopf) for beschluss in found]
        lines.append((STATISTIK, _("Statistik: Wie wurde über die Jahre entschieden?")))
        screen.app.push_screen(PickDialog(_("Beschlüsse, alle Fassungen"), lines), chosen)


def ask_treffen(screen: MykScreen, beschluss: Beschluss) -> None:
    """Let the meeting be chosen in whose minutes a decision stands."""
    if not screen.may_write():
        return
    with screen.reporting():
        service = screen.services.beschluesse
        meetings = service.load_treffen(beschluss)
        if not meetings:
            screen.status.sag(_("In diesem Sprint gab es noch kein Treffen. 6 beginnt eines."))
            return

        def chosen(treffen_id: str | None) -> None:
            if treffen_id is not None:
                screen.attempt(lambda: service.attach_treffen(beschluss.id, treffen_id))

        screen.app.push_screen(PickDialog(_("In welchem Protokoll soll er stehen?"), meetings), chosen)


def ask_korrektur(screen: MykScreen, beschluss: Beschluss) -> None:
    """Ask for the corrected texts; saving makes the new version."""
    if not screen.may_write():
        return
    with screen.reporting():
        check_correctable(beschluss)
        screen.ask(
            FormDialog(
                _("{nummer} korrigieren").format(nummer=beschluss.nummer),
                correction_fields(beschluss),
                lambda werte: screen.services.beschluesse.correct_beschluss(beschluss.id, werte),
                einleitung=_(
                    "Daraus wird Fassung {n}. Die alte Fassung bleibt lesbar, die Wahl bleibt, wie sie war, "
                    "und im Zielbaum ändert sich nichts."
                ).format(n=beschluss.version + 1),
            )
        )


def correction_fields(beschluss: Beschluss) -> tuple[Feld, ...]:
    """Return the fields of a correction, filled with the version that is corrected."""
    return (
        Feld("anlass", _("Was wird berichtigt, und warum?"), "text", pflicht=True),
        Feld("begruendung", _("Begründung des Beschlusses"), "text", wert=beschluss.begruendung),
        *(feld for zeile in beschluss.zeilen for feld in _line_fields(zeile)),
        *_total_fields(beschluss),
        Feld(
            "frage",
            _("Welche Frage wurde entschieden?"),
            wert=beschluss.frage or usual_question(beschluss.zielbild),
        ),
        *step_fields(beschluss.schritt),
        review_field(beschluss.wiedervorlage),
    )


def _line_fields(zeile: Beschlusszeile) -> list[Feld]:
    fields = [
        Feld(f"zeile-{zeile.id}", _("Begründung: {team}").format(team=zeile.team), "text", wert=zeile.begruendung)
    ]
    if not zeile.geht:
        return fields
    becomes = "" if zeile.verbleib is None else zeile.verbleib.value
    return [
        *fields,
        Feld(
            f"verbleib-{zeile.id}",
            _("Verbleib von „{titel}“").format(titel=zeile.alt),
            "auswahl",
            becomes,
            (("", _("– bitte wählen –")), *choices(Verbleib)),
        ),
        Feld(f"grund-{zeile.id}", _("Grund: {team}").format(team=zeile.team), "text", wert=zeile.grund),
        Feld(f"lernen-{zeile.id}", _("Gelernt: {team}").format(team=zeile.team), "text", wert=zeile.lernen),
    ]


def _total_fields(beschluss: Beschluss) -> list[Feld]:
    """Return the totals, if something was counted; a miscount is corrected like any other word."""
    if beschluss.bild.methode in (Methode.OHNE, Methode.KONSENT) or not beschluss.bild.vollstaendig:
        return []
    return [
        Feld(feld.key, _("Gezählt: {name}").format(name=feld.name), wert=feld.wert, hilfe=feld.beispiel)
        for feld in zahlfelder(beschluss.bild)
    ]
