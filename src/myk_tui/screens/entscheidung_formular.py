"""The form of one line of a decision: what the verdict is, what becomes of the old, what the new begins with."""

from collections.abc import Sequence

from textual.binding import Binding

from myk_tui.domain.begriffe import Urteil, Verbleib, Wahl, choices
from myk_tui.domain.entscheidung import GOES_ON, STAYS, Alt, Zeile
from myk_tui.domain.kalender import show_date
from myk_tui.errors import MykError
from myk_tui.i18n import _, ngettext
from myk_tui.screens.dialogs import Feld, FormDialog


class Zeilenform(FormDialog):
    """The form; opened from the summary it begins at what is missing."""

    BINDINGS = [  # done before the next key is handed to a field, however fast it follows
        Binding("tab", "app.focus_next", show=False, priority=True, id="zeilenform.vor"),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True, id="zeilenform.zurueck"),
    ]
    fehler: MykError | None = None

    def on_mount(self) -> None:
        """Put the cursor into the first field, or to what is missing."""
        super().on_mount()
        if self.fehler is not None:
            self.call_after_refresh(self._show_error, self.fehler)

    @property
    def _not_kept(self) -> str:
        return _("Das lässt sich nicht behalten, alles andere ist als Entwurf gesichert. Noch einmal Esc schließt.")


def line_place(zeile: Zeile) -> str:
    """Return the name under which is kept what is half typed in the form of a line: another choice has another form."""
    neu = "" if zeile.neu is None else zeile.neu.id
    return f"zeile/{zeile.id}/{zeile.wahl}/{neu}"


def line_fields(zeile: Zeile, loesungen: Sequence[tuple[str, str]]) -> tuple[Feld, ...]:
    """Return the fields that belong to the choice of a line."""
    goes_on = zeile.wahl in GOES_ON
    felder = [*_verdict(zeile), *_leaving(zeile)]
    if zeile.wahl is Wahl.VERTAGEN:
        until = "" if zeile.vertagt_bis is None else show_date(zeile.vertagt_bis)
        felder.append(Feld("vertagt_bis", _("Bis wann?"), wert=until, hilfe=_("zum Beispiel 15.1.2027"), pflicht=True))
    if zeile.neu is not None and zeile.neu.art == "idee":
        felder.append(
            Feld(
                "loesung_id",
                _("Unter welche Lösung kommt die neue Maßnahme?"),
                "auswahl",
                wert=zeile.loesung_id or "",
                auswahl=(("", _("noch ohne Lösung")), *loesungen),
            )
        )
    if goes_on:
        felder.append(Feld("sprintziel", _("Sprintziel: Was gibt es in drei Monaten?"), wert=zeile.sprintziel))
    if zeile.alt is not None and zeile.wahl is not Wahl.VERTAGEN:
        shown = zeile.alt.empfohlen if zeile.fortschritt is None else zeile.fortschritt
        felder.append(
            Feld(
                "fortschritt",
                _("Fortschritt von „{titel}“ in Prozent ({vorschlag})").format(
                    titel=zeile.alt.massnahme, vorschlag=_suggestions(zeile.alt)
                ),
                wert=str(shown),
            )
        )
    if goes_on:
        felder += _beginning(zeile)
    felder.append(Feld("begruendung", _("Begründung"), "text", wert=zeile.begruendung))
    return tuple(felder)


def _verdict(zeile: Zeile) -> list[Feld]:
    if not zeile.needs_urteil or zeile.alt is None:
        return []
    return [
        Feld(
            "urteil",
            _("Ist das Sprintziel „{ziel}“ erreicht?").format(ziel=zeile.alt.sprintziel),
            "reihe",
            "" if zeile.urteil is None else zeile.urteil.value,
            tuple(choices(Urteil)),
            pflicht=True,
        ),
        Feld("urteil_grund", _("Warum? Was hat geholfen, was hat gefehlt?"), wert=zeile.urteil_grund),
    ]


def _verbleib(zeile: Zeile) -> str:
    """Return what becomes of the Maßnahme as chosen; of a team that rests for a sprint, the Maßnahme most likely rests."""
    if zeile.verbleib is not None:
        return zeile.verbleib.value
    return Verbleib.PAUSIERT.value if zeile.wahl is Wahl.PAUSIEREN and not zeile.nachfolger else ""


def _leaving(zeile: Zeile) -> list[Feld]:
    if zeile.alt is None or zeile.wahl in STAYS:
        return []
    taken = (("", _("geht an {team}").format(team=zeile.nachfolger)),) if zeile.nachfolger else ()
    return [
        Feld(
            "verbleib",
            _("Was wird aus „{titel}“?").format(titel=zeile.alt.massnahme),
            "reihe",
            _verbleib(zeile),
            (*taken, *choices(Verbleib)),
            pflicht=not zeile.nachfolger,
        ),
        Feld("grund", _("Grund (nötig, wenn sie eingestellt wird)"), "text", wert=zeile.grund),
        Feld("lernen", _("Was haben wir gelernt?"), "text", wert=zeile.lernen),
    ]


def _beginning(zeile: Zeile) -> list[Feld]:
    fields = []
    if zeile.alt is not None and zeile.alt.gesamt > zeile.alt.fertig:
        usual = _("wie üblich: ja") if zeile.wahl is Wahl.WEITERVERFOLGEN else _("wie üblich: nein")
        fields.append(
            Feld(
                "karten_mitnehmen",
                _("Unfertige Karten mitnehmen?"),
                "reihe",
                {None: "", True: "ja", False: "nein"}[zeile.karten_mitnehmen],
                (("", usual), ("ja", _("ja")), ("nein", _("nein"))),
            )
        )
    return [
        *fields,
        Feld("erste_karten", _("Erste Karten (je Zeile eine)"), "text", wert=zeile.erste_karten),
        Feld(
            "bedarf",
            _("Welche Unterstützung wird gebraucht? (je Zeile eine, auch „finanziell: …“)"),
            "text",
            wert=zeile.bedarf,
        ),
        Feld(
            "schwerpunkt",
            _("Schwerpunkt?"),
            "reihe",
            "ja" if zeile.schwerpunkt else "nein",
            (("nein", _("nein")), ("ja", _("ja, das steht im Zielbild vorn"))),
        ),
    ]


def _suggestions(alt: Alt) -> str:
    from_cards = _("Vorschlag aus den Karten: {n}").format(n=alt.vorschlag) + f" – {reckoned(alt)}"
    if alt.vorschlag_team is None:
        return from_cards
    return _("Vorschlag des Teams: {n}").format(n=alt.vorschlag_team) + f", {from_cards}"


def reckoned(alt: Alt) -> str:
    """Say how the progress that the cards suggest comes about, as a sum one can follow by ear."""
    if not alt.gesamt:
        return _("ohne Karten bleibt es beim Bisherigen")
    if alt.fortschritt == 100:
        return _("schon bei 100 %")
    if not alt.fertig:
        return _("noch keine Karte fertig, also wie bisher")
    done = ngettext("{fertig} von {n} Karte fertig", "{fertig} von {n} Karten fertig", alt.gesamt)
    return _("bisher {p} %, bis 100 fehlen {rest}; {karten}, also {dazu} davon dazu").format(
        p=alt.fortschritt,
        rest=100 - alt.fortschritt,
        karten=done.format(fertig=alt.fertig, n=alt.gesamt),
        dazu=alt.vorschlag - alt.fortschritt,
    )
