"""Why values and files are refused: every text of the source has its French (X53, X56)."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

import clientbook
from clientbook.domain.bulk import BulkState
from clientbook.domain.clients import ClientStatus
from clientbook.domain.imports import OutcomeKind, RunState
from clientbook.domain.merges import BlockerCode
from clientbook.errors import (
    BlockedMergeError,
    ImportStateError,
    InvalidValueError,
    LinkConflictError,
    MappingError,
    ReadError,
)
from clientbook.errors.sentences import sentence
from clientbook.messages.catalogue import ISSUES, render
from clientbook.messages.page_texts import TABLES
from clientbook.messages.plan_refusals import CODES, PLANS_PLAIN
from clientbook.messages.refusals import FILES_FR, MAPPINGS_FR, PLAIN, told
from clientbook.messages.value_refusals import VALUES_FR
from clientbook.parsing import parse_email, parse_phone
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import parse_date
from clientbook.parsing.flags import parse_gender

PACKAGE = Path(clientbook.__file__).parent
FOR_PROGRAMS = (
    "book/bulk/",
    "book/retention/",
    "cli/",
    "commands/",
    "convert/",
    "domain/activities.py",
    "domain/bulk.py",
    "domain/clients.py",
    "domain/consents.py",
    "domain/filters.py",
    "domain/merges.py",
    "domain/patches.py",
    "domain/survivorship.py",
    "integrations/spark/",
    "writers/",
)
"""Where a value is made by a program alone: no page and no cell of a file reaches it."""

FOR_MAPPINGS_OF_PROGRAMS = (
    "send back what to_json() gave",
    "use with_column()",
    "use any of ",
    "map one, or match on others",
    "1 is a choice",
    "correct it, then send it again",
    "use a word of the reference pages",
    "pass table=open(...)",
)
"""Hints of refusals that no form can provoke: pages send no mapping and match on nothing."""


def _family(kind: type[Exception]) -> set[str]:
    """Return the names of an error and of everything that is one."""
    return {kind.__name__}.union(*map(_family, kind.__subclasses__()))


_FILES = (_family(ReadError) | _family(MappingError)) - {"CellTypeError"}
"""Errors of files and their columns; of frames only programs hand over cells."""

_PLANS = (
    "PlanError",
    "StalePlanError",
    "EmptySelectionError",
    "CopyRefusedError",
    "ImportStateError",
    "ImportExpiredError",
    "RehearsalTooLargeError",
)


def texts(node: ast.expr, named: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Yield the texts an expression can be, with holes where a value comes in.

    Args:
        node: The expression.
        named: The texts that stand under a name in the same file.
    """
    match node:
        case ast.Name(id=name) if name in named:
            yield named[name]
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from texts(one)
            yield from texts(other)


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


@cache
def nodes() -> dict[str, list[ast.AST]]:
    """Return the calls and assignments of each file, the file itself first; read once."""
    return {
        path.relative_to(PACKAGE).as_posix(): [
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Module | ast.Call | ast.Assign)
        ]
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def refusals() -> list[tuple[str, str]]:
    """Return where a person may be refused something, and each text that says why."""
    return sorted(set(_refusals()))


def _refusals() -> Iterator[tuple[str, str]]:
    for place, found in nodes().items():
        if place.startswith(("book/", "merging/", "web/")):
            yield from ((place, text) for text in _of_plans(found))
        if place.startswith(FOR_PROGRAMS):
            continue
        named = dict(_named(found[0]))
        for node in found:
            if isinstance(node, ast.Call):
                yield from ((place, text) for text in _of_call(node, named))
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "reason":
                yield from ((place, text) for text in texts(node.value))


def _named(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file that have a name."""
    assert isinstance(tree, ast.Module)
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield from ((node.targets[0].id, text) for text in texts(node.value))


def _of_plans(found: list[ast.AST]) -> Iterator[str]:
    """Yield why a plan, a merge, an import or an act is refused: commands and pages say it."""
    for node in found:
        if isinstance(node, ast.Call) and called(node) in _PLANS:
            for argument in node.args[:2]:
                yield from texts(argument)
        elif isinstance(node, ast.Assign) and _is_named(node, "hint", "problem"):
            yield from texts(node.value)


def _is_named(node: ast.Assign, *names: str) -> bool:
    return getattr(node.targets[0], "id", "") in names


def _of_call(node: ast.Call, named: Mapping[str, str]) -> Iterator[str]:
    name = called(node)
    if name == "refuse" and len(node.args) > 1:
        yield from texts(node.args[1])
    elif name in ("of", "Issue"):
        for keyword in node.keywords:
            if keyword.arg == "reason":
                yield from texts(keyword.value)
    elif name in _FILES:
        said = [text for arg in node.args[-2:] for text in texts(arg, named)]
        if not any(hint in text for text in said for hint in FOR_MAPPINGS_OF_PROGRAMS):
            yield from said


def test_the_source_is_read() -> None:
    """X53: The law looks at what it should: some of each kind of refusal."""
    assert len(refusals()) > 100
    assert {"readers/sniffing.py", "domain/settings.py", "web/forms/settings.py"} <= {
        place for place, _ in refusals()
    }


def _is_french_too(text: str) -> bool:
    filled = text.replace("{}", "1,234")
    said = told(filled, "fr")
    return said != filled and "1,234" not in said


def test_every_refusal_is_french_too() -> None:
    """X53, X56: Whatever is refused, whoever reads French reads French."""
    own = [(place, text) for place, text in refusals() if not text.startswith("{}")]
    assert len(own) > 100  # the others are texts of another error, which stand here themselves
    assert [(place, text) for place, text in own if not _is_french_too(text)] == []


def of_files() -> Iterator[str]:
    """Yield each text that says why a file or its columns are refused."""
    for place, found in nodes().items():
        if not place.startswith(FOR_PROGRAMS):
            named = dict(_named(found[0]))
            for node in found:
                if isinstance(node, ast.Call) and called(node) in _FILES:
                    yield from _of_call(node, named)


def test_no_refusal_of_a_file_speaks_of_arguments() -> None:
    """V3, V8, X53: Who uploads a file is told what to do with it, not what to call."""
    spoken = {told(text.replace("{}", "7"), "en") for text in of_files()}
    assert len(spoken) > 80
    assert [text for text in sorted(spoken) if re.search(r"\w=|\w\(|_|offset", text)] == []


def test_no_code_is_shown_to_a_person() -> None:
    """X56: where a refusal names why or where something stands, it does so in words."""
    for kind in (BlockerCode, RunState, BulkState, OutcomeKind, ClientStatus):
        for code in kind:
            english, french = CODES[code.value]
            assert "_" not in english + french
    blocked = BlockedMergeError(("birthday_clash", "two_accounts"))
    assert sentence(blocked, "en").startswith("the merge is blocked: two birth dates, two user")
    assert sentence(blocked, "fr").startswith("la fusion est bloquée : deux dates de naissance, de")
    ended = ImportStateError("the import is done", "nothing is left")
    assert sentence(ended, "fr") == "l'import est terminé ; il n'y a plus rien à faire"
    collision = LinkConflictError("loyalty", ("same_program",))
    assert sentence(collision, "fr").startswith("des éléments de 'loyalty' se contredisent")


@pytest.mark.parametrize("text", sorted({**PLAIN, **PLANS_PLAIN}))
def test_what_a_programmer_does_is_not_said_on_a_page(text: str) -> None:
    """X53: A page names no argument and no limit of the code, in either language."""
    filled = text.replace("{}", "max_rows")
    for said in (told(filled, "en"), told(filled, "fr")):
        assert "limits." not in said
        assert "=" not in said
    assert told(filled, "fr") != told(filled, "en")


def test_numbers_are_written_as_french_writes_them() -> None:
    """X53: A comma sets no thousands apart in French."""
    assert told("more than 50,000 rows of data", "fr") == "plus de 50\u202f000 lignes"
    assert told("more than 50,000 rows of data", "en") == "more than 50,000 rows of data"


def test_no_text_stands_twice() -> None:
    """X53: One text has one French."""
    tables = (VALUES_FR, FILES_FR, MAPPINGS_FR)
    assert len(VALUES_FR) + len(FILES_FR) + len(MAPPINGS_FR) == len(
        {key for table in tables for key in table}
    )


OF_PROGRAMMERS = re.compile(
    r"\w=|\w\(|[a-z]_[a-z]|E\.164|local@|a-z|"
    r"\b(?:cursor|None(?! of)|True|False|aware|datetime|IANA|ISO|NUL|surrogate|"
    r"pars(?:e|er|ing)|argument|definition|external id|identifiant externe|ASCII|target|slots?|"
    r"null|finite|tuple|MOBILE|CHOICE|probability|journal|callback|exception|string)\b"
)
"""Words of those who write programs, which nobody reads on a page."""


def of_pages() -> Iterator[tuple[str, str]]:
    """Yield each text that a page can show, and where it is kept; holes are filled."""
    for place, text in refusals():
        if not place.startswith(("book/", "merging/", "storage/scratch")) or "pages" in place:
            filled = text.replace("{}", "7")
            yield place, told(filled, "en")
            yield place, told(filled, "fr")
    for code, messages in ISSUES.items():
        for message in messages.values():
            yield from ((code.value, re.sub(r"\{\w+\}", "7", part)) for part in message)
    for table, shown in TABLES.items():
        for both in shown.values():
            yield from ((table, re.sub(r"\{\w+\}", "7", text)) for text in both)


def test_pages_speak_the_words_of_people() -> None:
    """X53: No refusal, message or word of a page is in the language of programmers."""
    shown = sorted(set(of_pages()))
    assert len(shown) > 1_000
    assert [(place, text) for place, text in shown if OF_PROGRAMMERS.search(text)] == []


@pytest.mark.parametrize("text", ["n/a", "-", "none", "???"])
@pytest.mark.parametrize(
    "parse",
    [
        parse_email,
        lambda text: parse_phone(text, region="FR"),
        lambda text: parse_date(text, order=DateOrder.DMY),
        parse_gender,
    ],
)
def test_a_filler_is_not_called_blank(parse: Callable[[str], object], text: str) -> None:
    """X53: Whoever typed "n/a" reads that it stands for nothing, not that the field is blank."""
    for typed, language, said in (
        (text, "en", "stands for nothing"),
        (text, "fr", "ne dit rien"),
        (" ", "en", "is blank"),
    ):
        with pytest.raises(InvalidValueError) as refused:
            parse(typed)
        assert said in render(refused.value.issue, language, plain=True).problem
