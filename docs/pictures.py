"""Take the pictures of the pages again: ``python docs/pictures.py``, with a chromium at hand.

They show the sample book of the tests, as it stands on a desk and in a hand.
"""

import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "images"
sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    from tests.web.browser.site import launched, served
    from tests.web.filing import enter_twin, people
    from tests.web.sample import marie_of

    with tempfile.TemporaryDirectory() as folder, served(Path(folder), fill=enter_twin) as site:
        client = f"/clients/{marie_of(Path(folder))}"
        with launched() as browser:
            for name, path, width, height in (
                ("desk-list", "/clients", 1100, 700),
                ("desk-client", client, 1100, 900),
                ("desk-client-on-a-telephone", client, 390, 800),
                ("desk-duplicates", "/duplicates", 1100, 900),
            ):
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(site + path)
                page.screenshot(path=FOLDER / f"{name}.png")
                page.close()
            page = browser.new_page(viewport={"width": 1100, "height": 900})
            page.goto(f"{site}/imports")
            file = {"name": "clients.csv", "mimeType": "text/csv", "buffer": people(74)}
            page.set_input_files("input[type=file]", file)
            page.get_by_role("button", name="Upload").click()
            page.locator(".mapping").wait_for()
            page.screenshot(path=FOLDER / "desk-import.png")


if __name__ == "__main__":
    main()
