"""The order of a column of dates."""

import pytest

from clientbook.parsing import DateOrder, DateOrderVotes, OrderDecision, decide_order

DMY, MDY, YMD = DateOrder


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/1988", "27/06/1988"], DMY),
        (["03/04/1988", "06/27/1988"], MDY),
        (["88-06-27", "99-12-31"], YMD),
        (["27/06", "03/04"], DMY),
        (["27/6/88 0:00", "1/2/90"], DMY),
    ],
)
def test_one_value_proves_the_column(values: list[str], order: DateOrder) -> None:
    """A value that reads one way only decides for the whole column; nothing stays ambiguous."""
    for default in DateOrder:
        assert decide_order(values, default=default) == OrderDecision(order, True, 0)


def test_default_decides_where_values_do_not() -> None:
    """Ambiguity is counted in rows, and the book's locale breaks the tie."""
    values = ["03/04/1988", "05/06/1990", "07/07/1991", "", "1988-06-27"]
    for default in (DMY, MDY):
        assert decide_order(values, default=default) == OrderDecision(default, False, 2)


def test_contradictions_are_counted() -> None:
    """A column of both orders goes with the majority and says how many rows do not fit."""
    decision = decide_order(["27/06/1988"] * 3 + ["06/27/1988", "03/04/1988"], default=MDY)
    assert decision == OrderDecision(DMY, False, 1, contradicting=1)


def test_serial_columns_are_seen() -> None:
    """A column of bare day numbers is one of serials; one date among them and it is not."""
    assert decide_order(["32321", "28000.0", ""], default=DMY).serials
    assert not decide_order(["32321", "27/06/1988"], default=DMY).serials
    assert not decide_order(["1988", "1990"], default=DMY).serials
    assert not decide_order(["juin"], default=DMY).serials


def test_votes_can_be_fed_one_by_one() -> None:
    """A streamed column gives the decision of the whole column."""
    values = ["03/04/1988", "27/06/1988", "x" * 100, "99/99/9999"]
    votes = DateOrderVotes()
    for text in values:
        votes.add(text)
    assert votes.decide(default=MDY) == decide_order(values, default=MDY)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["17051980", "05061975"], DateOrder.DMY),
        (["05171980", "5061975"], DateOrder.MDY),
        (["05/17/1980 (44)", "05/06/1975 (50)"], DateOrder.MDY),
    ],
)
def test_dates_without_signs_and_with_an_age_prove_an_order(
    values: list[str], order: DateOrder
) -> None:
    """F12: a column of 05171980 is one of months first."""
    other = DateOrder.DMY if order is DateOrder.MDY else DateOrder.MDY
    decided = decide_order(values, default=other)
    assert (decided.order, decided.proven) == (order, True)


@pytest.mark.parametrize(
    ("values", "serials"),
    [
        (("32321", "1990-01-02"), True),
        (("32321", "27/06/1988"), True),
        (("32321", "05/05/1988"), True),
        (("32321", "06/27/1988"), False),  # a column with day numbers is read in the usual order
        (("32321", "27/06/1988", "06/27/1988"), False),
        (("32321", "unknown"), False),
        (("1990-01-02",), False),
    ],
)
def test_day_numbers_beside_dates_are_days(values: tuple[str, ...], serials: bool) -> None:
    """A spreadsheet shows some days of a column as numbers, where nobody formatted them."""
    votes, parts = DateOrderVotes(), DateOrderVotes()
    for text in values:
        votes.add(text)
    parts.add_counts(votes.counts)
    for counted in (votes, parts):
        decision = counted.decide(default=DateOrder.DMY, serials_in=DateOrder.DMY)
        assert decision.serials is serials
