"""The commands import, imports, undo and template, as a stranger types them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from clientbook.cli import app as cli
from clientbook.cli.import_views import as_options
from clientbook.errors import ClientbookError

TITLES = "First name,Last name,Mobile,Email"
PEOPLE = f"""{TITLES}
Marie,Dupont,06 12 34 56 78,marie@example.fr
Zoé,Élan,06 12 34 56 79,zoe@example.fr
"""
BAD = PEOPLE + "Ann,Lee,12,nota mail\n,,,\nBob,Ray,0612345690,b@x.example\n"
COUNT_KEYS = [
    "rows",
    "created",
    "updated",
    "attached",
    "unchanged",
    "skipped",
    "review",
    "rejected",
    "duplicate_in_file",
    "duplicates_in_file",
]
JSON_KEYS = [*COUNT_KEYS, "run_id", "findings", "warnings", "refused", "mapping"]


class Shell:
    """A folder with a book that is not there yet, and the command line over it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.book = folder / "clients.db"
        monkeypatch.setenv("CLIENTBOOK_BOOK", str(self.book))
        monkeypatch.setenv("CLIENTBOOK_REGION", "FR")
        monkeypatch.setenv("COLUMNS", "160")
        self.environment = monkeypatch

    def file(self, text: str, name: str = "people.csv", encoding: str = "utf-8") -> str:
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    def __call__(self, *words: str, code: int = 0, error: str = "") -> str:
        result: Result = CliRunner().invoke(cli.app, list(words))
        if error:
            assert isinstance(result.exception, ClientbookError), result.output
            assert error in str(result.exception)
            return result.output
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    def json(self, *words: str) -> Any:
        result = CliRunner().invoke(cli.app, [*words, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path, monkeypatch)


def test_json_is_one_object_with_the_promised_keys(shell: Shell) -> None:
    """K10: --json prints the outcomes under their names, summing to the rows, and the mapping."""
    document = shell.json("import", shell.file(BAD))
    assert sorted(document) == sorted(JSON_KEYS)
    assert (document["rows"], document["created"], document["rejected"]) == (4, 3, 1)
    assert document["mapping"][2] == {
        "header": "Mobile",
        "target": "phone.mobile",
        "confidence": document["mapping"][2]["confidence"],
        "reason": "synonym",
    }
    (run,) = shell.json("imports")
    assert run["run_id"] == document["run_id"]
    assert {key: run[key] for key in COUNT_KEYS} == {k: document[k] for k in COUNT_KEYS}


def test_the_same_file_twice_changes_nothing(shell: Shell) -> None:
    """X15: imported again, every row is unchanged."""
    path = shell.file(PEOPLE)
    assert shell.json("import", path)["created"] == 2
    again = shell.json("import", path)
    assert (again["created"], again["unchanged"]) == (0, 2)
    assert shell.json("count") == {"count": 2}


@pytest.mark.parametrize("name", ["rejects.csv", "rejects.xlsx"])
def test_refused_rows_come_back_once_they_are_mended(shell: Shell, name: str) -> None:
    """V32: the file of refused rows maps itself, and its reasons are left out."""
    rejects = shell.folder / name
    shell("import", shell.file(BAD), "--rejects", str(rejects))
    again = shell.json("import", str(rejects), "--map", "Mobile=skip", "--map", "Email=skip")
    assert (again["rows"], again["created"], again["rejected"]) == (1, 1, 0)
    assert [c["target"] for c in again["mapping"]][4:] == ["skip"] * 4


def test_markup_and_escapes_in_a_file_are_only_text(shell: Shell) -> None:
    """Titles and cells cannot style, move or break the terminal."""
    text = "First name,Last name,[/b] title\nA[/red]nn,Lee [bold],\x1b[31mred\x07\n"
    shown = shell("import", shell.file(text))
    assert "[/b] title" in shown
    assert "A[/red]nn" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "A[/red]nn Lee [bold]" in shell("search", "lee")


@pytest.mark.parametrize(
    ("name", "says"),
    [("rows.txt", "ends in .xlsx or .csv"), ("no/rows.csv", "there is no folder"), ("", "ends in")],
)
def test_a_rejects_file_that_cannot_be_written_stops_before_the_import(
    shell: Shell, name: str, says: str
) -> None:
    """Nothing is imported whose refused rows would have nowhere to go."""
    shell.environment.setenv("COLUMNS", "400")
    output = shell("import", shell.file(BAD), "--rejects", str(shell.folder / name), code=2)
    assert says in output
    assert not shell.book.exists()
    assert "ends in .xlsx or .csv" in shell("template", str(shell.folder / "out"), code=2)


def test_a_file_that_cannot_be_read_leaves_no_book_behind(shell: Shell) -> None:
    """One error that says what to do; nothing is written, not even an empty book."""
    shell("import", shell.file("", "empty.csv"), error="the file is empty")
    shell("import", str(shell.folder), error="this is a folder")
    shell("import", str(shell.folder / "none.csv"), error="there is no such file")
    assert not shell.book.exists()


def test_a_dry_run_writes_nothing(shell: Shell) -> None:
    """K22: a dry run counts the same, makes no book, no run and no file of refused rows."""
    path, rejects = shell.file(BAD), shell.folder / "rejects.csv"
    planned = shell.json("import", path, "--dry-run", "--rejects", str(rejects))
    assert planned["run_id"] is None
    assert not shell.book.exists()
    assert not rejects.exists()
    done = shell.json("import", path)
    assert {k: planned[k] for k in COUNT_KEYS} == {k: done[k] for k in COUNT_KEYS}


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ("Mobile", "write 'Column title=target'"),
        ("Nobody=skip", "no column is titled 'Nobody'"),
        ("Mobile=phne", "there is no target 'phne'"),
    ],
)
def test_a_wrong_map_says_what_would_be_right(shell: Shell, choice: str, says: str) -> None:
    """A wrong --map is a wrong call that names what was typed and what there is."""
    shell.environment.setenv("COLUMNS", "400")
    assert says in shell("import", shell.file(PEOPLE), "--map", choice, code=2)


def test_an_undecided_column_names_the_option_that_decides_it(shell: Shell) -> None:
    """K18: planning with an undecided column fails naming it, and says how to decide it."""
    path = shell.file("Marie,Dupont,marie@example.fr,q8\nZoé,Élan,zoe@example.fr,\n")
    undecided = [
        c["header"]
        for c in shell.json("import", path, "--dry-run", "--map", "D=skip")["mapping"]
        if c["target"] is None
    ]
    assert undecided == []
    shell("import", path, error="--map 'D=skip'")


def test_the_choices_of_the_reader_can_be_overridden(shell: Shell) -> None:
    """K17: encoding, separator, titles and sheet are options as well as guesses."""
    path = shell.file("Zoé\tÉlan\tzoe@example.fr\n", encoding="cp850")
    options = ("--encoding", "cp850", "--delimiter", "tab", "--no-header")
    targets = ("--map", "A=given_name", "--map", "B=family_name", "--map", "C=email.1")
    assert shell.json("import", path, *options, *targets)["created"] == 1
    assert "Zoé Élan" in shell("search", "elan")
    shell("import", path, "--encoding", "nonsense", code=2)
    assert as_options("pass header_row= if this is wrong") == "pass --header-row if this is wrong"
    assert as_options("pass header=True if there are") == "pass --header if there are"


def test_an_interrupted_import_goes_on_as_it_began(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X29: the same command resumes; the mapping shown is the one the import began with."""
    lines = "\n".join(f"Anna{i},Bell{i},,a{i}@x.example" for i in range(2500))
    path = shell.file(f"{TITLES}\n{lines}\n")
    calls: list[int] = []

    def stop(self: object, progress: Any) -> bool | None:
        calls.append(progress.done)
        return False if progress.phase == "importing" else None

    with monkeypatch.context() as patched:
        patched.setattr("clientbook.cli.import_views.Ticker.__call__", stop)
        result = CliRunner().invoke(cli.app, ["import", path, "--map", "Mobile=skip"])
        assert isinstance(result.exception, ClientbookError)
    assert 0 < shell.json("count")["count"] < 2500
    result = CliRunner().invoke(cli.app, ["import", path, "--region", "CA"])
    assert (result.exit_code, "another region" in result.output) == (2, True)
    result = CliRunner().invoke(cli.app, ["import", path, "--json"])
    assert "going on with the import" in result.stderr
    document = json.loads(result.stdout)
    assert document["created"] == document["rows"] == 2500
    assert document["mapping"][2]["target"] == "skip"
    assert shell.json("count") == {"count": 2500}


def test_the_advice_fits_what_went_wrong(shell: Shell) -> None:
    """Without a region, numbers need one; a run can be taken back by its id."""
    shell.environment.setenv("CLIENTBOOK_REGION", "ZZ")
    output = shell("import", shell.file(PEOPLE))
    assert "need --region" in output
    assert "ZZ" not in output
    (run,) = shell.json("imports")
    assert f"clientbook undo {run['run_id']}" in output


def test_the_id_of_a_run_stays_in_one_piece_in_a_narrow_terminal(shell: Shell) -> None:
    """What has to be copied is not folded."""
    run_id = shell.json("import", shell.file(PEOPLE))["run_id"]
    shell.environment.setenv("COLUMNS", "50")
    assert run_id in shell("imports")


def test_undo_asks_first_and_leaves_the_line(shell: Shell) -> None:
    """V35: an undone import stays listed with its counts; without a yes nothing happens."""
    run_id = shell.json("import", shell.file(PEOPLE))["run_id"]
    shell("undo", run_id, code=1)
    assert shell.json("count") == {"count": 2}
    assert "2 removed, 0 restored" in shell("undo", run_id, "--yes")
    (run,) = shell.json("imports")
    assert (run["state"], run["created"]) == ("undone", 2)
    assert "undone by cli, 2 removed" in shell("imports")
    shell("undo", run_id, "--yes", error="the import is undone")


@pytest.mark.parametrize("name", ["template.csv", "template.xlsx"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_template_maps_itself(shell: Shell, name: str, language: str) -> None:
    """V4: every column of the template goes where it says, in both languages."""
    path = shell.folder / name
    shell("template", str(path), "--language", language)
    mapping = shell.json("import", str(path), "--dry-run")["mapping"]
    assert {c["reason"] for c in mapping} <= {"exact_title", "synonym"}
    assert None not in {c["target"] for c in mapping}


def test_errors_are_one_line_with_an_exit_code(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 for what is refused, 2 for a wrong call; no traceback."""
    shell.environment.setenv("COLUMNS", "40")
    damaged = shell.folder / "damaged.db"
    damaged.write_bytes(b"not a database, not at all" * 100)
    path = shell.file(PEOPLE)
    for words, code in (
        (["import", path, "--book", str(damaged)], 1),
        (["import", path, "--book", str(shell.folder)], 1),
        (["import", path, "--region", "ZZZ"], 2),
        (["count", "--book", str(shell.folder / "none.db")], 2),
    ):
        monkeypatch.setattr("sys.argv", ["clientbook", *words])
        assert cli.run() == code
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert code == 2 or (said.startswith("error: ") and said.count("\n") == 1)


def test_messages_come_in_french(shell: Shell) -> None:
    """Every reason of a row is in the language that was asked for."""
    output = shell("import", shell.file(BAD), "--language", "fr")
    assert "pas de signe @" in output
    assert "no @ sign" not in output
    rejects = shell.folder / "rejects.csv"
    shell("import", shell.file(BAD), "--language", "fr", "--rejects", str(rejects))
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        titles, *rows = csv.reader(file)
    assert titles[:4] == TITLES.split(",")
    assert "numéro trop court" in rows[0][6]


def test_v30_the_refused_rows_can_be_had_later(shell: Shell) -> None:
    """V30: the rejects of a run in the history, with the reasons beside them."""
    run_id = json.loads(shell("import", shell.file(BAD), "--json"))["run_id"]
    out = shell.folder / "later.csv"
    assert "written to" in shell("rejects", run_id, str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        titles, *rows = csv.reader(file)
    assert titles[:4] == TITLES.split(",")
    assert [row[4] for row in rows] == ["4"]  # the number of the row in the file


@pytest.mark.parametrize(("language", "shown"), [("en", "5 of 7 rows"), ("fr", "5 sur 7")])
@pytest.mark.parametrize("words", [["--dry-run"], []])
def test_rows_that_are_not_shown_are_counted(
    shell: Shell, language: str, shown: str, words: list[str]
) -> None:
    """Who sees five refused rows reads of how many, and how to get them all."""
    source = shell.file(TITLES + "\n" + "".join(f"Ann{n},Lee,12,\n" for n in range(7)))
    said = shell("import", source, "--language", language, *words)
    assert shown in said
    assert "--rejects" in said
    assert "shown: " not in shell("import", shell.file(TITLES + "\nAnn,Lee,12,\n"))


def test_json_says_what_the_terminal_says(shell: Shell) -> None:
    """What a program reads lacks no finding, no warning and no reason of a refused row."""
    answer = shell.json("import", shell.file(BAD), "--dry-run")
    assert {
        key: value
        for finding in answer["findings"]
        for key, value in finding.items()
        if finding["code"] == "blank_row" and key != "message"
    } == {"code": "blank_row", "row": 5, "column": None, "params": {}}
    (refused,) = answer["refused"]
    assert (refused["row"], refused["outcome"]) == (4, "rejected")
    assert [issue["code"] for issue in refused["issues"]] == ["phone_too_short", "invalid_email"]
    assert all(issue["message"] for issue in refused["issues"])
    assert "nota mail" not in str(answer)
    dates = TITLES + ",Birth date\n" + "".join(f"A{n},B,,,0{n}/05/1980\n" for n in range(1, 4))
    (warning,) = shell.json("import", shell.file(dates), "--dry-run")["warnings"]
    assert warning["column"] == "Birth date"
    assert warning["message"]


@pytest.mark.parametrize(("order", "month"), [("MDY", 3), ("DMY", 4)])
def test_what_a_message_advises_is_an_option(shell: Shell, order: str, month: int) -> None:
    """The order of dates, the separator of a cell and letters can be said as the advice writes."""
    source = shell.file(TITLES + ",Birth date\nAnn,Lee,,,03/04/1980\nBob,Roy,,,05/06/1981\n")
    said = shell("import", source, "--dry-run")
    assert "--map 'Birth date=birth_date order=MDY'" in " ".join(said.split())
    shell("import", source, "--map", f"Birth date=birth_date order={order}")
    shell("export", str(shell.folder / "out.csv"))
    assert f"1980-{month:02}" in (shell.folder / "out.csv").read_text("utf-8-sig")


def test_a_cell_of_several_values_is_taken_apart_where_map_says_so(shell: Shell) -> None:
    """``split=`` is what the table of columns shows behind a target."""
    source = shell.file("First name,Groups\nAnn,a;b\n")
    assert "split=;" in shell("import", source, "--dry-run", "--map", "Groups=tags split=;")
    odd = shell("import", source, "--map", "Groups=tags order=XYZ", code=2)
    assert "date order" in " ".join(odd.split())
    assert "no column is titled" in shell("import", source, "--map", "Tab split=tags", code=2)


@pytest.mark.parametrize(
    ("name", "said", "not_said"),
    [
        ("erase", "book.privacy.erase(", "merge"),
        ("serch", "search", "privacy"),
        ("frobnicate", "--help lists them", "did you mean"),
    ],
)
def test_an_unknown_command_is_told_what_is_like_it(
    shell: Shell, name: str, said: str, not_said: str
) -> None:
    """No command is proposed that does something else."""
    told = " ".join(shell(name, "x", code=2).split())
    assert said in told
    assert not_said not in told
    shell.environment.setenv("CLIENTBOOK_LANGUAGE", "fr")
    assert "n'existe pas" in " ".join(shell(name, "x", code=2).split())


def test_a_list_of_nothing_says_so_and_one_is_no_plural(shell: Shell) -> None:
    """No bare table of titles; a number of one has its word, in French too."""
    shell("import", shell.file(TITLES + "\nAnn,Lee,0612345678,\nAnn,Lee,0612345678,\n"))
    assert "1 doublon du fichier" in shell("imports", "--language", "fr")
    assert "1 créée" in shell("imports", "--language", "fr")
    assert shell("bulk-runs").strip() == "there is nothing to list"
    assert shell("bulk-runs", "--language", "fr").strip() == "il n'y a rien à lister"
