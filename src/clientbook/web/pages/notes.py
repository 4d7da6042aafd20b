"""Notes on a client: written, corrected, taken away; what one said before stays readable."""

from clientbook.domain.notes import Note
from clientbook.errors import InvalidValueError, RecordNotFoundError
from clientbook.web.exchange import Permission, Request, Response
from clientbook.web.failures import messages_of
from clientbook.web.locales import Locale
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

PAGE = 100


def show(request: Request, site: Site) -> Response:
    """Show the notes on a client, newest first."""
    return _page(request, site)


def _page(request: Request, site: Site, *, status: int = 200, **values: object) -> Response:
    client = site.book.clients.get(request.params["client_id"])
    notes = site.book.clients.notes(client.id, limit=PAGE)
    shown = {"wrong": "", "body": "", "sent": ""} | values
    return render(
        request, site, "notes/notes.html", status=status, client=client, notes=notes, **shown
    )


def add(request: Request, site: Site) -> Response:
    """Write a note; a form that is sent twice writes one."""
    client_id, body = request.params["client_id"], request.form.get("body")
    sent, once = request.form.get("once"), request.form.once(request.csrf_field)
    try:
        site.book.clients.add_note(client_id, body, by=request.by, once=once)
    except InvalidValueError as error:
        wrong = _wrong(request, site, error)
        return _page(request, site, status=422, wrong=wrong, body=body, sent=sent)
    return redirect(request, "/clients/{client_id}", client_id=client_id, done="note_added")


def _wrong(request: Request, site: Site, error: InvalidValueError) -> str:
    locale = Locale.of(site.book.settings, request.language)
    return str(messages_of(error, locale)[0])


def edit(request: Request, site: Site) -> Response:
    """Show one note to correct it, with what it said before."""
    return _note_page(request, site, _note(request, site))


def _note(request: Request, site: Site) -> Note:
    """Return the note of the address, among those on its client."""
    note_id, after = request.params["note_id"], None
    while page := site.book.clients.notes(request.params["client_id"], after=after, limit=PAGE):
        for note in page:
            if note.id == note_id:
                return note
        after = page[-1]
    raise RecordNotFoundError("note", note_id)


def _note_page(
    request: Request,
    site: Site,
    note: Note,
    *,
    status: int = 200,
    wrong: str = "",
    body: str = "",
    moved: bool = False,
) -> Response:
    versions = site.book.clients.note_versions(note.id)
    return render(
        request,
        site,
        "notes/note.html",
        status=status,
        client=site.book.clients.get(request.params["client_id"]),
        note=note,
        versions=versions[::-1],
        seen=len(versions),
        moved=moved,
        wrong=wrong,
        body=body or note.body,
    )


def correct(request: Request, site: Site) -> Response:
    """Correct a note; one that somebody else corrected meanwhile is shown with both texts."""
    body = request.form.get("body")
    try:
        with site.book.context.unit():
            note = _note(request, site)
            moved = request.form.get("seen") != str(len(site.book.clients.note_versions(note.id)))
            if not moved:
                site.book.clients.correct_note(note.id, body, by=request.by)
    except InvalidValueError as error:
        wrong = _wrong(request, site, error)
        return _note_page(request, site, note, status=422, wrong=wrong, body=body)
    if moved:
        return _note_page(request, site, note, status=409, body=body, moved=True)
    return _back(request, "note_corrected")


def withdraw(request: Request, site: Site) -> Response:
    """Take a note away."""
    site.book.clients.withdraw_note(_note(request, site).id, by=request.by)
    return _back(request, "note_withdrawn")


def _back(request: Request, done: str) -> Response:
    client_id = request.params["client_id"]
    return redirect(request, "/clients/{client_id}/notes", client_id=client_id, done=done)


_NOTE = "/clients/{client_id}/notes/{note_id}"
ROUTES = (
    Route("GET", "/clients/{client_id}/notes", Permission.VIEW, show),
    Route("POST", "/clients/{client_id}/notes", Permission.EDIT, add),
    Route("GET", _NOTE, Permission.EDIT, edit),
    Route("POST", _NOTE, Permission.EDIT, correct),
    Route("POST", f"{_NOTE}/withdraw", Permission.EDIT, withdraw),
)
