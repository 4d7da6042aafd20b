"""A thin command line over ClientBook; needs the extra ``cli``."""

import sys

_INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main() -> None:
    """Run the command line; the entry point of the script ``clientbook``."""
    try:
        from clientbook.cli.app import run

        code = run()
    except KeyboardInterrupt:  # while modules load, or between two lines of output
        from clientbook.cli.languages import asked_language

        sys.stderr.write("\ninterrompu\n" if asked_language() == "fr" else "\nstopped\n")
        code = _INTERRUPTED
    except ImportError as error:
        if error.name not in ("typer", "rich", "click", "jinja2"):
            raise
        sys.stderr.write(
            f"clientbook: the command line needs {error.name}; "
            "install it with: pip install 'clientbook[cli]'\n"
        )
        code = 2
    raise SystemExit(code)
