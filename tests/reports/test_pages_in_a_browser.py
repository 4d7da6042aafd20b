"""The pages in a real browser, as wide as a telephone and as a desk."""

import re
import shutil
import subprocess
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

import pytest
from tests.reports import test_import_report, test_review_page

from clientbook.messages.catalogue import Language

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium to look at pages with")

PAGES: dict[str, Callable[[Language], str]] = {
    "import report": lambda language: test_import_report.page(
        test_import_report.REFUSED, test_import_report.DOUBT, language=language
    ),
    "review page": lambda language: test_review_page.page(
        test_review_page.MARIE, language=language
    ),
}


def look(html: str, folder: Path, *, script: str, width: int) -> str:
    """Return the title that *script* sets in a frame of that width, the page's policy lifted."""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    html = html.replace(
        "</body>", f"<script>{script};parent.document.title=document.title</script></body>"
    )
    file = folder / "page.html"  # a frame, since no window is as narrow as a telephone
    file.write_text(
        f'<!doctype html><title></title><iframe width="{width}" height="900"'
        f' style="border:0" srcdoc="{escape(html, quote=True)}"></iframe>',
        "utf-8",
    )
    assert BROWSER is not None
    done = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000",
            f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return unescape(re.findall(r"<title>(.*?)</title>", done.stdout)[0])


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(
    name: str, language: Language, width: int, tmp_path: Path
) -> None:
    """X57, N17: A page never scrolls sideways, and no element is cut at the edge of its card."""
    script = """
var wide = document.documentElement.scrollWidth - window.innerWidth;
var cut = Array.from(document.querySelectorAll('.card')).map(function (card) {
  return card.scrollWidth - card.clientWidth;
});
document.title = [window.innerWidth, Math.max(0, wide), Math.max.apply(null, cut)].join(' ');
"""
    shown = look(PAGES[name](language), tmp_path, script=script, width=width)
    assert shown == f"{width} 0 0"


def test_the_commands_of_a_page_carry_its_book(tmp_path: Path) -> None:
    """N5, X56: A decision becomes a command with the book it is about, quoted for a shell."""
    html = test_review_page.page(test_review_page.MARIE, book="my clients/b'ook.db")
    script = """
document.querySelector('input[value=right]').click();
document.title = document.getElementById('commands').value;
"""
    shown = look(html, tmp_path, script=script, width=1280)
    assert shown == "clientbook merge --book 'my clients/b'\\''ook.db' -- b a"


def test_a_narrow_page_still_says_which_side_is_which(tmp_path: Path) -> None:
    """N5: At 390 px both ids stand above their columns, and each choice names its column."""
    script = """
var heads = Array.from(document.querySelectorAll('.sides thead th')).filter(function (head) {
  return head.getBoundingClientRect().height > 0;
});
document.title = heads.map(function (head) { return head.textContent.trim(); }).join(' | ');
"""
    html = test_review_page.page(test_review_page.MARIE)
    assert look(html, tmp_path, script=script, width=390) == "A a | B b"
