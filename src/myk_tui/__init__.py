"""myk_tui: sprint reviews of a regional programme, in the terminal, offline, in one file."""

__version__ = "0.1.0"
