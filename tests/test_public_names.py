"""The public face of the package."""

import ast
import importlib
import importlib.metadata
import inspect
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest

import clientbook
from clientbook.book import names as book_names
from clientbook.domain.activities import Payload

EXTRAS = ("typer", "rich", "psycopg", "hypothesis", "pytest", "jinja2")


def test_every_public_name_is_there() -> None:
    """C19: Each name of ``__all__`` loads from its one home; no other name is offered."""
    assert len(clientbook.__all__) == len(set(clientbook.__all__))
    for module, names in clientbook._HOMES.items():
        for name in names:
            assert getattr(clientbook, name) is getattr(importlib.import_module(module), name)
    assert set(clientbook.__all__) <= set(dir(clientbook))
    with pytest.raises(AttributeError, match="no_such_name"):
        clientbook.no_such_name  # type: ignore[attr-defined]  # noqa: B018


def test_type_checkers_read_the_same_names() -> None:
    """C19: ``__init__.pyi`` imports what the table of homes names, and nothing else."""
    stub = Path(clientbook.__file__).with_suffix(".pyi").read_text("utf-8")
    told = {
        (node.module, alias.asname)
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == {(m, name) for m, names in clientbook._HOMES.items() for name in names}, (
        "run: python docs/generate.py"
    )


def test_a_star_import_gives_type_checkers_every_name() -> None:
    """``__all__`` of ``__init__.pyi`` is written out, as checkers read no code."""
    stub = ast.parse(Path(clientbook.__file__).with_suffix(".pyi").read_text("utf-8"))
    (told,) = (
        ast.literal_eval(node.value)
        for node in stub.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    assert told == clientbook.__all__, "run: python docs/generate.py"


def test_what_a_desk_returns_is_a_name_of_the_package() -> None:
    """Whoever keeps what a desk returns can annotate it, whatever it is wrapped in."""
    public = {id(getattr(clientbook, name)) for name in clientbook.__all__}
    unnamed = {
        f"{desk.__name__}.{name}: {kind.__module__}.{kind.__name__}"
        for desk in (clientbook.ClientBook, *desks())
        for name, hint in returned(desk)
        for kind in classes_in(hint)
        if kind.__module__.startswith("clientbook.") and id(kind) not in public
    }
    assert not unnamed, "add them to clientbook._HOMES and docs/reference/api"


def desks() -> set[type]:
    """Return the class of every desk of a book."""
    members = vars(clientbook.ClientBook).values()
    loaded = (member.func for member in members if isinstance(member, cached_property))
    return {hint for of in loaded for hint in classes_in(get_type_hints(of)["return"])}


def returned(cls: type) -> Iterator[tuple[str, object]]:
    """Return what each public method and property of a class returns; its desks are left out."""
    for name, member in inspect.getmembers_static(cls):
        made = member.fget if isinstance(member, property) else member
        made = made.__func__ if isinstance(made, classmethod | staticmethod) else made
        if inspect.isfunction(made) and not name.startswith("_"):
            yield name, get_type_hints(made).get("return")


def classes_in(hint: object) -> Iterator[type]:
    """Return the classes of an annotation and of all it is made of, and of generic bases."""
    if isinstance(hint, list | tuple):  # the arguments of a Callable
        for each in hint:
            yield from classes_in(each)
    elif get_origin(hint) not in (None, hint):  # Generic is its own origin
        yield from classes_in((get_origin(hint), *get_args(hint)))
    elif isinstance(hint, type):
        yield hint
        yield from classes_in(getattr(hint, "__orig_bases__", ()))


def test_the_first_hour_needs_one_import() -> None:
    """C19: Errors, payloads and parsers a program needs at once are names of the package."""
    for name in (
        "StalePlanError",
        "DuplicateFoundError",
        "StaleRevisionError",
        "ClientNotFoundError",
        "OperationCancelledError",
        "MergeRule",
        "UndoPlan",
        "LinkReceipt",
        "TimelineKey",
        "parse_date",
        "parse_gender",
        *(payload.__name__ for payload in get_args(Payload)),
    ):
        assert name in clientbook.__all__


def test_the_version_is_that_of_the_package() -> None:
    """N19: ``__version__`` is what is installed."""
    assert clientbook.__version__ == importlib.metadata.version("clientbook")


def test_importing_the_package_loads_nothing_of_it() -> None:
    """N20: Neither the import nor opening a book loads desks, converters or number metadata."""
    program = """import sys, clientbook
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"numpy", "phonenumbers", "attrs", "email_validator", "rapidfuzz"}, loaded
assert [name for name in sys.modules if name.startswith("clientbook")] == ["clientbook"]
book = clientbook.ClientBook(clientbook.SqliteStore(":memory:"))
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"numpy", "phonenumbers", "email_validator", "rapidfuzz", "xlsxwriter"}, loaded
assert not loaded & {"cattrs", "zoneinfo"}, loaded
assert "clientbook.domain.activities" not in sys.modules
assert not [name for name in sys.modules if name.endswith(".desk")]
book.imports
assert [name for name in sys.modules if name.endswith(".imports.desk")]
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_tools_find_the_types_of_a_book() -> None:
    """N20: Annotations of what loads late lead to the types for ``typing.get_type_hints`` too."""
    for value in vars(clientbook.ClientBook).values():
        if inspect.isfunction(value):
            get_type_hints(value)
    assert get_type_hints(clientbook.ClientBook.__init__)["settings"]
    assert len(desks()) > 10
    for desk in desks():
        for _, method in inspect.getmembers(desk, inspect.isfunction):
            get_type_hints(method)
    with pytest.raises(AttributeError, match="NoSuchDesk"):
        book_names.NoSuchDesk  # noqa: B018


def test_help_says_what_to_call_first() -> None:
    """N19: The first lines of ``help(clientbook)`` open a book and create a client in it."""
    lines = (clientbook.__doc__ or "").splitlines()[:10]
    assert any("ClientBook(" in line for line in lines)
    assert any("clients.create(" in line for line in lines)


def test_the_package_imports_with_no_extra_installed() -> None:
    """Nothing of an extra is imported by the package itself."""
    missing = "".join(f"sys.modules[{name!r}] = None\n" for name in EXTRAS)
    every = "from clientbook import *\nimport clientbook\nprint(len(clientbook.__all__))\n"
    program = f"import sys\n{missing}{every}"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == len(clientbook.__all__)


def test_a_missing_extra_is_named() -> None:
    """An optional part says which extra to install."""
    reports = "m.write_page(None, 'review', title='', language='en')"
    for module, extra, call in (
        ("clientbook.testing", "testing", ""),
        ("clientbook.cli", "cli", "m.main()"),
        ("clientbook.reports.html_pages", "reports", reports),
    ):
        missing = "".join(f"sys.modules[{name!r}] = None\n" for name in EXTRAS)
        program = f"import sys\n{missing}import {module} as m\n{call}\n"
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False
        )
        assert done.returncode
        assert f"clientbook[{extra}]" in done.stderr
