"""The command line as a whole: nothing overwritten, any terminal, French, 60 columns, Ctrl-C."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from codecs import BOM_UTF8
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

import clientbook
from clientbook.cli.app import app
from clientbook.cli.encodings import LACKING
from clientbook.commands.words import _TEXTS

from .test_imports import BAD, PEOPLE, Shell, shell

__all__ = ["shell"]  # the fixture

SOURCES = Path(clientbook.__file__).parents[1]


def run(
    *words: str, cwd: Path, encoding: str = "utf-8", columns: int = 100, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a terminal would."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CLIENTBOOK_")}
    environment |= {
        "PYTHONPATH": str(SOURCES),
        "PYTHONIOENCODING": encoding,
        "COLUMNS": str(columns),
        "NO_COLOR": "1",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-m", "clientbook.cli", *words],
        cwd=cwd, env=environment, capture_output=True, text=True, encoding=encoding,
        check=False, timeout=120,
    )  # fmt: skip


def test_an_empty_file_is_one_of_a_trade(shell: Shell) -> None:
    """X44, X56: the columns that a trade asks for stand first."""
    out = shell.folder / "empty.csv"
    shell("template", str(out), "--preset", "booking")
    assert out.read_text("utf-8-sig").startswith("First name,Last name,E-mail,Company")


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        (["--map", "Nope=note"], "no column is titled 'Nope'", "aucune colonne ne s'intitule"),
        (["--map", "Name"], "write 'Column title=target'", "écrivez 'Titre de colonne=cible'"),
        (["--map", "First name=nope"], "there is no target 'nope'", "la cible 'nope' n'existe pas"),
        (["--encoding", "klingon"], "no encoding 'klingon'", "le codage 'klingon' n'existe pas"),
        (["--region", "XX"], "there is no region XX", "la région XX n'existe pas"),
        (["--region", "uk"], "no region UK; that country is GB", "ce pays est GB"),
    ],
)
def test_a_wrong_option_of_an_import_is_told_in_both_languages(
    shell: Shell, words: list[str], english: str, french: str
) -> None:
    """X56: What is typed wrong is named, in the language that was asked for."""
    source = shell.file(PEOPLE)
    assert english in " ".join(shell("import", source, *words, code=2).split())
    said = shell("import", source, "--language", "fr", *words, code=2)
    assert french in " ".join(said.split())


def test_a_column_that_is_none_is_named(shell: Shell) -> None:
    """R17, X56: whoever exports a column that does not exist reads which."""
    shell("import", shell.file(PEOPLE))
    out = str(shell.folder / "out.csv")
    assert "'nope'" in shell("export", out, "--column", "nope", code=2)
    french = shell("export", out, "--column", "nope", "--language", "fr", code=2)
    assert "cette colonne n'existe pas" in " ".join(french.split())


def test_nobody_due_needs_no_yes(shell: Shell) -> None:
    """X56, X60: where nobody would be changed, nothing asks to be confirmed."""
    shell("import", shell.file(PEOPLE))
    said = shell("retention", "--years", "3")
    assert "nobody found" in said
    assert "--yes" not in said


@pytest.mark.parametrize("force", [False, True])
def test_the_source_and_the_book_are_never_written_over(shell: Shell, force: bool) -> None:
    """N1, X56: --rejects and --page refuse the file that is read and the book, force or not."""
    source = Path(shell.file(BAD))
    link = shell.folder / "link.csv"
    link.symlink_to(source)
    words = ["--force"] if force else []
    for out in (source, link):
        said = shell("import", str(source), "--rejects", str(out), *words, code=2)
        assert "the file that is read" in said
    assert source.read_text("utf-8") == BAD
    shell("import", str(source))
    said = shell("duplicates", "--page", str(shell.book), *words, code=2)
    assert "this is the book" in said
    assert sqlite3.connect(shell.book).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_there_is_replaced_only_when_told(shell: Shell) -> None:
    """N1, X56: Every command that writes a file refuses one that exists, unless told --force."""
    run_id = shell.json("import", shell.file(BAD))["run_id"]
    there = shell.folder / "there.csv"
    page = shell.folder / "there.html"
    for words, out in (
        (["import", shell.file(PEOPLE, "more.csv"), "--rejects", str(there)], there),
        (["rejects", run_id, str(there)], there),
        (["template", str(there)], there),
        (["export", str(there)], there),
        (["duplicates", "--page", str(page)], page),
    ):
        out.write_text("mine")
        assert "--force" in shell(*words, code=2)
        assert out.read_text() == "mine"
        shell(*words, "--force")
        assert out.read_bytes() != b"mine"
    assert not [p for p in shell.folder.iterdir() if p.name.startswith(".clientbook-")]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_a_letter_stops_nothing(encoding: str, tmp_path: Path) -> None:
    """N7, X56: A name no terminal encoding holds is imported and shown as well as it can be."""
    (tmp_path / "pl.csv").write_text("Nom;Prénom\nŁukasz;Zoé\n東京;Ann\n", "utf-8")
    done = run("import", "pl.csv", "--book", "b.db", cwd=tmp_path, encoding=encoding)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    seen = run("count", "--book", "b.db", "--json", cwd=tmp_path)
    assert json.loads(seen.stdout) == {"count": 2}


def test_a_minus_is_a_minus_in_any_encoding(tmp_path: Path) -> None:
    """X56: What speaks against a pair is told from what speaks for it, and quotes are quotes."""
    rows = "Prénom;Nom;Mobile;Né le\nAnn;Roy;0612345678;1980-05-01\nAnn;Roi;0612345678;1980-05-02\n"
    (tmp_path / "pair.csv").write_text(rows, "utf-8")
    run("import", "pair.csv", "--book", "b.db", "--region", "FR", cwd=tmp_path)
    words = ("duplicates", "--book", "b.db", "--language", "fr")
    whole, plain = (run(*words, cwd=tmp_path, encoding=e).stdout for e in ("utf-8", "ascii"))
    assert "\N{MINUS SIGN}" in whole
    for weight in re.findall("\N{MINUS SIGN}[0-9,]+", whole):
        assert weight.replace("\N{MINUS SIGN}", "-") in plain


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_whole_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    """X56: a letter that the terminal lacks is escaped in JSON, where a ? would be another name."""
    (tmp_path / "pl.csv").write_text("Nom;Prénom\nWałęsa;Łucja\n", "utf-8")
    run("import", "pl.csv", "--book", "b.db", cwd=tmp_path)
    seen = run("search", "wa", "--book", "b.db", "--json", cwd=tmp_path, encoding=encoding)
    (found,) = json.loads(seen.stdout)
    assert found["name"] == "Łucja Wałęsa"


def _read_by_nobody(*words: str, cwd: Path) -> int:
    """Run a command whose output nobody reads any more, and return its exit code."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(
            [sys.executable, "-m", "clientbook.cli", *words],
            cwd=cwd, env={**os.environ, "PYTHONPATH": str(SOURCES)}, stdout=writing,
            stderr=subprocess.PIPE, check=False, timeout=120,
        ).returncode  # fmt: skip
    finally:
        os.close(writing)


@pytest.mark.skipif(os.name != "posix", reason="pipes that break are POSIX's")
def test_whoever_stops_reading_stops_nothing(tmp_path: Path) -> None:
    """X56: behind ``| head -1`` an import is committed, and the exit code is that of the work."""
    (tmp_path / "a.csv").write_text("Nom;Prénom\nRoy;Ann\nLow;Bea\n", "utf-8")
    assert _read_by_nobody("import", "a.csv", "--book", "b.db", cwd=tmp_path) == 0
    assert json.loads(run("count", "--book", "b.db", "--json", cwd=tmp_path).stdout) == {"count": 2}
    for words in (["targets"], ["targets", "--json"], ["--version"], ["-h"], []):
        assert _read_by_nobody(*words, cwd=tmp_path) == 0
    assert _read_by_nobody("search", "x", "--book", "none.db", cwd=tmp_path) == 2
    assert _read_by_nobody("import", "none.csv", "--book", "b.db", cwd=tmp_path) != 0


def test_version_help_and_no_command(tmp_path: Path) -> None:
    """N13, X56: --version, -h, and alone it says what to do first."""
    assert run("--version", cwd=tmp_path).stdout.strip() == clientbook.__version__
    assert "Usage" in run("-h", cwd=tmp_path).stdout
    assert "--rejects" in run("import", "-h", cwd=tmp_path).stdout
    alone = run(cwd=tmp_path)
    assert alone.returncode == 0
    assert "clientbook import FILE" in alone.stdout
    assert "Commencez" in run(cwd=tmp_path, CLIENTBOOK_LANGUAGE="fr").stdout


def test_flags_show_no_type(tmp_path: Path) -> None:
    """N14: The help names a flag without a value."""
    assert "<bool>" not in run("import", "--help", cwd=tmp_path, columns=80).stdout


def test_every_text_is_in_both_languages() -> None:
    """N8, X56: No text of the command line is English only, and both take the same parts."""
    parts = re.compile(r"\{(\w+)\}")
    for key, (english, french) in _TEXTS.items():
        assert french, key
        assert sorted(parts.findall(english)) == sorted(parts.findall(french)), key


def test_an_import_speaks_french_throughout(shell: Shell) -> None:
    """N8: Titles, outcomes, rows and advice are French, not only the reasons."""
    said = shell("import", shell.file(BAD), "--language", "fr")
    for words in ("Colonne", "va dans", "titre exact", "créées", "refusées", "ligne 4", "annuler"):
        assert words in said
    for words in ("Column", "goes to", "created", "rejected", "row 4", "take it back"):
        assert words not in said
    assert "terminé" in shell("imports", "--language", "fr")


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_nothing_is_wider_than_the_terminal(
    shell: Shell, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """N16, X56: Tables fit 60 columns: where there is no room for one, rows stand as lines."""
    monkeypatch.setenv("COLUMNS", str(columns))
    shell.json("import", shell.file(BAD))
    for words in (("imports",), ("search", "dupont"), ("import", shell.file(BAD), "--dry-run")):
        lines = [line for line in shell(*words).splitlines() if line[:1] in "┃│┏└"]
        assert lines
        assert max(map(len, lines)) <= columns


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_no_column_is_dropped(
    shell: Shell, columns: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X56: However narrow: which file an import took, how sure a column is, how to reach whom."""
    monkeypatch.setenv("COLUMNS", str(columns))
    said = shell("import", shell.file(BAD), "--language", language)
    reason, created = ("exact", "created") if language == "en" else ("exact", "créées")
    for words in ("100%", reason, "Marie", "Zoé"):
        assert words in said
    listed = shell("imports", "--language", language)
    for words in ("people.csv", f"3 {created}", "cli"):
        assert words in listed
    found = shell("search", "dupont", "--language", language)
    for words in ("06 12 34 56 78", "marie@example.fr"):
        assert words in found
    assert "people.csv" in shell("history", shell.json("search", "dupont")[0]["id"])


def test_sentences_are_wrapped_where_somebody_reads(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """N16, X56: In a narrow terminal a reason breaks between words; a program gets it whole."""
    monkeypatch.setenv("COLUMNS", "60")
    said = shell("import", shell.file(BAD), "--dry-run")
    assert max(map(len, said.splitlines())) <= 60
    monkeypatch.delenv("COLUMNS")
    said = shell("import", shell.file(BAD), "--dry-run")
    assert any(len(line) > 80 for line in said.splitlines())


def test_the_region_of_the_environment_is_for_new_books(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X48: A book that is set otherwise wins over the variable, not over the option."""
    shell("import", shell.file(PEOPLE))
    monkeypatch.setenv("CLIENTBOOK_REGION", "CA")
    assert "Dupont" in shell("search", "dupont")
    numbers = "First name,Last name,Mobile\nEve,Roy,06 12 34 56 70\n"
    assert shell.json("import", shell.file(numbers, "more.csv"))["created"] == 1
    assert shell.json("settings", "--kept")["default_region"] == "FR"
    assert "another region" in shell("search", "dupont", "--region", "CA", code=2)
    monkeypatch.setenv("CLIENTBOOK_BOOK", str(shell.folder / "new.db"))
    shell("import", shell.file(PEOPLE))
    assert shell.json("settings", "--kept")["default_region"] == "CA"


def test_a_refusal_is_french_where_french_was_asked_for(tmp_path: Path) -> None:
    """X56: What is not there, what cannot be read and what was interrupted is said in French."""
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    (tmp_path / "folder").mkdir()
    french = partial(run, cwd=tmp_path, CLIENTBOOK_LANGUAGE="fr")
    french("import", "people.csv", "--region", "FR")
    for words, said in (
        (["show", "nosuch"], "erreur : pas de client 'nosuch' dans ce fichier clients"),
        (["undo", "nosuch"], "erreur : pas d'import 'nosuch' dans ce fichier clients"),
        (["unmerge", "nosuch"], "erreur : pas de fusion 'nosuch' dans ce fichier clients"),
        (["import", "folder"], "erreur : folder : c'est un dossier"),
    ):
        done = french(*words)
        assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "il n'y a pas de livre" in french("count", "--book", "none.db").stderr
    found = json.loads(french("search", "dupont", "--json").stdout)[0]["id"]
    assert "Créé" in french("history", found).stdout
    shown = french("show", found).stdout
    assert "accepte de recevoir :\n" in shown
    assert "GENERAL" not in shown
    assert re.search(r"(oui|non) +SMS, ", shown)


def test_merges_and_undone_imports_are_refused_in_french(tmp_path: Path) -> None:
    """X56: why a merge is blocked, what stays and where an import stands are words, not codes."""
    rows = "Prénom;Nom;Mobile;Né le\nAnn;Roy;0612345678;1980-05-01\nAnn;Roy;;1990-07-09\n"
    (tmp_path / "pair.csv").write_text(rows, "utf-8")
    french = partial(run, cwd=tmp_path, CLIENTBOOK_LANGUAGE="fr")
    imported = french("import", "pair.csv", "--region", "FR", "--json")
    ids = [found["id"] for found in json.loads(french("search", "roy", "--json").stdout)]
    run_id = json.loads(imported.stdout)["run_id"]
    shown = french("merge", *ids)
    assert "la fusion est bloquée : deux dates de naissance ; décidez chaque point" in shown.stderr
    assert "x deux dates de naissance" in shown.stdout
    assert "birthday" not in shown.stdout + shown.stderr
    assert "lui-même" in french("merge", ids[0], ids[0]).stderr
    merged = french("merge", ids[0], ids[1], "--take", f"birthday={ids[0]}", columns=200)
    assert "comme choisi" in merged.stdout
    asked = french("undo", run_id, columns=200)
    assert "reste : fusionné depuis" in asked.stdout
    assert "rien n'a été annulé" in asked.stderr
    assert "est annulé" not in french("undo", run_id, "--yes").stderr
    again = french("undo", run_id, "--yes").stderr
    assert "erreur : l'import est annulé ; il n'y a plus rien à faire" in again


@pytest.mark.parametrize("words", [["merge", "-h"], ["--help"], ["import"], ["nosuch"]])
def test_help_and_wrong_calls_are_ascii_where_the_terminal_is(
    words: list[str], tmp_path: Path
) -> None:
    """N7, X56: what the library of commands says itself is in the terminal's encoding too."""
    done = run(*words, cwd=tmp_path, encoding="ascii", CLIENTBOOK_LANGUAGE="fr")
    assert (done.stdout + done.stderr).isascii()  # and could be read as such
    assert done.returncode in (0, 2)


@pytest.mark.parametrize(
    ("answer", "done"), [("o", True), ("Oui", True), ("y", True), ("YES", True), ("n", False)]
)
def test_a_yes_is_one_in_either_language(shell: Shell, answer: str, done: bool) -> None:
    """X56: who reads French answers o, and whoever is used to y is understood as well."""
    run_id = shell.json("import", shell.file(PEOPLE))["run_id"]
    result = CliRunner().invoke(app, ["undo", run_id, "--language", "fr"], input=f"{answer}\n")
    assert result.exit_code == (0 if done else 1)
    assert "[o/N]" in result.output
    assert shell.json("count") == {"count": 0 if done else 2}


def test_ids_of_the_history_are_whole_in_a_narrow_terminal(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """N16: the id of the import that a change was part of can be copied."""
    run_id = shell.json("import", shell.file(PEOPLE))["run_id"]
    client = shell.json("search", "dupont")[0]["id"]
    monkeypatch.setenv("COLUMNS", "60")
    assert run_id in shell("history", client)


def test_a_path_with_a_space_is_quoted_in_the_advice(shell: Shell) -> None:
    """N14: The command that takes an import back can be pasted as it is."""
    book = shell.folder / "my clients.db"
    said = shell("import", shell.file(PEOPLE), "--book", str(book))
    assert f"--book '{book}'" in said


def test_a_missing_file_is_named(shell: Shell) -> None:
    """N14: The error of a file that is not there says which path was tried."""
    with pytest.raises(clientbook.ReadError, match="none"):
        shell("import", str(shell.folder / "none.csv"))


def test_a_sheet_of_a_text_file_is_refused(shell: Shell) -> None:
    """N14: --sheet on a CSV file is said to mean nothing there."""
    assert "has no sheets" in shell("import", shell.file(PEOPLE), "--sheet", "4", code=2)


def test_options_are_named_as_options(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """N14: An error names --encoding, not the argument of the library."""
    from clientbook.cli import app as cli

    path = shell.folder / "bad.csv"
    path.write_bytes("Prénom\nZoé\n".encode("cp1252"))
    monkeypatch.setattr("sys.argv", ["clientbook", "import", str(path), "--encoding", "utf-8"])
    assert cli.run() == 1
    said = capsys.readouterr().err
    assert "encoding=" not in said


def test_show_history_export_targets_and_settings(shell: Shell) -> None:
    """N13, X56: What is in a book can be looked at and taken out; what options mean is listed."""
    shell("import", shell.file(PEOPLE))
    (found,) = shell.json("search", "dupont")
    assert "Marie Dupont" in shell("show", found["id"])
    assert shell.json("show", found["id"])["phones"] == ["+33612345678"]
    assert "Created" in shell("history", found["id"])
    assert shell.json("history", found["id"])[0]["by"] == "cli"
    out = shell.folder / "out.csv"
    assert "2 clients" in shell("export", str(out), "--delimiter", ";", "--column", "family_name")
    assert out.read_text("utf-8-sig").splitlines()[0].count(";") == 0
    assert out.read_bytes().startswith(BOM_UTF8)  # as the file of refused rows and the template
    shell("export", str(out), "--no-bom", "--force")
    assert not out.read_bytes().startswith(BOM_UTF8)
    assert shell.json("import", str(out), "--dry-run")["created"] == 0 or out.exists()
    assert "phone.mobile" in shell("targets")
    assert "Prénom" in shell("targets", "--language", "fr")
    assert shell.json("settings", "--preset", "field_service")["limits"]["mobiles"] == 5


def test_an_export_imports_again_without_a_change(shell: Shell) -> None:
    """X27: What export writes, import knows: nothing is created or changed."""
    shell("import", shell.file(PEOPLE))
    out = shell.folder / "out.xlsx"
    shell("export", str(out))
    document = shell.json("import", str(out))
    assert (document["created"], document["updated"], document["unchanged"]) == (0, 0, 2)


def test_safe_merges_can_be_looked_at_first(shell: Shell) -> None:
    """N13: merge --safe --dry-run lists the pairs and merges none."""
    shell("import", shell.file(PEOPLE))
    assert "0 pairs would be tried" in shell("merge", "--safe", "--dry-run")
    assert shell.json("merge", "--safe", "--dry-run") == {"pairs": []}


@pytest.mark.parametrize(("between", "language"), [(";", "en"), ("\t", "en"), (",", "fr")])
def test_a_rejects_file_has_the_delimiter_of_its_source(
    shell: Shell, between: str, language: str
) -> None:
    """N15: Refused rows open in the program the source came from."""
    source = shell.file(BAD.replace(",", between))
    out = shell.folder / "rejects.csv"
    shell("import", source, "--rejects", str(out), "--language", language)
    assert out.read_text("utf-8-sig").splitlines()[0].startswith(f"First name{between}Last name")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_to_do_first_fits_a_narrow_terminal(tmp_path: Path, language: str) -> None:
    """X56: clientbook without arguments prints lines of 60 columns at most."""
    said = run(cwd=tmp_path, CLIENTBOOK_LANGUAGE=language).stdout
    assert "clientbook import" in said
    assert max(map(len, said.splitlines())) <= 60


def test_bars_are_bars_on_every_terminal() -> None:
    """X56: What speaks for and against one person is drawn in ASCII too."""
    assert "██│".encode("ascii", LACKING) == b"##|"


@pytest.mark.skipif(os.name != "posix", reason="signals are sent to a process of POSIX")
@pytest.mark.parametrize("delay", [0, 1, 2, 3, 4, 5])
def test_ctrl_c_leaves_no_traceback(tmp_path: Path, delay: int) -> None:
    """N19, X56: Interrupted while it loads, reads or writes: 130, one line, never a traceback."""
    rows = "".join(f"N{i},F{i},06 12 {i // 100:04d} {i % 100:02d}\n" for i in range(4000))
    (tmp_path / "many.csv").write_text(f"First name,Last name,Mobile\n{rows}")
    # The signal comes at a module or a call, not at a time: a hook sends it to the process itself.
    moments = (
        "typer",
        "phonenumbers",
        "clientbook.storage.sqlite",
        "clientbook.cli.import_views",
        "clientbook.cli.languages",
        "clientbook.book.imports.committing",  # in the midst of a command
    )
    program = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
class Press:
    def find_spec(self, name, path=None, target=None):
        if name == {moments[delay]!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Press())
sys.argv = ["clientbook", "import", "many.csv", "--region", "FR", "--book", "b.db"]
from clientbook.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCES)}, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 128 + signal.SIGINT, done.stderr
    assert "Traceback" not in done.stderr
    assert "stopped" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "call",
    [
        ["settings", "--kept", "--preset", "salon"],
        ["import", "names.csv", "--mode", "zz"],
        ["search", "Ruth", "--book", "names.csv"],
        ["bulk", "tag", "x"],
    ],
    ids=lambda call: call[0],
)
def test_an_error_fits_the_terminal(tmp_path: Path, call: list[str], language: str) -> None:
    """X56: A wrong call and a refusal are wrapped to the terminal, in our words."""
    (tmp_path / "names.csv").write_text("First name\nRuth\n")
    ours, theirs = os.openpty()
    env = {
        **os.environ,
        "PYTHONPATH": str(SOURCES),
        "COLUMNS": "60",
        "TERM": "xterm",
        "NO_COLOR": "1",
    }
    subprocess.run(
        [sys.executable, "-m", "clientbook.cli", *call],
        cwd=tmp_path, stderr=theirs, env={**env, "CLIENTBOOK_LANGUAGE": language},
        check=False, timeout=60,
    )  # fmt: skip
    os.close(theirs)
    said = os.read(ours, 10_000).decode().replace("\r", "")
    os.close(ours)
    assert said.strip()
    assert max(map(len, said.splitlines())) <= 60
    assert "Value error" not in said
    assert "{file}" not in said
