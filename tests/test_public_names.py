"""The public face of the package."""

import subprocess
import sys
import types

import clientbook

EXTRAS = ("typer", "rich", "psycopg", "hypothesis", "pytest")


def test_all_names_what_the_module_offers() -> None:
    """``__all__`` is what the module holds, without modules, sorted as ruff sorts it."""
    public = {
        name
        for name, value in vars(clientbook).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert set(clientbook.__all__) == public
    assert len(clientbook.__all__) == len(set(clientbook.__all__))


def test_the_package_imports_with_no_extra_installed() -> None:
    """Nothing of an extra is imported by the package itself."""
    missing = "".join(f"sys.modules[{name!r}] = None\n" for name in EXTRAS)
    program = f"import sys\n{missing}import clientbook\nprint(len(clientbook.__all__))\n"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == len(clientbook.__all__)


def test_a_missing_extra_is_named() -> None:
    """An optional part says which extra to install."""
    for module, extra in (("clientbook.testing", "testing"), ("clientbook.cli", "cli")):
        missing = "".join(f"sys.modules[{name!r}] = None\n" for name in EXTRAS)
        program = f"import sys\n{missing}import {module} as m\nm.main()\n"
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False
        )
        assert done.returncode
        assert f"clientbook[{extra}]" in done.stderr
