"""The end of the wizard: see what closing changes, then close the sprint."""

from textual.binding import Binding, BindingType

from myk_tui.domain.entscheidung import Abschluss, Sprintabschluss
from myk_tui.domain.seitdem import RUBRIK_NAMES
from myk_tui.i18n import _
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, TextDialog


class Abschlussseite(MykScreen):
    """Preview and closing; the wizard says where it stands."""

    BINDINGS: list[BindingType] = [
        Binding(
            "v",
            "vorschau",
            _("Vorschau"),
            tooltip=_("Wie Zielbaum, Sprintboard, Teams und Ideenspeicher danach aussehen."),
            id="wahl.vorschau",
        ),
        Binding(
            "k",
            "beschluesse",
            _("Beschlüsse"),
            tooltip=_("Frühere Beschlüsse lesen, auch ersetzte Fassungen, und korrigieren."),
            show=False,
            id="wahl.beschluesse",
        ),
    ]

    @property
    def vorschau_zielbild(self) -> str | None:
        """Id of the Zielbild the preview is about; None for the whole closing."""
        raise NotImplementedError

    def show_begin(self) -> None:
        """Turn to the first page."""
        raise NotImplementedError

    def action_vorschau(self) -> None:
        """Show what would change, as a difference."""
        with self.reporting():
            report = self.services.entscheidung.load_vorschau(self.vorschau_zielbild)
            lines: list[str] = []
            for part in report.abschnitte:
                lines += [part.titel]
                rubric = None
                for zeile in part.zeilen:
                    if zeile.rubrik is not rubric:
                        rubric = zeile.rubrik
                        lines.append(f"  {_(RUBRIK_NAMES[rubric])}")
                    lines.append(f"    {zeile.text}")
                lines.append("")
            head = _("Das wird sich ändern. Geschrieben ist noch nichts.")
            self.app.push_screen(TextDialog(_("Vorschau"), [head, "", *lines]))

    def action_beschluesse(self) -> None:
        """Read the decisions that were made; correct them by a new version."""
        from myk_tui.screens.beschluesse import show_beschluesse

        show_beschluesse(self)

    def ask_close(self, abschluss: Sprintabschluss) -> None:
        """Close the sprint after a question; what is still open is said instead."""
        if not self.may_write():
            return
        if abschluss.offen:
            self.status.fehler(
                _("Noch nicht entschieden: {namen}. Tab springt dorthin.").format(
                    namen=", ".join(_("„{name}“").format(name=decision.zielbild) for decision in abschluss.offen)
                )
            )
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._close()

        self.app.push_screen(
            ConfirmDialog(
                _("Sprint {alt} abschließen?").format(alt=abschluss.sprint.name),
                [
                    _("Vorher wird eine geprüfte Sicherung angelegt, danach ein Schnappschuss."),
                    _("Danach läuft der Sprint {neu}. Mit u lässt sich alles zurücknehmen.").format(
                        neu=abschluss.naechster.name
                    ),
                    _("v zeigt vorher, was sich ändert."),
                ],
                ja=_("Ja, abschließen"),
            ),
            answered,
        )

    def _close(self) -> None:
        done: list[Abschluss] = []
        if not self.attempt(lambda: done.append(self.services.entscheidung.close_sprint())):
            return
        result = done[0]
        self.show_begin()
        self.say_saved()
        self.app.push_screen(
            TextDialog(
                _("Sprint {name} ist abgeschlossen").format(name=result.geschlossen),
                [
                    _("Jetzt läuft der Sprint {name}.").format(name=result.eroeffnet),
                    _("{n} Aufträge vergeben, {k} unfertige Karten mitgenommen.").format(
                        n=result.auftraege, k=result.karten
                    ),
                    _("Sicherung von davor: {datei}").format(datei=result.sicherung),
                    _("Schnappschuss von danach: {datei}").format(datei=result.schnappschuss)
                    if result.schnappschuss
                    else _("Der Schnappschuss war nicht zu schreiben. „myk-tui export“ holt ihn nach."),
                    "",
                    _("u nimmt den ganzen Abschluss zurück."),
                ],
            )
        )
