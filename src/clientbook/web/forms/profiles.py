"""The form of a profile, as a page shows it: values, rows, choices and what is wrong where."""

from collections.abc import Iterable, Mapping

import attrs

from clientbook.domain.addresses import AddressKind
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.genders import GenderCode
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidProfileError
from clientbook.web.exchange import Fields, Request
from clientbook.web.forms.problems import FormProblem, issue_text, wrong_at
from clientbook.web.forms.profile_reading import ReadProfile, read_profile
from clientbook.web.forms.profile_values import ROWS, form_values
from clientbook.web.forms.rows import most_rows, with_rows
from clientbook.web.locales import Locale
from clientbook.web.routing import Site

_AT = {
    "name": "given",
    "given_name": "given",
    "family_name": "family",
    "full_name": "full",
    "phone": "phones.0.number",
    "phone.mobile": "phones.0.number",
    "mobile": "phones.0.number",
    "email": "emails.0.address",
    "address": "addresses.0.street",
}
"""Beside which field of the form an issue of the domain is shown."""


@attrs.frozen
class ProfileForm:
    """The form of a profile.

    Args:
        values: Text of each field.
        rows: How many rows each list shows.
        attributes: The custom attributes of the book.
        problems: What is wrong.
    """

    values: Fields
    rows: Mapping[str, int]
    attributes: tuple[AttributeDefinition, ...] = ()
    problems: tuple[FormProblem, ...] = ()

    def get(self, name: str) -> str:
        """Return the text of a field."""
        return self.values.get(name)

    def wrong(self, name: str) -> str:
        """Return what is wrong with a field, empty when nothing is."""
        return wrong_at(self.problems, name)

    @property
    def more(self) -> bool:
        """True when a field that is seldom used says something, or is wrong."""
        usual = ("given", "family", "company", "phones", "emails", "addresses", "tags", "info")
        names = [name for name, text in self.values if text]
        names += [problem.field for problem in self.problems if problem.field]
        ours = {"birthday", "gender", "language", "department", "job_title", "account", "websites"}
        parts = {"prefix", "middle", "suffix", "nickname", "maiden", "full"}
        return any(name in ours | parts for name in names if name.partition(".")[0] not in usual)

    kinds = tuple(kind.value for kind in PhoneKind)
    address_kinds = tuple(kind.value for kind in AddressKind)
    genders = tuple(gender.value for gender in GenderCode)


def form_of(
    site: Site,
    values: Fields,
    *,
    problems: Iterable[FormProblem] = (),
    more: str = "",
) -> ProfileForm:
    """Return a form that shows these values, with a blank row under those that are filled.

    Args:
        site: The book.
        values: Text of each field; its rows follow one another, see :func:`typed_values`.
        problems: What is wrong.
        more: Name of a list that is to have another blank row.
    """
    limits = site.book.settings.limits
    rows = {name: max(values.numbers(name), default=-1) + 1 for name in ROWS}
    if more in rows and rows[more] < most_rows(more, limits):
        rows[more] += 1
    rows = {name: max(count, 1) for name, count in rows.items()}
    return ProfileForm(values, rows, site.book.attributes.list(), tuple(problems))


def form_of_profile(site: Site, profile: Profile, locale: Locale) -> ProfileForm:
    """Return the form that shows a profile as it stands."""
    return form_of(site, form_values(profile, locale))


def typed_values(request: Request, site: Site, base: Profile) -> Fields:
    """Return what came back of a form that showed *base*, its rows numbered one after another."""
    return with_rows(request.form, base, site.book.settings.limits)


def read_form(typed: Fields, site: Site, base: Profile, locale: Locale) -> ReadProfile:
    """Read what came back of a form that showed *base*, see :func:`typed_values`."""
    return read_profile(
        typed,
        base,
        locale=locale,
        settings=site.book.settings,
        definitions=site.book.attributes.list(),
        today=site.book.context.today(),
    )


def refusal_of(error: InvalidProfileError, locale: Locale) -> tuple[FormProblem, ...]:
    """Return why a profile as a whole is refused, beside the first field that would mend it."""
    return tuple(
        FormProblem(_AT.get(issue.field.partition("|")[0], ""), issue_text(issue, locale))
        for issue in error.issues
    )
