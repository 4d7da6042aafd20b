"""What a form's parsers say of a text, an import says of a cell (X31): one rule, two doors."""

import datetime as dt
from collections.abc import Callable

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clientbook.domain.phones import PhoneKind
from clientbook.domain.settings import SAFE, OnBadValue
from clientbook.errors import InvalidValueError
from clientbook.importing.outcomes import Rejected
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.validation import validate
from clientbook.messages.issues import IssueCode
from clientbook.parsing import (
    parse_address,
    parse_date,
    parse_email,
    parse_gender,
    parse_name,
    parse_phone,
)

TODAY = dt.date(2026, 3, 2)
PRESET = attrs.evolve(SAFE, default_region="FR")

FORMS: dict[str, tuple[str, Callable[[str], object]]] = {
    "phone.mobile": ("phones", lambda text: parse_phone(text, region="FR", kind=PhoneKind.MOBILE)),
    "email.1": ("emails", parse_email),
    "gender": ("gender", parse_gender),
    "birth_date": ("birthday", lambda text: parse_date(text, order="DMY", today=TODAY)),
    "address.full": ("addresses", lambda text: parse_address(text, country="FR")),
    "full_name": ("name", parse_name),
}
# What a file alone has: guards, a spreadsheet's errors and serial dates.
WRITTEN = st.one_of(
    st.text(alphabet="0123456789 +-./()x", max_size=18),
    st.sampled_from(["06 12 34 56 78", "+33612345678", "612345678.0", "6.12E+08", "0", "n/a"]),
    st.sampled_from(["a@x.fr", "mailto:a@x.fr", "Ann <a@x.fr>", "a@x.fr; b@x.fr", "a@x", "@"]),
    st.sampled_from(["a@x.fr (pro)", "pro: a@x.fr", "no mail: a@x.fr", "stop <a@x.fr>", "a@x.fr."]),
    st.sampled_from(["F", "Mme", "männlich", "not specified", "1", "?", "divers", "M.", "-"]),
    st.sampled_from(["17/05/1980", "1980-05-17", "17 mai 1980", "31/02/1990", "05/80", "mai"]),
    st.sampled_from(
        [
            *("&nbsp;0612345678", "06 12 34 56 78<br>", "0612345678\n", "<b>0612345678</b>"),
            *("a@x.fr&nbsp;", "&lt;a@x.fr&gt;", "a@x.fr\n", "<p>a@x.fr</p>", "&#97;@x.fr"),
            '<a href="mailto:a@x.fr">a@x.fr</a>',
            "<a href='mailto:a@x.fr?subject=Hi'>Ann</a>",
            *("&nbsp;17/05/1980", "17/05/1980<br/>", "&#77;me", "L&eacute;a", "1 rue X<br>Paris"),
        ]
    ),
    st.sampled_from(
        ["12 rue X, 75011 Paris", "~Ann", "DUPONT Marie", " Ann\u00a0 Roy ", "x" * 300]
    ),
    st.text(
        alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="&'#="),
        max_size=12,
    ),
)


def by_form(target: str, text: str) -> object:
    """What the form's parser returns, or the code of its refusal; None for a blank."""
    try:
        return FORMS[target][1](text)
    except InvalidValueError as error:
        return None if error.issue.code is IssueCode.BLANK_VALUE else error.issue.code


def by_file(target: str, text: str) -> object:
    """What an import reads from a cell, or the code of its refusal; None for a blank."""
    other = ("Phone", "0612345679") if target == "full_name" else ("Name", "Ann Roy")
    table = Table.from_rows([other[0], "Column"], [[other[1], text]])
    mapping = suggest_mapping(table).with_column(1, target=target, split=None)
    mapping = mapping.with_bad_values(OnBadValue.REJECT)
    (outcome,) = validate(table, mapping, PRESET, today=TODAY)
    if isinstance(outcome, Rejected):
        return next(issue.code for issue in outcome.issues if not issue.is_warning)
    value = getattr(outcome.value.profile, FORMS[target][0])
    return value[0] if isinstance(value, tuple) and value else (value or None)


@pytest.mark.parametrize("target", list(FORMS))
@given(text=WRITTEN)
@example(text="1/2")
@example(text="1/2/80")
@example(text="a@x.fr (pro)")
@example(text="no mail: a@x.fr")
@example(text="a@x.fr.")
@example(text="call me a@x.fr")
@example(text="{}")
@example(text="[ ]")
@example(text="{NULL}")
@example(text='[""]')
@settings(max_examples=60, deadline=None)
def test_a_form_and_a_file_read_a_text_alike(target: str, text: str) -> None:
    """X31: the same value, the same refusal, and blank where the other finds nothing."""
    assert by_form(target, text) == by_file(target, text)
