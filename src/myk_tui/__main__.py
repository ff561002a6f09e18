"""Run the command line with ``python -m myk_tui``."""

from myk_tui.start import main

if __name__ == "__main__":
    main()
