"""The form of a custom attribute: its values, what came back, and what somebody else made of it."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl

from clientbook.domain.attributes import (
    AttributeDefinition,
    AttributeScope,
    AttributeType,
    MergeRule,
)
from clientbook.messages.issues import Issue
from clientbook.parsing.attributes import attribute_text
from clientbook.web.exchange import Fields, Permission, Request
from clientbook.web.forms.problems import FormProblem, problems_of
from clientbook.web.forms.three_way import FieldOfThree, merged_lines, three_way
from clientbook.web.locales import Locale
from clientbook.web.routing import Site

_ASIDE = ("seen", "shown", "csrf_token", "anyway", "refused", "holder")
"""Names of the form that are no part of an attribute."""

NAMED = 5
"""Clients that are named for each value that does not fit."""

_LOOKED_AT = 50
"""Clients that are looked at for it."""


def attribute_values(known: AttributeDefinition) -> Fields:
    """Return the names and texts of the form that shows an attribute, and what it was made of."""
    values = Fields(
        {
            "name": known.name,
            "type": known.type.value,
            "choices": "\n".join(known.choices),
            "merge_rule": known.merge_rule.value,
        }
    )
    return Fields((*values, ("seen", str(known.version)), ("shown", values.encoded())))


def read_definition(form: Fields) -> AttributeDefinition:
    """Return the attribute that a form asks for.

    Raises:
        InvalidValueError: There can be no such attribute.
    """
    kind = AttributeType.STRING
    if form.get("type") in set(AttributeType):
        kind = AttributeType(form.get("type"))
    rule = MergeRule.SURVIVOR
    if form.get("merge_rule") in set(MergeRule):
        rule = MergeRule(form.get("merge_rule"))
    choices = tuple(line.strip() for line in form.get("choices").splitlines() if line.strip())
    return AttributeDefinition(
        form.get("name"),
        kind,
        AttributeScope.CLIENT,
        choices if kind is AttributeType.CHOICE else (),
        rule,
    )


def rebased_attribute(
    form: Fields, now: AttributeDefinition, locale: Locale
) -> tuple[Fields, tuple[FormProblem, ...]]:
    """Return a stale form over the attribute as it is now, and what somebody else has changed.

    What its reader changed stays as they left it, and so does what they did not touch as it stands
    by now; choices that either of them added are in, those that either took out are not.
    """
    stands = attribute_values(now)
    shown = Fields(parse_qsl(form.get("shown"), keep_blank_values=True))
    values: list[tuple[str, str]] = []
    problems = [FormProblem("", locale.t("settings.attribute_meanwhile"))]
    for field in three_way(form, shown, stands, aside=_ASIDE):
        kept = "\n".join(_kept(field))
        values.append((field.name, kept))
        if field.moved:
            same = kept == "\n".join(field.stands)
            key = "settings.taken_over" if same else "settings.stands"
            text = locale.t(key, value=_said(field.name, field.stands, locale))
            problems.append(FormProblem(field.name, text))
    again = (("seen", stands.get("seen")), ("shown", stands.get("shown")))
    return Fields((*values, *again)), tuple(problems)


def _kept(field: FieldOfThree) -> tuple[str, ...]:
    return merged_lines(field) if field.name == "choices" else field.kept


def _said(name: str, values: tuple[str, ...], locale: Locale) -> str:
    """Return what a field of an attribute says, in words."""
    value = values[0] if values else ""
    if name in ("type", "merge_rule"):
        return locale.word("settings.type" if name == "type" else "settings.rule", value)
    return ", ".join(value.splitlines()) or locale.t("clients.nothing")


# -- values that do not fit ------------------------------------------------------------------------


def holders_of(issues: Iterable[Issue]) -> tuple[str, ...]:
    """Return the clients whose values do not fit, as the refusal of a change names them."""
    named = (str(dict(issue.params).get("holder", "")) for issue in issues)
    return tuple(dict.fromkeys(name for name in named if name))


def refused_fields(holders: Sequence[str]) -> Fields:
    """Return whose values do not fit, as an address carries it: how many, and some of them."""
    some = (("holder", holder) for holder in holders[:_LOOKED_AT])
    return Fields((("refused", str(len(holders))), *some))


def refused_problems(
    request: Request, site: Site, known: AttributeDefinition, told: Fields
) -> tuple[FormProblem, ...]:
    """Return whose values do not fit: how many, and for each value once who holds it.

    Args:
        request: What is answered; names are for whoever may see clients.
        site: The book.
        known: The attribute, unchanged.
        told: Of :func:`refused_fields`.
    """
    locale = Locale.of(site.book.settings, request.language)
    total = told.number("refused")
    if not total:
        return ()
    first = FormProblem("type", locale.n("settings.not_converted", total))
    if not request.may(Permission.VIEW):
        return (first,)
    return (first, *_by_value(site, known, told.all("holder")[:_LOOKED_AT], locale))


def _by_value(
    site: Site, known: AttributeDefinition, holders: Sequence[str], locale: Locale
) -> Iterator[FormProblem]:
    found = site.book.clients.resolve(holders)
    nameless = locale.t("clients.nameless")
    names: dict[str, list[str]] = {}
    for holder in holders:
        client = found.get(holder)
        value = client.profile.attribute(known.key) if client else None
        if client is not None and value is not None:
            text = attribute_text(value, locale.language)
            names.setdefault(text, []).append(client.profile.display_name or nameless)
    for value, held_by in names.items():
        some = ", ".join(held_by[:NAMED])
        key = "settings.held_by" if len(held_by) <= NAMED else "settings.held_by_more"
        yield FormProblem("", locale.t(key, value=value, names=some))


def attribute_problems(issues: Iterable[Issue], locale: Locale) -> tuple[FormProblem, ...]:
    """Return what is wrong with an attribute as such, beside its field."""
    named = {"attribute.name": "name", "attribute.choices": "choices"}
    return problems_of([(named.get(issue.field, "type"), issue) for issue in issues], locale)
