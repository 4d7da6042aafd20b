"""Clients behind FastAPI: search, create with a warning, import in two requests.

    pip install '.[reports]' fastapi python-multipart uvicorn  # in a copy of the project
    CLIENTS_FOLDER=. uvicorn app:app        # then open http://127.0.0.1:8000/docs

Each request opens the book and closes it: that takes under a millisecond or two, needs no pool, and
nothing is shared between the threads in which FastAPI runs plain ``def`` endpoints.
"""

import io
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import attrs
from fastapi import Body, Depends, FastAPI, Header, HTTPException, Query, Request, UploadFile
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse

from clientbook import (
    SALON,
    Actor,
    Client,
    ClientBook,
    ClientbookError,
    ClientNotFoundError,
    DuplicateFoundError,
    ImportPlan,
    ImportRun,
    InvalidProfileError,
    Profile,
    SqliteStore,
    StalePlanError,
    StaleRevisionError,
    StoreUnavailableError,
    WrongTypeError,
)
from clientbook.convert import AsJson, to_data
from clientbook.domain.audiences import Audience
from clientbook.errors import RecordNotFoundError
from clientbook.reports.import_report import write_import_report

MOST_BYTES = 20 * 1024 * 1024
KEPT_SECONDS = 24 * 3600
STATUS: tuple[tuple[type[ClientbookError], int], ...] = (
    (ClientNotFoundError, 404),
    (RecordNotFoundError, 404),
    (DuplicateFoundError, 409),
    (StalePlanError, 409),
    (StaleRevisionError, 409),
    (StoreUnavailableError, 503),
    (WrongTypeError, 500),  # a mistake of this program
)
"""What a client of the API is told; every other error of clientbook is a bad request (422)."""


def who(x_user: Annotated[str, Header()]) -> Actor:
    """Say who asks.  Put your login here: a header is only good enough for an example."""
    return Actor(x_user, channel="api")


User = Annotated[Actor, Depends(who)]
UploadId = Annotated[str, InPath(pattern="^[A-Za-z0-9_-]{22}$")]  # as it was given out: no path


def forget_old(uploads: Path) -> None:
    """Remove what was uploaded, and not imported within a day."""
    for file in uploads.iterdir():
        with suppress(FileNotFoundError):  # another request imported it meanwhile
            if file.stat().st_mtime < time.time() - KEPT_SECONDS:
                file.unlink()


def explain_errors(app: FastAPI) -> None:
    """Make the app answer errors with what is wrong and what to do, and no personal value."""

    @app.exception_handler(ClientbookError)
    def explain(_: Request, error: ClientbookError) -> JSONResponse:
        """Answer with the message: it says what to do, and never holds a personal value."""
        status = next((status for kind, status in STATUS if isinstance(error, kind)), 422)
        answer: dict[str, Any] = {"error": type(error).__name__, "message": str(error)}
        if isinstance(error, InvalidProfileError):
            answer["issues"] = [to_data(issue) for issue in error.issues]
        return JSONResponse(answer, status)

    @app.exception_handler(RequestValidationError)
    def refuse(_: Request, error: RequestValidationError) -> JSONResponse:
        """Answer without what was sent, as FastAPI repeats it: it may be personal, or no JSON."""
        told = [{key: one[key] for key in ("type", "loc", "msg")} for one in error.errors()]
        return JSONResponse({"detail": told}, 422)


def read_upload(path: Path) -> bytes:
    """Return what was uploaded, at once: another request may import and remove it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise HTTPException(404, "upload the file again") from None


def make_app(folder: Path) -> FastAPI:
    """Return the app.

    Args:
        folder: Holds the database, and uploads until they are imported, a day at most.
    """
    app = FastAPI(title="Clients", dependencies=[Depends(who)])  # nobody asks without a name
    uploads = folder / "uploads"
    uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = attrs.evolve(SALON, default_region="FR", time_zone="Europe/Paris")

    def open_book() -> ClientBook:
        return ClientBook(SqliteStore(folder / "clients.db"), first_settings=settings)

    with open_book():
        pass  # makes the file, once, before requests come in

    explain_errors(app)

    @app.get("/clients")
    def search(
        q: str = "", limit: Annotated[int, Query(ge=1, le=1000)] = 20
    ) -> list[Annotated[Client, AsJson()]]:
        """Find clients while somebody types."""
        with open_book() as book:
            return list(book.search.find(q, limit=limit).items)

    @app.post("/clients", status_code=201)
    def create(profile: Annotated[Profile, AsJson(), Body()], user: User) -> dict[str, Any]:
        """Create a client; the answer also names whom it may be that was there before."""
        with open_book() as book:
            client = book.clients.create(profile, by=user)
        maybe = [
            {"client": to_data(match.client), "same_person": match.same_person}
            for match in client.duplicates
        ]
        return {"client": to_data(client), "duplicates": maybe}

    @app.get("/clients/{client_id}")
    def show(client_id: str) -> Annotated[Client, AsJson()]:
        """Show a client; an id that was merged answers with the survivor."""
        with open_book() as book:
            return book.clients.get(client_id)

    @app.post("/imports")
    def plan(file: UploadFile) -> dict[str, Any]:
        """Upload a list and see what importing it would do; nothing is written to the book."""
        upload = secrets.token_urlsafe(16)  # a name of ours: the one that was sent is not trusted
        data = file.file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise HTTPException(413, "the file is too large")
        with open_book() as book:
            planned = book.imports.plan(book.imports.open(data))
            changes = book.imports.preview(planned, outcome=None, limit=20).items
        forget_old(uploads)
        (uploads / upload).write_bytes(data)  # only now: what was refused above is not kept
        shown = [to_data(change) for change in changes]  # row, field, before, after
        return {"upload": upload, "plan": to_data(planned), "changes": shown}

    @app.post("/imports/{upload}")
    def commit(
        upload: UploadId, plan: Annotated[ImportPlan, AsJson(), Body()], user: User
    ) -> Annotated[ImportRun, AsJson()]:
        """Import the list as it was planned: the plan comes back as it was given out."""
        path = uploads / upload
        data = read_upload(path)
        with open_book() as book:
            run = book.imports.commit(plan, table=book.imports.open(data), by=user)
        path.unlink(missing_ok=True)
        return run

    @app.get("/imports/{run_id}/report")
    def report(run_id: str) -> HTMLResponse:
        """Show what became of every row, as a page."""
        page = io.BytesIO()
        with open_book() as book:
            run, outcomes = book.imports.get(run_id), book.imports.outcomes(run_id)
            write_import_report(run, outcomes, page, audience=Audience.of(book.settings))
        return HTMLResponse(page.getvalue())

    return app


if folder := os.environ.get("CLIENTS_FOLDER"):
    app = make_app(Path(folder))
