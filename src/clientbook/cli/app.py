"""The application: its commands, and what an error looks like."""

import typer
from rich.markup import escape

from clientbook.cli import clients, duplicates, imports
from clientbook.cli.options import errors
from clientbook.errors import ClientbookError, OperationCancelledError

app = typer.Typer(
    name="clientbook",
    help="A client book: import spreadsheets, find clients, merge doubles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
imports.register(app)
clients.register(app)
duplicates.register(app)

FAILED = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def run() -> int:
    """Run the command line and return its exit code.

    0 done; 1 the library refused (the message says why and what to do); 2 a wrong call;
    130 interrupted (an import can be resumed by the same command).
    """
    try:
        app()
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 0
    except OperationCancelledError:
        errors.print("[yellow]stopped[/]: run the same command again to go on")
        return INTERRUPTED
    except ClientbookError as error:
        _say(str(error))
        return FAILED
    except OSError as error:  # of a file the command line itself writes
        _say(f"{error.filename}: {error.strerror}")
        return FAILED
    return 0


def _say(problem: str) -> None:
    errors.print(f"[red]error[/]: {escape(problem)}", highlight=False, soft_wrap=True)
