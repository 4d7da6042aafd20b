"""The words of the pages: there in both languages, used, and with the same parts."""

import re
import string
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

import clientbook
from clientbook.book.privacy.registry import REGISTRY
from clientbook.domain.activities import AppointmentStatus, ConversationStatus
from clientbook.domain.addresses import AddressKind
from clientbook.domain.attributes import AttributeType, MergeRule
from clientbook.domain.bulk import BulkCounts, BulkKind, BulkState, BulkUndoCounts
from clientbook.domain.clients import ClientStatus, OriginKind
from clientbook.domain.consents import Channel, ConsentBasis
from clientbook.domain.genders import GenderCode
from clientbook.domain.imports import KeptReason, OutcomeKind, RunState
from clientbook.domain.merges import BlockerCode
from clientbook.domain.phones import PhoneKind
from clientbook.domain.sales import DocumentStatus
from clientbook.domain.settings import REQUIRABLE, OnDuplicate
from clientbook.domain.unmerges import UnmergeConflict
from clientbook.identity.verdicts import IdentityReason
from clientbook.importing.mapping import Reason
from clientbook.messages.page_texts import TABLES, has_text, page_text
from clientbook.web.pages.history import KINDS

KEYS = [f"{table}.{name}" for table, texts in TABLES.items() for name in texts]
WEB = Path(clientbook.__file__).parent / "web"
SOURCES = "\n".join(
    path.read_text("utf-8") for path in sorted(WEB.rglob("*")) if path.suffix in (".py", ".html")
)


def page_text_raw(key: str) -> str:
    table, _, name = key.partition(".")
    return TABLES[table][name][1]


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_say_it_with_the_same_parts() -> None:
    """X53: No text is missing in French, and none forgets a number or a name."""
    assert len(KEYS) > 1_000
    for key in KEYS:
        table, _, name = key.partition(".")
        english, french = TABLES[table][name]
        assert parts(english) == parts(french), key
        assert bool(english.strip()) == bool(french.strip()), key


def test_every_text_the_pages_ask_for_is_there() -> None:
    """X53: A page asks for no text that does not exist."""
    asked = set(re.findall(r"""\b(?:t|n)\(\s*f?['"]([a-z_]+\.[a-zA-Z_]+)['"]""", SOURCES))
    assert len(asked) > 100
    missing = {key for key in asked if not key.endswith("_")} - set(KEYS)
    assert missing == set()
    begun = {key for key in asked if key.endswith("_")}
    assert all(any(key.startswith(begin) for key in KEYS) for begin in begun)


ALONE = {
    "common.counted",
    "imports.counted",
    "bulk.means_found_most",
    "bulk.means_found_within_most",
    "lists.every_most",
    "lists.found_most",
    "lists.found_within_most",
    "lists.export_found_most",
    "lists.export_found_within_most",
}
"""Texts whose count is never one, or stands beside what it counts."""


def test_a_count_of_one_is_said_in_the_singular() -> None:
    """X53: No page says "1 clients"."""
    owns = {key.removesuffix("_one") for key in KEYS if "{count}" in page_text_raw(key)}
    assert len(owns) > 50
    for own in owns:
        blocker = own.startswith("merges.blocker_")  # at least two records, never one
        assert own in ALONE or blocker or f"{own}_one" in KEYS, own


def test_no_text_is_left_over() -> None:
    """X53: A text that no page shows is taken out: by its key, or by the group it belongs to."""
    groups = set(re.findall(r"""['"]([a-z_]+\.[a-z_]+)['"]""", SOURCES))
    groups |= {key.rstrip("_") for key in re.findall(r"""['"]([a-z_]+\.[a-z_]+_)['"]?""", SOURCES)}
    groups |= {k.rstrip("_") for k in re.findall(r"""f['"]([a-z_]+\.[a-z_]+_)\{""", SOURCES)}
    groups |= {"clients.same", "clients.other"}  # made of two parts in the template
    left = [
        key
        for key in KEYS
        if key.removesuffix("_one") not in groups
        and not any(key.startswith(f"{group}_") for group in groups)
    ]
    assert left == []


def test_french_is_written_as_french_is() -> None:
    """X53: A space before the double punctuation, no straight double quotes."""
    for key in KEYS:
        french = page_text_raw(key)
        assert not re.search(r"\w[?!;:](?:\s|$)", french), key
        assert '"' not in french, key


def test_every_value_of_a_closed_set_has_its_word() -> None:
    """X53: No page shows the name of a constant where a person reads."""
    groups: dict[str, list[str]] = {
        "clients.phone": [kind.value for kind in PhoneKind],
        "clients.place": [kind.value for kind in AddressKind],
        "clients.gender": [code.value for code in GenderCode],
        "bulk.kind": [kind.value for kind in BulkKind if kind is not BulkKind.DELETE],
        "bulk.does": [kind.value for kind in BulkKind],
        "bulk.state": [state.value for state in BulkState],
        "bulk.basis": [b.value for b in ConsentBasis if b is not ConsentBasis.UNKNOWN],
        "bulk.n": [
            field.name for kind in (BulkCounts, BulkUndoCounts) for field in attrs.fields(kind)
        ],
        "clients.status": [status.value for status in ClientStatus],
        "clients.origin": [kind.value for kind in OriginKind],
        "clients.channel": [*(channel.value for channel in Channel), "*"],
        "clients.reason": [reason.value for reason in IdentityReason],
        "clients.kind": list(KINDS),
        "clients.kinds": list(KINDS),
        "clients.appointment": [status.value for status in AppointmentStatus],
        "clients.conversation": [status.value for status in ConversationStatus],
        "clients.document": [status.value for status in DocumentStatus],
        "clients.held": [data.name for data in REGISTRY],
        "merges.code": [code.value for code in BlockerCode],
        "merges.blocker": [f"{code.value}{part}" for code in BlockerCode for part in ("", "_hint")],
        "merges.conflict": [reason.value for reason in UnmergeConflict],
        "imports.state": [state.value for state in RunState],
        "imports.outcome": [kind.value for kind in OutcomeKind],
        "imports.reason": [reason.value for reason in Reason],
        "imports.kept": [reason.value for reason in KeptReason],
        "settings.type": [kind.value for kind in AttributeType],
        "settings.rule": [rule.value for rule in MergeRule],
        "settings.need": list(REQUIRABLE),
        "settings.doing": [doing.value for doing in OnDuplicate],
    }
    missing = [
        f"{group}_{value}"
        for group, values in groups.items()
        for value in values
        if not has_text(f"{group}_{value}")
    ]
    assert missing == []


def test_a_text_that_is_not_there_is_an_error() -> None:
    """X53: A misspelt key fails where it is written, not on somebody's screen."""
    with pytest.raises(KeyError):
        page_text("en", "clients.no_such_text")


def test_templates_and_files_are_in_the_package() -> None:
    """X53: What pages load is found through the package, as an installed one has it."""
    folder = files("clientbook.web")
    assert (folder / "templates" / "layout.html").is_file()
    assert (folder / "static" / "style.css").is_file()
    total = sum(path.stat().st_size for path in (WEB / "static").iterdir())
    assert total < 60_000


def test_no_page_has_a_style_or_script_inside() -> None:
    """X53: The policy forbids it, and no template tries."""
    for path in (WEB / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?! src)|\|\s*safe", text), path
