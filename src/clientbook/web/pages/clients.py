"""One client: looked at, created after the duplicate question, changed, deleted, brought back."""

from datetime import UTC, datetime

from clientbook.book.clients.answers import CheckAnswer
from clientbook.domain.clients import Client, ClientStatus
from clientbook.domain.names import without_echo
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import EntryPoint, OnDuplicate
from clientbook.errors import (
    ClientNotFoundError,
    ClientStateError,
    ConstraintError,
    InvalidProfileError,
    StaleRevisionError,
)
from clientbook.web.exchange import Fields, Permission, Request, Response, whole_number
from clientbook.web.failures import failure_page
from clientbook.web.forms.problems import FormProblem, problems_of
from clientbook.web.forms.profile_values import form_values
from clientbook.web.forms.profiles import (
    ProfileForm,
    form_of,
    form_of_profile,
    read_form,
    refusal_of,
    typed_values,
)
from clientbook.web.locales import Locale
from clientbook.web.pages.consent import consent_box
from clientbook.web.pages.history import timeline_lines
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.values import name_parts

ON_PROFILE = 10
"""Entries of the timeline that a profile shows; its own page shows all."""


def show(request: Request, site: Site) -> Response:
    """Show a client and what is around it; an id that was merged leads to the survivor."""
    book, client_id = site.book, request.params["client_id"]
    seen = book.clients.overview(client_id)
    if seen.client.id != client_id:
        return redirect(request, "/clients/{client_id}", client_id=seen.client.id, done="survivor")
    locale = Locale.of(book.settings, request.language)
    return render(
        request,
        site,
        "clients/profile.html",
        status=410 if seen.client.status is ClientStatus.ERASED else 200,
        client=seen.client,
        profile=seen.client.profile,
        seen=seen,
        consent=consent_box(site, seen.client.id, seen.subscriptions),
        timeline=timeline_lines(site, locale, client_id, limit=ON_PROFILE),
        attributes={a.key: a.name for a in book.attributes.list()},
        name_parts=name_parts(seen.client.profile.name, locale),
        days=book.settings.restore_days,
    )


# -- creating --------------------------------------------------------------------------------------


def new(request: Request, site: Site) -> Response:
    """Show the form of a new client, blank."""
    return _new_form(request, site, form_of(site, Fields()))


def draft(request: Request, site: Site) -> Response:
    """Show the form of a new client with what was typed into the search box."""
    offered = site.book.search.suggest(request.form.get("text"))
    name = offered.can_add_name
    profile = Profile(
        name=without_echo(name) if name else None,
        phones=(offered.can_add,) if offered.can_add else (),
    )
    locale = Locale.of(site.book.settings, request.language)
    values = form_values(profile, locale).with_("entry_point", EntryPoint.QUICK_ADD.value)
    return _new_form(request, site, form_of(site, values))


def _new_form(
    request: Request, site: Site, form: ProfileForm, *, status: int = 200, **values: object
) -> Response:
    return render(request, site, "clients/new.html", status=status, form=form, **values)


def create(request: Request, site: Site) -> Response:
    """Create a client; where somebody resembles it, ask first.

    The form carries an id of its own: sent twice, it leads to the client it created.
    """
    locale = Locale.of(site.book.settings, request.language)
    typed = typed_values(request, site, Profile())
    if "mend" in typed or typed.get("more"):
        return _new_form(request, site, form_of(site, typed, more=typed.get("more")))
    read = read_form(typed, site, Profile(), locale)
    if read.issues:
        form = form_of(site, typed, problems=problems_of(read.issues, locale))
        return _new_form(request, site, form, status=422)
    profile = read.patch.apply(Profile())
    try:
        made = _create(request, site, profile)
    except InvalidProfileError as error:
        form = form_of(site, typed, problems=refusal_of(error, locale))
        return _new_form(request, site, form, status=422)
    except ConstraintError:
        form = form_of(site, typed, problems=_taken(locale))
        return _new_form(request, site, form, status=409)
    if isinstance(made, CheckAnswer):
        return _ask_duplicate(request, site, profile, made)
    return redirect(request, "/clients/{client_id}", client_id=made.id, done="created")


def _create(request: Request, site: Site, profile: Profile) -> Client | CheckAnswer:
    """Create a client, or return whom it may be: one unit of work asks and writes."""
    clients, typed = site.book.clients, request.form
    point, once = _entry_point(typed), typed.once(request.csrf_field, "anyway", "mend")
    with site.book.context.unit():
        made = clients.created_by(once)
        if made is not None:
            return made
        doing = site.book.settings.on_duplicate_of(point)
        refuses = doing is OnDuplicate.REFUSE
        if doing is not OnDuplicate.ALLOW and (refuses or "anyway" not in typed):
            found = clients.check(profile)
            sure = any(match.same_person for match in found)
            if found and ("anyway" not in typed or sure):
                return found
        allowed = OnDuplicate.ALLOW  # it was asked about just now
        return clients.create(
            profile, by=request.by, entry_point=point, on_duplicate=allowed, once=once
        )


def _entry_point(typed: Fields) -> EntryPoint:
    """Return by whose rules a form creates: what began in the search box is added quickly."""
    quick = typed.get("entry_point") == EntryPoint.QUICK_ADD.value
    return EntryPoint.QUICK_ADD if quick else EntryPoint.MANUAL


def _taken(locale: Locale) -> tuple[FormProblem, ...]:
    return (FormProblem("account", locale.t("clients.account_taken")),)


def _ask_duplicate(request: Request, site: Site, profile: Profile, found: CheckAnswer) -> Response:
    """Show whom the new client resembles, and why; to open one of them or create it anyway."""
    doing = site.book.settings.on_duplicate_of(_entry_point(request.form))
    refused = doing is OnDuplicate.REFUSE and any(match.same_person for match in found)
    return render(
        request,
        site,
        "clients/duplicate.html",
        status=409,
        profile=profile,
        found=found,
        rows={row.client_id: row for row in site.book.lists.rows([m.client for m in found])},
        refused=refused,
        typed=request.form.without(request.csrf_field, "anyway", "mend"),
    )


# -- changing --------------------------------------------------------------------------------------


def edit(request: Request, site: Site) -> Response:
    """Show the form of a client; one who cannot be changed has none."""
    client = _named(request, site)
    if not client.is_active:
        raise ClientStateError(client.id, client.status.value)
    locale = Locale.of(site.book.settings, request.language)
    return _edit_form(request, site, client, form_of_profile(site, client.profile, locale))


def _named(request: Request, site: Site) -> Client:
    """Return the client of the address, not one it was merged into."""
    client_id = request.params["client_id"]
    client = site.book.clients.get(client_id)
    if client.id != client_id:
        raise ClientNotFoundError(client_id)
    return client


def _edit_form(
    request: Request,
    site: Site,
    client: Client,
    form: ProfileForm,
    *,
    status: int = 200,
    conflicts: Fields | None = None,
) -> Response:
    return render(
        request,
        site,
        "clients/edit.html",
        status=status,
        client=client,
        form=form,
        conflicts=conflicts,
        merged=client.id != request.params["client_id"],
    )


def save(request: Request, site: Site) -> Response:
    """Save what was changed in the form.

    What somebody else changed meanwhile in other fields stays; where both changed one field, the
    form comes back with both values, and so it does over the client that this one was merged into.
    """
    client = site.book.clients.get(request.params["client_id"])
    base = _as_read(request, site, client)
    locale = Locale.of(site.book.settings, request.language)
    typed = typed_values(request, site, base.profile)
    merged = base.id != client.id
    if not merged and (more := typed.get("more")):
        return _edit_form(request, site, base, form_of(site, typed, more=more))
    read = read_form(typed, site, base.profile, locale)
    if merged:
        if read.issues:
            raise ClientNotFoundError(base.id)
        return _both(request, site, client, read.patch, locale, status=404)
    if read.issues:
        form = form_of(site, typed, problems=problems_of(read.issues, locale))
        return _edit_form(request, site, base, form, status=422)
    return _update(request, site, base, read.patch, typed)


def _update(
    request: Request, site: Site, base: Client, patch: ProfilePatch, typed: Fields
) -> Response:
    locale = Locale.of(site.book.settings, request.language)
    try:
        site.book.clients.update(base.id, patch, expected=base.revision, by=request.by, rebase=True)
    except InvalidProfileError as error:
        form = form_of(site, typed, problems=refusal_of(error, locale))
        return _edit_form(request, site, base, form, status=422)
    except ConstraintError:
        form = form_of(site, typed, problems=_taken(locale))
        return _edit_form(request, site, base, form, status=409)
    except StaleRevisionError as error:
        if not isinstance(error.theirs, Client):
            raise
        return _both(request, site, error.theirs, patch, locale)
    return redirect(request, "/clients/{client_id}", client_id=base.id, done="saved")


def _as_read(request: Request, site: Site, client: Client) -> Client:
    """Return the client of the address as it stood when its form was shown.

    Args:
        request: Carries what the form said of it.
        site: The book.
        client: Who answers for the address now: the client itself, or whom it was merged into.

    Raises:
        ClientNotFoundError: It was merged, and nothing tells how it stood then.
        StaleRevisionError: Nothing tells how it stood then.
    """
    asked, revision = request.params["client_id"], request.form.get("revision")
    if client.id == asked and revision == str(client.revision):
        return client
    try:
        at = datetime.fromisoformat(request.form.get("read_at")).astimezone(UTC)
        base = site.book.history.as_of(asked, at)
    except (ValueError, OverflowError, ClientNotFoundError):
        base = client
    if base.id == asked and revision == str(base.revision):
        return base
    if client.id != asked:
        raise ClientNotFoundError(asked)
    number = whole_number(revision) or 0
    raise StaleRevisionError(client.id, number, client.revision, theirs=client)


def _both(
    request: Request,
    site: Site,
    theirs: Client,
    patch: ProfilePatch,
    locale: Locale,
    *,
    status: int = 409,
) -> Response:
    """Show the form again over what stands now, with both values where both changed one."""
    now = form_values(theirs.profile, locale)
    yours = form_values(patch.apply(theirs.profile), locale)
    names = dict.fromkeys(name for name, _ in (*now, *yours))
    differing = Fields((n, now.get(n)) for n in names if now.get(n) != yours.get(n))
    form = form_of(site, yours)
    return _edit_form(request, site, theirs, form, status=status, conflicts=differing)


def block(request: Request, site: Site) -> Response:
    """Block a client from booking online, or let it book again.

    A block that stands keeps its reason: whoever gives another one is told that it was not kept.
    """
    client_id = request.params["client_id"]
    if request.form.get("blocked") == "yes":
        reason = request.form.get("reason") or None
        blocked = site.book.clients.block_booking(client_id, by=request.by, reason=reason)
        if reason and (blocked.block is None or blocked.block.reason != reason):
            locale = Locale.of(site.book.settings, request.language)
            return failure_page(request, locale, 409, "blocked_before", client_id=blocked.id)
        done = "blocked"
    else:
        site.book.clients.unblock_booking(client_id, by=request.by)
        done = "unblocked"
    return redirect(request, "/clients/{client_id}", client_id=client_id, done=done)


ROUTES = (
    Route("GET", "/new", Permission.EDIT, new),
    Route("POST", "/draft", Permission.EDIT, draft),
    Route("POST", "/new", Permission.EDIT, create),
    Route("GET", "/clients/{client_id}", Permission.VIEW, show),
    Route("GET", "/clients/{client_id}/edit", Permission.EDIT, edit),
    Route("POST", "/clients/{client_id}/edit", Permission.EDIT, save),
    Route("POST", "/clients/{client_id}/block", Permission.EDIT, block),
)
