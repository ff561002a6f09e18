"""Scoring ideas: the form with all criteria, the weights, the ranking with its reasons."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from myk_tui.domain.begriffe import KriteriumArt
from myk_tui.domain.bewertung import (
    Kriterium,
    Platz,
    Rangliste,
    explain,
    show_number,
    show_score,
    show_weight,
    tipping_lines,
    weights_note,
)
from myk_tui.i18n import _, ngettext
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import Feld, FormDialog
from myk_tui.screens.lesedialog import Lesedialog
from myk_tui.widgets.text import plain, styled
from myk_tui.widgets.zeilenliste import Stueck, Zeilenliste

NEW, KIND = "neu", "art"


class RangListe(Zeilenliste[Platz]):
    """All scored ideas, one line each."""

    def id_of(self, eintrag: Platz) -> str:
        """Return the id of an idea."""
        return eintrag.bewertung.id

    def draw(self, eintrag: Platz, width: int) -> list[Stueck]:
        """Draw place and title, or why there is no place."""
        if eintrag.platz is not None:
            return [(f"{eintrag.platz:3}. ", "akzent"), (eintrag.bewertung.titel, "titel")]
        mark, style = ("✗", "fehler") if eintrag.ausgeschieden else ("…", "warnung")
        return [(f"  {mark}  ", style), (eintrag.bewertung.titel, "titel"), (f"  {eintrag.stand}", style)]

    def draw_right(self, eintrag: Platz) -> list[Stueck]:
        """Draw the sum."""
        return [(show_number(eintrag.summe), "titel" if eintrag.platz is not None else "leise")]


class RanglisteDialog(Lesedialog[str | None]):
    """The ranking; returns the id of the chosen idea or None."""

    DEFAULT_CSS = """
    RanglisteDialog .warum { height: 1fr; min-height: 5; border-top: hkey $panel; scrollbar-size-vertical: 1; }
    RanglisteDialog .warum Static { height: auto; }
    """
    BINDINGS = [
        Binding("escape,q,R,shift+r", "dismiss(None)", _("Schließen"), id="rangliste.zu"),
        Binding("pagedown", "rollen(1)", show=False, priority=True),
        Binding("pageup", "rollen(-1)", show=False, priority=True),
    ]

    def __init__(self, rangliste: Rangliste) -> None:
        super().__init__()
        self._rangliste = rangliste

    def compose(self) -> ComposeResult:
        """List, reasons, what is not in the list."""
        with Vertical(classes="dialog gross"):
            yield Label(plain(_("Rangliste der Ideen")), classes="dialog-titel")
            yield RangListe(leer=_("Noch keine Idee bewertet. Mit p bewertet man die Idee unter dem Zeiger."))
            with VerticalScroll(classes="warum", can_focus=False):
                yield Static("", id="warum")
            yield Label(plain(left_out(self._rangliste)), classes="hinweis")
            yield Label(plain(_("Eingabe: zur Idee · Bild↓: mehr Gründe · Esc: schließen")), classes="hinweis")

    def on_mount(self) -> None:
        """Show the ranking."""
        liste = self.query_one(RangListe)
        liste.show(self._rangliste.plaetze)
        liste.focus()
        self.explain_current()

    @on(Zeilenliste.Markiert)
    def explain_current(self) -> None:
        """Say why the idea under the cursor stands where it stands; for the first two also when that would change."""
        line = self.query_one(RangListe).current
        parts: list[Content] = []
        if line is not None:
            if line.platz == 1:
                parts += [plain(text) for text in tipping_lines(self._rangliste)]
                parts.append(Content(""))
            parts.append(styled(line.bewertung.titel, "bold"))
            parts += [plain(f"  {text}") for text in explain(self._rangliste.kriterien, line)]
        self.query_one("#warum", Static).update(Content("\n").join(parts))
        self.query_one(".warum", VerticalScroll).scroll_home(animate=False)

    @on(Zeilenliste.Gewaehlt)
    def choose(self, message: Zeilenliste.Gewaehlt) -> None:
        """Go to the idea."""
        message.stop()
        self.dismiss(message.id)

    def action_rollen(self, way: int) -> None:
        """Scroll the reasons by a page."""
        reasons = self.query_one(".warum", VerticalScroll)
        reasons.scroll_page_down(animate=False) if way > 0 else reasons.scroll_page_up(animate=False)


def left_out(rangliste: Rangliste) -> str:
    """Say how many ideas are not in the ranking, and why."""
    parts = []
    if rangliste.unbewertet:
        text = ngettext("{n} offene Idee noch ohne Punkte", "{n} offene Ideen noch ohne Punkte", rangliste.unbewertet)
        parts.append(text.format(n=rangliste.unbewertet))
    if rangliste.erledigt:
        text = ngettext(
            "{n} bewertete Idee steht nicht mehr zur Wahl",
            "{n} bewertete Ideen stehen nicht mehr zur Wahl",
            rangliste.erledigt,
        )
        parts.append(text.format(n=rangliste.erledigt))
    return " · ".join(parts)


def ask_scores(screen: MykScreen, idee_id: str, immer: Callable[[], None] | None = None) -> None:
    """Open the form with all criteria for one idea."""
    with screen.reporting():
        titel, scores = screen.services.bewertung.load_bewertung(idee_id)
        ask_points(
            screen, titel, scores, lambda werte: screen.services.bewertung.record_bewertung(idee_id, werte), immer
        )


def ask_points(
    screen: MykScreen,
    titel: str,
    scores: Sequence[tuple[Kriterium, int | None]],
    record: Callable[[dict[str, str]], object],
    immer: Callable[[], None] | None = None,
) -> None:
    """Open the form with all criteria for an idea or a Maßnahme; ``immer`` follows, saved or not."""
    if not scores:
        screen.status.sag(_("Noch keine Kriterien. Mit W legt man sie im Ideenspeicher mit ihren Gewichten an."))
        return
    dialog = FormDialog(
        _("Punkte für „{titel}“").format(titel=titel),
        [_score_field(kriterium, wert) for kriterium, wert in scores],
        record,
        einleitung=_("0 gar nicht bis 5 voll und ganz; leer heißt noch offen.") + without_ko(scores),
    )
    screen.ask(dialog, immer=immer)


def without_ko(scores: Sequence[tuple[Kriterium, int | None]]) -> str:
    """Say how to ask something that has to hold, as long as no criterion does; empty if one does."""
    if any(kriterium.ko for kriterium, _wert in scores):
        return ""
    return "\n" + _("Noch keine K.-o.-Frage, die gelten muss. Im Ideenspeicher legt K eine an.")


def ask_weights(screen: MykScreen) -> None:
    """Open the form with the weights of all criteria."""
    with screen.reporting():
        service = screen.services.bewertung
        kriterien = service.load_kriterien()
        felder = [
            Feld(kriterium.id, kriterium.name, wert=show_weight(kriterium.gewicht))
            for kriterium in kriterien
            if not kriterium.ko
        ]
        felder += [
            Feld(NEW, _("Neues Kriterium (darf leer bleiben)")),
            Feld(
                KIND,
                _("Art des neuen Kriteriums"),
                "auswahl",
                wert=KriteriumArt.PRIO.value,
                auswahl=(
                    (KriteriumArt.PRIO.value, _("0 bis 5 Punkte")),
                    (KriteriumArt.KO.value, _("muss gelten (K.O.)")),
                ),
            ),
        ]

        def save(werte: dict[str, str]) -> None:
            weights = {key: text for key, text in werte.items() if key not in (NEW, KIND)}
            service.edit_gewichte(weights, werte[NEW], KriteriumArt(werte[KIND]))

        rule = _("Gewichte vereinbart man, bevor die erste Idee Punkte bekommt. 1 ist üblich, 2 zählt doppelt.")
        has_to_hold = ", ".join(kriterium.name for kriterium in kriterien if kriterium.ko)
        parts = [weights_note(service.load_bewertete()), rule, _("K ändert, ordnet und legt Kriterien zur Ruhe.")]
        if has_to_hold:
            parts.append(_("Muss gelten, ohne Gewicht: {kriterien}").format(kriterien=has_to_hold))
        screen.ask(
            FormDialog(_("Kriterien und Gewichte"), felder, save, einleitung=" ".join(part for part in parts if part))
        )


def show_rangliste(screen: MykScreen) -> None:
    """Show the ranking; Enter leads to an idea."""
    with screen.reporting():

        def chosen(idee_id: str | None) -> None:
            if idee_id is not None:
                screen.show_stelle(idee_id)

        screen.app.push_screen(RanglisteDialog(screen.services.bewertung.load_rangliste()), chosen)


def _score_field(kriterium: Kriterium, wert: int | None) -> Feld:
    text = show_score(kriterium, wert)
    if kriterium.ko:
        return Feld(
            kriterium.id,
            _("{name} (muss gelten)").format(name=kriterium.name),
            "auswahl",
            wert=text,
            auswahl=(("", _("noch offen")), ("ja", _("ja")), ("nein", _("nein"))),
        )
    return Feld(
        kriterium.id,
        _("{name} (wiegt {gewicht})").format(name=kriterium.name, gewicht=show_weight(kriterium.gewicht)),
        wert=text,
        hilfe=kriterium.beschreibung or _("0 bis 5"),
    )
