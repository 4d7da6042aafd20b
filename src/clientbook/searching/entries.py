"""What a store indexes of a client."""

from collections.abc import Iterator

from clientbook.domain.clients import Client
from clientbook.domain.profiles import Profile
from clientbook.matching.index_keys import index_keys
from clientbook.matching.keys import identity_keys
from clientbook.searching import facets
from clientbook.searching.sorting import sort_key
from clientbook.searching.words import distinct, email_words, phone_words, words_of
from clientbook.storage.protocols import IndexEntry, SearchColumn

_FREE_TEXT_WORDS = 2_000  # words indexed of one client's further fields


def make_entry(client: Client) -> IndexEntry:
    """Return the index entry of an ACTIVE client, computed from the client alone."""
    profile = client.profile
    return IndexEntry(
        sort_name=sort_key(profile.display_name),
        words=_columns(profile),
        identity_keys=tuple(sorted(identity_keys(profile))),
        match_keys=index_keys(profile),
        facets=tuple(dict.fromkeys(_facets(client))),
        unique_keys=tuple(f"{e.system.casefold()}\t{e.value}" for e in profile.external_ids),
    )


def _columns(profile: Profile) -> tuple[tuple[SearchColumn, str], ...]:
    mobile: list[str] = []
    phone: list[str] = []
    for number in profile.phones:
        (mobile if number.is_mobile else phone).extend(phone_words(number.e164))
    columns = (
        (SearchColumn.NAME, " ".join(distinct(_name_words(profile)))),
        (SearchColumn.MOBILE, " ".join(mobile)),
        (SearchColumn.PHONE, " ".join(phone)),
        (SearchColumn.OTHER, " ".join(list(distinct(_other_words(profile)))[:_FREE_TEXT_WORDS])),
    )
    return tuple(pair for pair in columns if pair[1])


def _name_words(profile: Profile) -> Iterator[str]:
    name = profile.name
    if name is None:
        return
    for part in (
        name.given,
        name.family,
        name.full,
        name.middle,
        name.prefix,
        name.suffix,
        name.nickname,
        name.maiden,
    ):
        if part:
            yield from words_of(part)


def _other_words(profile: Profile) -> Iterator[str]:
    for email in profile.emails:
        yield from email_words(email.address)
    for address in profile.addresses:
        for part in address.parts:
            if part:
                yield from words_of(part)
        if address.country_code:
            yield address.country_code.lower()
    if profile.birthday:
        yield from words_of(profile.birthday.isoformat())
    for text in (profile.company, profile.department, profile.job_title, profile.language):
        if text:
            yield from words_of(text)
    yield from _rare_words(profile)


def _rare_words(profile: Profile) -> Iterator[str]:
    if profile.gender and profile.gender.text:
        yield from words_of(profile.gender.text)
    for external in profile.external_ids:
        yield from words_of(external.value)
    for text in (*profile.tags, *profile.websites):
        yield from words_of(text)
    for attribute in profile.attributes:
        yield from words_of(facets.value_text(attribute.value))
    for phone in profile.phones:
        if phone.extension:
            yield from words_of(phone.extension)
    labels = (
        *(p.label for p in profile.phones),
        *(e.label for e in profile.emails),
        *(a.label for a in profile.addresses),
    )
    for label in labels:
        if label:
            yield from words_of(label)
    if profile.info:
        yield from words_of(profile.info)


def _facets(client: Client) -> Iterator[str]:
    profile = client.profile
    if profile.phones:
        yield facets.PHONE
        if any(p.is_mobile for p in profile.phones):
            yield facets.MOBILE
    if profile.emails:
        yield facets.EMAIL
    if profile.addresses:
        yield facets.ADDRESS
    if profile.company:
        yield facets.COMPANY
    if client.block:
        yield facets.BLOCKED
    yield facets.origin_facet(client.origin.kind)
    birthday = profile.birthday
    if birthday:
        yield facets.BIRTHDAY
        if birthday.month and birthday.day:
            yield facets.birthday_facet(birthday.month, birthday.day)
    for tag in profile.tags:
        yield facets.tag_facet(tag)
    for attribute in profile.attributes:
        yield facets.attribute_facet(attribute.key)
        yield from facets.value_facets(attribute.key, attribute.value)
