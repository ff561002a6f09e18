"""Where a find of the search is read, when that is more than a row of a screen."""

from myk_tui.domain.suche import Fund, Fundart
from myk_tui.screens.base import MykScreen
from myk_tui.screens.dialogs import TextDialog

OF_A_MEETING = (Fundart.TREFFEN, Fundart.VEREINBARUNG, Fundart.PARKTHEMA, Fundart.ARBEITSWEISE)


def show_fund(screen: MykScreen, fund: Fund) -> None:
    """Show a find on its screen, or over it: decisions, closed sprints, requests, minutes."""
    with screen.reporting():
        if fund.art is Fundart.ENTSCHEIDUNG and fund.stelle == fund.id:
            _show_decision(screen, fund)
        elif fund.frueher:
            _show_earlier(screen, fund)
        elif fund.art is Fundart.UNTERSTUETZUNG:
            _show_request(screen, fund)
        elif fund.art in OF_A_MEETING and fund.stelle:
            from myk_tui.screens.protokoll import show_protokoll

            show_protokoll(screen, fund.stelle)
        elif fund.art in (*OF_A_MEETING, Fundart.NEUIGKEIT):
            lines = [fund.zusatz, "", *screen.services.suche.load_inhalt(fund).split("\n")]
            screen.app.push_screen(TextDialog(f"{fund.art_name}: {fund.titel}", lines))
        else:
            screen.show_stelle(fund.stelle)


def _show_decision(screen: MykScreen, fund: Fund) -> None:
    from myk_tui.screens.beschluesse import BeschlussDialog

    screen.app.push_screen(BeschlussDialog(screen, screen.services.beschluesse.load_beschluss(fund.id)))


def _show_earlier(screen: MykScreen, fund: Fund) -> None:
    """Show a closed sprint with the cursor on the card, or what its teams found out."""
    from myk_tui.screens.sprintarchiv import ErgebnisseDialog, make_sprintarchiv
    from myk_tui.widgets.brett import Brett

    dialog = make_sprintarchiv(screen, fund.frueher)
    screen.app.push_screen(dialog)
    if fund.art is Fundart.AUFGABE:
        dialog.call_after_refresh(lambda: [brett.move_to(fund.id) for brett in dialog.query(Brett)])
    else:
        screen.app.push_screen(ErgebnisseDialog(dialog.archiv.board.sprint_name, dialog.archiv.sections()))


def _show_request(screen: MykScreen, fund: Fund) -> None:
    from myk_tui.screens.unterstuetzung import Bittenliste, UnterstuetzungDialog

    dialog = UnterstuetzungDialog(screen, None, "")
    screen.app.push_screen(dialog, lambda _closed: screen.refresh_data())
    dialog.call_after_refresh(lambda: [liste.move_to(fund.id) for liste in dialog.query(Bittenliste)])
