"""An error of the library as a sentence, in English and French.

Loaded when an error is first said, for most programs never say one in French.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from clientbook.errors.bases import (
    ClientbookError,
    InvalidProfileError,
    InvalidValueError,
    ProblemError,
)
from clientbook.errors.clients import (
    ClientStateError,
    DuplicateFoundError,
    EventIdUsedError,
    SelfServiceError,
    SettingsConflictError,
)
from clientbook.errors.files import ImportStateError, ReadError
from clientbook.errors.plans import OperationCancelledError, PlanError
from clientbook.errors.stores import (
    BookNotFoundError,
    ClientNotFoundError,
    ConstraintError,
    RecordNotFoundError,
    SchemaVersionError,
    StaleRevisionError,
    StoreUnavailableError,
)
from clientbook.messages.catalogue import Language, RenderedMessage, render
from clientbook.messages.issues import Issue
from clientbook.messages.refusals import told

_RECORDS: Final[Mapping[str, str]] = {
    "import": "pas d'import {id} dans ce fichier clients",
    "merges": "pas de fusion {id} dans ce fichier clients",
    "merge": "pas de fusion {id} dans ce fichier clients",
    "bulk edit": "pas d'action {id} dans ce fichier clients",
    "attribute": "pas d'attribut {id} dans ce fichier clients",
    "file": "pas de fichier {id} dans ce fichier clients",
    "note": "pas de note {id} dans ce fichier clients",
    "row of this import": "cet import n'a pas de ligne {id}",
}
_STATUS: Final[Mapping[str, str]] = {
    "deleted": "est supprimé ; rétablissez-le d'abord",
    "merged": "a été fusionné ; adressez-vous à celui qui reste",
    "erased": "est effacé ; on ne peut plus le modifier",
}
_STORE: Final[Mapping[str, str]] = {
    "locked": "un autre programme écrit dans le fichier clients ; réessayez",
    "cancelled": "le travail a été interrompu ; réessayez",
    "read_only": "le fichier clients est en lecture seule ; changez ses droits et ceux du dossier",
    "full": "le disque est plein ; libérez de la place, ce qui était écrit est intact",
    "corrupt": "le fichier clients est abîmé ; reprenez une sauvegarde",
    "unreachable": "le fichier clients est inaccessible ; vérifiez le chemin et les droits",
}
_DATABASES: Final[Mapping[str, str]] = {
    "the file is no clientbook database, or a damaged one": (
        "ce fichier n'est pas un fichier clients, ou il est abîmé ; indiquez le fichier clients,"
        " ou reprenez une sauvegarde"
    ),
    "the connection string cannot be read": (
        "l'adresse du serveur est illisible ; écrivez postgresql://utilisateur@hôte/base,"
        " et %25 pour un signe pour cent"
    ),
    "the encoding of the database or of the connection is not UTF-8": (
        "le codage de la base ou de la connexion n'est pas UTF-8 ; créez une base avec"
        " ENCODING 'UTF8', et connectez-vous avec client_encoding UTF8"
    ),
    "the server cancelled a statement": (
        "le serveur a annulé une instruction : elle a dépassé le statement_timeout du rôle ou de la"
        " connexion, ou quelqu'un l'a annulée ; allongez-le, ou réessayez"
    ),
    "the server ended a statement at a limit of its settings": (
        "le serveur a arrêté une instruction à une limite de ses réglages ; relevez pour ce rôle"
        " celle qui est atteinte, comme temp_file_limit, puis réessayez"
    ),
    "the server ended a transaction at its time limit": (
        "le serveur a arrêté une transaction trop longue ou inactive ; faites-en moins à la fois,"
        " ou allongez idle_in_transaction_session_timeout ou transaction_timeout"
    ),
    "the transaction has failed before": (
        "la transaction avait échoué auparavant ; annulez-la et recommencez"
    ),
    "the server ended a connection that lay idle": (
        "le serveur a fermé une connexion inactive ; réessayez, ou allongez idle_session_timeout"
    ),
    "the server lacks memory": (
        "la mémoire du serveur est épuisée ; attendez que d'autres aient fini, ou donnez-lui-en"
        " plus, puis réessayez"
    ),
    "there is no schema for the tables": (
        "aucun schéma pour les tables ; nommez-en un qui existe dans le search_path"
    ),
    "a trigger or function of the database refused the write": (
        "un déclencheur de la base a refusé l'écriture ; demandez à qui s'en occupe"
    ),
}


_SELF_SERVICE: Final[Mapping[str, str]] = {
    "not_yours": "ce n'est pas le sien",
    "cancelled": "il est annulé",
    "past": "il est passé ou a commencé",
    "not_open": "son état ne le permet pas",
    "group": "d'autres y participent",
    "target_past": "la nouvelle heure est passée",
}
_BETWEEN: Final[Mapping[Language, str]] = {"en": "; ", "fr": " ; "}


def render_error(error: ClientbookError, language: Language) -> RenderedMessage:
    """Return what was refused and why, and what to do; what has no French stays English."""
    if isinstance(error, InvalidProfileError):  # several reasons, each of them a problem
        return RenderedMessage(sentence(error, language))
    said, between = _whole(error, language)
    problem, _, hint = said.partition(between)
    return RenderedMessage(problem, hint)


def sentence(error: ClientbookError, language: Language) -> str:
    """Return an error in one line."""
    return _whole(error, language)[0]


def _whole(error: ClientbookError, language: Language) -> tuple[str, str]:
    """Return an error in one line, and what stands there before what to do."""
    between = _BETWEEN[language]
    if isinstance(error, PlanError | ImportStateError):  # with codes, which have words
        parts = told(error.problem, language), told(error.hint, language)
        return _sentence(*parts, between), between
    said = None
    if language == "fr":
        said = next((say(error) for kind, say in _FRENCH if isinstance(error, kind)), None)
    return (said, between) if said else (str(error), _BETWEEN["en"])


def _issue(issue: Issue) -> str:
    said = render(issue, "fr")
    return _sentence(f"{issue.field or 'valeur'} : {said.problem}", said.hint)


def _sentence(problem: str, hint: str, between: str = _BETWEEN["fr"]) -> str:
    return f"{problem}{between}{hint}" if hint else problem


def _self_service(error: SelfServiceError) -> str | None:
    why = _SELF_SERVICE.get(error.reason)
    what = {"cancel": "annuler", "reschedule": "déplacer"}.get(error.action)
    return why and what and f"ce client ne peut pas {what} ce rendez-vous : {why}"


def _cancelled(error: OperationCancelledError) -> str:
    run = f"import {error.run_id}" if error.run_id else ""
    return _sentence(told(error.problem, "fr"), run)


def _no_book(error: BookNotFoundError) -> str:
    there = f"on y trouve {error.listed}" if error.others else "rien n'y a jamais été écrit"
    return f"pas de fichier clients {error.book!r} ; {there}"


def _not_found(error: RecordNotFoundError) -> str:
    text = _RECORDS.get(error.what, "{id} n'existe pas dans ce fichier clients")
    return text.format(id=repr(error.record_id))


def _state(error: ClientStateError) -> str | None:
    client = f"le client {error.client_id!r}"
    if error.survivor is not None:
        return f"{client} a été fusionné ; regardez {error.survivor!r}, dont il fait partie"
    return f"{client} {_STATUS[error.status]}" if error.status in _STATUS else None


def _unavailable(error: StoreUnavailableError) -> str | None:
    if error.problem is not None:
        return _DATABASES.get(error.problem)
    return _STORE.get(error.reason)


def _id_taken(error: ConstraintError) -> str:
    holder = f"cet identifiant de {error.system!r} est celui du client {error.client_id!r}"
    return f"{holder} ; modifiez ou fusionnez celui-là"


_FRENCH: Final[tuple[tuple[type[ClientbookError], Callable[[Any], str | None]], ...]] = (
    (InvalidProfileError, lambda error: " ; ".join(map(_issue, error.issues))),
    (InvalidValueError, lambda error: _issue(error.issue)),
    (ReadError, lambda e: _sentence(f"{e.kind} : {told(e.problem, 'fr')}", told(e.hint, "fr"))),
    (ProblemError, lambda error: _sentence(told(error.problem, "fr"), told(error.hint, "fr"))),
    (BookNotFoundError, _no_book),
    (ClientNotFoundError, lambda e: f"pas de client {e.client_id!r} dans ce fichier clients"),
    (RecordNotFoundError, _not_found),
    (ClientStateError, _state),
    (SelfServiceError, _self_service),
    (OperationCancelledError, _cancelled),
    (
        EventIdUsedError,
        lambda _: "cet identifiant est déjà celui d'un autre accord ou refus ; donnez-en un autre",
    ),
    (StaleRevisionError, lambda e: f"{e.client_id!r} a changé entre-temps ; recommencez"),
    (DuplicateFoundError, lambda error: f"existe déjà : {', '.join(error.client_ids)}"),
    (ConstraintError, _id_taken),
    (StoreUnavailableError, _unavailable),
    (SettingsConflictError, lambda e: f"autres réglages du fichier clients : {_listed(e.fields)}"),
    (SchemaVersionError, lambda _: "écrit par une version plus récente ; mettez clientbook à jour"),
)
"""The French of each error, the first that fits."""


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
