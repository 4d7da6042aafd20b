"""What a worker refuses, told by the process that asked as it would tell it of its own rows.

An error of a worker reaches that process as the text of a traceback.  What is refused on purpose
crosses in it as one line of JSON; every other error keeps its own form.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pyarrow as pa
from pyspark.errors import PythonException
from pyspark.sql import DataFrame

from clientbook.errors import CellTypeError, ClientbookError, InvalidValueError
from clientbook.messages.issues import Issue, IssueCode

Work = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]
"""What a worker does with the batches of a partition."""


class RefusedByWorkerError(Exception):
    """A refusal on its way from a worker; its text is JSON."""


_ENDS = re.compile(rf"\b{RefusedByWorkerError.__name__}: (\{{.*\}})\s*$", re.MULTILINE)
"""How the traceback of a worker ends that refuses something."""


def mapped(frame: DataFrame, work: Work, schema: str) -> DataFrame:
    """Have workers turn the batches of a frame into others; what they refuse can be heard."""
    return frame.mapInArrow(partial(_telling, work=work), schema)


def _telling(batches: Iterator[pa.RecordBatch], work: Work) -> Iterator[pa.RecordBatch]:
    refusal: ClientbookError
    try:
        yield from work(batches)
    except (CellTypeError, InvalidValueError) as error:
        refusal = error
    else:
        return
    raise RefusedByWorkerError(json.dumps(_told(refusal)))  # outside the handler: no cell beside


@contextmanager
def heard() -> Iterator[None]:
    """Raise in the block, or the function, what workers refuse.

    Raises:
        CellTypeError: A value is of a type that no cell shows; row and column are named.
        InvalidValueError: A row, a number or a profile cannot be read.
    """
    refusal: ClientbookError
    try:
        yield
    except PythonException as error:
        told = _ENDS.findall(str(error))
        if not told:
            raise
        refusal = _refusal(json.loads(told[-1]))
    else:
        return
    raise refusal from None


def _told(error: CellTypeError | InvalidValueError) -> dict[str, Any]:
    if isinstance(error, InvalidValueError):
        return dict(told_issue(error.issue))
    return {"cell": error.args}


def _refusal(told: dict[str, Any]) -> ClientbookError:
    return CellTypeError(*told["cell"]) if "cell" in told else InvalidValueError(issue_of(told))


def told_issue(issue: Issue) -> dict[str, str | None]:
    """Return an issue as texts."""
    return {
        "code": issue.code.value,
        "field": issue.field,
        "column": issue.column,
        "params": json.dumps(issue.params),
    }


def issue_of(told: Any) -> Issue:
    """Return the issue of :func:`told_issue`."""
    params = tuple((name, value) for name, value in json.loads(told["params"]))
    return Issue(IssueCode(told["code"]), told["field"], told["column"], params)
