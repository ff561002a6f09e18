"""A field of several lines in a form; the page keys are its own only if there is more of its text to see."""

from textual.widgets import TextArea


class Textfeld(TextArea):
    """Takes Tab to leave, and leaves Bild↑ and Bild↓ to the form while all of its text is in sight."""

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(text, id=id, tab_behavior="focus", show_line_numbers=False, compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a page to the form where there is none here."""
        if (
            action in ("cursor_page_up", "cursor_page_down")
            and self.wrapped_document.height <= self.content_size.height
        ):
            return None
        return super().check_action(action, parameters)
