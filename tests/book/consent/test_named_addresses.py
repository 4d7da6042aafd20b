"""What an opt-out names is read as leniently as is unambiguous, or refused: never kept in vain."""

import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.imports import OutcomeKind
from clientbook.errors import InvalidValueError
from clientbook.importing.tables import Table
from clientbook.parsing.emails import emails_named

EMAIL, KEY = "n@x.fr", (Channel.EMAIL, "MARKETING")
IN, OUT = ConsentState.OPTED_IN, ConsentState.OPTED_OUT

READ = (
    "mailto:n@x.fr",
    "mailto:n@x.fr?subject=STOP",
    "Bob <N@X.fr>",
    "n@x.fr ",
    "<n@x.fr>",
    "n@x.fr; N@x.fr",
    "n@x.fr.",
)
SLIPS = (
    "n@x.fr>",
    "n @x.fr",
    "n@ x.fr",
    "n@x.fr (old)",
    "n@x.fr!",
    "n@@x.fr",
    "n@x..fr",
    "n@x .fr",
    "Bob n@x.fr",
    "n(at)x.fr",
    "n [at] x [dot] fr",
    "n@x.fr?subject=STOP",
    "n@x.fr (at) work",
)
SEVERAL = ("n@x.fr, z@x.fr", "n@x.fr / z @x.fr", "Bob <n@x.fr> Zoe <z@x.fr>")
NOBODY = ("n@x", "@x.fr", "n x.fr", "n@x.fr@y.fr", "n at x.fr")


def _event(client_id: str, state: ConsentState, address: str, at: TurnedClock) -> ConsentEvent:
    what = (f"{state}{address}", client_id, Channel.EMAIL, "*", state, at.now)
    return ConsentEvent(*what, address=address, basis=ConsentBasis.EXPRESS)


@EVERY_STORE
def test_an_opt_out_has_an_effect_or_is_refused(make_book: MakeBook, clock: TurnedClock) -> None:
    """X37, M2: whatever a provider sends as the address; two in one event are refused."""
    for number, text in enumerate((*READ, *SLIPS, *SEVERAL, *NOBODY)):
        book = make_book(region("FR"), book=f"b{number}")
        ann = book.clients.create(person("Ann Roy", email=EMAIL), by=ANNE)
        book.consent.set_subscriptions(ann.id, {KEY: True}, by=ANNE)
        clock.turn(minutes=1)
        if text in (*SEVERAL, *NOBODY):
            with pytest.raises(InvalidValueError, match="neither"):
                book.consent.record([_event(ann.id, OUT, text, clock)])
        else:
            (kept,) = book.consent.record([_event(ann.id, OUT, text, clock)])
            assert kept.address == EMAIL, text
        allowed = text in (*SEVERAL, *NOBODY)
        assert book.consent.may_contact(ann.id, *KEY).allowed is allowed, text


@pytest.mark.parametrize("text", SLIPS)
def test_an_opt_in_of_a_slip_is_refused(book: ClientBook, clock: TurnedClock, text: str) -> None:
    """X37: nobody is written to by a reading that mends."""
    ann = book.clients.create(person("Ann Roy", email=EMAIL), by=ANNE)
    with pytest.raises(InvalidValueError, match="neither"):
        book.consent.record([_event(ann.id, IN, text, clock)])


def test_the_dot_of_the_root_is_no_part_of_an_address(book: ClientBook, clock: TurnedClock) -> None:
    """X37: a full stop behind an address is read over, whoever says it."""
    ann = book.clients.create(person("Ann Roy", email=EMAIL), by=ANNE)
    (kept,) = book.consent.record([_event(ann.id, IN, "N@x.fr.", clock)])
    assert kept.address == EMAIL
    assert book.consent.may_contact(ann.id, *KEY, address="n@X.fr.").allowed


@EVERY_STORE
def test_the_opt_out_of_a_refused_row_holds_for_what_it_means(make_book: MakeBook) -> None:
    """X37: a row with a slip in its address is refused, and its "no" counts."""
    for number, text in enumerate(SLIPS):
        book = make_book(region("FR"), book=f"b{number}")
        ann = book.clients.create(person("Ann Roy", email=EMAIL), by=ANNE)
        book.consent.set_subscriptions(ann.id, {KEY: True}, by=ANNE)
        titles = ["First name", "Last name", "E-mail", "Unsubscribed"]
        rows = [["Ann", "Roy", text, "yes"], ["Zoe", "Li", "zoe@x.fr", "no"]]
        run = book.imports.run(Table.from_rows(titles, rows), by=ANNE)
        labelled = "(" in text and "@" in text  # a word in brackets behind an address is its label
        kind = next(iter(book.imports.outcomes(run.id))).kind
        assert labelled or kind is OutcomeKind.REJECTED, text
        assert not book.consent.may_contact(ann.id, *KEY).allowed, text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ann @ x.fr ; bo @ y.fr", {"ann@x.fr", "bo@y.fr"}),
        ("Merci d'écrire à q@x.fr. Bo", {"q@x.fr"}),
        ("'o'neil@x.fr'", {"o'neil@x.fr"}),
        ("nobody", set()),
        ("@" * 2000, set()),
    ],
)
def test_every_address_that_a_text_names_is_found(text: str, named: set[str]) -> None:
    """X37: several of them, and no others."""
    assert {*emails_named(text)} == named
