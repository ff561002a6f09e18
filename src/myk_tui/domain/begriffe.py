"""The words of the programme that the database stores, and how each is shown.

Values are the German words in ASCII as they stand in the database; ``LABELS``
holds the wording for the screen. Sources of the life cycles: product.md of the
project, after https://myk10.de/node/540 and the outcomes reported in the press.
"""

from enum import StrEnum

from myk_tui.i18n import N_, _


class MassnahmeStatus(StrEnum):
    """Life cycle of a Maßnahme."""

    VORGESCHLAGEN = "vorgeschlagen"
    GEPLANT = "geplant"
    WARTET_AUF_FREIGABE = "wartet_auf_freigabe"
    IM_SPRINT = "im_sprint"
    LAUFENDER_BETRIEB = "laufender_betrieb"
    ABGESCHLOSSEN = "abgeschlossen"
    PAUSIERT = "pausiert"
    EINGESTELLT = "eingestellt"


class FreigabeStand(StrEnum):
    """Where the formal release by a body stands."""

    OFFEN = "offen"
    NICHT_NOETIG = "nicht_noetig"
    BEANTRAGT = "beantragt"
    ERTEILT = "erteilt"
    ABGELEHNT = "abgelehnt"


class IdeeStatus(StrEnum):
    """Life cycle of an idea."""

    NEU = "neu"
    GESICHTET = "gesichtet"
    GEEIGNET = "geeignet"
    UEBERNOMMEN = "uebernommen"
    ZURUECKGESTELLT = "zurueckgestellt"
    ABGELEHNT = "abgelehnt"
    DUBLETTE = "dublette"


class IdeengeberArt(StrEnum):
    """Kind of proposer; never a name."""

    UNBEKANNT = "unbekannt"
    EINWOHNER = "einwohner"
    VEREIN = "verein"
    UNTERNEHMEN = "unternehmen"
    VERWALTUNG = "verwaltung"
    POLITIK = "politik"
    SCHULE = "schule"
    SPRINTTEAM = "sprintteam"
    SONSTIGE = "sonstige"


class SprintStatus(StrEnum):
    """Life cycle of a sprint; exactly one is active."""

    GEPLANT = "geplant"
    AKTIV = "aktiv"
    ABGESCHLOSSEN = "abgeschlossen"


class TeamStatus(StrEnum):
    """Life cycle of a Sprintteam."""

    AKTIV = "aktiv"
    RUHT = "ruht"
    AUFGELOEST = "aufgeloest"


class Spalte(StrEnum):
    """Columns of the sprint board."""

    OFFEN = "offen"
    IN_ARBEIT = "in_arbeit"
    BLOCKIERT = "blockiert"
    FERTIG = "fertig"


class UnterstuetzungArt(StrEnum):
    """The four kinds in which the Projektteam supports (https://myk10.de/node/540)."""

    ORGANISATORISCH = "organisatorisch"
    INHALTLICH = "inhaltlich"
    METHODISCH = "methodisch"
    FINANZIELL = "finanziell"


class UnterstuetzungStatus(StrEnum):
    """Life cycle of a request for support."""

    OFFEN = "offen"
    ZUGESAGT = "zugesagt"
    ABGELEHNT = "abgelehnt"
    ERLEDIGT = "erledigt"


class TreffenStatus(StrEnum):
    """Life cycle of a meeting."""

    GEPLANT = "geplant"
    LAUFEND = "laufend"
    BEENDET = "beendet"


class PunktStatus(StrEnum):
    """Life cycle of an agenda item."""

    OFFEN = "offen"
    LAUFEND = "laufend"
    ERLEDIGT = "erledigt"
    VERTAGT = "vertagt"
    GEPARKT = "geparkt"


class PunktArt(StrEnum):
    """What an agenda item is about; it decides which screen the item leads to."""

    ANKOMMEN = "ankommen"
    NEUIGKEITEN = "neuigkeiten"
    ARBEITSWEISE = "arbeitsweise"
    ERGEBNISSE = "ergebnisse"
    ENTSCHEIDUNG = "entscheidung"
    ZUSAMMENFASSUNG = "zusammenfassung"
    SONSTIGES = "sonstiges"


class ArbeitsweiseArt(StrEnum):
    """What a note on the way of working says."""

    BEIBEHALTEN = "beibehalten"
    AENDERN = "aendern"
    VEREINBARUNG = "vereinbarung"


class KriteriumArt(StrEnum):
    """Knock-out criterion (must hold) or one that is scored 0 to 5."""

    KO = "ko"
    PRIO = "prio"


class PrueffrageArt(StrEnum):
    """K knock-out for a formal proposal, H hint, N evidence to file."""

    KO = "K"
    HINWEIS = "H"
    NACHWEIS = "N"


class Antwort(StrEnum):
    """Answer to a Prüffrage."""

    JA = "ja"
    NEIN = "nein"
    OFFEN = "offen"
    ENTFAELLT = "entfaellt"


class Groesse(StrEnum):
    """Rough size of an idea or a Maßnahme: cost, work, and time to a first result taken together."""

    KLEIN = "klein"
    MITTEL = "mittel"
    GROSS = "gross"


class Urteil(StrEnum):
    """Whether a Sprintziel was reached, said by the round before it chooses what comes next."""

    ERREICHT = "erreicht"
    TEILWEISE = "teilweise"
    NICHT_ERREICHT = "nicht_erreicht"


class EntscheidungStatus(StrEnum):
    """Life cycle of a decision."""

    ENTWURF = "entwurf"
    BESCHLOSSEN = "beschlossen"
    VERTAGT = "vertagt"
    KORRIGIERT = "korrigiert"


class Wahl(StrEnum):
    """What a Sprintteam does in the coming sprint."""

    WEITERVERFOLGEN = "weiterverfolgen"
    WECHSELN = "wechseln"
    PAUSIEREN = "pausieren"
    RUHT = "ruht"
    AUFLOESEN = "aufloesen"
    VERTAGEN = "vertagen"


class Verbleib(StrEnum):
    """What becomes of a Maßnahme that its team leaves."""

    ABGESCHLOSSEN = "abgeschlossen"
    LAUFENDER_BETRIEB = "laufender_betrieb"
    WARTET_AUF_FREIGABE = "wartet_auf_freigabe"
    PAUSIERT = "pausiert"
    EINGESTELLT = "eingestellt"
    ZURUECK = "zurueck_in_den_ideenspeicher"


class Methode(StrEnum):
    """How the mood of the round was found."""

    OHNE = "ohne"
    HANDZEICHEN = "handzeichen"
    KONSENT = "konsent"
    PUNKTE = "mehrpunktabfrage"
    KONSENSIEREN = "konsensieren"
    KRITERIEN = "kriterien"


_LABELS: dict[type[StrEnum], dict[str, str]] = {
    MassnahmeStatus: {
        "vorgeschlagen": N_("vorgeschlagen"),
        "geplant": N_("geplant"),
        "wartet_auf_freigabe": N_("wartet auf Freigabe"),
        "im_sprint": N_("im Sprint"),
        "laufender_betrieb": N_("laufender Betrieb"),
        "abgeschlossen": N_("abgeschlossen"),
        "pausiert": N_("pausiert"),
        "eingestellt": N_("eingestellt"),
    },
    FreigabeStand: {
        "offen": N_("offen"),
        "nicht_noetig": N_("nicht nötig"),
        "beantragt": N_("beantragt"),
        "erteilt": N_("erteilt"),
        "abgelehnt": N_("abgelehnt"),
    },
    IdeeStatus: {
        "neu": N_("neu"),
        "gesichtet": N_("gesichtet"),
        "geeignet": N_("geeignet"),
        "uebernommen": N_("übernommen"),
        "zurueckgestellt": N_("zurückgestellt"),
        "abgelehnt": N_("abgelehnt"),
        "dublette": N_("Dublette"),
    },
    IdeengeberArt: {
        "unbekannt": N_("nicht bekannt"),
        "einwohner": N_("Einwohnerin oder Einwohner"),
        "verein": N_("Verein oder Initiative"),
        "unternehmen": N_("Unternehmen"),
        "verwaltung": N_("Verwaltung"),
        "politik": N_("Politik"),
        "schule": N_("Schule oder Jugend"),
        "sprintteam": N_("Sprintteam"),
        "sonstige": N_("sonstige"),
    },
    SprintStatus: {
        "geplant": N_("geplant"),
        "aktiv": N_("aktiv"),
        "abgeschlossen": N_("abgeschlossen"),
    },
    TeamStatus: {"aktiv": N_("aktiv"), "ruht": N_("ruht"), "aufgeloest": N_("aufgelöst")},
    Spalte: {
        "offen": N_("Offen"),
        "in_arbeit": N_("In Arbeit"),
        "blockiert": N_("Blockiert"),
        "fertig": N_("Fertig"),
    },
    UnterstuetzungArt: {
        "organisatorisch": N_("organisatorisch"),
        "inhaltlich": N_("inhaltlich"),
        "methodisch": N_("methodisch"),
        "finanziell": N_("finanziell"),
    },
    UnterstuetzungStatus: {
        "offen": N_("offen"),
        "zugesagt": N_("zugesagt"),
        "abgelehnt": N_("abgelehnt"),
        "erledigt": N_("erledigt"),
    },
    EntscheidungStatus: {
        "entwurf": N_("Entwurf"),
        "beschlossen": N_("beschlossen"),
        "vertagt": N_("vertagt"),
        "korrigiert": N_("korrigiert"),
    },
    Wahl: {
        "weiterverfolgen": N_("weiterverfolgen"),
        "wechseln": N_("wechseln"),
        "pausieren": N_("pausieren"),
        "ruht": N_("Team ruht"),
        "aufloesen": N_("Team wird aufgelöst"),
        "vertagen": N_("vertagen"),
    },
    Verbleib: {
        "abgeschlossen": N_("abgeschlossen"),
        "laufender_betrieb": N_("geht in den laufenden Betrieb"),
        "wartet_auf_freigabe": N_("wartet auf Freigabe"),
        "pausiert": N_("pausiert"),
        "eingestellt": N_("eingestellt"),
        "zurueck_in_den_ideenspeicher": N_("zurück in den Ideenspeicher"),
    },
    TreffenStatus: {"geplant": N_("geplant"), "laufend": N_("läuft"), "beendet": N_("beendet")},
    PunktStatus: {
        "offen": N_("offen"),
        "laufend": N_("läuft"),
        "erledigt": N_("erledigt"),
        "vertagt": N_("vertagt"),
        "geparkt": N_("geparkt"),
    },
    PunktArt: {
        "ankommen": N_("Ankommen"),
        "neuigkeiten": N_("Neuigkeiten"),
        "arbeitsweise": N_("Arbeitsweise"),
        "ergebnisse": N_("Ergebnisse"),
        "entscheidung": N_("Entscheidung"),
        "zusammenfassung": N_("Zusammenfassung"),
        "sonstiges": N_("Sonstiges"),
    },
    ArbeitsweiseArt: {
        "beibehalten": N_("beibehalten"),
        "aendern": N_("ändern"),
        "vereinbarung": N_("Vereinbarung"),
    },
    KriteriumArt: {"ko": N_("K.-o.-Frage"), "prio": N_("Punkte von 0 bis 5")},
    PrueffrageArt: {"K": N_("K.-o.-Frage"), "H": N_("Hinweis"), "N": N_("Nachweis")},
    Methode: {
        "ohne": N_("ohne Abstimmung"),
        "handzeichen": N_("Handzeichen"),
        "konsent": N_("Konsent"),
        "mehrpunktabfrage": N_("Mehrpunktabfrage"),
        "konsensieren": N_("Systemisches Konsensieren"),
        "kriterien": N_("Kriterien"),
    },
    Groesse: {"klein": N_("klein"), "mittel": N_("mittel"), "gross": N_("groß")},
    Urteil: {
        "erreicht": N_("erreicht"),
        "teilweise": N_("teilweise erreicht"),
        "nicht_erreicht": N_("nicht erreicht"),
    },
    Antwort: {
        "ja": N_("ja"),
        "nein": N_("nein"),
        "offen": N_("offen"),
        "entfaellt": N_("entfällt"),
    },
}


def label(value: StrEnum) -> str:
    """Return the wording of a stored word in the language of the interface."""
    return _(_LABELS[type(value)][value.value])


def wording(value: StrEnum) -> str:
    """Return the German wording of a stored word, whatever the language: for files that others read in again."""
    return _LABELS[type(value)][value.value]


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return (stored word, wording) of all values of ``kind``, in their order."""
    return [(value.value, label(value)) for value in kind]


def beschlussnummer(jahr: int, nummer: int) -> str:
    """Write the number of a decision: „Beschluss 2026-07“."""
    return _("Beschluss {jahr}-{nummer:02d}").format(jahr=jahr, nummer=nummer)
