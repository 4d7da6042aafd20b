"""The frame of a self-contained HTML page: one file, no network, light and dark, printable."""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from typing import BinaryIO

from clientbook.messages.catalogue import Language

STYLE = """
:root{color-scheme:light dark;--bg:#f5f6f8;--card:#fff;--ink:#1b2430;--soft:#5b6878;--line:#e2e6ec;
--head:#fafbfc;--for:#1f7a5c;--for-bg:#dff3ea;--against:#b3402f;--against-bg:#fbe4df;--mark:#ffe7a3;
--mark-ink:#4a3600;--accent:#2a5bd7;--accent-bg:#e6edfd}
@media (prefers-color-scheme:dark){:root{--bg:#12161c;--card:#1a2029;--ink:#e6eaf0;--soft:#98a4b3;
--line:#2c3541;--head:#202833;--for:#5fc9a0;--for-bg:#173a2e;--against:#f0917f;--against-bg:#46211b;
--mark:#6a5310;--mark-ink:#fff3cf;--accent:#8fb0ff;--accent-bg:#1f2d4d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);
font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1120px;margin:0 auto;padding:24px 20px 60px}
h1{font-size:24px;line-height:1.2;margin:0 0 4px}
h2{font-size:17px;margin:28px 0 10px}
p{margin:0 0 10px}
.soft{color:var(--soft)}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
.tiles{display:flex;flex-wrap:wrap;gap:10px;margin:16px 0 20px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 16px;
min-width:120px}
.tile b{display:block;font-size:22px;line-height:1.2;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;margin:0 0 18px;
overflow:hidden}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:7px 14px;border-top:1px solid var(--line);
overflow-wrap:anywhere}
code,textarea{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;
--head:#f3f3f3;--for:#0d5c41;--for-bg:#dff3ea;--against:#8f2a1b;--against-bg:#fbe4df;--mark:#ffe7a3;
--mark-ink:#000;--accent:#1c3f99;--accent-bg:#e6edfd}
body{font-size:12px;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}.card{break-inside:avoid;border-radius:0}.screen{display:none!important}}
"""


def text(value: object) -> str:
    """Return a value escaped for text and attributes; marks that reorder text are shown inert."""
    return escape(str(value), quote=True)


def whole(number: int, language: Language) -> str:
    """Return a count with its thousands set apart, as the language writes them."""
    return f"{number:,}".replace(",", "\u202f" if language == "fr" else ",")


def decimal(number: float, language: Language, *, places: int = 1, sign: bool = False) -> str:
    """Return a number with a true minus sign and the language's decimal mark."""
    written = f"{number:+.{places}f}" if sign else f"{number:.{places}f}"
    written = written.replace("-", "\u2212")
    return written.replace(".", ",") if language == "fr" else written


def percent(part: float, language: Language) -> str:
    """Return a share in percent, never rounded up to a certainty nobody has."""
    shown = min(part * 100, 99.9) if part < 1 else 100.0
    space = "\u202f" if language == "fr" else ""
    return f"{decimal(shown, language)}{space}%"


def tile(value: str, label: str) -> str:
    """Return one figure with what it counts."""
    return f'<div class="tile"><b>{text(value)}</b><span class="soft">{text(label)}</span></div>'


def write_page(
    out: BinaryIO,
    parts: Iterable[str],
    *,
    title: str,
    language: Language,
    style: str = "",
    script: str = "",
) -> None:
    """Write one HTML page, part by part.

    The page forbids itself to load anything: its policy allows its own style and exactly its own
    script, so that a value that slipped through escaping could still do nothing.

    Args:
        out: A binary file; it stays open.
        parts: HTML of the body, already escaped.
        title: Shown by the browser.
        language: ``"en"`` or ``"fr"``.
        style: Rules beside :data:`STYLE`.
        script: The page's own script, empty for none.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f" script-src 'sha256-{digest}';" if script else ""
    policy = f"default-src 'none'; style-src 'unsafe-inline';{allowed} base-uri 'none'"
    head = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>{text(title)}</title><style>{STYLE}{style}</style></head><body><main>\n"
    )
    _put(out, head)
    for part in parts:
        _put(out, part)
    _put(out, "</main>")
    if script:
        _put(out, f"<script>{script}</script>")
    _put(out, "</body></html>\n")


def _put(out: BinaryIO, part: str) -> None:
    # A lone surrogate cannot be written; it is shown as what it is, not lost.
    out.write(part.encode("utf-8", "backslashreplace"))
