"""Sessions: ``nox`` runs what a change must pass, ``nox -l`` lists them."""

import json
import re
import tomllib
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
NO_OTHER_STEP = "not long and not browser and not django and not spark"
nox.options.sessions = ["lint", "types", "docs", "tests"]
nox.options.error_on_missing_interpreters = False


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the suite; arguments go to pytest, such as ``nox -s tests -- -m quick``."""
    session.install(".[dev]")
    session.run("pytest", "-n", "auto", "-q", "-m", NO_OTHER_STEP, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check form, rules and which module imports which."""
    session.install("-e", ".[dev]")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the package and of the tests."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site; a warning is an error."""
    session.install(".[docs]")
    session.run("mkdocs", "build", "--strict")


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure how many lines and branches of the package the tests reach, Django and Spark too."""
    session.install("-e", ".[dev,spark]")
    session.run("pytest", "-n", "auto", "-q", "-m", NO_OTHER_STEP, "--cov", "--cov-report=")
    for own in ("django", "spark and not long"):
        session.run("pytest", "-q", "-m", own, "--cov", "--cov-append", "--cov-report=")
    session.run("coverage", "report", "--skip-covered")
    session.run("coverage", "json", "-q", "-o", "build/coverage.json")
    totals = json.loads(Path("build/coverage.json").read_text("utf-8"))["totals"]
    covered, branches = totals["covered_branches"], totals["num_branches"]
    session.log(f"{covered:,} of {branches:,} branches, {covered / branches:.1%}")


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """Run the quick tests with the oldest versions that ``pyproject.toml`` allows."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    oldest = [re.sub(r">=", "==", need, count=1) for need in project["dependencies"]]
    session.install(".[dev]")
    session.install(*oldest)
    session.run("pytest", "-n", "auto", "-q", "-m", "quick", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel and run the quick tests on it."""
    session.install("build")
    session.run("python", "-m", "build", "--outdir", session.create_tmp())
    (built,) = Path(session.create_tmp()).glob("*.whl")
    session.install(f"{built}[dev]")
    session.run("pytest", "-n", "auto", "-q", "-m", "quick", *session.posargs)
