"""The commands duplicates, merge, unmerge and ignore."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from clientbook.book import ClientBook
from clientbook.cli import app as cli
from clientbook.domain.clients import Actor
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.errors import ClientbookError
from clientbook.storage.sqlite import SqliteStore

ANNA = Actor("anna")


class Shell:
    """A book in a file, and the command line over it."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        monkeypatch.setenv("CLIENTBOOK_BOOK", str(path))
        monkeypatch.setenv("COLUMNS", "160")
        book = ClientBook(SqliteStore(path))
        self.ids = [
            book.clients.create(profile, by=ANNA).id
            for profile in (
                Profile(
                    name=PersonName("Marie", "Tremblay"),
                    phones=(PhoneNumber("+33612345678"),),
                    birthday=PartialDate(1980, 5, 1),
                ),
                Profile(
                    name=PersonName("Marie", "Trembley"),
                    phones=(PhoneNumber("+33612345678"),),
                    emails=(EmailAddress("marie@example.fr"),),
                    birthday=PartialDate(1980, 5, 1),
                ),
                Profile(name=PersonName("Zoltan", "[red]Xanadu[/]"), info="\x1b[31mred"),
            )
        ]
        book.context.store.close()

    def __call__(self, *words: str) -> str:
        result = CliRunner().invoke(cli.app, list(words))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    def json(self, *words: str) -> Any:
        return json.loads(self(*words[:1], "--json", *words[1:]))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path / "clients.db", monkeypatch)


def test_duplicates_are_listed_side_by_side(shell: Shell) -> None:
    """X30: The terminal view shows both names, whole ids and what the score is made of."""
    text = shell("duplicates")
    left, right = sorted(shell.ids[:2])
    for words in (left, right, "Tremblay", "Trembley", "Birth date", "pairs: 1 of 1"):
        assert words in text


def test_a_job_brings_the_list_up_to_date_first(shell: Shell) -> None:
    """P20: --scan stores the pairs, says how many clients were compared, and lists them."""
    first = shell.json("duplicates", "--scan")
    assert first["scan"]["is_whole"]
    assert first["scan"]["compared"] == first["scan"]["clients"] > 1
    assert first["scan"]["pairs"] == first["total"] == 1
    assert f"{first['scan']['clients']} clients, 0 compared, 1 pairs" in shell(
        "duplicates", "--scan"
    )


def test_duplicates_as_json_and_as_a_page(shell: Shell, tmp_path: Path) -> None:
    """X30: The same pairs as JSON whose parts sum to the weight, and as an HTML page."""
    document = shell.json("duplicates")
    (pair,) = document["pairs"]
    assert [pair["left"], pair["right"]] == sorted(shell.ids[:2])
    assert sum(p["weight"] for p in pair["parts"]) == pair["match_weight"]
    page = tmp_path / "page.html"
    assert "paires : 1 sur 1" in shell("duplicates", "--page", str(page), "--language", "fr")
    assert "Doublons possibles" in page.read_text("utf-8")


def test_merge_shows_the_plan_and_can_be_undone(shell: Shell) -> None:
    """P21, X6: A dry run writes nothing; the merge names the command that takes it back."""
    a, b, _ = shell.ids
    assert "marie@example.fr" in shell("merge", "--dry-run", "--", a, b)
    assert shell.json("count")["count"] == 3
    merged = shell.json("merge", "--take", f"name={b}", a, b)
    assert merged["survivor"] == a
    assert merged["conflicts"] == ["name"]
    assert shell.json("count")["count"] == 2
    planned = shell.json("unmerge", "--dry-run", merged["merge"])
    assert planned["restored"] == [b]
    assert shell.json("count")["count"] == 2
    assert f"{b} came back" in shell("unmerge", "--ignore", merged["merge"])
    assert shell.json("count")["count"] == 3
    assert shell.json("duplicates")["pairs"] == []


def test_an_ignored_pair_blocks_until_overridden(shell: Shell) -> None:
    """P23: ignore takes the pair off the list; merging it needs an override."""
    a, b, _ = shell.ids
    shell("ignore", b, a)
    assert shell.json("duplicates")["total"] == 0
    with pytest.raises(ClientbookError, match="ignored_pair"):
        shell("merge", a, b)
    assert shell.json("merge", "--override", "ignored_pair", a, b)["merge"]


def test_safe_merges_only_what_clashes_nowhere(shell: Shell) -> None:
    """X3: A pair whose names differ is left for a person, with the reason."""
    document = shell.json("merge", "--safe")
    assert document["merged"] == []
    assert all(s["reason"] == "conflict" and s["fields"] == ["name"] for s in document["skipped"])
    assert "0 merged" in shell("merge", "--safe")


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "x"),
        ("merge", "--take", "name", "x", "y"),
        ("merge", "--safe", "x", "y"),
        ("merge", "--override", "nonsense", "x", "y"),
        ("duplicates", "--limit", "0"),
    ],
)
def test_a_wrong_call_is_refused(shell: Shell, words: tuple[str, ...]) -> None:
    """X1: A call that makes no sense ends with code 2 and writes nothing."""
    assert CliRunner().invoke(cli.app, list(words)).exit_code == 2


def test_values_are_no_markup(shell: Shell) -> None:
    """X30: What looks like markup is printed as it is; no escape sequence reaches the terminal."""
    text = shell("merge", "--dry-run", "--", shell.ids[2], shell.ids[0])
    assert "[red]Xanadu[/]" in text
    assert "\x1b[31m" not in text
