"""The templates of a package: escaped by default, a name they lack is an error."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def templates_of(package: str, *, extra: str) -> "Environment":
    """Return the templates in the folder ``templates`` of a package.

    Args:
        package: Such as ``"clientbook.reports"``.
        extra: The extra of clientbook that brings Jinja along.

    Raises:
        ImportError: Jinja is not installed; the message says which extra to install.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise ImportError(
            f"this page needs jinja2; install it with: pip install 'clientbook[{extra}]'",
            name="jinja2",
        ) from error
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
