"""What the words of a title or a cell say of contact, and of refusing it, in seven languages.

``contact_words.txt`` beside this module holds the words by kind.  A word that it does not hold may
be several in one: ``donotcall``, ``Mailstopp``, ``Telefonsperre``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import islice
from pkgutil import get_data

import attrs

from clientbook.parsing.verbs_in_two import with_verbs_in_two

_WAYS = ("sms", "post", "phone", "email")  # of several named, the first
_CONTACT = frozenset(
    {*_WAYS, "chat", "contact", "reminder", "marketing", "consent", "subscription"}
)
_REFUSING = frozenset(("negation", "refusal", "objection"))
_ASIDE = ("filler", "who", "me")  # they change nothing of what is said
_GRANTING = ("granted", "helping", "consent", "yes")
_PARTNERS = ("partner", "sharing")
_TO_BE_JUDGED = ("otherwise", "which", "partner", "sharing", "chat", "document", "who")
# Beside contact they may stand in a title that asks for a consent.
_OF_A_QUESTION = (
    *("asking", "yes", "negation", "list", "topic", "granted", "helping", "trade"),
    *("house", "often", "told", "sending", "state", "visit", "greeting"),
)
# Beside a refusal they may stand in a title that wants nothing: "no offers".
_OF_A_WISH = (
    *("interest", "topic", "one", "receiving", "asking", "request", "list"),
    *("trade", "often", "house", "told", "sending", "me"),
)
# They are no part of a longer word.
_UNJOINED = (
    *_PARTNERS,
    *("yes", "granted", "helping", "which", "alone", "house", "often", "told", "sending"),
    *("state", "visit", "matter", "greeting", "me"),
)
_CONTACTING = ("contact", "kontakt", "contatt", "contat", "recontact", "benader")
_SHORTEST = 3  # letters of a part of a longer word
_SHORT_PARTS = frozenset({"do", "ne", "no"})  # shorter ones that a longer word may begin with
_LONGEST = 40  # letters of a word that is taken apart
_MOST_COVERS = 16  # ways to read one that are looked at
_LINKS = ("", "s", "n", "en")  # what German puts between the parts

# Whoever cannot be reached so refused nothing: "Cannot receive SMS".
_ABLE = frozenset(
    ["can", "cannot", "kann", "konnen", "peut", "puede", "puo", "pode", "kan", "kunnen"]
)

_CONTRACTED = re.compile(
    r"(?<![^\W_])(?:(do|does|did|is|are|was|were|has|have|should|must)n|(ca)n)[ _'’´`]?t(?![^\W_])",
    re.IGNORECASE,
)


@attrs.frozen
class Said:
    """What a title or a cell says, word by word.

    Args:
        words: Its words, joined ones taken apart.
        kinds: What each may say; none for a word that is not known.
    """

    words: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]

    def has(self, *kinds: str) -> bool:
        """True when a word says any of these."""
        return not self._said.isdisjoint(kinds)

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset().union(*self.kinds)

    def only(self, *kinds: str) -> bool:
        """True when each word says one of these."""
        return bool(self.kinds) and all(not found.isdisjoint(kinds) for found in self.kinds)

    @cached_property
    def is_of_contact(self) -> bool:
        """True when a word names a way to contact, contact itself, advertising or a consent."""
        return self.has(*_CONTACT)

    @cached_property
    def may_be_of_documents(self) -> bool:
        """True for invoices and deliveries, where no advertising is named beside them."""
        return self.has("document") and not self.has("marketing", "topic", "reminder")

    @cached_property
    def is_of_documents(self) -> bool:
        """True for those that are sent whoever agreed or not: no opting in, no subscription."""
        return self.may_be_of_documents and not self.has("consent", "subscription")

    @cached_property
    def refuses(self) -> bool:
        """True for words that combine a refusal and contact, in any order."""
        if self.has("otherwise"):
            return False
        ends = self.has("refusal", "objection")
        if self.has("leaving") and self.has("subscription", "list"):
            return True
        if not ends and not self._says_no:
            return False
        taken_away = ends and self.has("list", "request")
        named = self.is_of_contact or self._is_of_partners
        return taken_away or named or self._only_objects or self._wants_nothing

    @property
    def only_refuses(self) -> bool:
        """True for a refusal beside which nothing else is said: "no e-mail, please"."""
        known = (*_CONTACT, "negation", "refusal", "objection", "asking", "list", "trade", *_ASIDE)
        return self.refuses and self.only(*known)

    @property
    def grants_nothing(self) -> bool:
        """True for a refusal of what the title asks, and nothing else: "denied", "not granted"."""
        refused = self.has("refusal", "objection") and not self.has("negation")
        withheld = self.has("negation") and self.has("granted")
        known = ("negation", "refusal", "objection", "granted", "helping", "consent", *_ASIDE)
        return (refused or withheld) and self.only(*known)

    @property
    def grants(self) -> bool:
        """True for what the title asks that was given, and nothing else: "has been granted".

        What "not granted" says with a negation; no other word may stand beside it.
        """
        refuses = self.has("negation", "refusal", "objection")
        return self.has("granted") and not refuses and self.only(*_GRANTING)

    @property
    def refuses_contact(self) -> bool:
        """True for a refusal of contact itself, whatever the way: "do not contact"."""
        named = any(word.startswith(_CONTACTING) for word in self.words)
        return named and self.way == "all" and self.only_refuses

    @property
    def asks_which_way(self) -> bool:
        """True for a title below which ways to contact stand: "Marketing allowed via"."""
        return self.has("which") and self.is_of_contact

    @cached_property
    def asks_consent(self) -> bool:
        """True for a title that asks whether one may contact, and says nothing else."""
        if not self.only(*_CONTACT, *_OF_A_QUESTION, *_PARTNERS, *_ASIDE):
            return False
        if self.has("visit") and not self.has("reminder"):
            return False
        if self.has("partner"):  # else it is the client's own: "Partner", "Partner contact"
            return self._is_of_partners
        if self.has("chat"):  # no channel of ours: to be reminded there is no consent
            return self.has("asking", "consent", "marketing", "subscription")
        asks = self.has("asking", "list") and self.is_of_contact
        asks = asks or self._is_asked_for
        asks = asks or (self.has("asking") and self.has("topic", "told"))
        asks = asks or (self.has("yes") and self.has("negation") and self.has(*_WAYS))
        sent = self.has("topic", "contact") and self.has(*_WAYS)
        sent = sent or (self.has("sending") and self.has("topic", "sms"))
        buys = self.has("who") and not self.has(*_WAYS)  # "Abo-Kunde"
        subscribed = self.has("subscription") and not buys
        return asks or sent or subscribed or self.has("consent", "marketing", "reminder")

    @cached_property
    def surely_asks(self) -> bool:
        """True for a title that asks whether news may be sent, and says nothing else.

        What the law demands alone ("GDPR ok"), any contact ("May contact"), and what others than
        the house send are for a person to judge.
        """
        if not self.asks_consent or self.refuses or self.has(*_TO_BE_JUDGED):
            return False
        if self.has("yes") and self.has("negation") and self.has(*_WAYS):
            return True
        if self.has("negation", "refusal", "objection"):
            return False
        asked = self.has("asking", "sending", "granted") or self._is_asked_for
        news = any("topic" in kinds and "matter" not in kinds for kinds in self.kinds)
        sent = news or self.has("marketing", "subscription", "reminder")
        named = self.way in ("email", "sms") and not self.has("consent")
        return asked and (sent or named)

    @cached_property
    def is_of_news_alone(self) -> bool:
        """True for "Newsletter" in any language, of the house or of every month."""
        return self.has("newsletter") and self.only("newsletter", "house", "often", *_ASIDE)

    @cached_property
    def speaks_of_contact_alone(self) -> bool:
        """True where no word is of anything else than contact, agreeing to it or refusing it."""
        refusing = ("refusal", "objection", "request", "receiving", "leaving", "one")
        known = {*_OF_A_QUESTION, *refusing} - {"list"}  # "Do not call list" may be a name
        return self.only(*_CONTACT, *known, *_ASIDE) and not self.has(*_TO_BE_JUDGED)

    @cached_property
    def may_ask(self) -> bool:
        """True for a title that speaks of sending, whatever else it says: "Gets our Xmas mailing".

        Over a no that somebody said it is no attribute.
        """
        if self.has("otherwise") or self.is_of_documents:
            return False
        if self.has("marketing", "reminder", "newsletter", "subscription", "sms", "greeting"):
            return True
        if self.has("topic", "told") and self.has("asking", "sending", "trade", *_WAYS):
            return True
        asked = ("asking", "request", "receiving", "granted", "sending", "yes", "which", "state")
        if self.has(*_WAYS) and self.has(*asked, "me"):
            return True
        return self.has("contact") and self.has("asking", "trade", "which")

    @cached_property
    def way(self) -> str | None:
        """The kind of consent that the title names: of a way to contact, of any, or partners'."""
        named = {kind for kinds in self.kinds for kind in kinds}
        ways = [way for way in _WAYS if way in named]
        if self._is_of_partners:
            return "partners"
        if "reminder" in named:
            return "_".join(("reminders", *ways)) if len(ways) < 2 else "reminders"
        if ways:
            return ways[0]
        business = not named.isdisjoint(("marketing", "trade"))
        return "all" if "contact" in named and not business else None

    @property
    def _is_of_partners(self) -> bool:
        """True for what partners send, or get: "Partner offers", "Share with third parties"."""
        given = ("topic", "sharing", "marketing", "consent", "subscription")
        return self.has("partner") and self.has(*given)

    @property
    def only_names_a_way(self) -> bool:
        """True for a way to contact and nothing else: "E-mail", "by phone"."""
        return self.way in _WAYS and self.only(*_CONTACT, *_ASIDE)

    @property
    def _says_no(self) -> bool:
        """True for a negation, also a French "plus de": no more of it."""
        if self.has("negation"):
            return not self.has("yes")
        return self.words[:1] == ("plus",) and self.has(*_WAYS)

    @property
    def surely_refuses(self) -> bool:
        """True for a refusal in whole words, and nothing else: "I do not accept advertising".

        No double negation is one ("no objection to e-mail").
        """
        named = self.has("asking", "request", "receiving", "objection", "consent", "me")
        able = _ABLE.isdisjoint(self.words)
        twice = self.negates_twice or (self.has("negation") and self.has("refusal"))
        return self.refuses and named and able and not twice and self.speaks_of_contact_alone

    @property
    def negates_twice(self) -> bool:
        """True for "No objection to e-mail", which may be a yes."""
        return self.has("negation") and self.has("objection")

    @property
    def _is_asked_for(self) -> bool:
        """True for "Text me offers", "Yes, email me", "Informiert mich per SMS über Angebote".

        What is sent is said: a bare "Email me" may stand over addresses.
        """
        said = ("topic", "marketing", "subscription", "told", "reminder", "yes")
        if not self.has("me") or not self.has(*said):
            return False
        sent = self.has("told", "sending", "reminder")
        begins = next((kinds for kinds in self.kinds if kinds.isdisjoint(("yes", "filler"))), ())
        return sent or not set(_WAYS).isdisjoint(begins)

    @property
    def _wants_nothing(self) -> bool:
        """True for a refusal of what is sent, or of anything at all: "no offers"."""
        sent = self.has("interest", "topic", "receiving") or (self.has("none") and self.has("one"))
        return sent and self.only(*_OF_A_WISH, "negation", "refusal", "objection", *_ASIDE)

    @property
    def _only_objects(self) -> bool:
        return self.has("objection") and self.only("objection", "list", *_ASIDE)


def spelt_in_full(text: str) -> str:
    """Return *text* with the short forms of "not" written out: "Don't", "Dont", "DON_T"."""
    return _CONTRACTED.sub(lambda match: f"{match[1] or 'can'} not", text)


@lru_cache(maxsize=4096)
def said_of(words: Sequence[str]) -> Said:
    """Return what the words of a title or a cell say of contact.

    Args:
        words: A tuple of them, folded.
    """
    parts = [part for word in words for part in _taken_apart(word)]
    return Said(tuple(parts), with_verbs_in_two(parts, list(map(_kinds_of, parts))))


def known_words() -> frozenset[str]:
    """Return the words that speak of contact, or of refusing it, those of any ending left out."""
    return frozenset(_vocabulary()[0])


def kinds_of(text: str) -> frozenset[str]:
    """Return every kind of word in *text*, of folded words."""
    return frozenset(kind for kinds in said_of(tuple(text.split())).kinds for kind in kinds)


def _taken_apart(word: str) -> tuple[str, ...]:
    """Return the known words that a longer one is made of, or the word itself."""
    if word in _vocabulary()[0] or not 2 * _SHORTEST - 1 <= len(word) <= _LONGEST:
        return (word,)
    if word[:_SHORTEST] not in _beginnings() and word[:2] not in _SHORT_PARTS:
        return (word,)
    if _of_refusals().search(word) is None:
        return (word,)
    return next(filter(_refuse, islice(_covers(word), _MOST_COVERS)), (word,))


def _refuse(parts: tuple[str, ...]) -> bool:
    said: set[str] = set().union(*map(_kinds_of, parts))
    return bool(said & _REFUSING) and bool(said & _CONTACT)


@cache
def _of_refusals() -> re.Pattern[str]:
    """Return a pattern of what a word of several must have to refuse; no short one ends it."""
    known = (words.items() for words in _vocabulary())
    parts = {word for held in known for word, kinds in held if kinds & _REFUSING}
    short = sorted(parts & _SHORT_PARTS)
    long = sorted(word for word in parts if len(word) >= _SHORTEST)
    return re.compile(rf"{'|'.join(long)}|(?:{'|'.join(short)})(?!\Z)")


def _covers(word: str, at: int = 0) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read a word as known ones from *at* on, the longest first ones first."""
    if at == len(word):
        yield ()
    for end in range(len(word), at + 1, -1):
        part = word[at:end]
        if len(part) < _SHORTEST and (part not in _SHORT_PARTS or end == len(word)):
            continue
        if _kinds_of(part) - {*_UNJOINED, *_ASIDE} or part in ("do", "does"):
            for link in _LINKS:
                if word.startswith(link, end) and not (link and end + len(link) == len(word)):
                    yield from ((part, *rest) for rest in _covers(word, end + len(link)))


@lru_cache(maxsize=8192)
def _kinds_of(word: str) -> frozenset[str]:
    whole, stems = _vocabulary()
    found = set(whole.get(word, ()))
    for end in range(_SHORTEST, len(word) + 1):
        found.update(stems.get(word[:end], ()))
    return frozenset(found)


@cache
def _vocabulary() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the kinds by whole word, and by beginning of a word."""
    text = (get_data("clientbook.parsing", "contact_words.txt") or b"").decode("utf-8")
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    kind = ""
    for line in text.splitlines():
        if line.endswith(":") and not line.startswith("#"):
            kind = line[:-1]
        elif not line.startswith("#"):
            for word in line.split():
                held = stems if word.endswith("*") else whole
                held.setdefault(word.removesuffix("*"), set()).add(kind)
    return whole, stems


@cache
def _beginnings() -> frozenset[str]:
    """Return the first letters of all words that are no shorter."""
    return frozenset(word[:_SHORTEST] for words in _vocabulary() for word in words)
