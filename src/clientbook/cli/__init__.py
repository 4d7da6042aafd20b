"""A thin command line over ClientBook; needs the extra ``cli``."""

import sys


def main() -> None:
    """Run the command line; the entry point of the script ``clientbook``."""
    try:
        from clientbook.cli.app import run
    except ImportError as error:
        if error.name not in ("typer", "rich", "click"):
            raise
        sys.stderr.write(
            f"clientbook: the command line needs {error.name}; "
            "install it with: pip install 'clientbook[cli]'\n"
        )
        raise SystemExit(2) from None
    raise SystemExit(run())
