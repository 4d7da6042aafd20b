"""The commands bulk and retention, as a stranger types them: plan first, --yes to commit."""

import json
from datetime import UTC, datetime

import pytest

from clientbook import Actor, ClientBook, PersonName, Profile, SqliteStore
from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.consents import Channel

from .test_imports import BAD, PEOPLE, Shell, shell

__all__ = ["shell"]  # the fixture

ME = Actor("anne")


def _book(shell: Shell, **more: object) -> ClientBook:
    return ClientBook(SqliteStore(shell.book), **more)  # type: ignore[arg-type]


def test_a_plan_writes_nothing_and_yes_does_it(shell: Shell) -> None:
    """X56, X59: shown, done, listed, taken back; each step says the next one."""
    shell("import", shell.file(PEOPLE))
    said = shell("bulk", "tag", "vip", "--having", "mobile")
    assert "Would be done" in said
    assert "--yes" in said
    assert shell.json("bulk-runs") == []
    done = shell.json("bulk", "tag", "vip", "--having", "mobile", "--yes")
    assert (done["changed"], done["unchanged"]) == (2, 0)
    assert shell.json("bulk", "untag", "vip", "--tagged", "VIP")["changed"] == 2
    assert "tag" in shell("bulk-runs")
    assert "--yes" in shell("bulk-undo", done["act"])
    assert shell.json("bulk-undo", done["act"], "--yes")["restored"] == 2
    assert f"act {done['act']} undone" in shell("history", shell.json("search", "dupont")[0]["id"])
    assert shell.json("bulk", "untag", "vip", "--tagged", "vip")["changed"] == 0
    (run,) = shell.json("bulk-runs")
    assert (run["state"], run["by"]) == ("undone", "cli")
    assert f"bulk-undo {done['act']}" not in shell("bulk", "tag", "new", "--everybody")
    assert "bulk-undo" in shell("bulk", "tag", "new", "--everybody", "--yes")
    assert "nobody found" in shell("bulk", "tag", "new", "--tagged", "nobody's")
    shell("bulk-resume", done["act"], error="plan again")


def test_conditions_choose_and_all_hold(shell: Shell) -> None:
    """X56: by tag, attribute, what is missing, import and consent; none at all is refused."""
    run = shell.json("import", shell.file(PEOPLE))["run_id"]
    with _book(shell) as book:
        book.attributes.define(AttributeDefinition("Size", AttributeType.INTEGER), by=ME)
    assert shell.json("bulk", "set", "size", "38", "--imported", run, "--yes")["changed"] == 2
    assert shell.json("bulk", "clear", "Size", "--attribute", "Size=38")["changed"] == 2
    assert shell.json("bulk", "clear", "Size", "--attribute", "Size=39")["changed"] == 0
    assert shell.json("bulk", "tag", "x", "--missing", "custom:Size")["changed"] == 0
    assert shell.json("bulk", "tag", "x", "--missing", "birthday")["changed"] == 2
    assert shell.json("bulk", "tag", "x", "--may-contact", "email:GENERAL")["changed"] == 2
    assert shell.json("bulk", "tag", "x", "--may-contact", "email:MARKETING")["changed"] == 0
    for words, told in (
        (["tag", "x"], "--everybody"),
        (["set", "Size", "--everybody"], "VALUE"),
        (["tag", "x", "y", "--everybody"], "VALUE"),
        (["subscribe", "GENERAL", "--everybody"], "--basis"),
        (["tag", "x", "--attribute", "Size"], "Name=value"),
        (["tag", "x", "--may-contact", "GENERAL"], "channel:topic"),
    ):
        assert told in shell("bulk", *words, code=2)


def test_nothing_lifts_an_unsubscription(shell: Shell) -> None:
    """X37, X59: an opt-in for all is refused for whoever unsubscribed, and counted so."""
    shell("import", shell.file(PEOPLE))
    with _book(shell) as book:
        (zoe,) = book.search.find("zoé")
        book.consent.set_subscriptions(zoe.id, {(Channel.EMAIL, "*"): False}, by=ME)
    opt_in = ["bulk", "subscribe", "MARKETING", "--channel", "email", "--basis", "implied"]
    done = shell.json(*opt_in, "--everybody", "--yes")
    assert (done["changed"], done["refused"]) == (1, 1)
    assert shell.json("bulk", "unsubscribe", "*", "--everybody", "--yes")["changed"] == 2


@pytest.mark.parametrize("rule", [("--years", "3"), ("--before", "2022-05-01")])
def test_who_is_kept_too_long_is_shown_written_and_deleted(
    shell: Shell, rule: tuple[str, str]
) -> None:
    """X56, X60: a rule of years or a day; the list can be kept, and the deletion taken back."""
    shell("import", shell.file(PEOPLE))
    with _book(shell, clock=lambda: datetime(2020, 1, 2, 12, tzinfo=UTC)) as book:
        old = book.clients.create(Profile(name=PersonName(given="Olga")), by=ME)
    out = shell.folder / "due.csv"
    said = shell("retention", *rule, "--out", str(out))
    assert "Olga" in said
    assert "--yes" in said
    assert len(out.read_text("utf-8-sig").splitlines()) == 2
    assert shell.json("count")["count"] == 3
    done = shell.json("retention", *rule, "--yes")
    assert done["changed"] == 1
    assert shell.json("search", "olga") == []
    assert shell.json("bulk-undo", done["act"], "--yes")["restored"] == 1
    assert [found["id"] for found in shell.json("search", "olga")] == [old.id]
    assert "--force" in shell("retention", *rule, "--out", str(out), code=2)
    for wrong in ((), (*rule, "--years", "3", "--before", "2020-01-01")):
        assert "--years" in shell("retention", *wrong, code=2)


def test_it_speaks_french_and_fits_60_columns(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X56, N8, N16: titles, outcomes and advice are French; no table is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", "60")
    shell("import", shell.file(BAD))
    monkeypatch.setenv("CLIENTBOOK_LANGUAGE", "fr")
    said = shell("bulk", "tag", "vip", "--everybody") + shell(
        "bulk", "tag", "vip", "--everybody", "--yes"
    )
    said += shell("bulk-runs") + shell("retention", "--years", "3")
    for words in ("Serait fait", "modifiés", "rien n'a été écrit", "pour l'annuler", "terminé"):
        assert words in said
    for words in ("Would", "changed", "nothing was", "take it back"):
        assert words not in said
    assert max(len(line) for line in said.splitlines() if line[:1] in "┃│┏└") <= 60
    assert "dites qui" in shell("bulk", "tag", "vip", code=2)


def test_mended_rows_are_read_as_their_import_read_them(shell: Shell) -> None:
    """X56, X48: --like goes by the mapping of the import the rows come from."""
    odd = "First name,Kontakt,Mobile\nAnn,ann@example.fr,12\n"
    out = shell.folder / "rejects.csv"
    first = ["import", shell.file(odd), "--map", "Kontakt=custom:Kontakt", "--rejects", str(out)]
    run = shell.json(*first)["run_id"]
    text = out.read_text("utf-8-sig").replace(",12", ",06 12 34 56 78", 1)
    mended = shell.file(text, "mended.csv")
    document = shell.json("import", mended, "--like", run)
    assert document["created"] == 1
    assert "custom:Kontakt" in json.dumps(document["mapping"])
    shell("import", mended, "--like", "nobody", error="nobody")


def test_rows_are_known_by_what_is_said(shell: Shell) -> None:
    """X13, X56: --match-on email takes a shared number for no sign of one person."""
    shell("import", shell.file(PEOPLE))
    same = "First name,Last name,Mobile,Email\nMarie,Dupont,06 12 34 56 78,new@example.fr\n"
    assert shell.json("import", shell.file(same), "--dry-run")["updated"] == 1
    words = ["import", shell.file(same), "--dry-run", "--match-on"]
    assert shell.json(*words, "email")["updated"] == 0
    assert shell.json(*words, "email", "--match-on", "phone")["updated"] == 1


def test_a_book_is_sorted_by_family_name_when_told(shell: Shell) -> None:
    """R14, M13, X56: what a book is set to is shown, and the order of its lists is set."""
    shell("import", shell.file("First name,Last name\nAnn,Zed\nZoé,Alard\n"))
    assert shell.json("settings", "--kept")["names_sort_by"] == "given"
    assert shell.json("settings", "--kept")["default_region"] == "FR"
    assert shell.json("settings", "--preset", "salon")["names_sort_by"] == "given"
    assert "family" in shell("settings", "--names-sort-by", "family")
    out = shell.folder / "out.csv"
    shell("export", str(out), "--column", "given_name")
    assert out.read_text("utf-8-sig").splitlines()[1:] == ["Zoé", "Ann"]
    shell("settings", "--names-sort-by", "given")
    assert shell.json("settings", "--kept")["names_sort_by"] == "given"
