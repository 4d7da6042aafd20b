"""Every refusal of the commands is a sentence in both languages."""

import pytest

from clientbook.commands.refusals import refusal
from clientbook.errors import (
    BookNotFoundError,
    ClientbookError,
    ClientNotFoundError,
    ClientStateError,
    ConstraintError,
    DuplicateFoundError,
    InvalidProfileError,
    InvalidValueError,
    PlanError,
    ReadError,
    RecordNotFoundError,
    SchemaVersionError,
    SettingsConflictError,
    StaleRevisionError,
    StoreUnavailableError,
)
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
]


@pytest.mark.parametrize(("error", "french"), ERRORS, ids=lambda e: type(e).__name__)
def test_each_error_is_said_in_both_languages(error: ClientbookError, french: str) -> None:
    """What is refused, why and what to do, in the language of the book; no value of a person."""
    said = refusal(error, "fr")
    assert french in said
    assert said != str(error)
    english = refusal(error, "en")
    assert english
    assert english != said


def test_what_has_no_french_is_said_in_english() -> None:
    """An error of a kind nobody has put into French is not silent."""
    for error in (ClientStateError("c7", "asleep"), StoreUnavailableError("eaten", "find it")):
        assert refusal(error, "fr") == str(error) == refusal(error, "en")
