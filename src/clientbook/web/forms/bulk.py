"""The form of a change to many clients: from its fields to the edit, and the edit in words."""

import attrs

from clientbook.book import ClientBook
from clientbook.domain.bulk import BulkEdit, BulkKind
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentBasis
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.date_orders import DateOrder
from clientbook.web.exchange import Fields
from clientbook.web.forms.filters import one_of
from clientbook.web.locales import Locale

KINDS = tuple(kind.value for kind in BulkKind if kind is not BulkKind.DELETE)
"""What a form of a change offers; clients are deleted by a button of their own."""

BASES = tuple(basis.value for basis in ConsentBasis if basis is not ConsentBasis.UNKNOWN)
"""Why contact is thought lawful."""

FIELDS = (
    "edit.kind",
    "edit.tag",
    "edit.attribute",
    "edit.value",
    "edit.channel",
    "edit.topic",
    "edit.basis",
    "edit.evidence",
)
"""Names of the form; the filter's stand beside them."""


def typed_edit(form: Fields) -> Fields:
    """Return what a form says of the edit alone."""
    return Fields((name, form.get(name)) for name in FIELDS if form.get(name))


def read_edit(form: Fields, book: ClientBook) -> BulkEdit:
    """Return the edit that a form asks for; fields of other kinds are left aside.

    Raises:
        InvalidValueError: A field that its kind needs is blank, or holds what it cannot.
    """
    match BulkKind(one_of(form, "edit.kind", KINDS)):
        case BulkKind.TAG:
            return BulkEdit.tag(_tag(form))
        case BulkKind.UNTAG:
            return BulkEdit.untag(_tag(form))
        case BulkKind.SET_ATTRIBUTE:
            return _set_attribute(form, book)
        case BulkKind.CLEAR_ATTRIBUTE:
            return BulkEdit.clear_attribute(_attribute(form, book))
        case BulkKind.UNSUBSCRIBE:
            return BulkEdit.unsubscribe(_channel(form), _topic(form, book))
        case _:
            return _subscribe(form, book)


def _tag(form: Fields) -> str:
    text = _needed(form, "edit.tag")
    try:
        found = Profile(tags=(text,)).tags
    except InvalidValueError as error:
        raise InvalidValueError(attrs.evolve(error.issue, field="edit.tag")) from None
    if not found:
        raise InvalidValueError(Issue.of(IssueCode.BLANK_VALUE, "edit.tag"))
    return found[0]


def _needed(form: Fields, name: str) -> str:
    if not (text := form.get(name)):
        raise InvalidValueError(Issue.of(IssueCode.BLANK_VALUE, name))
    return text


def _attribute(form: Fields, book: ClientBook) -> str:
    keys = {definition.key: definition.name for definition in book.attributes.list()}
    return keys[one_of(form, "edit.attribute", tuple(keys))]


def _set_attribute(form: Fields, book: ClientBook) -> BulkEdit:
    name = _attribute(form, book)
    text = _needed(form, "edit.value")
    order = DateOrder(book.settings.tie_break)
    try:
        value = parse_attribute(text, book.attributes.get(name), date_order=order)
    except InvalidValueError as error:
        raise InvalidValueError(attrs.evolve(error.issue, field="edit.value")) from None
    return BulkEdit.set_attribute(name, value)


def _channel(form: Fields) -> Channel | None:
    chosen = one_of(form, "edit.channel", ("*", *(channel.value for channel in Channel)))
    return None if chosen == "*" else Channel(chosen)


def _topic(form: Fields, book: ClientBook) -> str:
    return one_of(form, "edit.topic", topics_of(book))


def _subscribe(form: Fields, book: ClientBook) -> BulkEdit:
    said = one_of(form, "edit.basis", ("", *BASES))
    try:
        return BulkEdit.subscribe(
            _channel(form),
            _topic(form, book),
            basis=ConsentBasis(said) if said else ConsentBasis.UNKNOWN,
            evidence=form.get("edit.evidence") or None,
        )
    except InvalidValueError as error:
        field = error.issue.field.replace("bulk.", "edit.")
        raise InvalidValueError(attrs.evolve(error.issue, field=field)) from None


def topics_of(book: ClientBook) -> tuple[str, ...]:
    """Return the topics one may choose: all of them, then each."""
    return (ALL_TOPICS, *(topic.name for topic in book.settings.topics))


def edit_words(edit: BulkEdit, book: ClientBook, locale: Locale) -> str:
    """Return what an edit does, in words."""
    key = f"bulk.does_{edit.kind.value}"
    names = {definition.key: definition.name for definition in book.attributes.list()}
    name = names.get(edit.name, edit.name)
    match edit.kind:
        case BulkKind.TAG | BulkKind.UNTAG:
            return locale.t(key, name=edit.name)
        case BulkKind.SET_ATTRIBUTE if edit.attribute is not None:
            return locale.t(key, name=name, value=locale.value(edit.attribute.value))
        case BulkKind.CLEAR_ATTRIBUTE:
            return locale.t(key, name=name)
        case BulkKind.SUBSCRIBE | BulkKind.UNSUBSCRIBE:
            channel = locale.word("clients.channel", edit.channel.value if edit.channel else "*")
            return locale.t(key, what=f"{channel}, {topic_word(edit.name, locale)}")
        case _:
            if edit.before is None:
                return locale.t("bulk.does_delete_chosen")
            return locale.t(key, day=locale.day(edit.before))


def topic_word(topic: str, locale: Locale) -> str:
    """Return what a kind of messages is called."""
    if topic == ALL_TOPICS:
        return locale.t("clients.topic_all")
    return locale.word("clients.topic", topic)
