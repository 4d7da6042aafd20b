"""Records as comparisons read them, in columns of Arrow: encoded once, carried wherever they meet.

A record is one structure of clean texts and numbers.  What is compared one by one carries its
stored document besides.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from clientbook.convert.documents import load_profile
from clientbook.matching.lists.columns import Columns, columns_of
from clientbook.matching.lists.encoding import Encoder, Flat, Ints, Vocabulary
from clientbook.matching.pairs.features import features

_TEXTS = ("given", "family", "firm", "whole", "company", "gender")
_PLACE = ("number", "street", "postcode", "town")
_FLATS = ("phones", "sevens", "dates")
_KEYED = pa.struct([("key", pa.string()), ("text", pa.string())])

ENCODED_TYPE = pa.struct(
    [
        *((name, pa.string()) for name in _TEXTS),
        ("sex", pa.int8()),
        *((name, pa.list_(pa.int64())) for name in _FLATS),
        ("mail", pa.list_(pa.string())),
        ("places", pa.list_(pa.struct([(name, pa.string()) for name in _PLACE]))),
        ("identifiers", pa.list_(_KEYED)),
        ("others", pa.list_(_KEYED)),
        ("document", pa.string()),
    ]
)
"""A record; a number's last digit but one binary place says whether it is a mobile's."""

ENCODED = (
    "struct<given:string,family:string,firm:string,whole:string,company:string,gender:string,"
    "sex:tinyint,phones:array<bigint>,sevens:array<bigint>,dates:array<bigint>,mail:array<string>,"
    "places:array<struct<number:string,street:string,postcode:string,town:string>>,"
    "identifiers:array<struct<key:string,text:string>>,"
    "others:array<struct<key:string,text:string>>,document:string>"
)
"""The same, as Spark names it."""


def texts_of(vocabulary: Vocabulary, codes: Any) -> pa.Array:
    """Return the texts of codes, null for -1."""
    at = np.asarray(codes, np.int64)
    return pa.array(vocabulary.texts, pa.string()).take(pa.array(at, mask=at < 0))


def lists_of(rows: Ints, values: pa.Array, count: int) -> pa.ListArray:
    """Return the values of each of *count* rows; rows are in ascending order."""
    offsets = np.searchsorted(rows, np.arange(count + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def encoded(encoder: Encoder, stored: Sequence[str]) -> pa.StructArray:
    """Return the records an encoder took, in the order in which it took them.

    Args:
        encoder: It has left out what identifies nobody.
        stored: Their stored documents.
    """
    e, count = encoder, len(encoder.ids)
    columns = (e.given, e.family, e.firm, e.whole, e.company, e.gender)
    kinds = (e.words, e.words, e.companies, e.companies, e.companies, e.genders)
    rows, numbers = e.phones.arrays()
    phones = numbers * 2 + np.array(e.mobile, np.int64)
    mail_rows, mail = e.mail.arrays()
    names = (e.numbers, e.streets, e.postcodes, e.towns)
    where = [texts_of(name, codes) for name, codes in zip(names, e.place, strict=True)]
    places = pa.StructArray.from_arrays(where, fields=list(_field("places").value_type))
    documents = [stored[row] if row in e.special else None for row in range(count)]
    return pa.StructArray.from_arrays(
        [
            *(texts_of(kind, codes) for kind, codes in zip(kinds, columns, strict=True)),
            pa.array(np.array(e.sex, np.int8)),
            lists_of(rows, pa.array(phones), count),
            *(_numbers(flat, count) for flat in (e.sevens, e.dates)),
            lists_of(mail_rows, texts_of(e.emails, mail), count),
            lists_of(np.array(e.place_row, np.int64), places, count),
            _keyed(e.identifiers, e.keyed, count),
            _keyed(e.others, e.keyed, count),
            pa.array(documents, pa.string()),
        ],
        fields=list(ENCODED_TYPE),
    )


def _field(name: str) -> Any:
    return ENCODED_TYPE.field(ENCODED_TYPE.get_field_index(name)).type


def _numbers(flat: Flat, count: int) -> pa.ListArray:
    rows, values = flat.arrays()
    return lists_of(rows, pa.array(values), count)


def _keyed(flats: dict[str, Flat], vocabulary: Vocabulary, count: int) -> pa.ListArray:
    labels = sorted(flats)
    held = [flats[label].arrays() for label in labels]
    none = np.zeros(0, np.int64)
    rows = np.concatenate([none, *(at for at, _ in held)])
    codes = np.concatenate([none, *(values for _, values in held)])
    of = np.repeat(np.arange(len(labels)), [len(at) for at, _ in held])
    order = np.argsort(rows, kind="stable")
    keys = pa.array(labels, pa.string()).take(pa.array(of[order]))
    texts = texts_of(vocabulary, codes[order])
    return lists_of(
        rows[order], pa.StructArray.from_arrays([keys, texts], fields=list(_KEYED)), count
    )


def columns_from(ids: list[str], records: pa.StructArray, shared: Collection[str]) -> Columns:
    """Return records in columns again.

    Args:
        ids: Their ids, in ascending order.
        records: What :func:`encoded` made of them.
        shared: Identity keys that identify nobody.
    """
    encoder = Encoder(shared)
    encoder.ids = ids
    _take_texts(encoder, records)
    encoder.sex.frombytes(records.field("sex").to_numpy().tobytes())
    _take_contacts(encoder, records)
    _take_places(encoder, records)
    _take_keyed(encoder, records)
    documents = records.field("document")
    for row in np.flatnonzero(documents.is_valid().to_numpy(zero_copy_only=False)).tolist():
        profile = load_profile(documents[row].as_py())
        encoder.special[row] = features(profile, shared=shared)
    return columns_of(encoder)


def _coded(*columns: pa.Array) -> tuple[Vocabulary, list[Ints]]:
    """Return one vocabulary of columns of texts, and the codes of each column."""
    both = pa.concat_arrays(columns).dictionary_encode()
    codes = both.indices.fill_null(-1).to_numpy().astype(np.int32)
    ends = np.cumsum([len(column) for column in columns])[:-1]
    return Vocabulary.of(both.dictionary.to_pylist()), np.split(codes, ends)


def _flat(records: pa.StructArray, name: str) -> tuple[Ints, pa.Array]:
    """Return the values of a column of lists, and the row of each."""
    lists = records.field(name)
    rows = np.repeat(np.arange(len(lists)), lists.value_lengths().to_numpy())
    return rows, lists.flatten()


def _take_texts(e: Encoder, records: pa.StructArray) -> None:
    e.words, words = _coded(records.field("given"), records.field("family"))
    firms = (records.field(name) for name in ("firm", "whole", "company"))
    e.companies, companies = _coded(*firms)
    e.genders, genders = _coded(records.field("gender"))
    columns = (e.given, e.family, e.firm, e.whole, e.company, e.gender)
    for column, codes in zip(columns, [*words, *companies, *genders], strict=True):
        column.frombytes(codes.tobytes())


def _take_contacts(e: Encoder, records: pa.StructArray) -> None:
    rows, found = _flat(records, "phones")
    numbers = found.to_numpy()
    e.phones = Flat.of(rows, numbers >> 1)
    e.mobile.frombytes((numbers & 1).astype(np.int8).tobytes())
    e.sevens, e.dates = (
        Flat.of(at, values.to_numpy())
        for at, values in (_flat(records, name) for name in ("sevens", "dates"))
    )
    rows, found = _flat(records, "mail")
    e.emails, (codes,) = _coded(found)
    e.mail = Flat.of(rows, codes)


def _take_places(e: Encoder, records: pa.StructArray) -> None:
    rows, found = _flat(records, "places")
    e.place_row.frombytes(rows.astype(np.int32).tobytes())
    coded = [_coded(found.field(name)) for name in _PLACE]
    e.numbers, e.streets, e.postcodes, e.towns = (vocabulary for vocabulary, _ in coded)
    for column, (_, (codes,)) in zip(e.place, coded, strict=True):
        column.frombytes(codes.tobytes())


def _take_keyed(e: Encoder, records: pa.StructArray) -> None:
    held = [_flat(records, name) for name in ("identifiers", "others")]
    e.keyed, coded = _coded(*(found.field("text") for _, found in held))
    for flats, (rows, found), codes in zip((e.identifiers, e.others), held, coded, strict=True):
        labels, (of,) = _coded(found.field("key"))
        for number, label in enumerate(labels.texts):
            here = of == number
            flats[label] = Flat.of(rows[here], codes[here])
