"""Whose a kept row of an import is, by its structure: found without reading anybody else's.

A row that was rejected, or waits, belongs to no client.  What it says of a person is read through
the run's mapping: the words of its name columns, in any order and however many columns; a whole
name beside an e-mail address or in a short text; numbers and e-mail addresses anywhere in any
cell; the ids of its id columns; the clients it may be; of a longer text each two words next to one
another.  Each is kept as a ``trace`` record, a keyed hash that leads to the row, written and
removed with it.  A run has traces too: its file's name and its titles may be a person's.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as AbstractMapping
from itertools import combinations
from pathlib import PurePath

import attrs

from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import find_secret, keyed_hash, secret_of
from clientbook.domain.clients import ClientId
from clientbook.domain.profiles import LIST_SYSTEM
from clientbook.identity.mentions import (
    is_code,
    neighbours,
    unspaced_words,
    without_titles,
    words_said,
)
from clientbook.importing.mapping import Mapping
from clientbook.importing.person_steps import NAME_TARGETS
from clientbook.parsing.mentions import Numbers, find_emails, find_numbers, without_emails
from clientbook.storage.protocols import Record
from clientbook.text import clean_text

TRACES = "row-trace"
"""Records that lead from the keyed hash of something a row says to the row."""

_FREE = frozenset({"", "skip", "custom", "note", "company"})
"""Columns whose cells are texts; a cell of another kind, such as a number, is no name."""
_MOST_WORDS = 12
"""Most words of a row's name that are paired: a row has the pairs of these, 66 at most."""
_FEW_WORDS = 4  # of a cell that is no name by its column, but may be one
_MOST_NEIGHBOURS = 60
"""Most words of a longer text that are paired, each with the next one."""

_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_BETWEEN = re.compile(r"[_\s~+,;]+")
_NUMBERED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_TELLING = 6
"""Letters from which on a name is told at the beginning of a longer word: ``Zorblatts``."""


@attrs.frozen
class Signs:
    """What a row says of a person.

    Args:
        name: Words of its name columns together, in order.
        texts: Words of each other cell that may be a name too: a mapping can be mistaken.
        remarks: Words of each longer text, in which a name stands in one place.
        companies: Its company, as words.
        emails: E-mail addresses, folded.
        numbers: Everything that may be a telephone number.
        ids: Cells of columns that are ids, each with its system, folded: who the row is of.
        codes: Other cells that may be an id of some system, folded: whom the row speaks of.
        title: Words of the name of a file or a saved mapping: one may be a family's.
    """

    name: tuple[str, ...] = attrs.field(repr=False)
    texts: tuple[tuple[str, ...], ...] = attrs.field(repr=False)
    remarks: tuple[tuple[str, ...], ...] = attrs.field(repr=False)
    companies: frozenset[str] = attrs.field(repr=False)
    emails: frozenset[str] = attrs.field(repr=False)
    numbers: Numbers = attrs.field(repr=False)
    ids: frozenset[tuple[str, str]] = attrs.field(repr=False)
    codes: frozenset[str] = attrs.field(repr=False)
    title: frozenset[str] = attrs.field(default=frozenset(), repr=False)

    def keys(self) -> Iterator[str]:
        """Yield what the row is looked up by."""
        for words in (self.name, *self.texts):
            some = sorted(set(words))[:_MOST_WORDS]
            yield from (words_key(pair) for pair in combinations(some, 2))
            if len(alone := frozenset(without_titles(words))) == 1:
                yield words_key(alone)
            yield from map(words_key, unspaced_words(words))
        for words in self.remarks:
            yield from map(words_key, neighbours(words, _MOST_NEIGHBOURS))
        yield from (words_key((word,)) for word in self.title)
        yield from (f"c {company}" for company in self.companies)
        yield from (f"e {email}" for email in self.emails)
        yield from (f"p {tail}" for tail in self.numbers.keys)
        yield from (f"x {value}" for value in {*self.codes, *(value for _, value in self.ids)})


def words_key(words: Collection[str]) -> str:
    """Return what two words of one name, or a name of one word, are looked up by."""
    return f"{'w' if len(words) == 1 else 'n'} {' '.join(sorted(words))}"


def read_signs(cells: Sequence[str], mapping: Mapping | None) -> Signs:
    """Return what a row says of a person, read through a mapping where there is one."""
    targets = [c.target for c in mapping or ()]
    targets += [None] * (len(cells) - len(targets))
    named = any(target is not None and target.field in NAME_TARGETS for target in targets)
    most = _FEW_WORDS if named else _MOST_WORDS
    name: list[str] = []
    texts: list[tuple[str, ...]] = []
    companies: set[str] = set()
    ids: set[tuple[str, str]] = set()
    codes: set[str] = set()
    for cell, target in zip(cells, targets, strict=False):
        field = target.field if target else ""
        if field in NAME_TARGETS:
            name += words_said(cell)
        elif field in _FREE or field == "email":
            said = cell if field in _FREE else without_emails(cell)
            texts += dict.fromkeys(words_said(t) for t in (said, _CAPITAL.sub(" ", said)))
        if field == "company":
            companies.add(" ".join(words_said(cell)))
        if target and field == "external_id" and (value := clean_text(cell).casefold()):
            ids.add(((target.name or LIST_SYSTEM).casefold(), value))
        if field in _FREE and is_code(cell):
            codes.add(cell.strip().casefold())
    short = [words for words in texts if len(words) <= most]
    if not named:  # nobody said which columns are names: a name may stand in several of them
        short.append(tuple(word for words in short for word in words))
    return Signs(
        tuple(name),
        tuple(words for words in short if len(words) > 1 or not all(map(str.isascii, words))),
        tuple(words for words in texts if len(words) > most),
        frozenset(companies) - {""},
        frozenset(email for cell in cells for email in find_emails(cell)),
        find_numbers(cells),
        frozenset(ids),
        frozenset(codes),
    )


def read_file_name(name: str) -> Signs:
    """Return what the name of a file says of a person: ``AnnRoy.csv``, ``ann@x.fr_export.csv``.

    The ending is no part of an address, signs, capitals and numbers part words, and a name that is
    one word may be a person's.
    """
    stem = PurePath(name).stem
    spread = _CAPITAL.sub(" ", stem)
    signs = read_signs((name, stem, spread, *_BETWEEN.split(stem)), None)
    words = words_said(_NUMBERED.sub(" ", spread))
    words = tuple(word for word in words if not word.isdecimal()) or words
    signs = attrs.evolve(signs, title=_title_words(stem))
    return attrs.evolve(signs, name=words) if len(words) == 1 else signs


def read_mapping_name(name: str) -> Signs:
    """Return what the name of a saved mapping says of a person: ``Liste de Roy``."""
    return attrs.evolve(read_signs((name,), None), title=_title_words(name))


def spread_out(text: str) -> tuple[str, str]:
    """Return a text with its words apart that signs and capitals part, and with numbers apart."""
    spread = _CAPITAL.sub(" ", _BETWEEN.sub(" ", text))
    return spread, _NUMBERED.sub(" ", spread)


def _title_words(text: str) -> frozenset[str]:
    """Return the words of a title, and what those begin with that is long enough for a name."""
    words = {word for said in (text, *spread_out(text)) for word in words_said(said)}
    return frozenset(word[:end] for word in words for end in (*range(_TELLING, len(word)), None))


def row_traces(context: Context, mapping: Mapping, records: Sequence[Record]) -> list[Record]:
    """Return the traces of the rows that are kept, inside the caller's unit of work.

    Args:
        context: The book.
        mapping: How the run reads its columns.
        records: What a chunk writes; those with ``cells`` are kept rows, those with a ``row``
            remember how such a row was answered, by a hash of all it says.
    """
    kept = [record for record in records if record.body.get("cells")]
    if not kept:
        return []
    answers = {r.body["row"]: (r.collection, r.id) for r in records if "row" in r.body and r.id}
    secret = secret_of(context)
    traces: list[Record] = []
    for record in kept:
        keys = set(read_signs(record.body["cells"], mapping).keys())
        ids = (record.body.get("client_id"), *record.body.get("candidates", ()))
        keys.update(client_key(i) for i in ids if i)
        answer = answers.get(record.id)
        body = {"answer": list(answer)} if answer else {}
        traces += _records(secret, record.id, keys, body)
    return traces


def run_traces(
    context: Context, run_id: str, source_name: str | None, header: Sequence[str]
) -> list[Record]:
    """Return the traces of a run: what its file's name and its titles may say of a person."""
    keys = set(read_file_name(source_name or "").keys()) | set(read_signs(header, None).keys())
    return _records(secret_of(context), run_id, keys, {"run": True}) if keys else []


def client_key(client_id: ClientId) -> str:
    """Return what the rows that may be a client are looked up by."""
    return f"i {client_id}"


def _records(
    secret: bytes, row_id: str, keys: Iterable[str], body: AbstractMapping[str, object]
) -> list[Record]:
    digests = sorted(keyed_hash(secret, key)[:32] for key in keys)
    return [Record(TRACES, f"{row_id}|{digest}", body, owner=digest) for digest in digests]


@attrs.frozen
class Traced:
    """A row, or a run, that a trace leads to.

    Args:
        id: Id of the row's outcome, or of the run.
        is_run: True for a run.
        answer: Collection and id of the record that remembers how the row was answered.
    """

    id: str
    is_run: bool = False
    answer: tuple[str, str] | None = None


def find_traced(context: Context, keys: Collection[str]) -> tuple[Traced, ...]:
    """Return the rows and runs that any of these keys leads to, in order."""
    secret = find_secret(context)
    if secret is None or not keys:
        return ()
    owners = [keyed_hash(secret, key)[:32] for key in keys]
    found: dict[str, Traced] = {}
    for record in context.store.list_records(context.book, TRACES, owners=owners):
        row_id, _, _ = record.id.rpartition("|")
        answer = record.body.get("answer")
        kept = (answer[0], answer[1]) if answer else None
        found[row_id] = Traced(row_id, "run" in record.body, kept)
    return tuple(found[i] for i in sorted(found))


def drop_traces(context: Context, prefixes: Iterable[str]) -> None:
    """Remove the traces of rows whose ids begin so, inside the caller's unit of work."""
    for prefix in prefixes:
        records = context.store.list_records(context.book, TRACES, prefix=prefix)
        context.store.delete_records(context.book, TRACES, [r.id for r in records])
