"""The scan of a book as records: one that heads them, and parts of some thousand pairs.

It is derived: a copy of a book leaves it out, and a book without it is looked through again.
One scan replaces another in one unit of work; who reads meanwhile finds either.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, repeat
from typing import Any

import attrs

from clientbook import __version__
from clientbook.book.contexts import Context
from clientbook.book.duplicates.kept_counts import KeptCounts, count_records
from clientbook.book.duplicates.scan_works import forget_work
from clientbook.book.duplicates.scans import (
    PairColumns,
    Scan,
    ScanHead,
    Seats,
    mark_body,
    read_mark,
)
from clientbook.domain.clients import ClientId
from clientbook.matching import CappedKey, Frequencies, MatchModel, ScoredPair
from clientbook.storage.protocols import Record

SCANS = "duplicate_scan"
"""Records of the scan of a book."""

_FORM = "2"  # of the records: another one is not read
_HEAD = "head"
_PART = 4_000


@lru_cache(maxsize=16)
def _document(model: MatchModel) -> str:
    return model.to_json()


def basis_of(model: MatchModel, shared: Collection[str]) -> str:
    """Return a fingerprint of what a scan depends on beside the clients and their journal.

    Args:
        model: The model one starts from.
        shared: Contact points that identify nobody.
    """
    told = blake2b(digest_size=16)
    for text in (_FORM, __version__, _document(model), *sorted(shared)):
        told.update(text.encode("utf-8", "surrogatepass") + b"\n")
    return told.hexdigest()


@attrs.frozen
class StoredHead:
    """The head of a stored scan, and where its parts are.

    Args:
        head: The head.
        part_ids: Ids of the parts, in order.
    """

    head: ScanHead
    part_ids: tuple[str, ...]


def read_head(context: Context, basis: str) -> StoredHead | None:
    """Return the head of the stored scan; None where there is none of this basis."""
    found = context.store.get_records(context.book, SCANS, [_HEAD]).get(_HEAD)
    if found is None or found.body["basis"] != basis:
        return None
    body = found.body
    size, counts = body["size"], body["counts"]
    kinds = frozenset(counts["kinds"])
    head = ScanHead(
        mark=read_mark(body["mark"]),
        size=size,
        basis=basis,
        model=MatchModel.from_json(body["model"]),
        counts=KeptCounts(context, SCANS, size, counts["key"], counts["shards"], kinds),
        caught_up=body["caught_up"],
        seats=Seats(
            tuple(body["seats"]["asked"]),
            frozenset((left, right) for left, right in body["seats"]["together"]),
        ),
    )
    return StoredHead(head, tuple(_part_ids(body)))


def _part_ids(head: Mapping[str, Any]) -> list[str]:
    return [f"{head['key']}/pairs/{part:05d}" for part in range(head["parts"])]


def read_scan(context: Context, basis: str) -> Scan | None:
    """Return the stored scan; None where there is none of this basis, or another replaces it."""
    stored = read_head(context, basis)
    if stored is None:
        return None
    parts = context.store.get_records(context.book, SCANS, stored.part_ids)
    if len(parts) != len(stored.part_ids):
        return None
    pairs = PairColumns()
    for record_id in stored.part_ids:
        part = _columns(parts[record_id])
        pairs.units.extend(part.units)
        pairs.lefts.extend(part.lefts)
        pairs.rights.extend(part.rights)
    return Scan(stored.head, pairs)


def _columns(part: Record) -> PairColumns:
    return PairColumns(part.body["units"], part.body["lefts"], part.body["rights"])


def _part_body(pairs: PairColumns) -> dict[str, Any]:
    return {"units": pairs.units, "lefts": pairs.lefts, "rights": pairs.rights}


def counts_stand(context: Context, head: ScanHead) -> bool:
    """Say whether the counts of a scan are where it reads them: in memory, or still stored."""
    counts = head.counts
    if not isinstance(counts, KeptCounts):
        return True
    found = context.store.get_records(context.book, SCANS, [_HEAD]).get(_HEAD)
    return found is not None and found.body["counts"]["key"] == counts.key


def store_scan(context: Context, scan: Scan) -> Scan:
    """Replace the stored scan, in a unit of work of its own; return it as it is read.

    One that was caught up with stands on counts that another process may have replaced: then the
    other's scan is left as it is.
    """
    key, head = context.make_id(), scan.head
    with context.unit():
        store, book = context.store, context.book
        before = store.get_records(book, SCANS, [_HEAD]).get(_HEAD)
        old = before.body if before is not None else {}
        counts, made = head.counts, list[Record]()
        if isinstance(counts, KeptCounts):
            if old.get("counts", {}).get("key") != counts.key:
                return scan
        else:
            assert isinstance(counts, Frequencies)
            made = list(count_records(counts, SCANS, key))
            counts = KeptCounts(context, SCANS, counts.size, key, len(made), counts.kinds)
            made.append(Record(SCANS, _capped_id(key), capped_body(head.capped or ())))
        parts = list(_parts(scan.pairs, key))
        stored = attrs.evolve(head, counts=counts, capped=None)
        store.delete_records(book, SCANS, list(_left_over(old, counts.key)))
        forget_work(context)
        body = _head_body(stored, counts, key, len(parts))
        store.put_records(book, [*made, *parts, Record(SCANS, _HEAD, body)])
    return attrs.evolve(scan, head=stored)


def _parts(pairs: PairColumns, key: str) -> Iterator[Record]:
    for part, start in enumerate(range(0, len(pairs), _PART)):
        end = start + _PART
        some = PairColumns(pairs.units[start:end], pairs.lefts[start:end], pairs.rights[start:end])
        yield Record(SCANS, f"{key}/pairs/{part:05d}", _part_body(some))


def _left_over(old: Mapping[str, Any], counts_key: str) -> Iterator[str]:
    """Yield the ids of the records of a scan that is replaced, without counts that go on."""
    if not old:
        return
    yield from _part_ids(old)
    if old["counts"]["key"] != counts_key:
        shards = range(old["counts"]["shards"])
        yield from (f"{old['counts']['key']}/counts/{shard:05d}" for shard in shards)
        yield _capped_id(old["counts"]["key"])


def read_capped(context: Context, head: ScanHead) -> tuple[CappedKey, ...]:
    """Return the keys that are too common; they are many in a large book, and seldom asked for."""
    if head.capped is not None:
        return head.capped
    assert isinstance(head.counts, KeptCounts)
    record_id = _capped_id(head.counts.key)
    found = context.store.get_records(context.book, SCANS, [record_id])
    return capped_in(found[record_id].body) if found else ()


def _capped_id(key: str) -> str:
    return f"{key}/capped"


def capped_in(body: Mapping[str, Any]) -> tuple[CappedKey, ...]:
    """Return the keys of :func:`capped_body`."""
    runs = body["capped"]
    return tuple(chain.from_iterable(repeat(CappedKey(*key), times) for *key, times in runs))


def capped_body(capped: Iterable[CappedKey]) -> dict[str, Any]:
    """Return keys as the body of a record: those of one kind and as many holders once."""
    runs = Counter((key.kind, key.records) for key in capped)
    return {"capped": [[*key, times] for key, times in runs.items()]}


def _head_body(head: ScanHead, counts: KeptCounts, key: str, parts: int) -> dict[str, Any]:
    return {
        "mark": mark_body(head.mark),
        "size": head.size,
        "basis": head.basis,
        "model": head.model.to_json(),
        "caught_up": head.caught_up,
        "seats": {
            "asked": list(head.seats.asked),
            "together": [list(pair) for pair in sorted(head.seats.together)],
        },
        "counts": {"key": counts.key, "shards": counts.shards, "kinds": sorted(counts.kinds)},
        "key": key,
        "parts": parts,
    }


# -- one person's ----------------------------------------------------------------------------------


def pairs_of(context: Context, ids: Collection[ClientId]) -> list[ScoredPair]:
    """Return the stored pairs that one of these clients is in, likeliest first."""
    found: list[ScoredPair] = []
    for record in _stored_parts(context):
        pairs = _columns(record)
        found += [pairs[at] for at in pairs.of_clients(ids)]
    return found


def forget_pairs(context: Context, ids: Collection[ClientId]) -> None:
    """Take the pairs of these clients out of the stored scan, inside the caller's unit of work.

    A look through the book that has not ended is forgotten: it holds what it read of everybody.
    """
    forget_work(context)
    changed: list[Record] = []
    for record in _stored_parts(context):
        pairs = _columns(record)
        if gone := pairs.of_clients(ids):
            changed.append(attrs.evolve(record, body=_part_body(pairs.changed(gone, ()))))
    head = context.store.get_records(context.book, SCANS, [_HEAD]).get(_HEAD)
    if head is not None:
        seats = head.body["seats"]
        together = [p for p in seats["together"] if p[0] not in ids and p[1] not in ids]
        if len(together) < len(seats["together"]):
            body = {**head.body, "seats": {**seats, "together": together}}
            changed.append(attrs.evolve(head, body=body))
    context.store.put_records(context.book, changed)


def _stored_parts(context: Context) -> Iterator[Record]:
    head = context.store.get_records(context.book, SCANS, [_HEAD]).get(_HEAD)
    for record_id in _part_ids(head.body) if head is not None else ():
        yield from context.store.get_records(context.book, SCANS, [record_id]).values()
