"""What the room sees of decisions that are made: their numbers and choices, and that a sprint is closed."""

from collections.abc import Iterable
from dataclasses import replace

from myk_tui.domain.beamer import Folie, Folienzeile, Schrift
from myk_tui.domain.begriffe import EntscheidungStatus, label
from myk_tui.domain.protokoll import choice_line
from myk_tui.domain.protokollwerte import Beschluss
from myk_tui.domain.sprintboard import show_rest
from myk_tui.i18n import _
from myk_tui.services import Services


def beschluss_zeilen(beschluesse: Iterable[Beschluss]) -> list[Folienzeile]:
    """Return each decision with its number and what every team does next, without reasons and results."""
    lines: list[Folienzeile] = []
    for beschluss in beschluesse:
        name = f"✓ {beschluss.nummer}" if beschluss.nummer else label(EntscheidungStatus.VERTAGT)
        lines.append(Folienzeile(f"{name}: {beschluss.zielbild}", Schrift.KOPF))
        chosen = (replace(zeile, verbleib=None, urteil="", sprintziel="") for zeile in beschluss.zeilen)
        lines += [Folienzeile(choice_line(zeile), ein=1) for zeile in chosen]
    return lines


def abschluss_folie(services: Services) -> Folie | None:
    """Return what stands after a closing: the next sprint and what was decided; None if none has been closed."""
    closed = services.sprintarchiv.load_sprints()
    stand = services.uebersicht.load_uebersicht()
    if not closed or stand.sprint is None:
        return None
    sprint, _day = closed[0]
    following = _("Sprint {name}").format(name=stand.sprint.name) + " · " + show_rest(stand.tage, stand.beginnt)
    lines = beschluss_zeilen(services.sprintarchiv.load_beschluesse(sprint.id))
    title = _("Sprint {name} ist abgeschlossen").format(name=sprint.name)
    return Folie(title, (Folienzeile(following, Schrift.WICHTIG), *lines), stand.programm)
