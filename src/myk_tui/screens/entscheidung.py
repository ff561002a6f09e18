"""Screen 5: the decision at the end of a sprint, page by page, Zielbild by Zielbild."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from myk_tui.domain.begriffe import Wahl
from myk_tui.domain.entscheidung import Entscheidung, Kandidat, Sprintabschluss, Zeile
from myk_tui.i18n import N_, _
from myk_tui.screens.entscheidung_abschluss import Abschlussseite
from myk_tui.screens.entscheidung_beschluss import Beschlussseite
from myk_tui.screens.entscheidung_seiten import (
    ALLE,
    KEINE_ZWEITE,
    NEUES_TEAM,
    ZWEITE,
    Seite,
    closing_page,
    lookback_page,
    option_lines,
    rail,
    summary_page,
)
from myk_tui.screens.entscheidung_stimmung import ACTIONS as ASKING
from myk_tui.screens.entscheidung_stimmung import Stimmungsseite
from myk_tui.screens.entscheidung_wahl import Wahlseite
from myk_tui.widgets.optionen import Optionen
from myk_tui.widgets.text import styled
from myk_tui.widgets.zeilenliste import Zeilenliste


class EntscheidungScreen(Wahlseite, Beschlussseite, Stimmungsseite, Abschlussseite):
    """Look back, choose per team, sum up and decide; at the end close the sprint."""

    ZIEL = "entscheidung"
    HILFE = N_(
        "Je Zielbild: erst der Rückblick, dann je Sprintteam die Wahl, dann das Stimmungsbild der Runde, dann die "
        "Zusammenfassung mit dem Beschluss. "
        "Eingabe führt weiter, Pfeil links zurück, Tab zum nächsten Zielbild. Jeder Schritt ist sofort gesichert. "
        "Sind alle Zielbilder entschieden, schließt die letzte Seite den Sprint ab. k zeigt frühere Beschlüsse."
    )
    BINDINGS = [
        Binding("enter", "weiter", _("weiter"), tooltip=_("Zur nächsten Seite, oder beschließen."), id="wahl.weiter"),
        Binding("right", "blaettern(1)", _("vor"), show=False, tooltip=_("Eine Seite vor."), id="wahl.vor"),
        Binding("left,escape,backspace", "blaettern(-1)", _("eine Seite zurück"), key_display="←", id="wahl.zurueck"),
        Binding("tab", "zielbild(1)", _("nächstes Zielbild"), id="wahl.naechstes"),
        Binding("shift+tab", "zielbild(-1)", _("voriges Zielbild"), show=False, id="wahl.voriges"),
        Binding(
            "e", "ergaenzen", _("ergänzen"), tooltip=_("Verbleib, Gründe und Sprintziel zur Wahl."), id="wahl.ergaenzen"
        ),
    ]

    def __init__(self, services: Any, *, uebung: bool = False) -> None:
        super().__init__(services, uebung=uebung)
        self._abschluss: Sprintabschluss | None = None
        self._seite = Seite(0, "rueckblick")
        self._restored = False
        self._gezeigt: tuple[Seite, str | None] | None = None

    def compose_inhalt(self) -> ComposeResult:
        """Rail of the Zielbilder, heading, and either text or options."""
        yield Static(id="schiene")
        yield Static(id="ueberschrift")
        with VerticalScroll(id="lesen"):
            yield Static(id="text")
        yield Static(id="stimmtasten")
        yield Optionen()

    def load(self) -> None:
        """Show the page the wizard stands on, with fresh data."""
        self._abschluss = self.services.entscheidung.load_sprintabschluss()
        if self._abschluss is not None and not self._restored:
            self._restored = True
            self._restore(self._abschluss)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something on this page."""
        if self._services is None or self._abschluss is None:
            return None if action in _OWN else super().check_action(action, parameters)
        decision = self._decision
        if action == "oeffnen":
            return bool(decision and decision.beschlossen) and self._writable
        if action == "vorschau":
            return self._seite.art in ("zusammenfassung", "abschluss") and self._writable
        if action in ("begruenden", "schritt"):
            return (
                self._seite.art == "zusammenfassung"
                and decision is not None
                and not decision.beschlossen
                and self._writable
            )
        if action == "ergaenzen":
            return (
                self._seite.art == "wahl"
                and bool(self._zeile and self._zeile.wahl)
                and self._writable
                and not self._decided
            )
        if action in ("merken", "vergleichen"):
            return self._seite.art == "wahl"
        if action in ASKING:
            return self.stimmung_action(action)
        if action == "blaettern" and parameters == (-1,):
            return self._seite != self._pages[0] or None
        return super().check_action(action, parameters)

    def action_weiter(self) -> None:
        """Do what the page is for: go on, decide, or close the sprint."""
        decision = self._decision
        if self._abschluss is None:
            return
        if self._seite.art == "abschluss":
            self.ask_close(self._abschluss)
        elif self._seite.art == "zusammenfassung" and decision is not None and not decision.beschlossen:
            self._decide(decision)
        elif not self.hold_stimmung():
            self.action_blaettern(1)

    def action_blaettern(self, step: int) -> None:
        """Turn to the page before or after."""
        if self._abschluss is None:
            return
        if step > 0 and self._seite.art == "rueckblick" and not self._begin():
            return
        pages = self._pages
        place = pages.index(self._seite) + step if self._seite in pages else 0
        if 0 <= place < len(pages):
            self._go(pages[place])

    def action_zielbild(self, step: int) -> None:
        """Jump to the first page of another Zielbild; the closing page comes after the last."""
        if self._abschluss is None:
            return
        count = len(self._abschluss.entscheidungen) + 1
        place = (self._seite.zielbild + step) % count
        self._go(next(page for page in self._pages if page.zielbild == place))

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
        if self._decided:
            self.status.fehler(_("Das ist schon beschlossen. Zum Ändern mit o wieder öffnen."))
            return
        if message.id in (ZWEITE, KEINE_ZWEITE, NEUES_TEAM):
            self.change_lines(zeile, message.id)
            return
        self.record_choice(zeile, *self._options[message.id])

    def show_stelle(self, stelle: str) -> None:
        """Turn to the first page of a Zielbild."""
        if self._abschluss is None:
            return
        for place, decision in enumerate(self._abschluss.entscheidungen):
            if decision.zielbild_id == stelle:
                self._go(next(page for page in self._pages if page.zielbild == place))

    @property
    def beamer_stelle(self) -> str:
        """Zielbild and kind of the page."""
        decision = self._decision
        return "" if decision is None else f"{decision.zielbild_id}/{self._seite.art}"

    @property
    def _writable(self) -> bool:
        return not self.services.read_only

    @property
    def _decision(self) -> Entscheidung | None:
        if self._abschluss is None or self._seite.zielbild >= len(self._abschluss.entscheidungen):
            return None
        return self._abschluss.entscheidungen[self._seite.zielbild]

    @property
    def _decided(self) -> bool:
        return self._decision is not None and self._decision.beschlossen

    @property
    def _zeile(self) -> Zeile | None:
        decision = self._decision
        if decision is None or self._seite.art != "wahl" or self._seite.zeile >= len(decision.zeilen):
            return None
        return decision.zeilen[self._seite.zeile]

    @property
    def _pages(self) -> list[Seite]:
        assert self._abschluss is not None
        pages = []
        for place, decision in enumerate(self._abschluss.entscheidungen):
            pages.append(Seite(place, "rueckblick"))
            pages += [Seite(place, "wahl", number) for number in range(len(decision.zeilen))]
            pages += [Seite(place, "stimmung"), Seite(place, "zusammenfassung")]
        return [*pages, Seite(len(self._abschluss.entscheidungen), "abschluss")]

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

    def _decide(self, decision: Entscheidung) -> None:
        if not self.may_write():
            return
        numbers: list[str] = []
        if not self.attempt(lambda: numbers.append(self.services.entscheidung.decide(decision.zielbild_id))):
            return
        self.action_zielbild(1)
        self.status.gesichert(
            _("Gesichert: {nummer} – {zielbild}").format(nummer=numbers[0], zielbild=decision.zielbild)
        )

    @property
    def vorschau_zielbild(self) -> str | None:
        """The Zielbild of the summary; None on the closing page."""
        decision = self._decision
        return None if decision is None else decision.zielbild_id

    def show_begin(self) -> None:
        """Turn to the first page of the next sprint's decisions."""
        self._go(Seite(0, "rueckblick"))

    def _go(self, seite: Seite) -> None:
        self._seite = seite
        self._gemerkt.clear()
        self._dazu.clear()
        self._remember()
        self._show()

    def _remember(self) -> None:
        if self._abschluss is None:
            return
        decision, zeile = self._decision, self._zeile
        with self.reporting():
            self.services.verlauf.remember(
                "entscheidung",
                {
                    "sprint": self._abschluss.sprint.id,
                    "zielbild": None if decision is None else decision.zielbild_id,
                    "art": self._seite.art,
                    "team": None if zeile is None else zeile.team_id,
                    "auftrag": None if zeile is None or zeile.alt is None else zeile.alt.auftrag_id,
                },
            )

    def _restore(self, abschluss: Sprintabschluss) -> None:
        """Continue where the wizard stood, also after a crash, and say so."""
        kept = self.services.verlauf.remembered("entscheidung")
        if not isinstance(kept, dict) or kept.get("sprint") != abschluss.sprint.id:
            return
        for page in self._pages:
            if self._matches(page, kept) and page != self._pages[0]:
                self._seite = page
                self.status.sag(_("Weiter, wo Sie waren."))
                return

    def _matches(self, page: Seite, kept: dict[str, Any]) -> bool:
        assert self._abschluss is not None
        decisions = self._abschluss.entscheidungen
        decision = decisions[page.zielbild] if page.zielbild < len(decisions) else None
        if page.art != kept.get("art") or (None if decision is None else decision.zielbild_id) != kept.get("zielbild"):
            return False
        if page.art != "wahl" or decision is None:
            return True
        zeile = decision.zeilen[page.zeile]
        return (zeile.team_id, None if zeile.alt is None else zeile.alt.auftrag_id) == (
            kept.get("team"),
            kept.get("auftrag"),
        )

    def _show(self) -> None:
        abschluss = self._abschluss
        heading, text, options = (
            self.query_one("#ueberschrift", Static),
            self.query_one("#text", Static),
            self.query_one(Optionen),
        )
        reading = self.query_one("#lesen", VerticalScroll)
        options.display, reading.display = False, True
        self.query_one("#stimmtasten").display = abschluss is not None and self._seite.art == "stimmung"
        if abschluss is None:
            self.query_one("#schiene", Static).update("")
            heading.update("")
            text.update(_("Es läuft noch kein Sprint. Auf dem Sprintboard (4) beginnt der erste."))
            self.show_titel(_("Entscheidung"))
            return
        if self._seite not in self._pages:
            self._seite = self._pages[0]
        self.show_titel(_("Entscheidung am Ende von Sprint {name}").format(name=abschluss.sprint.name))
        self.query_one("#schiene", Static).update(rail(abschluss, self._seite.zielbild, self.size.width - 2))
        heading.update(styled(self._heading(), "bold"))
        if self._seite.art == "wahl" and self._zeile is not None:
            self._show_options(options, self._zeile)
            options.display, reading.display = True, False
            options.focus()
        else:
            text.update(self._page_text(abschluss))
            reading.scroll_home(animate=False)
            reading.focus()
        self.refresh_bindings()

    def _heading(self) -> str:
        decision = self._decision
        if decision is None:
            return _("Sprint abschließen")
        own = [page for page in self._pages if page.zielbild == self._seite.zielbild]
        names = {"rueckblick": _("Rückblick"), "stimmung": _("Stimmungsbild"), "zusammenfassung": _("Zusammenfassung")}
        name = _line_name(self._zeile) if self._zeile is not None else names[self._seite.art]
        return _("{zielbild} · Schritt {n} von {alle}: {name}").format(
            zielbild=decision.zielbild, n=own.index(self._seite) + 1, alle=len(own), name=name
        )

    def _page_text(self, abschluss: Sprintabschluss) -> Content:
        decision = self._decision
        if decision is None:
            return closing_page(abschluss)
        if self._seite.art == "rueckblick":
            return lookback_page(abschluss, decision, self.services.entscheidung.load_rueckblick(decision))
        if self._seite.art == "stimmung":
            return self.show_stimmung(decision)
        hinweise = self.services.entscheidung.load_pruefhinweise(decision)
        return summary_page(decision, self.bild_of(decision), hinweise, self.summary_note())

    @property
    def stimmung_offen(self) -> str | None:
        """Id of the decision on whose page „Stimmungsbild“ we are, as long as it is a draft."""
        decision = self._decision
        if self._seite.art != "stimmung" or decision is None or decision.beschlossen or not self._writable:
            return None
        return decision.id

    def _show_options(self, options: Optionen, zeile: Zeile) -> None:
        decision = self._decision
        assert decision is not None
        kandidaten = self.services.entscheidung.load_kandidaten(decision.zielbild_id, zeile, dazu=self._dazu)
        lines, self._options = option_lines(zeile, kandidaten, self._gemerkt)
        options.show(lines)
        chosen = next((key for key, (wahl, neu) in self._options.items() if _is_chosen(zeile, wahl, neu)), None)
        if self._gezeigt == (self._seite, chosen):
            return
        if self._gezeigt is None or self._gezeigt[0] != self._seite:  # another page begins at its top
            options.action_ende(-1)
        self._gezeigt = (self._seite, chosen)
        if chosen is not None:
            options.move_to(chosen)


_OWN = (
    "merken",
    "vergleichen",
    *ASKING,
    "vorschau",
    "beschluesse",
    "weiter",
    "blaettern",
    "zielbild",
    "ergaenzen",
    "begruenden",
    "schritt",
    "oeffnen",
)


def _line_name(zeile: Zeile) -> str:
    return _("{team}, zweite Maßnahme").format(team=zeile.team) if zeile.zweite else zeile.team


def _is_chosen(zeile: Zeile, wahl: Wahl, neu: Kandidat | None) -> bool:
    if zeile.wahl is not wahl:
        return False
    return wahl is not Wahl.WECHSELN or (neu is not None and zeile.neu is not None and neu.id == zeile.neu.id)
