"""The form of a book's settings: values, choices, and what came back as a new value."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from clientbook.convert.settings import settings_to_document
from clientbook.domain.checks import refuse
from clientbook.domain.phones import PhoneKind
from clientbook.domain.regions import check_region
from clientbook.domain.settings import (
    NO_REGION,
    REQUIRABLE,
    BookSettings,
    EntryPoint,
    ImportSettings,
    OnDuplicate,
    Requirements,
    Topic,
)
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, Language
from clientbook.messages.page_texts import has_text, page_text
from clientbook.text import fold_entry
from clientbook.web.exchange import Fields, whole_number

T = TypeVar("T")
_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_ALSO = {"GENERAL": ("Général", "Générale", "Générales"), "MARKETING": ("Publicité",)}
"""What people also call the topics that every book has."""
MOST_DAYS = 36_500
NAME_ORDERS = ("given", "family")
DATE_ORDERS = ("", "DMY", "MDY", "YMD")
MOBILES = (PhoneKind.MOBILE.value, PhoneKind.OTHER.value)
ON_DUPLICATE = tuple(what.value for what in OnDuplicate)


def settings_values(settings: BookSettings) -> Fields:
    """Return the names and texts of the form that shows settings."""
    region = "" if settings.default_region == NO_REGION else settings.default_region
    needed = settings.requirements_of(EntryPoint.MANUAL)
    return Fields(
        [
            ("default_region", region),
            ("language", settings.language),
            ("time_zone", settings.time_zone),
            ("date_order", settings.date_order or ""),
            ("unknown_phone_counts_as", settings.unknown_phone_counts_as.value),
            ("partial_max", "" if settings.partial_max is None else str(settings.partial_max)),
            ("restore_days", str(settings.restore_days)),
            ("history_days", str(settings.imports.history_days)),
            ("names_sort_by", settings.names_sort_by),
            ("opt_outs_follow_addresses", "yes" if settings.opt_outs_follow_addresses else "no"),
            ("on_duplicate", settings.on_duplicate_of(EntryPoint.MANUAL).value),
            *(("all_of", field) for field in needed.all_of),
            *(("any_of", field) for field in needed.any_of),
            *((f"topic.{topic.name}", "on") for topic in settings.topics if topic.subscribed),
            ("seen", fingerprint(settings)),
        ]
    )


def fingerprint(settings: BookSettings) -> str:
    """Return what tells settings from others: a form carries those it was made of."""
    text = json.dumps(settings_to_document(settings), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@attrs.frozen
class ReadSettings:
    """What a form says.

    Args:
        settings: The settings it asks for; where something is wrong, those that stand.
        issues: What is wrong, by the name of its field.
    """

    settings: BookSettings
    issues: tuple[tuple[str, Issue], ...] = ()


def read_settings(form: Fields, now: BookSettings) -> ReadSettings:
    """Read the form of settings; what it does not show stays as it is."""
    issues: list[tuple[str, Issue]] = []

    def read(name: str, how: Callable[[str], Any]) -> Any:
        try:
            return how(form.get(name))
        except InvalidValueError as error:
            issues.append((name, error.issue))
            return None

    asked = {
        "default_region": read("default_region", _region),
        "language": read("language", _among("language", ("en", "fr"))),
        "time_zone": read("time_zone", lambda text: attrs.evolve(now, time_zone=text).time_zone),
        "date_order": read("date_order", _among("date_order", DATE_ORDERS)) or None,
        "unknown_phone_counts_as": read("unknown_phone_counts_as", _mobile),
        "partial_max": read("partial_max", lambda text: _number(text, 1, 1000) if text else None),
        "restore_days": read("restore_days", lambda text: _number(text, 0, MOST_DAYS)),
        "names_sort_by": read("names_sort_by", _among("names_sort_by", NAME_ORDERS)),
        "opt_outs_follow_addresses": form.get("opt_outs_follow_addresses") == "yes",
        "topics": read("new_topic", lambda text: _topics(form, now, text)),
    }
    days = read("history_days", lambda text: _number(text, 0, MOST_DAYS))
    doing = read("on_duplicate", _among("on_duplicate", ON_DUPLICATE))
    if issues:
        return ReadSettings(now, tuple(issues))
    asked["imports"] = _kept_for(now.imports, days)
    asked["on_duplicate"] = _at_manual(now.on_duplicate, OnDuplicate(doing))
    asked["requirements"] = _at_manual(now.requirements, _requirements(form))
    return ReadSettings(attrs.evolve(now, **asked))


def _kept_for(now: ImportSettings, days: int) -> ImportSettings:
    """Return the settings of imports with another number of days for which they are kept.

    Who undid an import is shown no longer than the import itself; where that has cut it short, a
    longer time gives back what is usual.
    """
    cut = now.undo_visible_days == now.history_days
    shown = ImportSettings().undo_visible_days if cut else now.undo_visible_days
    return attrs.evolve(now, history_days=days, undo_visible_days=min(shown, days))


def _region(text: str) -> str:
    region = text.upper() or NO_REGION
    check_region(region, "settings.default_region")
    return region


def _among(field: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise refuse(f"settings.{field}", "not one of the choices")
        return text

    return read


def _mobile(text: str) -> PhoneKind:
    return PhoneKind(_among("unknown_phone_counts_as", MOBILES)(text))


def _number(text: str, least: int, most: int) -> int:
    number = whole_number(text)
    if number is None or not least <= number <= most:
        raise refuse("settings", f"expected a whole number from {least} to {most}")
    return number


def _topics(form: Fields, now: BookSettings, new: str) -> tuple[Topic, ...]:
    """Return the topics with their defaults, and a new one where it is named."""
    topics = [attrs.evolve(t, subscribed=f"topic.{t.name}" in form) for t in now.topics]
    name = " ".join(new.split())
    if name:
        known = {said for topic in topics for said in _spoken(topic.name)}
        if not known.isdisjoint(_spoken(name)) or len(name) > 100:
            raise refuse("settings.topics", "expected a name that no other topic has")
        topics.append(Topic(name))
    return attrs.evolve(now, topics=tuple(topics)).topics


def _spoken(topic: str) -> set[str]:
    """Return what a topic is called: its name and its words in each language, without accents."""
    key = f"clients.topic_{topic}"
    words = [page_text(language, key) for language in _LANGUAGES] if has_text(key) else []
    named = [topic.replace("_", " "), *words, *_ALSO.get(topic, ())]
    return {fold_entry(name) or name.casefold() for name in named}


def _requirements(form: Fields) -> Requirements:
    all_of, any_of = form.all("all_of"), form.all("any_of")
    return Requirements(
        tuple(field for field in REQUIRABLE if field in all_of),
        tuple(field for field in REQUIRABLE if field in any_of),
    )


def _at_manual(
    each: tuple[tuple[EntryPoint, T], ...], value: T
) -> tuple[tuple[EntryPoint, T], ...]:
    return tuple((point, value if point is EntryPoint.MANUAL else v) for point, v in each)
