"""Postal addresses."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from clientbook.domain.checks import check_type, refuse, some_lines, tidy_texts
from clientbook.domain.countries import stated_country
from clientbook.domain.doors import called
from clientbook.domain.postcodes import part_prefix
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.text import fold_name

ADDRESS_LIMIT = 500
"""Longest part of an address, in characters."""

FULL_LIMIT = 2000
"""Longest address in one piece, in characters."""

_TEXTS = (
    "street", "extended", "po_box", "district", "locality", "region", "postcode", "country",
    "label",
)  # fmt: skip
_COUNTRY = re.compile(r"[A-Z]{2}")
_SIGNS = re.compile(r"\W+")


class AddressKind(StrEnum):
    """What an address is used for."""

    HOME = "home"
    WORK = "work"
    BILLING = "billing"
    SHIPPING = "shipping"
    SERVICE = "service"
    OTHER = "other"


def _part() -> Any:
    return attrs.field(default=None, repr=False)


@called(
    "address",
    city="locality",
    town="locality",
    zip="postcode",
    zipcode="postcode",
    postal_code="postcode",
    state="region",
    street2="extended",
    line1="street",
)
@attrs.frozen
class PostalAddress:
    """A postal address: parts, or the whole in one piece, or both.

    Args:
        street: Number and street in one line, in the order of the country.
        extended: Second line: apartment, floor, building, care of.
        po_box: Post-office box.
        district: Part of a town.
        locality: Town.
        region: Province, state or department, as written.
        postcode: Postal code as written.
        country: Country as written.
        country_code: ISO 3166-1 alpha-2, such as ``"CA"``, or None when unknown.
        full: The whole address where it was given in one piece; line breaks stay.
        kind: What it is used for.
        label: The owner's own word for it, or None.
        preferred: True for the address its owner wants used first.

    Raises:
        InvalidValueError: Nothing is filled, or *country_code* is not two capitals.
    """

    street: str | None = _part()
    extended: str | None = _part()
    po_box: str | None = _part()
    district: str | None = _part()
    locality: str | None = _part()
    region: str | None = _part()
    postcode: str | None = _part()
    country: str | None = _part()
    country_code: str | None = attrs.field(default=None, repr=False)
    full: str | None = attrs.field(default=None, repr=False)
    kind: AddressKind = AddressKind.HOME
    label: str | None = attrs.field(default=None, repr=False)
    preferred: bool = False

    def __attrs_post_init__(self) -> None:
        tidy_texts(self, _TEXTS, ADDRESS_LIMIT)
        if self.full is not None:
            full = some_lines(self.full) or None
            object.__setattr__(self, "full", full)
            if full is not None and len(full) > FULL_LIMIT:
                raise InvalidValueError(
                    Issue.of(IssueCode.VALUE_TOO_LONG, "address.full", limit=FULL_LIMIT)
                )
        if self.country_code is not None:
            check_type("address.country_code", self.country_code, str)
            if not _COUNTRY.fullmatch(self.country_code):
                raise refuse("address.country_code", "expected two capital letters (ISO 3166-1)")
        elif self.full is None and not any(self.parts):
            raise InvalidValueError(Issue.of(IssueCode.BLANK_VALUE, "address"))

    @property
    def parts(self) -> tuple[str | None, ...]:
        """The written parts, from street to country, and the full text."""
        return (
            self.street,
            self.extended,
            self.po_box,
            self.district,
            self.locality,
            self.region,
            self.postcode,
            self.country,
            self.full,
        )

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two addresses the same: all parts, letter case and punctuation aside.

        A country is one by its code, by each of its names and by its letters before a post code.
        """
        *written, _, _, full = self.parts
        postcode, country = _postcode_and_country(self)
        texts = (*written, postcode, full)
        return (*[_SIGNS.sub(" ", p).strip().casefold() if p else "" for p in texts], country)


def _which_country(address: PostalAddress) -> str:
    """Return the code of the country, where it is known, or its folded name, or nothing."""
    if address.country_code or not address.country:
        return address.country_code or ""
    return stated_country(address.country) or fold_name(address.country)


def _postcode_and_country(address: PostalAddress) -> tuple[str, str]:
    """Return a post code without the letters that state its country, and the country.

    Letters of another country than the address names stay: they mean something else.
    """
    postcode, country = address.postcode or "", _which_country(address)
    parted = part_prefix(postcode, country or None)
    return parted if parted and country in ("", parted[1]) else (postcode, country)


_PART_NAMES = (
    "street", "extended", "po_box", "district", "locality", "region", "postcode", "full",
)  # fmt: skip
_PLACES = ("street", "po_box", "full")  # what makes a place of a town


def _said(address: PostalAddress) -> dict[str, str]:
    """Return what an address says: letter case, accents, punctuation and spaces do not count.

    An apostrophe is written as one, as a space or not at all: ``l'Église``, ``L EGLISE``.
    """
    said = {
        name: fold_name(text).replace(" ", "")
        for name in _PART_NAMES
        if (text := getattr(address, name)) is not None
    }
    postcode, said["country"] = _postcode_and_country(address)
    said["postcode"] = fold_name(postcode).replace(" ", "")
    return {name: text for name, text in said.items() if text}


def places_of(address: PostalAddress) -> frozenset[str]:
    """Return what tells where an address is, each in its own words, folded as they are compared.

    The street or the box with the post code, and with the town: lists often have one of the two.
    The line of the flat and the country say nothing more of a place.  An address in one piece is
    itself a place; one that has a town alone is that town.
    """
    said = _said(address)
    spots = [said[name] for name in ("street", "po_box") if name in said]
    towns = [said[name] for name in ("postcode", "locality") if name in said]
    found = {f"{spot} {town}" for spot in spots for town in towns} or {*spots, *towns}
    whole = {said["full"]} if "full" in said else set()
    return frozenset((found if spots else set()) | whole or found or said.values())


def complete_address(address: PostalAddress, other: PostalAddress) -> PostalAddress | None:
    """Return *address* with the parts that only *other* tells, None when they are two addresses.

    They are one when no part of one contradicts the other and either one says all the other
    says, or both name the same street, box or whole.  Letter case, accents and punctuation do
    not count; spellings, kind and label of *address* stand.
    """
    mine, theirs = _said(address), _said(other)
    both = mine.keys() & theirs.keys()
    if not both or any(mine[name] != theirs[name] for name in both):
        return None
    smaller = min(len(mine), len(theirs))
    if len(both) < smaller and not any(name in both for name in _PLACES):
        return None
    changes: dict[str, Any] = {
        name: getattr(other, name) for name in theirs.keys() - mine.keys() if name != "country"
    }
    if not _which_country(address):
        changes |= {"country": other.country, "country_code": other.country_code}
    elif not address.country_code or not address.country:
        changes["country"] = address.country or other.country  # its code says nothing more
    changes["label"] = address.label or other.label
    changes["preferred"] = address.preferred or other.preferred
    return attrs.evolve(address, **changes)


def add_addresses(
    kept: Iterable[PostalAddress], new: Iterable[PostalAddress]
) -> tuple[PostalAddress, ...]:
    """Return *kept* with *new*: an address that says more of a kept one completes it.

    Of several it may belong to, it completes the one that shares most with it.
    """
    result = list(kept)
    for address in new:
        said = _said(address)
        fits = [
            (len(said.keys() & _said(old).keys()), -index, done)
            for index, old in enumerate(result)
            if (done := complete_address(old, address)) is not None
        ]
        if not fits:
            result.append(address)
            continue
        _, place, done = max(fits, key=lambda fit: fit[:2])
        result[-place] = done
    return tuple(result)
