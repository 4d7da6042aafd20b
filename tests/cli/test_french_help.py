"""The command line explains itself in French."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from clientbook.cli.app import app, run
from clientbook.cli.french_help import FRENCH, speak_french


def _texts(command: Any) -> Iterator[str]:
    for explained in (command, *command.params):
        if said := getattr(explained, "help", None):
            yield said
    for below in getattr(command, "commands", {}).values():
        yield from _texts(below)


def test_every_help_text_has_its_french() -> None:
    """X56: A new option or command brings its French, an old one takes it along."""
    assert set(_texts(get_command(app))) == set(FRENCH)


def test_french_replaces_all_of_it() -> None:
    """X56: No text of the help stays English, and none is left without a sense of its own."""
    command = get_command(app)
    before = sorted(_texts(command))
    speak_french(command)
    after = sorted(_texts(command))
    assert not set(before) & set(after)
    assert len(after) == len(before)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_line_of_any_help_is_wider_than_the_terminal(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """N16, X56: what cannot be wrapped, such as the choices of an option, is said in its text."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("CLIENTBOOK_LANGUAGE", language)
    names = sorted(getattr(get_command(app), "commands", {}))
    assert len(names) > 20
    for name in names:
        monkeypatch.setattr(sys, "argv", ["clientbook", name, "-h"])
        assert run() == 0
        lines = capsys.readouterr().out.splitlines()
        assert (name, [line for line in lines if len(line) > 60]) == (name, [])


@pytest.mark.parametrize("words", [["--language", "fr"], []], ids=["option", "environment"])
def test_help_follows_the_language_asked_for(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """X56: By the option or the environment, without a book."""
    monkeypatch.setenv("CLIENTBOOK_LANGUAGE", "" if words else "fr")
    monkeypatch.setattr(sys, "argv", ["clientbook", "import", *words, "--help"])
    assert run() == 0
    said = capsys.readouterr().out
    assert "Importer un fichier." in said
    assert "Language of messages" not in said


def test_the_language_may_stand_before_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """X56: Where people put an option of the whole program, it holds for the command behind it."""
    monkeypatch.setenv("CLIENTBOOK_LANGUAGE", "en")
    missing = str(tmp_path / "clients.db")
    monkeypatch.setattr(sys, "argv", ["clientbook", "--language", "fr", "count", "--book", missing])
    assert run() != 0
    assert "il n'y a pas de livre" in " ".join(capsys.readouterr().err.split())
