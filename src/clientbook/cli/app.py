"""The application: its commands, and what an error looks like."""

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer
from rich.text import Text
from typer.main import get_command

import clientbook
from clientbook.cli import bulk, clients, copying, duplicates, imports, reading, runs, serving
from clientbook.cli.command_names import Commands, name_arguments
from clientbook.cli.encodings import say_plainly
from clientbook.cli.french_help import speak_french
from clientbook.cli.import_views import as_options
from clientbook.cli.languages import asked_language
from clientbook.cli.options import Language, console, errors, fills_lines, shown
from clientbook.commands.words import say
from clientbook.errors import ClientbookError, OperationCancelledError
from clientbook.errors.sentences import sentence

app = typer.Typer(
    name="clientbook",
    cls=Commands,
    help="A client book: import spreadsheets, find clients, merge duplicates.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help fits any width and any encoding
    context_settings={"help_option_names": ["-h", "--help"]},
)
imports.register(app)
runs.register(app)
clients.register(app)
duplicates.register(app)
bulk.register(app)
reading.register(app)
copying.register(app)
serving.register(app)


@app.callback()
def begin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    language: Annotated[Language | None, typer.Option(help="Language of messages.")] = None,
) -> None:
    """A client book: import spreadsheets, find clients, merge duplicates."""
    if language is not None:
        os.environ["CLIENTBOOK_LANGUAGE"] = language.value  # where every command looks for it
    if version:
        console.print(clientbook.__version__, highlight=False)
    elif context.invoked_subcommand is None:
        console.print(say(asked_language(), "first"), highlight=False, soft_wrap=True)
    else:
        return
    raise typer.Exit


FAILED = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def run() -> int:
    """Run the command line and return its exit code.

    0 done; 1 the library refused (the message says why and what to do); 2 a wrong call;
    130 interrupted (an import can be resumed by the same command).  Whoever reads only the
    beginning of what it says (``| head -1``) changes neither the work nor the code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter the terminal lacks stops nothing
            say_plainly(stream)
    command = get_command(app)
    name_arguments(command)
    if asked_language() == "fr":
        speak_french(command)
    reader = sys.stdout
    try:
        command()
    except SystemExit as leave:
        return _code_of(leave, gone=sys.stdout is not reader)
    except (OperationCancelledError, KeyboardInterrupt):
        return _interrupted()
    except ClientbookError as error:
        _say(as_options(sentence(error, asked_language())))
        return FAILED
    except OSError as error:  # of a file the command line itself writes
        _say(f"{shown(error.filename)}: {error.strerror}")
        return FAILED
    return 0


def _code_of(leave: SystemExit, *, gone: bool) -> int:
    """Return the code of an exit; ``gone``: standard output was exchanged since its reader left."""
    if _was_interrupted(leave):
        return _interrupted()
    if gone:  # the code speaks of the pipe, not of the work
        return 0
    return leave.code if isinstance(leave.code, int) else 0


def _interrupted() -> int:
    errors.print(say(asked_language(), "stopped"), style="yellow")
    return INTERRUPTED


def _was_interrupted(leave: BaseException) -> bool:
    """True when somebody pressed Ctrl-C: typer makes an exit of it."""
    cause: BaseException | None = leave
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _say(problem: str) -> None:
    head = Text(say(asked_language(), "error"), style="red")
    colon = " :" if asked_language() == "fr" else ":"
    said = head + Text(f"{colon} {problem}", style="")
    errors.print(said, highlight=False, soft_wrap=not fills_lines())
