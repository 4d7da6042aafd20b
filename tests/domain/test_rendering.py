"""Every error is a sentence in both languages."""

import pytest

from clientbook import errors, render
from clientbook.errors import (
    BookNotFoundError,
    ClientbookError,
    ClientNotFoundError,
    ClientStateError,
    ConstraintError,
    DuplicateFoundError,
    EventIdUsedError,
    InvalidProfileError,
    InvalidValueError,
    OperationCancelledError,
    PlanError,
    ReadError,
    RecordNotFoundError,
    RowDecidedError,
    SchemaVersionError,
    SelfServiceError,
    SettingsConflictError,
    StaleRevisionError,
    StoreInUseError,
    StoreUnavailableError,
    WorkersError,
)
from clientbook.errors.bases import ProblemError
from clientbook.errors.sentences import sentence
from clientbook.messages.issues import Issue, IssueCode

BLANK = Issue.of(IssueCode.BLANK_VALUE, "name")
ERRORS: list[tuple[ClientbookError, str]] = [
    (InvalidValueError(BLANK), "name : "),
    (InvalidProfileError((BLANK, BLANK)), " ; name : "),
    (ReadError("csv", "the file is empty", "export it again"), "csv : le fichier est vide ; "),
    (BookNotFoundError("shop"), "pas de fichier clients 'shop' ; rien n'y"),
    (BookNotFoundError("shop", ("main",)), "pas de fichier clients 'shop' ; on y trouve 'main'"),
    (ClientNotFoundError("c7"), "pas de client 'c7'"),
    (RecordNotFoundError("import", "i7"), "pas d'import 'i7'"),
    (RecordNotFoundError("planet", "p7"), "'p7' n'existe pas"),
    (ClientStateError("c7", "merged", "c8"), "a été fusionné ; regardez 'c8'"),
    (ClientStateError("c7", "erased"), "le client 'c7' est effacé"),
    (StaleRevisionError("c7", 1, 2), "'c7' a changé entre-temps"),
    (DuplicateFoundError(("c7", "c8")), "existe déjà : c7, c8"),
    (ConstraintError("crm", "c7"), "cet identifiant de 'crm' est celui du client 'c7'"),
    (StoreUnavailableError("full", "free some"), "le disque est plein"),
    (
        SettingsConflictError(("language", "topics")),
        "réglages du fichier clients : language, topics",
    ),
    (SchemaVersionError(9, 8), "écrit par une version plus récente"),
    (PlanError("the plan has no counts", "plan again"), ";"),
    (SelfServiceError("cancel", "past"), "ne peut pas annuler ce rendez-vous : il est passé"),
    (SelfServiceError("reschedule", "group"), "ne peut pas déplacer ce rendez-vous : d'autres"),
    (EventIdUsedError("e7"), "donnez-en un autre"),
    (OperationCancelledError("stopped after 5 of 9 rows", "i7"), "après 5 lignes sur 9 ; import i"),
    (OperationCancelledError(), "arrêté"),
    (RowDecidedError("the row has been decided", "look at it"), " ; "),
]
FOR_PROGRAMMERS = (StoreInUseError, WorkersError)
"""What only a program can mend: its reader is no person at a form."""


@pytest.mark.parametrize(("error", "french"), ERRORS, ids=lambda e: type(e).__name__)
def test_each_error_is_said_in_both_languages(error: ClientbookError, french: str) -> None:
    """What is refused, why and what to do, in the language of the book; no value of a person."""
    said = sentence(error, "fr")
    assert french in said
    assert said != str(error)
    english = sentence(error, "en")
    assert english
    assert english != said


@pytest.mark.parametrize("error", [error for error, _ in ERRORS], ids=lambda e: type(e).__name__)
def test_whoever_shows_an_error_asks_as_for_an_issue(error: ClientbookError) -> None:
    """``render(error, language)`` is what was refused and why, and what to do, without loss."""
    assert str(render(error)) == sentence(error, "en")
    french = render(error, "fr")
    assert sentence(error, "fr") == " ; ".join(filter(None, (french.problem, french.hint)))


def test_every_kind_of_error_is_said_in_french() -> None:
    """No class of errors is left out: it is in the table of cases, or below one that is."""
    told = tuple({type(error) for error, _ in ERRORS})
    for name in errors.__all__:
        kind = getattr(errors, name)
        roots = (ClientbookError, errors.StoreError)
        assert kind in roots or issubclass(kind, (*told, *FOR_PROGRAMMERS, ProblemError)), name


def test_a_field_of_a_form_has_its_message() -> None:
    """The error names the field before the message, the issue is the message alone."""
    error = InvalidValueError(BLANK)
    assert str(render(error, "fr")).startswith("name : la valeur est vide")
    assert str(render(error.issue, "fr")).startswith("la valeur est vide")


def test_what_has_no_french_is_said_in_english() -> None:
    """An error of a kind nobody has put into French is not silent."""
    for error in (ClientStateError("c7", "asleep"), StoreUnavailableError("eaten", "find it")):
        assert sentence(error, "fr") == str(error) == sentence(error, "en")
