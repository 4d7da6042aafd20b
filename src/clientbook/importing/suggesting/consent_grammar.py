"""What a title says of a consent: which channel, and whether it allows, refuses or states."""

import attrs

from clientbook.importing.suggesting.readings import LIKELY, SURE, WEAK, Reading

_CHANNELS = {
    "reminder": "reminders",
    "followup": "followups",
    "partner": "partners",
    "date": "date",
    "email": "email",
    "newsletter": "email",
    "sms": "sms",
    "phone": "phone",
    "post": "post",
    "marketing": "marketing",
    "unnamed": "advertising",
    "all": "all",
}
_WAYS = {"email": "email", "sms": "sms", "phone": "phone", "post": "post", "mailing": "post"}
_EVERY = {"email": "all_email", "sms": "all_sms", "phone": "all_phone", "post": "all_post"}


def read_consent(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    """Return the reading of a title of a consent or an opt-out, or None where it is of neither."""
    asked = heads & {"consent", "optout"}
    if not asked and not heads & {"marketing", "newsletter"}:
        return None
    way = _way_of_news(base.phrase.atoms)
    channels = _channels(heads, asked, qualifiers) if way is None else {way}
    number = "num" in qualifiers and (not asked or "reminder" in heads)
    if number or "chat" in qualifiers:
        return base  # "Number of text reminders": how many, not whether; a messenger is no channel
    if "mobile" in channels:
        channels = (channels - {"mobile"}) | {"sms"}
    if "birth" not in channels and "date" in channels and "reminder" not in channels:
        channels = {"date"}
    if not channels and asked:
        channels = _unnamed(heads, qualifiers)
    if "reminder" in channels:
        return _reminders(heads, channels - {"reminder", "newsletter"}, base)
    # What is refused is the channel itself, neither a newsletter nor an agreement to be written to.
    refused = asked == {"optout"} and "marketing" not in heads
    if refused and len(channels) > 1:
        channels -= {"all"}  # "Do not contact by phone"
    if len(channels) != 1 or not channels <= set(_CHANNELS) or (not asked and channels == {"date"}):
        return base
    part = "optout" if "optout" in heads else "status" if "status" in heads else None
    confidence = SURE if asked else WEAK
    (channel,) = channels
    every = refused and ("every" in qualifiers or "all" in heads)
    kind = _EVERY.get(channel, _CHANNELS[channel]) if every else _CHANNELS[channel]
    return attrs.evolve(
        base, field="consent", kind=kind, part=part, number=None, confidence=confidence
    )


def _channels(heads: set[str], asked: set[str], qualifiers: set[str]) -> set[str]:
    """Return the heads that name a channel, what only accompanies them left out."""
    channels = heads - asked - {"marketing", "status"}
    if "optout" in heads and "date" in channels:
        channels -= {"date"}  # when they said so
    if "newsletter" in channels and len(channels) > 1:
        channels -= {"newsletter"}  # "Opt-in e-mail newsletter", "partners' newsletter": one thing
    if channels == {"email", "partner"}:
        return {"partner"}
    if not channels and {"by", "mailing"} <= qualifiers:
        return {"post"}  # "Geen reclame per post", "Marketing by post"
    return channels


def _way_of_news(atoms: tuple[str, ...]) -> str | None:
    """Return the one way behind the "by" of "Newsletter by post", None in another title."""
    if "by" not in atoms or not {"email", "newsletter"}.intersection(atoms[: atoms.index("by")]):
        return None
    ways = {_WAYS[atom] for atom in atoms[atoms.index("by") :] if atom in _WAYS}
    return ways.pop() if len(ways) == 1 else None


def read_way(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    """Return what "Contact by phone" asks: whether one may, not where to."""
    if not {"who", "by"} <= qualifiers or "num" in qualifiers:
        return None
    post = not heads and "mailing" in qualifiers
    if not post and heads not in ({"email"}, {"phone"}, {"sms"}):
        return None
    kind = "post" if post else _CHANNELS[next(iter(heads))]
    return attrs.evolve(base, field="consent", kind=kind, number=None, confidence=LIKELY)


def _reminders(heads: set[str], ways: set[str], base: Reading) -> Reading:
    """Return the reminders of the way that a title names, of every way where it names none.

    What names two says nothing of the others, and what dates them is no answer.
    """
    if len(ways) > 1 or not ways <= _EVERY.keys():
        return base
    kind = "_".join((_CHANNELS["reminder"], *ways))
    part = "optout" if "optout" in heads else "status" if "status" in heads else None
    return attrs.evolve(base, field="consent", kind=kind, part=part, number=None, confidence=SURE)


def _unnamed(heads: set[str], qualifiers: set[str]) -> set[str]:
    """Return the channel of a title that names none.

    An agreement is of advertising: its yes is of e-mail, the least it can mean.  A refusal is of
    every channel, the end of a subscription of e-mail; a refusal of nothing ("never") is none.
    """
    if "optout" not in heads:
        unnamed = "email" if "status" in heads else "unnamed"  # sending programs keep states
        return {unnamed} if "marketing" in heads else set()
    if "left" in qualifiers:
        return {"email"}
    return set() if "every" in qualifiers and "marketing" not in heads else {"marketing"}
