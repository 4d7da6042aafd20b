"""What a cell about contact says: opted in, opted out, or nothing at all.

Words of exports in English, French, German and Spanish: HubSpot, Salesforce, Mailchimp, Square,
Brevo, Mautic and Shopify write them.
"""

from datetime import UTC, datetime, tzinfo
from enum import StrEnum

import attrs
from attrs.converters import optional

from clientbook.domain.checks import utc
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import is_empty_date, parse_timestamp
from clientbook.parsing.flags import parse_flag
from clientbook.parsing.nothing import is_nothing
from clientbook.text import clean_text, fold_entry

_TEXT_LIMIT = 100


class ConsentColumn(StrEnum):
    """What a column asks: the same word means another thing in each."""

    SUBSCRIPTION = "subscription"  # "Accepts marketing": yes or no
    STATUS = "status"  # "Email subscription status": a state of the sending program
    OPTOUT = "optout"  # "Do not email", "Unsubscribed at": yes or no, or when


@attrs.frozen
class ConsentAnswer:
    """What a cell says.

    Args:
        opted_in: True, False, or None where nothing was said.
        at: When, for an opt-out that gives its time (aware, UTC).
    """

    opted_in: bool | None
    at: datetime | None = attrs.field(default=None, converter=optional(utc))


NOTHING_SAID = ConsentAnswer(None)
_IN, _OUT = ConsentAnswer(True), ConsentAnswer(False)

_SUBSCRIBED = """
subscribed|opted in|opt in|opted-in|opt-in|optin|opted_in|subscriber|consented|double opt-in
abonne|abonnee|inscrit|inscrite|angemeldet|abonniert|suscrito|suscrita
"""
_UNSUBSCRIBED = """
unsubscribed|unsubscribe|unsubscribed by admin|opted out|opt out|opted-out|opt-out|optout|opted_out
stop|stopped|stopall|quit|end|cleaned|bounced|bounce|hard bounce|hard bounced|hard_bounced
soft bounced|complained|complaint|spam|spam complaint|reported spam|abuse|junk
blocked|blacklisted|blacklist|blocklisted|blocklist|suppressed|banned|dnc|do not contact
do not email|do not mail|do not call|do not text|do_not_contact|withdrawn|revoked|refused|denied
declined|rejected|removed|cancelled|canceled|manual unsubscribe|global unsubscribe
desabonne|desabonnee|desinscrit|desinscrite|desinscription|ne pas contacter|ne plus contacter
nettoye|nettoyee
arret|bloque|bloquee|refuse|refusee|rejete|rejetee|retire|revoque|liste noire|plainte|rebond
bereinigt
abgemeldet|abbestellt|ausgetragen|gesperrt|blockiert|abgelehnt|widerrufen|nicht kontaktieren
nicht einverstanden|keine werbung|unzustellbar|gekundigt
limpiado|limpiada
baja|dado de baja|dada de baja|cancelado|cancelada|rechazado|rechazada|bloqueado|bloqueada
no contactar|revocado|revocada|rebotado|rebotada|lista negra|desuscrito|desuscrita
"""
_NOTHING = """
pending|unconfirmed|not confirmed|awaiting confirmation|waiting|confirmation pending|invited
unknown|none|null|n/a|na|not set|not specified|unspecified|not asked|never asked|no answer|?
transactional|imported|new|undetermined|not applicable
en attente|non confirme|non confirmee|a confirmer|inconnu|inconnue|non renseigne|non precise
ausstehend|unbestatigt|nicht bestatigt|wartend|unbekannt|keine angabe
pendiente|no confirmado|sin confirmar|desconocido|desconocida|sin respuesta
"""
# A sending program says so of everybody who never joined; as an answer to "subscribed?" it is a no.
_NOT_SUBSCRIBED = """
not subscribed|non-subscribed|non subscribed|nonsubscribed|not_subscribed|never subscribed
not opted in|not opted-in|not_opted_in|no opt-in
non abonne|non abonnee|non inscrit|non inscrite|jamais inscrit|nicht angemeldet|nicht abonniert
no suscrito|no suscrita|nunca suscrito
"""


def _table(**words: str) -> dict[str, str]:
    return {
        fold_entry(word): kind
        for kind, text in words.items()
        for line in text.strip().splitlines()
        for word in line.split("|")
    }


_WORDS = _table(
    subscribed=_SUBSCRIBED,
    unsubscribed=_UNSUBSCRIBED,
    nothing=_NOTHING,
    not_subscribed=_NOT_SUBSCRIBED,
)
# What each kind of word says in a column of subscriptions, of states, of opt-outs.
_MEANINGS = {
    kind: dict(zip(ConsentColumn, answers, strict=True))
    for kind, answers in (
        ("yes", (_IN, _IN, _OUT)),
        ("no", (_OUT, _OUT, NOTHING_SAID)),
        ("subscribed", (_IN, _IN, NOTHING_SAID)),
        ("unsubscribed", (_OUT, _OUT, _OUT)),
        ("not_subscribed", (_OUT, NOTHING_SAID, NOTHING_SAID)),
        ("nothing", (NOTHING_SAID, NOTHING_SAID, NOTHING_SAID)),
    )
}


# Words that are said of contact alone: no order and no appointment is "unsubscribed".
_SAID_OF_CONTACT = """
unsubscribed|unsubscribed by admin|opted out|opted-out|opted_out|cleaned|hard bounced|hard bounce
soft bounced|hard_bounced|spam complaint|reported spam|stop|stopall|do not contact|do not email
do_not_contact|dnc|global unsubscribe|manual unsubscribe|blocklisted|non-subscribed|not subscribed
desabonne|desabonnee|desinscrit|desinscrite|ne pas contacter|ne plus contacter|non abonne
abgemeldet|abbestellt|ausgetragen|nicht kontaktieren|keine werbung|nicht abonniert
dado de baja|dada de baja|no contactar|desuscrito|desuscrita|no suscrito|no suscrita
"""
_OF_CONTACT = frozenset(_table(said=_SAID_OF_CONTACT))


def is_contact_state(text: str) -> bool:
    """True for a word that a sending program writes of a contact, such as ``"pending"``."""
    return fold_entry(clean_text(text[: _TEXT_LIMIT + 1])) in _WORDS


def tells_of_contact(text: str) -> bool:
    """True for such a word that is said of nothing else, such as ``"unsubscribed"``."""
    return fold_entry(clean_text(text[: _TEXT_LIMIT + 1])) in _OF_CONTACT


def parse_consent(
    text: str,
    column: ConsentColumn,
    *,
    order: DateOrder = DateOrder.YMD,
    zone: tzinfo = UTC,
) -> ConsentAnswer:
    """Read what a cell says about contact.

    "No" in a column of opt-outs says nothing: who was never asked did not agree.  "No" in a column
    of subscriptions is an opt-out.  A blank says nothing in any column (SPEC X36).

    Args:
        text: Such as ``"oui"``, ``"0"``, ``"Unsubscribed"``, ``"cleaned"`` or, for an opt-out, the
            time it was said.
        column: What the column asks.
        order: Of day, month and year in a time; another is tried where it does not fit.
        zone: Where a time without a zone of its own was written.

    Raises:
        InvalidValueError: INVALID_FLAG: it may mean either, so a person must say.
    """
    cleaned = clean_text(text[: _TEXT_LIMIT + 1])
    if not cleaned:
        return NOTHING_SAID
    known = _WORDS.get(fold_entry(cleaned) or cleaned)
    if known is not None:
        return _MEANINGS[known][column]
    if is_nothing(cleaned):
        return NOTHING_SAID
    if column is ConsentColumn.OPTOUT and is_empty_date(cleaned):
        return NOTHING_SAID
    try:
        yes = parse_flag(text)
    except InvalidValueError:
        at = _time(cleaned, order, zone) if column is ConsentColumn.OPTOUT else None
        if at is None:
            raise InvalidValueError(Issue.of(IssueCode.INVALID_FLAG, "consent")) from None
        return ConsentAnswer(False, at)
    return _MEANINGS["yes" if yes else "no"][column]


def _time(text: str, order: DateOrder, zone: tzinfo) -> datetime | None:
    for each in dict.fromkeys((order, *DateOrder)):
        try:
            return parse_timestamp(text, order=each, zone=zone)
        except InvalidValueError:
            continue
    return None
