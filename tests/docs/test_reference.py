"""The reference says what the code says."""

import importlib
import importlib.util
import inspect
import re
from functools import cached_property
from types import ModuleType

import pytest

import clientbook
from clientbook import errors

from .pages import ROOT


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES: dict[str, str] = generator().pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    """V33: what the code can say is what the page says; run docs/generate.py after a change."""
    assert (ROOT / "docs" / "reference" / name).read_text("utf-8") == PAGES[name]


def test_every_code_is_in_the_page_of_messages() -> None:
    """V33: each code has its own heading that a program can link to."""
    from clientbook.messages.issues import FindingCode, IssueCode

    headings = set(re.findall(r"^### (\w+)$", PAGES["messages.md"], re.MULTILINE))
    assert headings == {code.value for code in (*IssueCode, *FindingCode)}


def test_the_tree_of_errors_is_the_tree_of_classes() -> None:
    """What stands indented below an error is what catching that error catches."""
    lines = re.findall(r"^( *)\* (\w+)(?: \((\w+)\))?", errors.__doc__ or "", re.MULTILINE)
    above: list[str] = []
    for indent, name, builtin in lines:
        depth = len(indent) // 2
        above = [*above[:depth], name]
        cls = getattr(errors, name)
        if depth:
            assert issubclass(cls, getattr(errors, above[-2]))
        if builtin:
            assert builtin in {base.__name__ for base in cls.__mro__}
    classes = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, Exception) and not name.startswith("_")
    }
    assert {name for _, name, _ in lines} == classes


def documented() -> set[str]:
    """Return every path whose docstrings a page of the reference shows."""
    pages = [*(ROOT / "docs" / "reference").rglob("*.md")]
    found = [re.findall(r"^::: (\S+)$", p.read_text("utf-8"), re.MULTILINE) for p in pages]
    return {path for paths in found for path in paths}


def test_every_public_name_stands_in_the_api_reference() -> None:
    """C22: Each public name, each desk and each error is shown from its docstring."""
    shown = documented()
    book = clientbook.ClientBook(clientbook.MemoryStore())
    desks = {
        f"{desk.__module__}.{desk.__qualname__}"
        for name, member in vars(clientbook.ClientBook).items()
        if isinstance(member, cached_property)
        for desk in [type(getattr(book, name))]  # loaded when it is asked for
    }
    names = {f"{module}.{name}" for module, of in clientbook._HOMES.items() for name in of}
    missing = {
        path
        for path in names | desks
        if not any(path == of or path.startswith(f"{of}.") for of in shown)
    }
    assert not missing, "add a line to docs/reference/api"


def test_what_the_api_reference_shows_exists() -> None:
    """C22: No line of the API reference names what is gone."""
    for path in documented():
        module, _, name = path.rpartition(".")
        try:
            importlib.import_module(path)
        except ModuleNotFoundError:
            assert getattr(importlib.import_module(module), name) is not None
