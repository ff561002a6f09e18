"""What the history calls a row: the German word for its kind, and the columns that say which one it is."""

from myk_tui.i18n import N_

GEGENSTAND: dict[str, tuple[str, tuple[str, ...]]] = {
    "massnahme": (N_("Maßnahme"), ("titel",)),
    "teilschritt": (N_("Schritt"), ("titel",)),
    "massnahme_handlungsfeld": (N_("Handlungsfeld"), ("handlungsfeld_id",)),
    "massnahme_ort": (N_("Gebietskörperschaft"), ("gebietskoerperschaft_id",)),
    "abhaengigkeit": (N_("Abhängigkeit"), ("massnahme_id", "von_massnahme_id")),
    "idee": (N_("Idee"), ("titel",)),
    "idee_handlungsfeld": (N_("Handlungsfeld"), ("handlungsfeld_id",)),
    "bewertung": (N_("Punkte"), ("kriterium_id",)),
    "pruefung": (N_("Prüffrage"), ("prueffrage_id",)),
    "ideenpruefung": (N_("Prüffrage"), ("prueffrage_id",)),
    "auftrag": (N_("Auftrag"), ("sprintteam_id", "sprint_id")),
    "zwischenergebnis": (N_("Zwischenergebnis"), ("datum", "text")),
    "unterstuetzung": (N_("Unterstützung"), ("titel",)),
    "programm": (N_("Programm"), ("name",)),
    "handlungsfeld": (N_("Handlungsfeld"), ("name",)),
    "gebietskoerperschaft": (N_("Gebietskörperschaft"), ("name",)),
    "zielbild": (N_("Zielbild"), ("titel",)),
    "ziel": (N_("strategisches Ziel"), ("titel",)),
    "loesung": (N_("Lösung"), ("titel",)),
    "kriterium": (N_("Kriterium"), ("name",)),
    "prueffrage": (N_("Prüffrage"), ("frage",)),
    "sprint": (N_("Sprint"), ("jahr", "quartal")),
    "sprintteam": (N_("Sprintteam"), ("name",)),
    "person": (N_("Person"), ("name",)),
    "mitglied": (N_("Mitglied"), ("person_id", "sprintteam_id")),
    "teamquartal": (N_("Abende im Quartal"), ("sprintteam_id", "sprint_id")),
    "teamtreffen": (N_("Teamtreffen"), ("sprintteam_id", "datum")),
    "aufgabe": (N_("Karte"), ("titel",)),
    "pruefpunkt": (N_("Prüfpunkt"), ("titel",)),
    "treffen": (N_("Treffen"), ("titel",)),
    "tagesordnungspunkt": (N_("Tagesordnungspunkt"), ("titel",)),
    "anwesenheit": (N_("Anwesenheit"), ("gruppe",)),
    "vereinbarung": (N_("Vereinbarung"), ("titel",)),
    "parkthema": (N_("Geparktes Thema"), ("titel",)),
    "arbeitsweise": (N_("Arbeitsweise"), ("titel",)),
    "protokollfassung": (N_("Protokoll"), ("treffen_id", "version")),
    "neuigkeit": (N_("Neuigkeit"), ("titel",)),
    "entscheidung": (N_("Entscheidung"), ("zielbild_id", "sprint_id")),
    "entscheidung_zeile": (N_("Wahl"), ("sprintteam_id",)),
}
"""What a row of a table is called, and the columns that say which one it is."""

SAID_WHEN_NEW: dict[str, tuple[str, ...]] = {
    "bewertung": ("wert",),
    "pruefung": ("antwort",),
    "ideenpruefung": ("antwort",),
    "teamquartal": ("abende",),
    "auftrag": ("sprintziel",),
    "unterstuetzung": ("art", "betrag_cent"),
    "aufgabe": ("spalte",),
    "anwesenheit": ("anzahl",),
    "entscheidung_zeile": ("wahl",),
}
"""What is said of a row that is added besides which one it is."""
