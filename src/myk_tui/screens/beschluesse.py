"""Decisions that were made: choose one, read it, correct it by a new version."""

from textual.binding import Binding, BindingType

from myk_tui.domain.beschluesse import Beschluss, check_correctable, lines_of
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog, PickDialog, TextDialog
from myk_tui.screens.entscheidung_seiten import step_fields


class BeschlussDialog(TextDialog):
    """A decision to read; one key leads to its correction."""

    BINDINGS: list[BindingType] = [Binding("k", "korrigieren", _("korrigieren"), id="beschluss.korrigieren")]

    def __init__(self, screen: MykScreen, beschluss: Beschluss) -> None:
        lines = lines_of(beschluss)
        if beschluss.gilt and beschluss.abgeschlossen and not screen.services.read_only:
            lines = [_("k: korrigieren (neue Fassung, diese bleibt lesbar)"), "", *lines]
        super().__init__(beschluss.kopf, lines)
        self._behind = screen
        self._beschluss = beschluss

    def action_korrigieren(self) -> None:
        """Close the page and open the form."""
        behind, beschluss = self._behind, self._beschluss
        self.dismiss(None)
        behind.call_after_refresh(lambda: ask_korrektur(behind, beschluss))


def show_beschluesse(screen: MykScreen) -> None:
    """Let one of the decisions be chosen, and show it."""
    with screen.reporting():
        service = screen.services.beschluesse
        found = service.load_beschluesse()
        if not found:
            screen.status.sag(_("Es gibt noch keinen Beschluss."))
            return

        def chosen(beschluss_id: str | None) -> None:
            if beschluss_id is not None:
                with screen.reporting():
                    screen.app.push_screen(BeschlussDialog(screen, service.load_beschluss(beschluss_id)))

        choices = [(beschluss.id, beschluss.kopf) for beschluss in found]
        screen.app.push_screen(PickDialog(_("Beschlüsse, alle Fassungen"), choices), chosen)


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
                    "Daraus wird Fassung {n}. Die alte Fassung bleibt lesbar, die Wahl bleibt, wie sie war."
                ).format(n=beschluss.version + 1),
            )
        )


def correction_fields(beschluss: Beschluss) -> tuple[Feld, ...]:
    """Return the fields of a correction, filled with the version that is corrected."""
    return (
        Feld("anlass", _("Was wird berichtigt, und warum?"), "text", pflicht=True),
        Feld("begruendung", _("Begründung des Beschlusses"), "text", wert=beschluss.begruendung),
        *(
            Feld(f"zeile-{zeile.id}", _("Begründung: {team}").format(team=zeile.team), "text", wert=zeile.begruendung)
            for zeile in beschluss.zeilen
        ),
        *step_fields(beschluss.schritt),
    )
