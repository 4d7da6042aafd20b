"""A form of settings that somebody else made stale: what was typed, over what stands by now."""

from urllib.parse import parse_qsl

import attrs

from clientbook.domain.settings import BookSettings
from clientbook.web.exchange import Fields
from clientbook.web.forms.problems import FormProblem
from clientbook.web.forms.settings import fingerprint, settings_values
from clientbook.web.forms.three_way import three_way
from clientbook.web.locales import Locale

_CHOICES = {
    "date_order": "settings.order",
    "unknown_phone_counts_as": "settings.counts_as",
    "names_sort_by": "settings.sorted_by",
    "on_duplicate": "settings.doing",
    "opt_outs_follow_addresses": "settings.opt_outs",
    "language": "settings.speaks",
}
"""Fields of which one value is chosen, and the group of its words."""

_TICKED = ("all_of", "any_of")
_TOPIC = "topic."
_ASIDE = ("seen", "shown", "shown_topic", "new_topic", "csrf_token")
"""Names of the form that are no setting that stands."""


@attrs.frozen
class Rebased:
    """The form to show again.

    Args:
        values: Its fields: what was typed where it was touched, else what stands.
        problems: What somebody else has set, field by field.
    """

    values: Fields
    problems: tuple[FormProblem, ...]


def rebased(form: Fields, now: BookSettings, locale: Locale) -> Rebased:
    """Return a stale form over the settings of now.

    What its reader changed stays as they left it; what they did not touch is what stands.  Each
    field that somebody else has changed is named, with what it is set to now.

    Args:
        form: What came back; ``shown`` holds the fields as they were shown.
        now: What stands.
        locale: How values are said.
    """
    stands = settings_values(now)
    shown = Fields(parse_qsl(form.get("shown"), keep_blank_values=True))
    values: list[tuple[str, str]] = [("new_topic", form.get("new_topic"))]
    problems = [FormProblem("", locale.t("settings.meanwhile"))]
    for field in three_way(form, shown, stands, aside=_ASIDE):
        values += ((field.name, value) for value in field.kept)
        if field.moved:
            said = _said(field.name, field.stands, locale)
            key = "settings.stands" if field.differs else "settings.taken_over"
            problems.append(_problem(field.name, locale.t(key, value=said), locale))
    values += (("seen", fingerprint(now)), ("shown", as_shown(stands)))
    return Rebased(Fields(values), tuple(problems))


def as_shown(values: Fields) -> str:
    """Return fields of a form as one text, which the form carries along."""
    return values.without(*_ASIDE).encoded()


def _said(name: str, values: tuple[str, ...], locale: Locale) -> str:
    """Return what a field is set to, in words."""
    if name.startswith(_TOPIC):
        return locale.t("common.yes" if values else "common.no")
    if name in _TICKED:
        return ", ".join(locale.word("settings.need", v) for v in values) or _nothing(locale)
    value = values[0] if values else ""
    if name in _CHOICES:
        return locale.word(_CHOICES[name], value)
    return value or _nothing(locale)


def _nothing(locale: Locale) -> str:
    return locale.t("clients.nothing")


def _problem(name: str, text: str, locale: Locale) -> FormProblem:
    """Return what is said of a field: beside it, or with its name where ticks have no place."""
    if name not in _TICKED and not name.startswith(_TOPIC):
        return FormProblem(name, text)
    topic = name.removeprefix(_TOPIC)
    title = locale.t(f"settings.{name}") if name in _TICKED else locale.word("clients.topic", topic)
    return FormProblem("", locale.t("lists.set_filter", name=title, value=text))
