"""What the book is set to, and its custom attributes."""

from collections.abc import Iterable, Sequence
from functools import partial

import attrs

from clientbook.book.changing_settings import reindexed
from clientbook.book.settings import kept_settings
from clientbook.domain.attributes import (
    AttributeDefinition,
    AttributeScope,
    AttributeType,
    MergeRule,
)
from clientbook.domain.settings import REQUIRABLE, BookSettings
from clientbook.errors import InvalidProfileError, InvalidValueError, OperationCancelledError
from clientbook.importing.titles import target_of_title, title_of
from clientbook.messages.issues import Issue
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
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
        asked = _values(change.definition).with_("refused", str(len(error.issues)))
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
    """Show one attribute to change it."""
    known = site.book.attributes.get(request.params["name"])
    if refused := request.query.number("refused"):  # by what was asked for, a request ago
        locale = Locale.of(site.book.settings, request.language)
        problem = FormProblem("type", locale.n("settings.not_converted", refused))
        return _attribute(request, site, known, request.query, problems=(problem,))
    return _attribute(request, site, known, _values(known))


def _values(known: AttributeDefinition) -> Fields:
    return Fields(
        {
            "name": known.name,
            "type": known.type.value,
            "choices": "\n".join(known.choices),
            "merge_rule": known.merge_rule.value,
        }
    )


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
        problems=problems,
        wrong=partial(wrong_at, problems),
        types=[kind.value for kind in AttributeType],
        merge_rules=[rule.value for rule in MergeRule],
    )


def define(request: Request, site: Site) -> Response:
    """Define an attribute."""
    locale = Locale.of(site.book.settings, request.language)
    try:
        wanted = _definition(request.form)
        if any(known.key == wanted.key for known in site.book.attributes.list()):
            problem = FormProblem("name", locale.t("settings.attribute_taken"))
            return _attributes(request, site, request.form, status=422, problems=(problem,))
        if asked := _called_like_a_field(request.form, locale):
            return _attributes(request, site, request.form, status=422, problems=(asked,))
        site.book.attributes.define(wanted, by=request.by)
    except InvalidValueError as error:
        problems = _problems([error.issue], locale)
        return _attributes(request, site, request.form, status=422, problems=problems)
    return redirect(request, "/settings/attributes", done="attribute_saved")


def change(request: Request, site: Site) -> Response:
    """Change an attribute, with the values of all clients or not at all, while others write."""
    known = site.book.attributes.get(request.params["name"])
    locale = Locale.of(site.book.settings, request.language)
    try:
        wanted = _definition(request.form)
        if wanted.key != known.key and (problem := _called_like_a_field(request.form, locale)):
            return _attribute(request, site, known, request.form, status=422, problems=(problem,))
        site.book.attributes.change(known.name, wanted, by=request.by, progress=Turn())
    except OperationCancelledError:
        return redirect(request, "/settings/progress")
    except InvalidValueError as error:
        issues = [error.issue]
    except InvalidProfileError as error:
        issues = list(error.issues)
    else:
        return redirect(request, "/settings/attributes", done="attribute_saved")
    problems = _problems(issues, locale)
    return _attribute(request, site, known, request.form, status=422, problems=problems)


def _called_like_a_field(form: Fields, locale: Locale) -> FormProblem | None:
    """Return what to ask about a name that is a field's: columns so called would go there."""
    target = target_of_title(form.get("name"))
    if target is None or target.field in _NO_FIELDS or "anyway" in form:
        return None
    field = title_of(target, locale.language)
    return FormProblem("name", locale.t("settings.called_like_a_field", field=field))


def _definition(form: Fields) -> AttributeDefinition:
    kind = AttributeType.STRING
    if form.get("type") in set(AttributeType):
        kind = AttributeType(form.get("type"))
    rule = MergeRule.SURVIVOR
    if form.get("merge_rule") in set(MergeRule):
        rule = MergeRule(form.get("merge_rule"))
    choices = tuple(line.strip() for line in form.get("choices").splitlines() if line.strip())
    return AttributeDefinition(
        form.get("name"),
        kind,
        AttributeScope.CLIENT,
        choices if kind is AttributeType.CHOICE else (),
        rule,
    )


def _problems(issues: Iterable[Issue], locale: Locale) -> tuple[FormProblem, ...]:
    """Return what is wrong beside its field; values that cannot be converted are counted."""
    named = {"attribute.name": "name", "attribute.choices": "choices"}
    fields = [(named.get(issue.field, "type"), issue) for issue in issues]
    if len(fields) > 3:
        text = locale.n("settings.not_converted", len(fields))
        return (FormProblem("type", text),)
    return problems_of(fields, locale)


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
