"""The pages of one shop on its own machine: the token, its cookie, and the name asked for."""

from pathlib import Path

import pytest
from tests.web.http import HttpVisitor
from tests.web.sample import open_sample
from tests.web.visitor import Page

from clientbook import Actor
from clientbook.web.local import LocalApp, make_local_app

PORT = 8765
HOST = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def app(tmp_path: Path) -> LocalApp:
    with open_sample(tmp_path / "clients.db"):
        pass
    return make_local_app(
        lambda: open_sample(tmp_path / "clients.db"), port=PORT, actor=Actor("desk")
    )


def test_the_token_of_the_address_becomes_a_cookie(app: LocalApp) -> None:
    """X53: Whoever opens the printed address is in, and the token leaves the address."""
    shop = HttpVisitor(app, host=HOST)
    opened = shop.get(app.address.removeprefix(HOST))
    assert opened.status_code == 303
    assert opened.headers["location"] == "/clients"
    for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in opened.headers["set-cookie"]
    page = shop.get("/clients")
    assert page.status_code == 200
    assert "Marie Dupont" in page.text
    assert app.token not in page.text


@pytest.mark.parametrize("path", ["/", "/clients", "/?token=", "/?token=wrong", "/clients?token="])
def test_without_the_token_nobody_is_let_in(app: LocalApp, path: str) -> None:
    """X53: Another program on the machine that knows the port sees nothing."""
    stranger = HttpVisitor(app, host=HOST, headers={"cookie": f"{app.cookie}=guess"})
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "Dupont" not in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""]
)
def test_a_name_that_is_not_this_machine_is_refused(app: LocalApp, host: str) -> None:
    """X53: A stranger's name that points to this machine asks nothing, token or not."""
    shop = HttpVisitor(app, host=HOST)
    shop.get(app.address.removeprefix(HOST))
    answer = shop.get("/clients", headers={"host": host})
    assert answer.status_code == 421
    assert answer.content == b""


def test_its_own_names_are_answered(app: LocalApp) -> None:
    """X53: A person may write localhost."""
    shop = HttpVisitor(app, host=f"http://localhost:{PORT}")
    assert shop.get(f"/?token={app.token}").status_code == 303
    assert shop.get("/clients").status_code == 200


def test_each_start_has_a_token_of_its_own(app: LocalApp, tmp_path: Path) -> None:
    """X53: Yesterday's address opens nothing today, and no repr shows the token."""
    other = make_local_app(
        lambda: open_sample(tmp_path / "clients.db"), port=PORT, actor=Actor("desk")
    )
    assert other.token != app.token
    assert app.token not in repr(app)


def test_a_form_that_outlives_the_program_is_kept_and_sent_again(
    app: LocalApp, tmp_path: Path
) -> None:
    """X53: Started anew, it says which address to open; then the form goes through as it was."""
    path = tmp_path / "clients.db"
    shop = HttpVisitor(app, host=HOST, headers={"origin": HOST})
    shop.get(app.address.removeprefix(HOST))
    form = Page(shop.get("/new").text).values() | {"given": "Zoé", "info": "<b>ten minutes</b>"}
    anew = make_local_app(lambda: open_sample(path), port=PORT, actor=Actor("desk"))
    shop.app = anew
    refused = shop.post("/new", data=form)
    assert refused.status_code == 401
    page = Page(refused.text)
    assert "Open the address it shows now" in page.text
    assert "sign in" not in page.text
    assert anew.token not in refused.text
    kept = page.values()
    assert kept["info"] == "<b>ten minutes</b>"
    shop.get(anew.address.removeprefix(HOST))
    assert shop.post("/new", data=kept).status_code == 303
    with open_sample(path) as book:
        assert book.search.find("zoé").items


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
def test_nobody_is_given_back_what_another_page_sends(app: LocalApp, origin: str | None) -> None:
    """X53: Who is not let in is shown no form but that of a page of ours."""
    stranger = HttpVisitor(app, host=HOST, headers={"origin": origin} if origin else {})
    refused = stranger.post("/new", data={"given": "Zoé"})
    assert refused.status_code == 401
    assert "Zoé" not in refused.text
    assert not Page(refused.text).all("form")
