"""What a frame has to hold before anything is worked out of it: columns, and their types."""

from collections.abc import Collection

from pyspark.errors import AnalysisException
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)
from pyspark.sql.types import DataType

from clientbook.domain.checks import refuse
from clientbook.errors import WrongTypeError
from clientbook.messages.issues import Issue, IssueCode

WHOLE = frozenset({"tinyint", "smallint", "int", "bigint"})
"""Kinds of columns that hold whole numbers."""
TEXTS = frozenset({"string", "char", "varchar"})
"""Kinds of columns that hold texts."""
NOTHING = "void"
"""The kind of a column of nulls."""

_IDS = WHOLE | TEXTS | {NOTHING, "decimal of no places"}


def kind_of(data_type: DataType) -> str:
    """Return the kind of a column, as Spark names it, without what it is made of."""
    name: str = data_type.simpleString()
    if name.startswith("decimal") and name.endswith(",0)"):
        return "decimal of no places"  # how many a database keeps whole numbers
    if name.startswith("interval") and ("year" in name or "month" in name):
        return "interval of months"
    return name.partition("(")[0].partition("<")[0].partition(" ")[0]


def check_columns(field: str, frame: DataFrame, *names: str) -> None:
    """Refuse a frame without a column that is read, or with two of that name.

    Raises:
        InvalidValueError: The column is named.
    """
    for name in names:
        try:
            _ = frame.select(name).schema  # Spark says what it takes for the same name
        except AnalysisException:
            raise refuse(field, f"expected one column {name!r}") from None


def check_kind(
    field: str, name: str, data_type: DataType, kinds: Collection[str], expected: str
) -> None:
    """Refuse a column of another kind.

    Raises:
        WrongTypeError: Column and kinds are named.
    """
    kind = kind_of(data_type)
    if kind not in kinds:
        reason = f"expected {expected} in column {name!r}, got {kind}"
        raise WrongTypeError(Issue.of(IssueCode.INVALID_VALUE, field, reason=reason))


def check_ids(field: str, name: str, data_type: DataType) -> None:
    """Refuse a column that cannot tell records apart; :func:`id_text` reads it.

    Raises:
        WrongTypeError: It holds neither texts nor whole numbers.
    """
    check_kind(field, name, data_type, _IDS, "texts or whole numbers")


def id_text(name: str) -> Column:
    """Return ids as texts, whatever whole numbers or texts they are: the one reading of an id."""
    return F.col(name).cast("string")
