"""What an encoder took, portion by portion: kept somewhere, and put into another encoder again."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from clientbook.matching.lists.encoding import Encoder, Flat, Vocabulary
from clientbook.matching.pairs.features import Features

_LABELLED = ("identifiers", "others")


@attrs.frozen(eq=False)
class Portion:
    """What an encoder took of some profiles.

    Args:
        ids: Ids of the profiles.
        texts: Texts that were not met before, by vocabulary.
        numbers: What was appended to each column, by its name.
        special: Rows that are compared one by one; their features are kept elsewhere.
    """

    ids: list[str] = attrs.field(repr=False)
    texts: Mapping[str, Sequence[str]] = attrs.field(repr=False)
    numbers: Mapping[str, "array[int]"] = attrs.field(repr=False)
    special: tuple[int, ...] = ()


class PortionTaker:
    """Takes what an encoder took since the portion before.

    Args:
        encoder: It is read, and may go on.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._begin()

    def _begin(self) -> None:
        encoder = self._encoder
        self._rows = len(encoder.ids)
        self._texts = {name: len(held.texts) for name, held in _vocabularies(encoder)}
        self._numbers = {name: len(column) for name, column in _columns(encoder)}

    def take(self) -> Portion:
        """Return the next portion."""
        encoder, rows = self._encoder, range(self._rows, len(self._encoder.ids))
        portion = Portion(
            encoder.ids[self._rows :],
            {name: held.texts[self._texts[name] :] for name, held in _vocabularies(encoder)},
            {name: column[self._numbers.get(name, 0) :] for name, column in _columns(encoder)},
            tuple(row for row in rows if row in encoder.special) if encoder.special else (),
        )
        self._begin()
        return portion


def put_portion(encoder: Encoder, portion: Portion, special: Mapping[int, Features]) -> None:
    """Put the next portion into an encoder, so that it goes on as the one that took it.

    Args:
        encoder: It holds the portions before.
        portion: The next one.
        special: Features of the rows that are compared one by one.
    """
    encoder.ids += portion.ids
    encoder.special.update(special)
    for name, vocabulary in _vocabularies(encoder):
        for text in portion.texts[name]:
            vocabulary.code(text)
    for name in portion.numbers:
        of, _, label = name.partition(":")
        if of in _LABELLED:
            _labelled(encoder)[of].setdefault(label.rpartition(":")[0], Flat())
    for name, column in _columns(encoder):
        column.extend(portion.numbers.get(name, ()))


def _vocabularies(e: Encoder) -> tuple[tuple[str, Vocabulary], ...]:
    return (
        ("words", e.words),
        ("emails", e.emails),
        ("streets", e.streets),
        ("numbers", e.numbers),
        ("postcodes", e.postcodes),
        ("towns", e.towns),
        ("companies", e.companies),
        ("genders", e.genders),
        ("keyed", e.keyed),
    )


def _labelled(e: Encoder) -> dict[str, dict[str, Flat]]:
    return {"identifiers": e.identifiers, "others": e.others}


def _columns(e: Encoder) -> Iterator[tuple[str, "array[Any]"]]:
    """Yield every column by its name; those of a label have it in the name."""
    yield from (
        ("given", e.given),
        ("family", e.family),
        ("firm", e.firm),
        ("whole", e.whole),
        ("company", e.company),
        ("gender", e.gender),
        ("sex", e.sex),
        ("mobile", e.mobile),
        ("place_row", e.place_row),
    )
    yield from ((f"place{n}", column) for n, column in enumerate(e.place))
    flats = {
        "phones": e.phones,
        "sevens": e.sevens,
        "mail": e.mail,
        "dates": e.dates,
        "long_values": e.long_values,
    }
    for of, held in _labelled(e).items():
        flats |= {f"{of}:{label}": flat for label, flat in held.items()}
    for name, flat in flats.items():
        yield f"{name}:rows", flat.rows
        yield f"{name}:values", flat.values
