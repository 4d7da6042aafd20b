"""What the columns of a file about contact speak of, where they are read and where written."""

from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.settings import GENERAL, MARKETING

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
