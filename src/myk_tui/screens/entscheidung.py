"""Screen 5: the decision at the end of a sprint, page by page, Zielbild by Zielbild."""

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from myk_tui.domain.entscheidung import Entscheidung, Sprintabschluss, Zeile
from myk_tui.i18n import N_, _
from myk_tui.screens.entscheidung_abschluss import Abschlussseite, closed_page
from myk_tui.screens.entscheidung_beschluss import Beschlussseite
from myk_tui.screens.entscheidung_eingabe import ENTER, Eingabeseite
from myk_tui.screens.entscheidung_optionen import ALLE, KEINE_ZWEITE, NEUES_TEAM, ZWEITE, make_tafel
from myk_tui.screens.entscheidung_pruefung import Pruefseite
from myk_tui.screens.entscheidung_rueckblick import lookback_page
from myk_tui.screens.entscheidung_schiene import Schiene, rail
from myk_tui.screens.entscheidung_seiten import (
    KEYS,
    Seite,
    closing_action,
    closing_page,
    line_after,
    pages_of,
    still_there,
    summary_action,
    summary_page,
)
from myk_tui.screens.entscheidung_stelle import Stellenseite
from myk_tui.screens.entscheidung_stimmung import ACTIONS as ASKING
from myk_tui.screens.entscheidung_stimmung import Stimmungsseite
from myk_tui.screens.entscheidung_wahl import Wahlseite
from myk_tui.widgets.seitentafel import Seitentafel
from myk_tui.widgets.text import plain, short, styled, wrap
from myk_tui.widgets.zeilenliste import Zeilenliste

HEADING_LINES = 9
"""More lines than any heading needs."""

BELOW = 2
"""Lines below every page: what Enter does, and the keys; a page that needs more of them moves what is above."""

HEADING_TITLE = 2
"""At most so many lines of a title: a page whose heading leaves nothing to read could never be read to its end."""


class EntscheidungScreen(
    Eingabeseite, Wahlseite, Beschlussseite, Pruefseite, Stimmungsseite, Abschlussseite, Stellenseite
):
    """Look back, choose per team, sum up and decide; at the end close the sprint."""

    ZIEL = "entscheidung"
    STANDS_ON_FILE = True
    HILFE = N_(
        "Je Zielbild: erst der Rückblick, dann je Sprintteam die Wahl, dann das Stimmungsbild der Runde, dann die "
        "Zusammenfassung mit dem Beschluss. "
        "Eingabe führt weiter, Pfeil links zurück, Tab zum nächsten Zielbild. Jeder Schritt ist sofort gesichert. "
        "Sind alle Zielbilder entschieden, schließt die letzte Seite den Sprint ab. k zeigt frühere Beschlüsse."
    )
    BINDINGS = [
        Binding(
            "p",
            "pruefen",
            _("Prüffragen"),
            tooltip=_("Die Prüffragen dessen beantworten, was gewählt ist."),
            show=False,
            id="wahl.pruefen",
        ),
        Binding("p", "protokoll", _("Protokoll"), tooltip=_("Das Protokoll lesen und sichern."), id="wahl.protokoll"),
    ]

    def __init__(self, services: Any, *, uebung: bool = False) -> None:
        super().__init__(services, uebung=uebung)
        self._abschluss: Sprintabschluss | None = None
        self._seite = Seite(0, "rueckblick")
        self._restored = False
        self._drawn: Seite | None = None
        self._heading_lines = 0
        self._below = 0
        self._drawn_width = 0

    def compose_inhalt(self) -> ComposeResult:
        """Rail of the Zielbilder, heading, text or options, and below them what the keys do."""
        yield Schiene(id="schiene")
        yield Static(id="ueberschrift")
        yield make_tafel()
        yield Static(id="unten")

    def load(self) -> None:
        """Show the page the wizard stands on, with fresh data."""
        if not self._restored:
            self.recover_typed()
        self._abschluss = self.services.entscheidung.load_sprintabschluss()
        if self._abschluss is not None and not self._restored:
            self._restored = True
            self._seite = self.restored(self._abschluss, self._pages)
        self.forget_closed(self._abschluss)
        self._show()

    def on_resize(self) -> None:
        """Write again what is cut or wrapped to the width of the window."""
        if self._services is not None and self._abschluss is not None and self.size.width != self._drawn_width:
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something on this page."""
        if self._services is None or self._abschluss is None:
            return None if action in _OWN else super().check_action(action, parameters)
        decision, art = self._decision, self._seite.art
        if action in ENTER:
            return action == self.enter
        if art == "fertig" and action in _OWN:
            return action == "protokoll" or (action == "blaettern" and parameters == (-1,))
        summing = art == "zusammenfassung" and decision is not None
        if action == "oeffnen":
            return bool(decision and decision.beschlossen) and self._writable
        if action == "vorschau":
            return art in ("zusammenfassung", "abschluss") and self._writable
        if action in ("begruenden", "schritt"):
            return summing and not self.decided and self._writable
        if action == "schritt_uebernehmen":
            return summing and not self.decided and self._writable and self.naechster_schritt is not None
        if action == "pruefen":
            return summing
        if action == "protokoll":
            return False
        if action == "ergaenzen":
            return art == "wahl" and bool(self._zeile and self._zeile.wahl) and self._writable and not self.decided
        if action in ("merken", "vergleichen", "alle_ideen"):
            return art == "wahl"
        if action in ASKING:
            return self.stimmung_action(action)
        return super().check_action(action, parameters)

    def has_step(self, action: str) -> bool:
        """On the first page the key back only says so, and stands grey in the footer."""
        if action == "blaettern(-1)" and self._abschluss is not None:
            return self._seite != self._pages[0]
        return super().has_step(action)

    def action_blaettern(self, step: int) -> None:
        """Turn to the page before or after."""
        if self._abschluss is None:
            return
        if step > 0 and self._seite.art == "rueckblick":
            if self.asks_first(self._abschluss, self._decision, lambda: self.action_blaettern(step)):
                return
            if not self._begin():
                return
        pages = self._pages
        place = pages.index(self._seite) + step if self._seite in pages else 0
        if 0 <= place < len(pages):
            self._go(pages[place])
        else:
            self.status.sag(_("Das ist die erste Seite.") if step < 0 else _("Das ist die letzte Seite."))

    def action_zielbild(self, step: int) -> None:
        """Jump to the first page of another Zielbild; the closing page comes after the last."""
        if self._abschluss is None:
            return
        count = len(self._abschluss.entscheidungen) + 1
        self.go_to_zielbild((self._seite.zielbild + step) % count)

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Record the option under the cursor, then ask for what belongs to it."""
        message.stop()
        zeile = self._zeile
        if zeile is not None and message.id == ALLE:
            self.pick_any(zeile)
            return
        if zeile is None or not self.may_write():
            return
        if self.decided:
            self.pass_decided(message.id)
            return
        if message.id in (ZWEITE, KEINE_ZWEITE, NEUES_TEAM):
            self.change_lines(zeile, message.id)
            return
        self.record_choice(zeile, *self._options[message.id])

    @on(Seitentafel.Gelesen)
    def follow_reading(self) -> None:
        """Name what Enter does anew while the summary is being read."""
        if self._services is not None and self._seite.art == "zusammenfassung":
            self.show_action()
            self.refresh_bindings()

    def show_stelle(self, stelle: str) -> None:
        """Turn to the first page of a Zielbild."""
        if self._abschluss is None:
            return
        for place, decision in enumerate(self._abschluss.entscheidungen):
            if decision.zielbild_id == stelle:
                self.go_to_zielbild(place)

    @property
    def beamer_stelle(self) -> str:
        """Zielbild and kind of the page; the last page and that after closing are about none."""
        decision = self._decision
        return f"{'' if decision is None else decision.zielbild_id}/{self._seite.art}"

    @property
    def _writable(self) -> bool:
        return not self.services.read_only

    @property
    def _decision(self) -> Entscheidung | None:
        if self._abschluss is None or not 0 <= self._seite.zielbild < len(self._abschluss.entscheidungen):
            return None
        return self._abschluss.entscheidungen[self._seite.zielbild]

    @property
    def decided(self) -> bool:
        """Whether the decision of the page is made."""
        return self._decision is not None and self._decision.beschlossen

    @property
    def _zeile(self) -> Zeile | None:
        decision = self._decision
        if decision is None or self._seite.art != "wahl" or self._seite.zeile >= len(decision.zeilen):
            return None
        return decision.zeilen[self._seite.zeile]

    @property
    def _pages(self) -> list[Seite]:
        """All pages there are now."""
        assert self._abschluss is not None
        return pages_of(self._abschluss, geschlossen=self.fertig is not None)

    def turn_to(self, zeile_id: str) -> None:
        """Turn to the page of a line; to the first of the Zielbild if it is gone."""
        decision, place = self._decision, self._seite.zielbild
        lines = () if decision is None else decision.zeilen
        number = next((number for number, line in enumerate(lines) if line.id == zeile_id), 0)
        self._go(Seite(place, "wahl", number))

    def _begin(self) -> bool:
        """Open the draft when the look back is left; without it there is nothing to write into."""
        decision = self._decision
        if decision is None or decision.beschlossen or not self._writable:
            return True
        service, new = self.services.entscheidung, [False]
        if not self.attempt(lambda: new.append(service.begin_entscheidung(decision.zielbild_id)), reload=False):
            return False
        if new[-1]:
            self._abschluss = service.load_sprintabschluss()
        return True

    @property
    def vorschau_zielbild(self) -> str | None:
        """The Zielbild of the summary; None on the closing page."""
        decision = self._decision
        return None if decision is None else decision.zielbild_id

    def show_begin(self) -> None:
        """Turn to the first page of the next sprint's decisions."""
        self.fertig = None
        self._go(Seite(0, "rueckblick"))

    def show_closed(self) -> None:
        """Turn to the page that says what closing did."""
        self._go(Seite(-1, "fertig"))

    def _go(self, seite: Seite) -> None:
        """Turn to a page."""
        self._seite = seite
        self._show()
        self.keep_place(
            self._abschluss, self._seite, self._zeile
        )  # only what could be shown is where the wizard goes on after a crash

    def _show(self) -> None:
        abschluss = self._abschluss
        tafel = self.query_one(Seitentafel)
        if abschluss is None:
            self.query_one("#schiene", Static).update("", layout=False)
            self.query_one("#ueberschrift", Static).update("")
            self.write_below([])
            tafel.read(plain(_("Es läuft noch kein Sprint. Auf dem Sprintboard (4) beginnt der erste.")), begin=True)
            self.show_titel(_("Entscheidung"))
            return
        self._seite = still_there(self._pages, self._seite)
        closed = self._seite.art == "fertig"  # the sprint that runs by then is not the one this is about
        said = _("Entscheidung") if closed else _("Entscheidung am Ende von Sprint {name}")
        self.show_titel(said.format(name=abschluss.sprint.name))
        wide = rail(abschluss, self._seite.zielbild, self.size.width - 2)
        self.query_one("#schiene", Static).update(wide, layout=False)
        self._show_heading()
        if self._seite.art == "wahl" and self._zeile is not None:
            self.show_options(self._zeile, self._seite)
        else:
            self._vorschlaege = self.load_vorschlaege() if self._seite.art == "zusammenfassung" else ()
            tafel.read(self._page_text(abschluss), begin=self._drawn != self._seite)
        if self._seite.art == "zusammenfassung" and self._drawn != self._seite:
            self.steht = False
            self.call_after_refresh(self._stands)
        self._drawn, self._drawn_width = self._seite, self.size.width
        self.show_action()
        self._show_tasten()  # not with the next message: footer and page are one frame
        self.read_ahead(line_after(self._pages, self._seite, self._decision))

    def show_action(self) -> None:
        """Write what Enter does, and the keys of this page; both stand below the text, whatever its length."""
        abschluss, decision, art = self._abschluss, self._decision, self._seite.art
        if art == "stimmung":
            return  # its keys are written with the page
        said = _("Eingabe: weiter")
        if art == "wahl":
            choose = _("Eingabe: wählen, was unter dem Zeiger steht")
            said = _("Schon beschlossen. Eingabe: weiter, o: wieder öffnen") if self.decided else choose
        elif art == "abschluss" and abschluss is not None:
            said = closing_action(abschluss)
        elif art == "zusammenfassung" and decision is not None:
            said = summary_action(decision, gelesen=self.gelesen) + (
                self.summary_note() if self.enter == "beschliessen" else ""
            )
        keys = {"zusammenfassung": "beschlossen", "wahl": "gewaehlt"}.get(art, art) if self.decided else art
        more = short(self.told_under_cursor, self.size.width - 2) if art == "wahl" else ""
        self.write_below([styled(said, "bold"), plain(more) if more else styled(_(KEYS[keys]), "dim")])

    def write_below(self, lines: Sequence[Content]) -> None:
        """Write what stands below the page; all is laid out anew only if that takes another number of lines."""
        before, self._below = self._below, max(BELOW, len(lines))
        text = Content("\n").join([*lines, *[Content("")] * (self._below - len(lines))])
        self.query_one("#unten", Static).update(text, layout=False)
        if before != self._below:  # with the page, not a frame later
            self.query_one("#unten").refresh(layout=True)
            self.refresh(layout=True)

    def _stands(self) -> None:
        self.steht = True
        self.follow_reading()

    def _show_heading(self) -> None:
        """Write the heading; the page is laid out anew only if it needs another number of lines."""
        head, lines = self._heading(), self._heading_lines
        self._heading_lines = len(wrap(head, self.size.width - 2, HEADING_LINES))
        self.query_one("#ueberschrift", Static).update(styled(head, "bold"), layout=lines != self._heading_lines)

    def show_lines(self) -> None:
        """Show what was recorded for the line of this page; its candidates are the same."""
        self._abschluss = self.services.entscheidung.load_sprintabschluss()
        abschluss, zeile = self._abschluss, self._zeile
        if abschluss is None or zeile is None:
            self._show()
            return
        wide = rail(abschluss, self._seite.zielbild, self.size.width - 2)
        self.query_one("#schiene", Static).update(wide, layout=False)
        self.draw_options(zeile)
        self._seen = self.services.verlauf.load_state()
        self.refresh_bindings()

    def _heading(self) -> str:
        decision = self._decision
        if decision is None:
            return _("Sprint abgeschlossen") if self._seite.art == "fertig" else _("Sprint abschließen")
        own = [page for page in self._pages if page.zielbild == self._seite.zielbild]
        names = {"rueckblick": _("Rückblick"), "stimmung": _("Stimmungsbild"), "zusammenfassung": _("Zusammenfassung")}
        name = _line_name(self._zeile) if self._zeile is not None else names[self._seite.art]
        zielbild, name = (
            wrap(title, HEADING_TITLE * (self.size.width - 2), 1)[0] for title in (decision.zielbild, name)
        )
        return _("{zielbild} · Schritt {n} von {alle}: {name}").format(
            zielbild=zielbild, n=own.index(self._seite) + 1, alle=len(own), name=name
        )

    def _page_text(self, abschluss: Sprintabschluss) -> Content:
        decision = self._decision
        if decision is None:
            return closing_page(abschluss) if self.fertig is None else closed_page(self.fertig)
        if self._seite.art == "rueckblick":
            return lookback_page(abschluss, decision, self.services.entscheidung.load_rueckblick(decision))
        if self._seite.art == "stimmung":
            return self.show_stimmung(decision)
        hinweise = self.services.entscheidung.load_pruefhinweise(decision)
        return summary_page(decision, self.bild_of(decision), hinweise, self._vorschlaege)

    @property
    def stimmung_offen(self) -> str | None:
        """Id of the decision on whose page „Stimmungsbild“ we are, as long as it is a draft."""
        decision = self._decision
        if self._seite.art != "stimmung" or decision is None or decision.beschlossen or not self._writable:
            return None
        return decision.id


_OWN = (
    *ENTER,
    *ASKING,
    *("merken", "vergleichen", "alle_ideen", "ergaenzen", "vorschau", "beschluesse", "blaettern", "zielbild"),
    *("begruenden", "schritt", "schritt_uebernehmen", "oeffnen", "pruefen", "protokoll"),
)


def _line_name(zeile: Zeile) -> str:
    return _("{team}, zweite Maßnahme").format(team=zeile.team) if zeile.zweite else zeile.team
