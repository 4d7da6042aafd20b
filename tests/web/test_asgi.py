"""The pages over HTTP: cookies, tokens, mounts, uploads; as a browser and as a stranger."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount
from tests.web.http import HttpVisitor
from tests.web.sample import marie_of, open_sample

from clientbook import Actor
from clientbook.web import Permission, make_app
from clientbook.web.asgi import DeskApp
from clientbook.web.csrf import COOKIE


def actor_of(http: Request) -> Actor | None:
    name = http.headers.get("x-user")
    return Actor(name) if name else None


def allow(actor: Actor, permission: Permission) -> bool:
    return actor.id == "anna" or permission is Permission.VIEW


@pytest.fixture
def desk(tmp_path: Path) -> DeskApp:
    with open_sample(tmp_path / "clients.db"):
        pass
    return make_app(
        lambda: open_sample(tmp_path / "clients.db"),
        actor_of=actor_of,
        allow=allow,
        max_upload_bytes=100_000,
    )


@pytest.fixture
def anna(desk: DeskApp) -> HttpVisitor:
    """Anna's browser, in a program that mounts the pages under /desk."""
    program = Starlette(routes=[Mount("/desk", desk)])
    return HttpVisitor(program, {"x-user": "anna"})


def token_on(page: httpx.Response) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def test_a_form_goes_through_with_the_token_of_its_page(anna: HttpVisitor, tmp_path: Path) -> None:
    """X53: A new client by form: the page, its form, the profile it leads to."""
    form = {"csrf_token": token_on(anna.get("/desk/new")), "given": "Ada", "family": "Byron"}
    answer = anna.post("/desk/new", data=form)
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert where.startswith("/desk/clients/")
    assert "Ada Byron" in anna.get(where).text
    with open_sample(tmp_path / "clients.db") as book:
        change = book.history.events()[-1]
    assert change.actor == Actor("anna")


def test_the_cookie_is_kept_from_scripts_and_other_sites(anna: HttpVisitor) -> None:
    """X53: One cookie, for the path of the mount, that neither a script nor another site has."""
    said = anna.get("/desk/clients").headers["set-cookie"]
    assert said.startswith(f"{COOKIE}=")
    for part in ("HttpOnly", "SameSite=strict", "Path=/desk/"):
        assert part in said
    assert "set-cookie" not in anna.get("/desk/clients").headers


def test_a_form_of_another_site_is_refused(anna: HttpVisitor, tmp_path: Path) -> None:
    """X53: Without the token, with somebody else's, or sent by another site: 403, not written."""
    token = token_on(anna.get("/desk/new"))
    other = HttpVisitor(anna.app, {"x-user": "anna"})
    stolen = token_on(other.get("/desk/new"))  # of a page that another browser was given
    for form, headers in (
        ({"given": "A"}, {}),
        ({"given": "A", "csrf_token": stolen}, {}),
        ({"given": "A", "csrf_token": token}, {"sec-fetch-site": "cross-site"}),
        ({"given": "A", "csrf_token": token}, {"sec-fetch-site": "same-site"}),
        ({"given": "A", "csrf_token": token}, {"x-user": "bea"}),
    ):
        answer = anna.post("/desk/new", data=form, headers=headers)
        assert answer.status_code == 403
    with open_sample(tmp_path / "clients.db") as book:
        assert book.clients.count() == 21


def test_a_body_that_is_no_form_is_refused(anna: HttpVisitor) -> None:
    """X53: JSON, text or a broken upload has no token, hence no way in."""
    anna.get("/desk/new")
    for headers, body in (
        ({"content-type": "application/json"}, b'{"given": "A"}'),
        ({"content-type": "multipart/form-data; boundary=x"}, b"--y nonsense"),
        ({"content-type": "multipart/form-data"}, b""),
        ({}, b"\xff\xfe"),
    ):
        assert anna.post("/desk/new", content=body, headers=headers).status_code == 403


def test_too_much_is_not_read(anna: HttpVisitor) -> None:
    """X53: A body over the limit of uploads is answered 413 before it has come whole."""
    token = token_on(anna.get("/desk/new"))

    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for _ in range(2_000):
            yield b"x" * 10_000

    kind = {"content-type": "multipart/form-data; boundary=x", "x-token": token}
    answer = anna.post("/desk/new", content=endless(), headers=kind)
    assert answer.status_code == 413
    assert "too large" in answer.text


@pytest.mark.parametrize("kind", ["text", "multipart", "fields"])
def test_a_form_that_is_too_large_says_so(kind: str, anna: HttpVisitor, tmp_path: Path) -> None:
    """X53: 413, and no word that what was typed is kept: nothing of it could be read."""
    form = {"csrf_token": token_on(anna.get("/desk/new")), "info": "y" * 1_100_000}
    here = {"sec-fetch-site": "same-origin"}
    if kind == "fields":
        form = {"csrf_token": form["csrf_token"]} | {f"a{n}": "1" for n in range(1_001)}
    if kind == "multipart":
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
            for k, v in form.items()
        ]
        here |= {"content-type": "multipart/form-data; boundary=x"}
        answer = anna.post(
            "/desk/new", content=("".join(parts) + "--x--\r\n").encode(), headers=here
        )
    else:
        answer = anna.post("/desk/new", data=form, headers=here)
    assert answer.status_code == 413
    assert "This form is too large" in answer.text
    assert "nothing you typed is lost" not in answer.text
    broken = {"content-type": "multipart/form-data; boundary=x"} | {"sec-fetch-site": "same-origin"}
    answer = anna.post("/desk/new", content=b"--y nonsense", headers=broken)
    assert answer.status_code == 403
    assert "nothing you typed is lost" not in answer.text


def test_nobody_is_let_in_without_an_actor(anna: HttpVisitor) -> None:
    """X53: Without somebody the host has let in: 401, no cookie, no name of a client."""
    stranger = HttpVisitor(anna.app)
    for path in ("/desk/", "/desk/clients", "/desk/rows?q=marie"):
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        assert "Dupont" not in answer.text
    assert stranger.post("/desk/new", data={"given": "A"}).status_code == 401


def test_an_act_that_is_not_granted_is_refused(anna: HttpVisitor, tmp_path: Path) -> None:
    """X53: Who may look may not change."""
    marie = marie_of(tmp_path)
    bea = {"x-user": "bea"}
    assert anna.get(f"/desk/clients/{marie}", headers=bea).status_code == 200
    assert anna.get(f"/desk/clients/{marie}/edit", headers=bea).status_code == 403
    assert anna.get("/desk/settings", headers=bea).status_code == 403


@pytest.mark.parametrize(
    ("mounts", "path"), [((), "/clients"), (("/a", "/b"), "/a/b/clients")], ids=["alone", "deep"]
)
def test_it_works_at_any_mount(desk: DeskApp, mounts: tuple[str, ...], path: str) -> None:
    """X53: Alone, or deep inside a program: links lead where they should."""
    program: DeskApp | Starlette = desk
    for mount in reversed(mounts):
        program = Starlette(routes=[Mount(mount, program)])
    anna = HttpVisitor(program, {"x-user": "anna"})
    page = anna.get(path)
    assert page.status_code == 200
    assert f'href="{"".join(mounts)}/new"' in page.text
    style = re.search(r'href="([^"]+style\.css)"', page.text)
    assert style is not None
    assert anna.get(style[1]).status_code == 200


def test_behind_a_proxy_that_takes_a_prefix_off(desk: DeskApp) -> None:
    """X53: A server that is told of a prefix (``root_path``) makes links with it."""
    for path in ("/shop/clients", "/clients"):  # servers that leave it in the path, or not
        page = HttpVisitor(desk, {"x-user": "anna"}, root_path="/shop").get(path)
        assert page.status_code == 200
        assert 'href="/shop/new"' in page.text


def test_an_export_is_sent_as_a_file(anna: HttpVisitor) -> None:
    """R15, X53: The list as CSV: attachment, formula-safe, the columns that were ticked."""
    form = {
        "csrf_token": token_on(anna.get("/desk/export")),
        "every": "yes",
        "column": ["given_name", "email.1"],
        "delimiter": "semicolon",
    }
    answer = anna.post("/desk/export", data=form)
    assert answer.headers["content-disposition"] == 'attachment; filename="clients.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "First name;E-mail"
    assert len(lines) == 22


def test_the_head_of_a_page_has_no_body(anna: HttpVisitor) -> None:
    """X53: HEAD is answered as GET is, without the page."""
    answer = anna.ask("HEAD", "/desk/clients")
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://testserver"}, 303),
        ({"origin": "HTTP://TestServer"}, 303),
        ({"origin": "https://shop.example"}, 303),
        ({"referer": "http://evil.example/"}, 303),  # no word of its own: the token decides
        ({}, 303),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://testserver.evil.example"}, 403),
        ({"origin": "http://testserver:81"}, 403),
        ({"origin": "http://evil.example#testserver"}, 403),
        ({"origin": "http://[testserver"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://evil.example", "sec-fetch-site": "same-origin"}, 303),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, 403),
    ],
    ids=str,
)
def test_the_origin_is_compared_where_nothing_else_says_who_sends(
    desk: DeskApp, headers: dict[str, str], status: int
) -> None:
    """X53: A browser that leaves out Sec-Fetch-Site names the origin: the host's, or one of ours.

    With a valid token, so that nothing but the origin decides.
    """
    ours = attrs.evolve(desk, origins=("https://shop.example",))
    anna = HttpVisitor(ours, {"x-user": "anna"})
    form = {"csrf_token": token_on(anna.get("/new")), "given": "Ada", "family": "Byron"}
    assert anna.post("/new", data=form, headers=headers).status_code == status


@pytest.mark.parametrize("header", ["origin", "referer"])
def test_a_page_of_this_host_is_known_by_origin_or_referrer(anna: HttpVisitor, header: str) -> None:
    """X53: A form that is too old keeps what was typed also where Sec-Fetch-Site is not sent."""
    sent = {header: "http://testserver/desk/new"} if header == "referer" else {
        header: "http://testserver"}  # fmt: skip
    answer = anna.post("/desk/new", data={"given": "Ada"}, headers=sent)
    assert answer.status_code == 403
    assert "nothing you typed is lost" in answer.text
    assert 'value="Ada"' in answer.text


@pytest.mark.parametrize("user", ["anna", ""])
def test_who_hangs_up_while_sending_is_no_error(
    desk: DeskApp, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    """X53: Half a form is answered by nobody, and nothing is logged."""
    messages = [{"type": "http.request", "body": b"given=A", "more_body": True},
                {"type": "http.disconnect"}]  # fmt: skip
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    kind = b"application/x-www-form-urlencoded"
    headers = [(b"host", b"h"), (b"origin", b"http://h"), (b"content-type", kind)]
    if user:
        headers.append((b"x-user", user.encode()))
    scope = {"type": "http", "method": "POST", "path": "/new", "root_path": "", "headers": headers,
             "query_string": b"", "scheme": "http", "server": ("h", 80)}  # fmt: skip
    asyncio.run(desk(scope, receive, send))
    assert sent == []
    assert caplog.records == []


def test_of_nobody_a_form_of_ours_is_read_and_no_more(anna: HttpVisitor) -> None:
    """X53: A form of somebody who was signed out comes back; a file, or too much, does not."""
    nobody = HttpVisitor(anna.app, {"origin": "http://testserver"})
    kept = nobody.post("/desk/new", data={"given": "Ada", "csrf_token": "t"})
    assert kept.status_code == 401
    assert 'value="Ada"' in kept.text
    assert 'name="csrf_token" value="t"' in kept.text
    assert nobody.post("/desk/new", data={"given": "A" * 2_000_000}).status_code == 413
    with_file = nobody.post("/desk/imports", files={"file": ("a.csv", b"Name\nAda\n")})
    assert with_file.status_code == 401
    assert not re.search("<form", with_file.text)
