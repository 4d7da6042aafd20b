"""The page of rules and the tests that cite them."""

import re
from pathlib import Path

from .pages import ROOT
from .test_reference import generator

GENERATOR = generator()
PAGE = (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8")
LISTED = dict(re.findall(r"^\| ([KPRVX]\d+) \| .*? \| (.*) \|$", PAGE, re.MULTILINE))


def cited_in(folder: Path) -> dict[str, str]:
    """Return each rule that a file of a folder cites, and one file that does."""
    return {
        rule: path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*.py")
        for text in [path.read_text("utf-8")]
        for rule in GENERATOR.cited("\n".join(re.findall(r'"""(.*?)"""', text, re.DOTALL)))
    }


def test_every_cited_rule_stands_on_the_page() -> None:
    """C21: Whoever reads an id in a test or in the code finds the rule in the repository."""
    cited = cited_in(ROOT / "tests") | cited_in(ROOT / "src")
    assert not {rule: where for rule, where in cited.items() if rule not in LISTED}


def test_the_page_names_the_tests_of_each_rule() -> None:
    """C21: A rule is shown by tests that cite it, or said not to be built; run docs/generate.py."""
    assert GENERATOR.rules() == PAGE
    for rule, tests in LISTED.items():
        assert tests == "*not built yet*" or all(
            (ROOT / "tests" / test).is_file() for test in re.findall(r"`([^`]+)`", tests)
        ), rule


def test_a_range_of_ids_names_each() -> None:
    """C21: "V15 to V18" cites four rules."""
    assert GENERATOR.cited("V15 to V18, K2") == {"V15", "V16", "V17", "V18", "K2"}
