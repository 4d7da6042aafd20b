"""Self-contained HTML pages from the templates beside this module; needs the extra ``reports``.

One file, no network, light and dark, printable, as wide as a telephone.
"""

import base64
import hashlib
from functools import partial
from importlib.resources import files
from typing import Any, BinaryIO

from clientbook.messages.catalogue import Language
from clientbook.messages.figures import whole
from clientbook.reports.figures import decimal, percent
from clientbook.reports.templating import templates_of


def write_page(
    out: BinaryIO,
    template: str,
    *,
    title: str,
    language: Language,
    script: str = "",
    **values: Any,
) -> None:
    """Write one HTML page, part by part.

    The page forbids itself to load anything: its policy allows its own style and exactly its own
    script, so that a value that slipped through escaping could still do nothing.

    Args:
        out: A binary file; it stays open.
        template: Name of the template without its ending; its style has the same name.
        title: Shown by the browser.
        language: ``"en"`` or ``"fr"``.
        script: Name of the page's own script, empty for none.
        values: What the template shows.

    Raises:
        ImportError: jinja2 is not installed.
    """
    from markupsafe import Markup

    page = templates_of("clientbook.reports", extra="reports").get_template(f"{template}.html")
    code = _file(f"{script}.js") if script else ""
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    allowed = f" script-src 'sha256-{digest}';" if code else ""
    parts = page.generate(
        title=title,
        language=language,
        # Files of this package, and a digest: nothing here comes from a book or a file.
        policy=Markup(f"default-src 'none'; style-src 'unsafe-inline';{allowed} base-uri 'none'"),  # noqa: S704
        style=Markup(_file("frame.css") + _file(f"{template}.css")),  # noqa: S704
        script=Markup(code),  # noqa: S704
        whole=partial(whole, language=language),
        percent=partial(percent, language=language),
        decimal=partial(decimal, language=language),
        **values,
    )
    # A lone surrogate cannot be written; it is shown as what it is, not lost.
    out.writelines(part.encode("utf-8", "backslashreplace") for part in parts)


def _file(name: str) -> str:
    return (files("clientbook.reports") / "templates" / name).read_text("utf-8")
