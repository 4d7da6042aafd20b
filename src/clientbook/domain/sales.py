"""What was offered, sold and paid: payloads of activities that the host owns."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

import attrs

from clientbook.domain.checks import typed_values
from clientbook.domain.typed import typed


def _lines(values: "Iterable[Line]") -> "tuple[Line, ...]":
    return typed_values("ticket.lines", values, Line)


@attrs.frozen(field_transformer=typed)
class Line:
    """One line of a ticket, invoice or estimate."""

    label: str = attrs.field(repr=False)
    quantity: Decimal = Decimal(1)
    amount: Decimal = Decimal(0)


@attrs.frozen(field_transformer=typed)
class Ticket:
    """Products and services bought.

    Args:
        total: What was paid.
        currency: ISO 4217 code, such as ``"EUR"``.
        lines: What was bought.
    """

    total: Decimal
    currency: str
    lines: tuple[Line, ...] = attrs.field(default=(), converter=_lines)


class DocumentStatus(StrEnum):
    """Where an invoice or estimate stands."""

    OPEN = "open"
    CLOSED = "closed"


@attrs.frozen(field_transformer=typed)
class Invoice:
    """An invoice of the host's own payment service."""

    total: Decimal
    currency: str
    status: DocumentStatus = DocumentStatus.OPEN
    number: str | None = None


@attrs.frozen(field_transformer=typed)
class Estimate:
    """An estimate."""

    total: Decimal
    currency: str
    status: DocumentStatus = DocumentStatus.OPEN
    number: str | None = None


@attrs.frozen(field_transformer=typed)
class LoyaltyCard:
    """A loyalty card; its balance is the host's and is never added up here (SPEC P10)."""

    program: str
    balance: Decimal = Decimal(0)
    number: str | None = attrs.field(default=None, repr=False)


@attrs.frozen(field_transformer=typed)
class Package:
    """A number of sessions paid in advance."""

    name: str
    sessions: int
    used: int = 0
