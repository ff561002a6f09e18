"""The end of the wizard: see what closing changes, then close the sprint."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.binding import Binding, BindingType
from textual.content import Content

from myk_tui.domain.entscheidung import Abschluss, Entscheidung, Sprintabschluss
from myk_tui.domain.unterstuetzung import describe_carried, describe_open
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import ConfirmDialog, TextDialog
from myk_tui.widgets.text import plain, styled


class Abschlussfrage(ConfirmDialog):
    """The question before closing; ``v`` shows the preview over it."""

    BINDINGS = [Binding("v", "vorschau", _("Vorschau"), id="abschluss.vorschau")]
    vorschau: Callable[[], None] | None = None

    def action_vorschau(self) -> None:
        """Show what closing changes; the question waits."""
        if self.vorschau is not None:
            self.vorschau()


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

    def __init__(self, services: Any, *, uebung: bool = False) -> None:
        super().__init__(services, uebung=uebung)
        self.fertig: Abschluss | None = None
        self._frueh_gefragt = ""

    def show_closed(self) -> None:
        """Turn to the page that says what closing did."""
        raise NotImplementedError

    def forget_closed(self, abschluss: Sprintabschluss | None) -> None:
        """Forget the closing that was shown if it was taken back."""
        if self.fertig is not None and (abschluss is None or abschluss.sprint.name != self.fertig.eroeffnet):
            self.fertig = None

    def asks_first(self, abschluss: Sprintabschluss, decision: Entscheidung | None, then: Callable[[], None]) -> bool:
        """Ask whether to decide so early, once per sprint, before a draft is written; returns whether it asks."""
        if decision is None or decision.id is not None or decision.beschlossen or self.services.read_only:
            return False
        if not abschluss.zu_frueh or self._frueh_gefragt == abschluss.sprint.id:
            return False

        def answered(yes: bool | None) -> None:
            if yes:
                self._frueh_gefragt = abschluss.sprint.id
                then()

        days, early = abschluss.tage_im_sprint, abschluss.beginnt_in
        when = (
            ngettext("Er beginnt erst in {n} Tag.", "Er beginnt erst in {n} Tagen.", early).format(n=early)
            if early > 0
            else ngettext("Er läuft noch {n} Tag.", "Er läuft noch {n} Tage.", days).format(n=days)
        )
        self.app.push_screen(
            ConfirmDialog(
                _("Jetzt schon über das Ende von Sprint {name} entscheiden?").format(name=abschluss.sprint.name),
                [when, _("Die Entscheidung ist für das Ende des Sprints gedacht.")],
                ja=_("Ja, jetzt schon"),
            ),
            answered,
        )
        return True

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
            seen = self.services.entscheidung.load_vorschau(self.vorschau_zielbild)
            head = _("Das wird sich ändern. Geschrieben ist noch nichts.")
            keys = _("+ kommt dazu · − fällt weg · = geht weiter · → wird anders")
            self.app.push_screen(TextDialog(_("Vorschau"), [head, keys, "", *seen.lines]))

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
                self.status.sag(_("Sichern und abschließen …"))
                self.call_after_refresh(self._close)

        still_open = describe_open(self.services.unterstuetzung.load_open_number())
        frage = Abschlussfrage(
            _("Sprint {alt} abschließen?").format(alt=abschluss.sprint.name),
            [
                *([still_open] if still_open else []),
                _("Vorher wird eine geprüfte Sicherung angelegt, danach ein Schnappschuss."),
                _("Danach läuft der Sprint {neu}. Mit u lässt sich alles zurücknehmen.").format(
                    neu=abschluss.naechster.name
                ),
                _("v zeigt vorher, was sich ändert."),
            ],
            ja=_("Ja, abschließen"),
        )
        frage.vorschau = self.action_vorschau
        self.app.push_screen(frage, answered)

    def _close(self) -> None:
        done: list[Abschluss] = []
        if not self.attempt(lambda: done.append(self.services.entscheidung.close_sprint()), reload=False):
            return
        self.fertig = done[0]
        self.refresh_data()
        self.show_closed()
        self.say_saved()
        self.call_after_refresh(self._write_snapshot)

    def _write_snapshot(self) -> None:
        """Write the snapshot once the result is on the screen; if the program dies before, the next start does it."""
        with self.reporting():
            name = self.services.abschlussbild.write_pending()
            if self.fertig is not None:
                self.fertig = replace(self.fertig, schnappschuss=name)
                self.refresh_data()

    def action_protokoll(self) -> None:
        """Read the minutes of the present meeting."""
        from myk_tui.screens.protokoll import show_protokoll

        with self.reporting():
            meeting = self.services.treffen.load_gegenwaertiges()
            if meeting is None:
                self.status.sag(_("Es gibt kein Treffen, zu dem ein Protokoll gehört. 6 bereitet eines vor."))
            else:
                show_protokoll(self, meeting.id)


def closed_page(done: Abschluss) -> Content:
    """Return what closing did, where it is kept, and how to go on."""
    return Content("\n").join(
        [
            styled(
                _("Sprint {alt} ist abgeschlossen, Sprint {neu} eröffnet.").format(
                    alt=done.geschlossen, neu=done.eroeffnet
                ),
                "bold $text-success",
            ),
            plain(
                _("{n} Aufträge vergeben, {k} unfertige Karten mitgenommen.").format(n=done.auftraege, k=done.karten)
            ),
            *([plain(describe_carried(done.bitten))] if done.bitten else []),
            Content(""),
            plain(_("Sicherung von davor: {datei}").format(datei=done.sicherung)),
            plain(
                _("Schnappschuss von danach: {datei}").format(datei=done.schnappschuss)
                if done.schnappschuss
                else _("Der Schnappschuss von danach wird geschrieben; fehlt er, holt ihn der nächste Start nach.")
            ),
            plain(_("Beides liegt im Ordner {ordner}").format(ordner=done.ordner)),
            Content(""),
            plain(_("Weiter mit dem Protokoll (p) oder dem Sprintboard (4).")),
            plain(_("u nimmt den ganzen Abschluss zurück.")),
        ]
    )
