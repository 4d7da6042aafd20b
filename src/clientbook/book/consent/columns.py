"""What the columns of a file about contact speak of, where they are read and where written."""

from datetime import datetime

from clientbook.book.consent.addresses import addresses_on
from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import GENERAL, MARKETING, BookSettings
from clientbook.domain.subscriptions import Ledger, standing, topic_of

SPOKEN_OF: dict[str, tuple[Channel | None, str]] = {
    "email": (Channel.EMAIL, MARKETING.name),
    "sms": (Channel.SMS, MARKETING.name),
    "phone": (Channel.PHONE, MARKETING.name),
    "post": (Channel.POST, MARKETING.name),
    "all_email": (Channel.EMAIL, ALL_TOPICS),
    "all_sms": (Channel.SMS, ALL_TOPICS),
    "all_phone": (Channel.PHONE, ALL_TOPICS),
    "all_post": (Channel.POST, ALL_TOPICS),
    "marketing": (None, MARKETING.name),
    "advertising": (None, MARKETING.name),  # its no; its yes is of e-mail
    "reminders_email": (Channel.EMAIL, GENERAL.name),
    "reminders_sms": (Channel.SMS, GENERAL.name),
    "reminders_phone": (Channel.PHONE, GENERAL.name),
    "reminders_post": (Channel.POST, GENERAL.name),
    "reminders": (None, GENERAL.name),
    "followups": (None, MARKETING.name),
    "partners": (None, "PARTNERS"),
    "all": (None, ALL_TOPICS),
}
"""The channel (None for all) and the topic of each kind of consent target but the date.

Whoever wants no e-mail wants none of any topic, also of one defined later; whoever left a list, or
opted out of what one opts in to, said so of advertising.
"""


def exported_answer(
    ledger: Ledger,
    profile: Profile,
    settings: BookSettings,
    *,
    channel: Channel,
    topic: str,
    now: datetime,
) -> bool | None:
    """Return what an export says of a channel and a topic: yes, no, or nothing.

    It is the answer over all addresses of the client, whoever said it of which of them.  An import
    asks as well: a cell of an export that says what the book answers is no news.

    Args:
        ledger: What was said.
        profile: The client, as it can be reached.
        settings: Of the book.
        channel: How.
        topic: Its name, or ``ALL_TOPICS``.
        now: When the question is asked.
    """
    topics = settings.topics if topic == ALL_TOPICS else (topic_of(settings.topics, topic),)
    addresses = addresses_on(profile, channel, settings)
    said: set[bool] = set()
    for each in topics:
        state = standing(
            ledger, channel=channel, topic=each, now=now, addresses=addresses
        ).subscription
        if state.decided_by is None:
            return None  # nothing was said: an import must not take it for words of theirs
        if topic == ALL_TOPICS != state.decided_by.topic:
            return None  # said of the topics there are is not said of those to come
        said.add(state.subscribed)
    return said.pop() if len(said) == 1 else None  # not the same of every topic
