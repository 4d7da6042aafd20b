"""What the book is set to, and its custom attributes."""

from collections.abc import Sequence
from functools import partial

import attrs

from clientbook.book.changing_settings import reindexed
from clientbook.book.settings import kept_settings
from clientbook.domain.attributes import (
    AttributeDefinition,
    AttributeType,
    MergeRule,
    attribute_key,
    by_any_name,
)
from clientbook.domain.settings import REQUIRABLE, BookSettings
from clientbook.errors import (
    InvalidProfileError,
    InvalidValueError,
    OperationCancelledError,
    StaleRevisionError,
)
from clientbook.importing.titles import target_of_title, title_of
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.attributes import (
    attribute_problems,
    attribute_values,
    holders_of,
    read_definition,
    rebased_attribute,
    refused_fields,
    refused_problems,
)
from clientbook.web.forms.problems import FormProblem, problems_of, wrong_at
from clientbook.web.forms.settings import (
    DATE_ORDERS,
    MOBILES,
    NAME_ORDERS,
    ON_DUPLICATE,
    fingerprint,
    read_settings,
    settings_values,
)
from clientbook.web.forms.stale_settings import as_shown, rebased
from clientbook.web.locales import Locale
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

_NO_FIELDS = ("skip", "custom", "unread")
"""Targets that are no field of a client."""


def show(request: Request, site: Site) -> Response:
    """Show what the book is set to."""
    return _settings(request, site, settings_values(_kept(site)))


def _kept(site: Site) -> BookSettings:
    """Return what the book is set to in the language it keeps: its opener may speak another."""
    settings, context = site.book.settings, site.book.context
    kept = kept_settings(context.store, context.book) or settings
    return attrs.evolve(settings, language=kept.language)


def _settings(
    request: Request,
    site: Site,
    values: Fields,
    *,
    status: int = 200,
    problems: Sequence[FormProblem] = (),
) -> Response:
    return render(
        request,
        site,
        "settings/settings.html",
        status=status,
        values=values,
        shown=values.get("shown") or as_shown(values),
        problems=problems,
        wrong=partial(wrong_at, problems),
        spoken=request.language,
        under_way=site.book.is_reindexing or site.book.attributes.changing() is not None,
        topics=site.book.settings.topics,
        requirable=REQUIRABLE,
        date_orders=DATE_ORDERS,
        name_orders=NAME_ORDERS,
        mobiles=MOBILES,
        on_duplicate=ON_DUPLICATE,
    )


def save(request: Request, site: Site) -> Response:
    """Change what the book is set to, unless somebody else has since the form was shown."""
    now = _kept(site)
    if request.form.get("seen") != fingerprint(now):
        return _meanwhile(request, site, now)
    read = read_settings(request.form, now)
    if read.issues:
        problems = problems_of(read.issues, Locale.of(now, request.language))
        return _settings(request, site, request.form, status=422, problems=problems)
    if read.settings == now:
        return redirect(request, "/settings", done="nothing_changed")
    try:
        site.book.change_settings(read.settings, by=request.by, progress=Turn())
    except OperationCancelledError:
        return redirect(request, "/settings/progress")
    return redirect(request, "/settings", done="settings_saved")


def _meanwhile(request: Request, site: Site, now: BookSettings) -> Response:
    """Show the form over what somebody else has set since: nothing typed is lost, or set back."""
    again = rebased(request.form, now, Locale.of(now, request.language))
    return _settings(request, site, again.values, status=409, problems=again.problems)


# -- what takes longer than a request --------------------------------------------------------------


def progress(request: Request, site: Site) -> Response:
    """Show how far a change has come that goes through all clients."""
    change = site.book.attributes.changing()
    if change is None and not site.book.is_reindexing:
        return redirect(request, "/settings", done="settings_saved")
    done = reindexed(site.book.context) if change is None else change.done
    total = site.book.clients.count() if change is None else change.total
    name = "" if change is None else change.definition.name
    return render(
        request,
        site,
        "settings/progress.html",
        name=name,
        done=min(done, total),
        total=max(total, 1),
    )


def go_on(request: Request, site: Site) -> Response:
    """Go on for a moment with a change that goes through all clients."""
    change, turn = site.book.attributes.changing(), Turn()
    try:
        site.book.attributes.finish_change(progress=turn)
        site.book.finish_reindexing(progress=turn)
    except OperationCancelledError:
        return redirect(request, "/settings/progress")
    except InvalidProfileError as error:
        if change is None:
            raise
        asked = Fields(
            (
                *attribute_values(change.definition).without("seen", "shown"),
                *refused_fields(holders_of(error.issues)),
            )
        )
        return redirect(request, "/settings/attributes/{name}", query=asked, name=change.former)
    return redirect(request, "/settings", done="settings_saved")


# -- attributes ------------------------------------------------------------------------------------


def attributes(request: Request, site: Site) -> Response:
    """Show the custom attributes, with a form for a new one."""
    return _attributes(request, site, Fields())


def _attributes(
    request: Request,
    site: Site,
    values: Fields,
    *,
    status: int = 200,
    problems: Sequence[FormProblem] = (),
) -> Response:
    return render(
        request,
        site,
        "settings/attributes.html",
        status=status,
        attributes=site.book.attributes.list(),
        values=values,
        problems=problems,
        wrong=partial(wrong_at, problems),
        types=[kind.value for kind in AttributeType],
        merge_rules=[rule.value for rule in MergeRule],
    )


def attribute(request: Request, site: Site) -> Response:
    """Show one attribute to change it; under a name it had, too."""
    known = _known(request, site)
    if request.query.number("refused"):  # by what was asked for, a request ago
        problems = refused_problems(request, site, known, request.query)
        return _attribute(request, site, known, request.query, problems=problems)
    return _attribute(request, site, known, attribute_values(known))


def _known(request: Request, site: Site) -> AttributeDefinition:
    """Return the attribute of the address.

    Raises:
        RecordNotFoundError: There is none, and none was called so.
    """
    name = request.params["name"]
    known = {one.key: one for one in site.book.attributes.list()}
    found = by_any_name(known).get(attribute_key(name))
    return found or site.book.attributes.get(name)


def _attribute(
    request: Request,
    site: Site,
    known: AttributeDefinition,
    values: Fields,
    *,
    status: int = 200,
    problems: Sequence[FormProblem] = (),
) -> Response:
    return render(
        request,
        site,
        "settings/attribute.html",
        status=status,
        known=known,
        values=values,
        shown=attribute_values(known).get("shown"),
        problems=problems,
        wrong=partial(wrong_at, problems),
        types=[kind.value for kind in AttributeType],
        merge_rules=[rule.value for rule in MergeRule],
    )


def define(request: Request, site: Site) -> Response:
    """Define an attribute."""
    locale = Locale.of(site.book.settings, request.language)
    try:
        wanted = read_definition(request.form)
        if any(known.key == wanted.key for known in site.book.attributes.list()):
            problem = FormProblem("name", locale.t("settings.attribute_taken"))
            return _attributes(request, site, request.form, status=422, problems=(problem,))
        if asked := _called_like_a_field(request.form, locale):
            return _attributes(request, site, request.form, status=422, problems=(asked,))
        site.book.attributes.define(wanted, by=request.by)
    except InvalidValueError as error:
        problems = attribute_problems([error.issue], locale)
        return _attributes(request, site, request.form, status=422, problems=problems)
    return redirect(request, "/settings/attributes", done="attribute_saved")


def change(request: Request, site: Site) -> Response:
    """Change an attribute, with the values of all clients or not at all, while others write.

    Where somebody else has changed it since the form was shown, the form comes back over what they
    made of it; and so it does while a change of theirs is under way.
    """
    known = _known(request, site)
    locale = Locale.of(site.book.settings, request.language)
    if site.book.attributes.changing() is not None:
        problem = FormProblem("", locale.t("settings.attribute_busy"))
        return _attribute(request, site, known, request.form, status=409, problems=(problem,))
    expected = request.form.number("seen") if "seen" in request.form else None
    try:
        wanted = read_definition(request.form)
        if wanted.key != known.key and (asked := _called_like_a_field(request.form, locale)):
            return _attribute(request, site, known, request.form, status=422, problems=(asked,))
        site.book.attributes.change(
            known.name, wanted, by=request.by, expected=expected, progress=Turn()
        )
    except OperationCancelledError:
        return redirect(request, "/settings/progress")
    except StaleRevisionError:
        now = _known(request, site)
        values, problems = rebased_attribute(request.form, now, locale)
        return _attribute(request, site, now, values, status=409, problems=problems)
    except InvalidValueError as error:
        problems = attribute_problems([error.issue], locale)
    except InvalidProfileError as error:
        told = refused_fields(holders_of(error.issues))
        problems = refused_problems(request, site, known, told)
    else:
        return redirect(request, "/settings/attributes", done="attribute_saved")
    return _attribute(request, site, known, request.form, status=422, problems=problems)


def _called_like_a_field(form: Fields, locale: Locale) -> FormProblem | None:
    """Return what to ask about a name that is a field's: columns so called would go there."""
    target = target_of_title(form.get("name"))
    if target is None or target.field in _NO_FIELDS or "anyway" in form:
        return None
    field = title_of(target, locale.language)
    return FormProblem("name", locale.t("settings.called_like_a_field", field=field))


ROUTES = (
    Route("GET", "/settings", Permission.SETTINGS, show),
    Route("POST", "/settings", Permission.SETTINGS, save),
    Route("GET", "/settings/progress", Permission.SETTINGS, progress),
    Route("POST", "/settings/continue", Permission.SETTINGS, go_on),
    Route("GET", "/settings/attributes", Permission.SETTINGS, attributes),
    Route("POST", "/settings/attributes", Permission.SETTINGS, define),
    Route("GET", "/settings/attributes/{name}", Permission.SETTINGS, attribute),
    Route("POST", "/settings/attributes/{name}", Permission.SETTINGS, change),
)
