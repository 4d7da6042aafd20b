"""Every page runs: a reader who copies its blocks in order gets what the page says.

Blocks of one page share a namespace and a new folder that has the project's ``examples`` in it.
``python`` blocks run; ``pycon`` blocks run and must print what they show; ``no-run`` is for code
that needs what a test has not (a server, a web framework, Spark); ``python`` is still compiled.
"""

import doctest
import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import clientbook

from .pages import ROOT, Block, blocks, pages


def _run(page: Path, block: Block, namespace: dict[str, object]) -> None:
    name = f"{page.relative_to(ROOT)}:{block.line}"
    if block.language == "pycon":
        if "no-run" in block.flags:
            return
        example = doctest.DocTestParser().get_doctest(block.code, namespace, name, name, 0)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
        said: list[str] = []
        result = runner.run(example, out=said.append, clear_globs=False)
        namespace.update(example.globs)
        assert result.failed == 0, "".join(said)
        return
    # Line numbers of a traceback are those of the page.
    code = compile("\n" * (block.line - 1) + block.code, str(page), "exec")
    if "no-run" not in block.flags:
        exec(code, namespace)


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_page_runs_from_top_to_bottom(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page shows is what happens."""
    monkeypatch.chdir(tmp_path)
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    namespace: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page.read_text("utf-8")):
        if block.language in ("python", "pycon"):
            _run(page, block, namespace)
    for value in namespace.values():
        if isinstance(value, clientbook.ClientBook):
            value.context.store.close()


_ELSEWHERE = ("clientbook.cli", "clientbook.integrations.", "clientbook.storage.postgres")
"""What needs a terminal, settings of a host's, or a server."""


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(clientbook.__path__, "clientbook."):
        if not found.name.startswith(_ELSEWHERE):
            yield importlib.import_module(found.name)


def test_the_examples_of_docstrings_run() -> None:
    """An example in a docstring prints what it shows."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    said: list[str] = []
    for module in _modules():
        for example in finder.find(module):
            if example.examples:
                runner.run(example, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def test_a_block_knows_its_language_and_line() -> None:
    """The reader of pages finds blocks, their flags, and refuses one that never ends."""
    text = "# T\n\n```python no-run\nx = 1\n```\n\n- item\n  ```pycon\n  >>> 1\n  1\n  ```\n"
    first, second = blocks(text)
    assert (first.language, first.flags, first.code, first.line) == (
        "python",
        ("no-run",),
        "x = 1\n",
        4,
    )
    assert (second.language, second.code, second.line) == ("pycon", ">>> 1\n1\n", 9)
    with pytest.raises(ValueError, match="not closed"):
        blocks("```python\nx\n")


def test_a_wrong_example_is_found(tmp_path: Path) -> None:
    """A page that shows something else than happens fails."""
    page = ROOT / "README.md"
    with pytest.raises(AssertionError):
        _run(page, Block("pycon", (), ">>> 1 + 1\n3\n", 1), {})
    with pytest.raises(NameError):
        _run(page, Block("python", (), "nobody\n", 1), {})
