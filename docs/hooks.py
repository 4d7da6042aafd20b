"""What mkdocs is told beside its settings: files outside ``docs`` that pages link to.

On a host of repositories such a link opens the file; on the site it opens a page that shows it.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
_OUTSIDE = re.compile(r"\]\(((?:\.\./)+(?:[\w.-]+/)*[\w.-]+)(#[\w-]+)?\)")
_LANGUAGES = {".py": "python", ".toml": "toml", ".csv": "text"}


def _target(page: str, link: str) -> str | None:
    """Return the path in the project that a link of a page leads to, None when inside docs."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), link))
    return None if path.startswith(("docs/", "..")) else path


def _page_of(path: str) -> str:
    return f"project/{path.removesuffix('.md')}.md"


def on_files(files: Files, *, config: Any) -> Files:
    """Add a page for every file of the project that a page links to."""
    wanted = set()
    for file in files.documentation_pages():
        for link in _OUTSIDE.finditer(file.content_string):
            if path := _target(file.src_uri, link[1]):
                wanted.add(path)
    for path in sorted(wanted):
        text = (ROOT / path).read_text("utf-8")
        if path.endswith(".md"):
            content = re.sub(r"\]\((?!https?:|#)[^)]*\)", "]", text)
        else:
            language = _LANGUAGES.get(Path(path).suffix, "text")
            content = f"# {path}\n\n````{language}\n{text}\n````\n"
        files.append(File.generated(config, _page_of(path), content=content))
    return files


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Turn links that leave the documentation into links to those pages."""

    def inside(link: re.Match[str]) -> str:
        path = _target(page.file.src_uri, link[1])
        if path is None:
            return link[0]
        here = posixpath.dirname(page.file.src_uri)
        return f"]({posixpath.relpath(_page_of(path), here or '.')}{link[2] or ''})"

    return _OUTSIDE.sub(inside, markdown)
