"""The person behind a client: every id they have, and everything that ever recognised them."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from clientbook.book.consent.addresses import SpokenOf, opt_out_keys
from clientbook.book.consent.suppressions import address_keys
from clientbook.book.contexts import Context
from clientbook.book.history.own import own_profiles
from clientbook.book.privacy.apart import Apart, apart_from, parts_of
from clientbook.book.privacy.traces import (
    Signs,
    Traced,
    client_key,
    find_traced,
    read_signs,
    words_key,
)
from clientbook.domain.activities import ActivityKind
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.merges import MergeRecord
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.mentions import (
    SaidPart,
    SpokenName,
    Text,
    codes_said,
    cuts,
    is_code,
    lone_words,
    said_by,
    spoken_names,
    without_titles,
    words_said,
)
from clientbook.importing.suggesting.lexicon import title_words
from clientbook.matching.pairs.name_parts import name_parts
from clientbook.parsing.mentions import number_keys
from clientbook.parsing.months import MONTHS
from clientbook.storage.protocols import SearchColumn, SearchQuery


@attrs.frozen
class Person:
    """One person's ids, and what recognises them in rows that belong to nobody.

    Args:
        ids: All ids of the client, its own first.
        clients: The clients of those ids.
        addresses: Keys of every number and e-mail address they ever had.
        names: The readings of every name they ever had, each as its words in any order.
        spoken: Other ways to say those names, as the identity rule calls them the same.
        external_ids: Their ids in other systems, each with its system, folded.
        lone: Words and companies that nobody else in the book is called.
        called: All words of their names, and the companies.
        families: Those of the lone words that name a family, and nothing else that a list is about.
        family: Those of the addresses that other clients hold too.
        keep: Kinds of activities that stay, such as invoices that the law wants kept.
        merges: Merges they were ever part of, undone ones among them.
        apart: The clients they were one client with, until a merge was undone.
        traced: Kept rows of imports, and runs, that may speak of the person.
        opt_out_keys: What their opt-outs are remembered by, see :func:`opt_out_keys`.
        callings: Who they ever were said to be: name, firm and gender, each once.
    """

    ids: tuple[ClientId, ...]
    clients: tuple[Client, ...] = attrs.field(repr=False)
    addresses: frozenset[str] = attrs.field(repr=False)
    names: frozenset[frozenset[str]] = attrs.field(repr=False)
    spoken: tuple[SpokenName, ...] = attrs.field(repr=False)
    external_ids: frozenset[tuple[str, str]] = attrs.field(repr=False)
    lone: frozenset[str] = attrs.field(repr=False)
    called: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    families: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    family: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    keep: frozenset[ActivityKind] = frozenset()
    merges: tuple[MergeRecord, ...] = ()
    apart: tuple[Apart, ...] = ()
    traced: tuple[Traced, ...] = ()
    opt_out_keys: SpokenOf = attrs.field(factory=dict, repr=False)
    callings: tuple[Profile, ...] = attrs.field(default=(), repr=False)

    @property
    def not_theirs(self) -> frozenset[str]:
        """Addresses of those they were one client with, and not of themselves."""
        found = frozenset(address for other in self.apart for address in other.addresses)
        return found - self.addresses

    def keys(self) -> frozenset[str]:
        """Return what rows and runs that may speak of the person are looked up by."""
        found = {client_key(i) for i in self.ids}
        found.update(words_key(sorted(words)[:2]) for words in self.names if len(words) > 1)
        found.update(words_key(words) for name in self.spoken for words in name.sought())
        for word in self.lone:
            found.update((words_key((word,)), f"c {word}"))
            found.update(map(words_key, cuts(word)))
        for address in self.addresses:
            if address.startswith("+"):
                found.update(f"p {tail}" for tail in number_keys(address))
            else:
                found.add(f"e {address}")
        found.update(f"x {value}" for value in self._values)
        found.update(words_key(words) for code in self._codes for words in cuts(code))
        return frozenset(found)

    @property
    def _values(self) -> frozenset[str]:
        """Ids without their systems, which a text does not say."""
        return frozenset(value for _, value in self.external_ids)

    @property
    def _codes(self) -> frozenset[str]:
        """Ids of letters and digits as one word each: a text may write them in two."""
        joined = ("".join(words_said(value)) for value in self._values)
        return frozenset(code for code in joined if is_code(code))

    def is_meant_by(self, signs: Signs) -> bool:
        """True when texts speak of this person, or when what they say may be of nobody else.

        A number that a family shares speaks of the one whose name stands beside it.
        """
        if self.is_spoken_of(signs):
            return True
        return not signs.name and bool(self._reached(signs) or signs.companies & self.lone)

    def is_spoken_of(self, signs: Signs) -> bool:
        """True when texts say something of this person alone.

        A whole name, a number or an address that no other client holds, an id of letters and
        digits in a text, or as the only name one that nobody else is called by.
        """
        own, codes = self._reached(signs) - self.family, signs.codes & self._values
        if own or codes or signs.title & self.families:
            return True
        texts, remarks = [*map(Text, (signs.name, *signs.texts))], [*map(Text, signs.remarks)]
        if any(map(self._is_said_in, texts)) or any(said_by(t, self.spoken) for t in remarks):
            return True
        if any(text.says_word(code) for code in self._codes for text in (*texts, *remarks)):
            return True
        return "".join(without_titles(signs.name)) in self.lone

    def is_named_in(self, text: str) -> bool:
        """True when a text that others share names this person.

        By a whole name, by a word or a company that nobody else in the book is called, by an id in
        another system, or by a number or an address that no other client holds.
        """
        said = Text(words_said(text))
        if self._is_said_in(said) or any(map(said.says_word, self.lone)):
            return True
        if not self._values.isdisjoint(codes_said(text)):
            return True
        if any(map(said.says_word, self._codes)):
            return True
        return bool(self._reached(read_signs((text,), None)) - self.family)

    def _is_said_in(self, text: Text) -> bool:
        """True when a text of a few words says one of the person's names."""
        whole = any(text.says_all(name) for name in self.names if len(name) > 1)
        return whole or said_by(text, self.spoken)

    def _reached(self, signs: Signs) -> frozenset[str]:
        """Return the addresses of the person that a row names."""
        numbers = (address for address in self.addresses if address.startswith("+"))
        return signs.emails & self.addresses | {n for n in numbers if signs.numbers.name(n)}


def find_person(
    context: Context, ids: tuple[ClientId, ...], *, keep: Collection[ActivityKind] = ()
) -> Person:
    """Return the person behind ids, with everything that ever recognised them.

    What a merge that was undone had brought recognises somebody else.
    """
    found = context.store.get_clients(context.book, ids)
    clients = tuple(found[i] for i in ids if i in found)
    profiles = [profile for client in clients for profile in own_profiles(context, client)]
    names = frozenset(name for profile in profiles for name in _readings(profile))
    words = {word for p in profiles if p.name is not None for word in lone_words(p.name)}
    companies = {" ".join(words_said(p.company)) for p in profiles if p.company} - {""}
    lone = frozenset(_lone(context, ids, words, companies))
    spoken = dict.fromkeys(spoken for p in profiles for spoken in spoken_names(p.name))
    parts = parts_of(context, ids)
    addresses = frozenset(key for profile in profiles for key in address_keys(profile))
    person = Person(
        ids,
        clients,
        addresses,
        names,
        tuple(name for name in spoken if _is_theirs(context, ids, name, lone)),
        frozenset((e.key[0], e.value.casefold()) for p in profiles for e in p.external_ids),
        lone,
        frozenset(words | companies),
        frozenset(_families(context, ids, profiles, lone)),
        addresses - own_points(context, ids, addresses),
        frozenset(keep),
        tuple(part.merge for part in parts),
        tuple(apart_from(context, ids, parts)),
        opt_out_keys=_opt_out_keys(profiles),
        callings=tuple(dict.fromkeys(map(_calling, profiles))),
    )
    return attrs.evolve(person, traced=find_traced(context, person.keys()))


def _opt_out_keys(profiles: Iterable[Profile]) -> SpokenOf:
    found: dict[str, tuple[str | None, ...]] = {}
    for profile in profiles:
        for key, addresses in opt_out_keys(profile).items():
            found[key] = (*found.get(key, ()), *addresses)
    return found


def point_key(address: str) -> str:
    """Return the identity key of a number or an e-mail address."""
    return f"p:{address}" if address.startswith("+") else f"e:{address}"


def own_points(
    context: Context, ids: Collection[ClientId], addresses: Collection[str]
) -> frozenset[str]:
    """Return those of the addresses that no other active client holds."""
    keys = {point_key(address): address for address in addresses}
    held = context.store.find_holders(context.book, list(keys), cap=len(ids))
    return frozenset(a for key, a in keys.items() if set(held.get(key, ())) <= set(ids))


def _calling(profile: Profile) -> Profile:
    return Profile(name=profile.name, company=profile.company, gender=profile.gender)


def _readings(profile: Profile) -> Iterator[frozenset[str]]:
    """Yield the ways in which a name is written: each as the set of its words."""
    name = profile.name
    if name is None:
        return
    givens = [text for text in (name.given, name.nickname) if text]
    families = [text for text in (name.family, name.maiden) if text]
    texts = [f"{given} {family}" for given in givens for family in families]
    texts += [*([] if givens else families), *([] if families else givens)]
    texts += [text for text in (name.full, name.middle if not texts else None) if text]
    for text in texts:
        words = frozenset(words_said(text))
        if words:
            yield words


def _lone(
    context: Context, ids: tuple[ClientId, ...], words: set[str], companies: set[str]
) -> Iterator[str]:
    """Yield the words of names, and the companies, that no other client of the book has.

    A row that says one name only speaks of the person when nobody else is called so: else it may
    be a stranger's, who is neither to be shown nor to be erased.
    """
    for word in words:
        if _only_they(context, ids, (word,), SearchColumn.NAME):
            yield word
    for text in companies:
        if _only_they(context, ids, tuple(text.split()), SearchColumn.OTHER):
            yield text


def _families(
    context: Context, ids: tuple[ClientId, ...], profiles: Sequence[Profile], lone: Collection[str]
) -> Iterator[str]:
    """Yield the family names by which the name of a list may mean the person.

    A list is called after what it is about: a word of titles or a month ("Liste Mai"), and one
    that stands in any field of another client, such as their town, may mean that instead.
    """
    names = [profile.name for profile in profiles if profile.name is not None]
    texts = {t for n in names for t in (n.family, n.maiden, name_parts(n).family) if t}
    words = {word for text in texts for word in lone_words(PersonName(family=text))}
    for word in sorted(words & set(lone) - title_words() - MONTHS.keys()):
        if _only_they(context, ids, (word,), *SearchColumn):
            yield word


def _is_theirs(
    context: Context, ids: tuple[ClientId, ...], name: SpokenName, lone: frozenset[str]
) -> bool:
    """True for a name that is the person's as a whole, or that nobody else in the book has."""
    if name.part is SaidPart.INITIAL:
        return name.family in lone
    if name.part is SaidPart.WHOLE:
        return True
    return _only_they(context, ids, (name.given, name.family), SearchColumn.NAME)


def _only_they(
    context: Context, ids: tuple[ClientId, ...], words: tuple[str, ...], *columns: SearchColumn
) -> bool:
    """True when nobody else has all of these words in columns of the search."""
    query = SearchQuery((words,), prefix=False, columns=frozenset(columns))
    hits = context.store.search(context.book, query, limit=len(ids) + 1)
    return {hit.client_id for hit in hits} <= set(ids)
