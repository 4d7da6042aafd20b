"""Write the pages of the reference that follow from the code: ``python docs/generate.py``.

A test compares them with the code, so that none can grow old.
"""

import inspect
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

import attrs
from typer.models import ArgumentInfo, ParameterInfo

import clientbook
from clientbook.cli.app import app
from clientbook.domain import targets
from clientbook.domain.settings import PRESETS, REQUIRABLE, BookSettings, EntryPoint
from clientbook.importing.titles import title_of
from clientbook.messages.catalogue import FINDINGS, ISSUES
from clientbook.readers.options import ReadLimits, ReadOptions

FOLDER = Path(__file__).parent / "reference"
_NOTE = "<!-- Written by docs/generate.py; do not edit. -->"


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    makers = {
        "messages.md": messages,
        "targets.md": target_pages,
        "settings.md": settings,
        "command-line.md": command_line,
    }
    return {name: "\n".join([_NOTE, *make()]) + "\n" for name, make in makers.items()}


def table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = tuple(titles)
    yield "| " + " | ".join(titles) + " |"
    yield "|" + "---|" * len(titles)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def code(text: object) -> str:
    return f"`{text}`"


# -- messages --------------------------------------------------------------------------------------


def messages() -> Iterator[str]:
    yield """
# Messages

What clientbook says about values, rows and files: every code, in English and French. A code is
stable; a text may become clearer. Parts in braces are filled in when the message is rendered:

```pycon
>>> from clientbook import Issue, IssueCode, render
>>> issue = Issue.of(IssueCode.VALUE_TOO_LONG, "company", limit=300)
>>> print(render(issue))
longer than 300 characters; shorten it
>>> print(render(issue, "fr"))
plus de 300 caractères; raccourcissez la valeur
```

No message holds a value of a person: fields, titles, counts and row numbers only.

## Rows and values

`Issue.code`, a member of `IssueCode`. An **error** refuses the row; a **warning** does not.
"""
    for code_, texts in ISSUES.items():
        kind = "warning" if code_.is_warning else "error"
        yield from _entry(code_.value, kind, texts)
    yield """## Files

`FileFinding.code`, a member of `FindingCode`: what a reader chose for a file, or saw in it. A
finding refuses nothing, unless the file is read with `strict=True`.
"""
    for finding, texts in FINDINGS.items():
        yield from _entry(finding.value, "finding", texts)


def _entry(name: str, kind: str, texts: Any) -> Iterator[str]:
    yield f"### {name}\n"
    yield f"{kind.capitalize()}.\n"
    for language in ("en", "fr"):
        problem, hint = texts[language]
        yield f"- {language}: {problem}" + (f"; *{hint}*" if hint else "")
    yield ""


# -- targets ---------------------------------------------------------------------------------------


def target_pages() -> Iterator[str]:
    yield """
# Mapping targets

Where a column of a file goes. A target is written the same way in Python
(`mapping.assign("Tel", "phone.mobile")`), on the command line (`--map 'Tel=phone.mobile'`) and in
the columns of an export.

A column that is called by one of the titles below is mapped by itself. Many more titles are known
as synonyms, in English, French, German and Spanish.

## Fields that are there once
"""
    rows = [(code(t), *_titles(t)) for t in (*targets.SINGLE_FIELDS, "birth_date") if _titled(t)]
    yield from table(("target", "title", "French title"), rows)
    yield """`created_at` keeps its column as a custom attribute: the day a client came into another
system is not the day it came into this book. `blocked` blocks from online booking; an import never
unblocks.
`external_id` takes the name of the system: `external_id:quickbooks`.

## Fields with kinds, numbers and parts

A number says which one: `phone.mobile.2` is the second mobile, `email.1` the first address. A part
says which piece: `address.postcode`, `address.billing.city`, `birth_date.year`.
"""
    yield from table(
        ("field", "kinds", "parts", "examples"),
        [
            ("`phone`", _codes(targets.PHONE_KINDS), "`label`", "`phone.mobile`, `phone.3.label`"),
            ("`email`", _codes(targets.EMAIL_KINDS), "`label`", "`email.1`, `email.work`"),
            (
                "`address`",
                _codes(targets.ADDRESS_KINDS),
                _codes(targets.ADDRESS_PARTS),
                "`address.city`, `address.2.postcode`",
            ),
            ("`birth_date`", "", _codes(targets.DATE_PARTS), "`birth_date`, `birth_date.month`"),
            (
                "`consent`",
                _codes(targets.CONSENT_KINDS),
                "`optout`, `status`, `no`, `unclear`",
                "`consent.sms`, `consent.email.optout`",
            ),
        ],
    )
    yield """A column of `consent` asks for a yes: a yes is an opt-in, a no an opt-out. `optout`
is for columns that ask the contrary, such as "Do not e-mail" or "Unsubscribed at": a yes or a
time is an opt-out, a no says nothing. `status` is for the states that sending programs write,
such as "unsubscribed", "pending" or "cleaned". `no` is for a subscription that nobody was sure of:
a no is an opt-out, a yes opts nobody in. `unclear` is for a column whose yes may be an opt-in or an
opt-out: only words that refuse, such as "unsubscribed", are an opt-out. These two are read from
[columns nobody decided](../how-to/keep-consent.md#columns-nobody-decided). A blank says nothing in
any of them. `consent.date` is when the opt-ins of a row were given, `consent.date.optout` when its
opt-outs were said; in a row without one, a date there is an opt-out of `consent.marketing`.
"""
    yield from table(
        ("kind", "speaks of", "read from titles such as"),
        [
            (
                "`email`, `sms`, `phone`, `post`",
                "`MARKETING` on that channel",
                '"Newsletter", "Unsubscribed", "SMS opt out", "No marketing e-mails"',
            ),
            (
                "`all_email`, `all_sms`, `all_phone`, `all_post`",
                "every topic on that channel, also one defined later",
                '"Do not e-mail", "Unsubscribed from all email", "No SMS", "Keine E-Mails"',
            ),
            (
                "`advertising`",
                "a yes of `MARKETING` by e-mail, a no of `MARKETING` on every channel",
                '"Accepts marketing", "Opt in", "Werbung erlaubt", "Consenso marketing"',
            ),
            ("`all`", "every topic on every channel", '"Do not contact"'),
            ("`reminders`", "`GENERAL` on every channel", '"Appointment reminders"'),
            (
                "`marketing`",
                "`MARKETING` on every channel",
                '"No marketing", "Opt out", "Consent withdrawn", "Robinsonliste"',
            ),
            ("`followups`", "`MARKETING` on every channel", '"Follow-ups"'),
            ("`partners`", "`PARTNERS` on every channel", '"Partner offers"'),
        ],
    )


def _titled(text: str) -> bool:
    return text not in ("created_at", "external_id") or text in targets.SINGLE_FIELDS


def _titles(text: str) -> tuple[str, str]:
    target = targets.Target.parse(text)
    return title_of(target, "en"), title_of(target, "fr")


def _codes(words: Iterable[str]) -> str:
    return ", ".join(map(code, words))


# -- settings --------------------------------------------------------------------------------------


def settings() -> Iterator[str]:
    yield """
# Settings and presets

`BookSettings` is a frozen value. Start from a preset and change what differs:

```python
import attrs
from clientbook import SALON, ClientBook, MemoryStore

settings = attrs.evolve(SALON, default_region="FR", language="fr")
book = ClientBook(MemoryStore(), settings=settings)
```

## BookSettings
"""
    yield from _fields(BookSettings)
    yield f"Requirements name fields among {_codes(REQUIRABLE)}; `name` is any of given, family and"
    yield "full name. Entry points are " + _codes(e.value for e in EntryPoint) + ".\n"
    yield "## ImportSettings\n"
    yield from _fields(clientbook.ImportSettings)
    yield "## ContactLimits\n"
    yield from _fields(clientbook.ContactLimits)
    yield "A merge that would exceed a limit is blocked until somebody chooses what stays.\n"
    yield "## Presets\n"
    yield "What each preset changes in `BookSettings()`. `SAFE` changes nothing.\n"
    for name, preset in PRESETS.items():
        if name != "safe":
            yield f"### {name.upper()}\n"
            yield from table(("setting", "value"), _differences(preset))
    yield """## ReadOptions

How one file is read: keywords of `open_table()` and `book.imports.open()`.
"""
    yield from _fields(ReadOptions)
    yield "## ReadLimits\n"
    yield from _fields(ReadLimits)
    sizes = [(code(kind), f"{size:,}") for kind, size in ReadLimits().max_bytes.items()]
    yield from table(("kind of file", "most bytes"), sizes)


def _fields(cls: type[Any]) -> Iterator[str]:
    said = arguments(cls)
    rows = [(code(f.name), _shown(f.default), said.get(f.name, "")) for f in attrs.fields(cls)]
    yield from table(("setting", "default", "meaning"), rows)


def arguments(cls: type[Any]) -> dict[str, str]:
    """Return what the docstring says of each argument."""
    text = inspect.getdoc(cls) or ""
    found: dict[str, str] = {}
    name = ""
    for line in text.partition("Args:\n")[2].splitlines():
        if not line.strip():
            break
        if start := re.match(r"    (\w+): (.*)", line):
            name = start[1]
            found[name] = start[2]
        else:
            found[name] += " " + line.strip()
    return {key: plain(value) for key, value in found.items()}


def plain(text: str) -> str:
    """Return a docstring's text as Markdown."""
    text = re.sub(r" ?\(SPEC [^)]*\)", "", text)
    text = re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", text)
    return re.sub(r"(?<=\S)  +", " ", text.replace("``", "`"))


def _shown(value: Any) -> str:
    if isinstance(value, type(attrs.Factory(list))):
        return code(f"{value.factory.__name__}()") if attrs.has(value.factory) else ""
    if attrs.has(type(value)):
        return f"`{type(value).__name__}()`" if value == type(value)() else _brief(value)
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return "; ".join(dict.fromkeys(_brief(v) for _, v in value)) + ", every door"
    if isinstance(value, tuple) and value and attrs.has(type(value[0])):
        return ", ".join(code(v.name) for v in value)
    return code(repr(value)) if value != () else ""


def _brief(value: Any) -> str:
    if isinstance(value, clientbook.Requirements):
        parts = [" and ".join(map(code, value.all_of)), " or ".join(map(code, value.any_of))]
        return "; ".join(p for p in parts if p)
    return code(getattr(value, "value", value))


def _differences(preset: BookSettings) -> Iterator[tuple[str, str]]:
    safe = BookSettings()
    for field in attrs.fields(BookSettings):
        old, new = getattr(safe, field.name), getattr(preset, field.name)
        if field.name == "requirements" and len({value for _, value in new}) == 1:
            yield "`requirements` at every door", _brief(new[0][1])
        elif field.name in ("requirements", "on_duplicate"):
            for door, value in new:
                if dict(old)[door] != value:
                    yield f"`{field.name}` at `{door.value}`", _brief(value)
        elif attrs.has(type(new)):
            for part in attrs.fields(type(new)):
                if getattr(old, part.name) != getattr(new, part.name):
                    value = getattr(new, part.name)
                    shown = _sizes(value) if part.name == "max_bytes" else code(repr(value))
                    yield f"`{field.name}.{part.name}`", shown
        elif old != new:
            yield code(field.name), code(repr(new))


def _sizes(sizes: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{kind} {size // 1_048_576} MiB" for kind, size in sizes)


# -- command line ----------------------------------------------------------------------------------


def command_line() -> Iterator[str]:
    yield """
# Command line

Installed with the extra `cli`: `pip install '.[cli]'` in a copy of the project. See
[Use the command line](../how-to/use-the-command-line.md) for what to do with it.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | refused; the message says why and what to do |
| 2 | a wrong call |
| 130 | interrupted; an import goes on with the same command |

Whoever reads only the beginning of what a command says (`clientbook import FILE | head -1`) stops
nothing: the command ends its work, and the exit code is that of the work. With `--json` a letter
that the encoding of the output lacks is written as `\\uXXXX`; tables show
it without its accent, or `?`.

Every option below can be listed with `clientbook COMMAND --help`.
"""
    for command in app.registered_commands:
        function = command.callback
        assert function is not None
        parameters = list(inspect.signature(function, eval_str=True).parameters.values())
        words = [_usage(p) for p in parameters if isinstance(_info(p), ArgumentInfo)]
        yield f"## clientbook {command.name}\n"
        yield f"{(inspect.getdoc(function) or '').strip()}\n"
        yield f"```text\nclientbook {' '.join([str(command.name), *words, '[OPTIONS]'])}\n```\n"
        rows = [(_called(p), _values(p), _default(p), _info(p).help or "") for p in parameters]
        yield from table(("argument or option", "value", "default", "meaning"), rows)


def _info(parameter: inspect.Parameter) -> ParameterInfo:
    """Return what typer was told of a parameter."""
    return next(m for m in parameter.annotation.__metadata__ if isinstance(m, ParameterInfo))


def _type(parameter: inspect.Parameter) -> tuple[Any, bool]:
    """Return the type of one value, and whether several can be given."""
    kept = parameter.annotation.__origin__
    kept = next(iter(t for t in get_args(kept) if t is not NoneType), kept)  # T | None
    if get_origin(kept) is list:
        return get_args(kept)[0], True
    return kept, get_origin(parameter.annotation.__origin__) is list


def _usage(parameter: inspect.Parameter) -> str:
    word = parameter.name.upper() + ("..." if _type(parameter)[1] else "")
    return word if parameter.default is parameter.empty else f"[{word}]"


def _called(parameter: inspect.Parameter) -> str:
    info = _info(parameter)
    if isinstance(info, ArgumentInfo):
        return code(parameter.name.upper())
    given = [d for d in (info.default, *(info.param_decls or ())) if isinstance(d, str)]
    return ", ".join(map(code, given)) or code("--" + parameter.name.replace("_", "-"))


def _values(parameter: inspect.Parameter) -> str:
    info = _info(parameter)
    kind, several = _type(parameter)
    if kind is bool:
        return ""
    shown = {Path: "file", int: "number", float: "number", str: "text"}.get(kind, "")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        shown = ", ".join(code(choice.value) for choice in kind)
    if info.min is not None and info.max is not None:
        shown = f"{info.min} to {info.max}"
    return f"{shown}, repeatable" if several else shown


def _default(parameter: inspect.Parameter) -> str:
    default = getattr(parameter.default, "value", parameter.default)
    words = [] if default in (None, False, parameter.empty) else [code(default)]
    if variable := _info(parameter).envvar:
        words.append(f"or the variable {code(variable)}")
    return " ".join(words)


# -- rules -----------------------------------------------------------------------------------------

ROOT = Path(__file__).parents[1]
_ROW = re.compile(r"^\| ([KPRVX]\d+) \| (.*?) \|[^|]*\|$")
_ID = re.compile(r"\b([KPRVX])(\d+)(?: to \1?(\d+))?\b")


def cited(text: str) -> set[str]:
    """Return the ids of rules a text names; ``V15 to V18`` names four."""
    found = set()
    for letter, first, last in _ID.findall(text):
        found |= {f"{letter}{n}" for n in range(int(first), int(last or first) + 1)}
    return found


def tests_of_rules() -> dict[str, list[str]]:
    """Return the test files that cite each rule."""
    files: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for rule in cited(path.read_text("utf-8")):
            files.setdefault(rule, []).append(path.relative_to(ROOT / "tests").as_posix())
    return files


def rules() -> str:
    """Return the page of rules with the tests that show each of them."""
    shown_by, seen = tests_of_rules(), set()
    lines = []
    for line in (FOLDER / "rules.md").read_text("utf-8").splitlines():
        if row := _ROW.match(line):
            if row[1] in seen:  # both sides of a merge changed the row
                continue
            seen.add(row[1])
            tests = ", ".join(code(test) for test in shown_by.get(row[1], ()))
            lines.append(f"| {row[1]} | {row[2]} | {tests or '*not built yet*'} |")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


# -- names for type checkers ----------------------------------------------------------------------


def stub() -> str:
    """Return ``__init__.pyi``: the names of the package for those who read types, not run code."""
    yielded = ["# Written by docs/generate.py from the table in __init__.py."]
    for module, given in clientbook._HOMES.items():
        yielded.append(f"from {module} import (")
        yielded += [f"    {name} as {name}," for name in given]
        yielded.append(")")
    return "\n".join(
        [
            *yielded,
            "",
            "__version__: str",
            "__all__ = [",
            *(f'    "{name}",' for name in clientbook.__all__),
            "]",
            "_HOMES: dict[str, tuple[str, ...]]",
            "",
        ]
    )


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")
    (FOLDER / "rules.md").write_text(rules(), "utf-8")
    Path(clientbook.__file__).with_suffix(".pyi").write_text(stub(), "utf-8")


if __name__ == "__main__":
    main()
