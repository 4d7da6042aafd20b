"""What create returns: the client, and the warning beside it."""

import copy
import pickle

from tests.book.people import ANNE, mobile, person
from tests.identity.conftest import NewBook

from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import Client
from clientbook.domain.settings import OnDuplicate
from clientbook.identity.verdicts import VerdictKind


def test_a_warning_travels_beside_the_client(new_book: NewBook) -> None:
    """C5: WARN tells whom it may be; the value is the client in every other way."""
    book = new_book()
    known = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    assert known.duplicates == ()
    made = book.clients.create(person("M Dupont", mobile()), by=ANNE)
    assert [match.client_id for match in made.duplicates] == [known.id]
    assert made.duplicates.kind is VerdictKind.SAME
    stored = book.clients.get(made.id)
    assert type(stored) is Client
    assert made == stored
    assert stored == made
    assert made != known
    assert len({made, stored}) == 1
    assert type(made.plain) is Client
    assert to_document(made) == to_document(stored)
    assert from_document(Client, to_document(made)) == made
    assert pickle.loads(pickle.dumps(made)).duplicates == made.duplicates
    assert copy.deepcopy(made) == made


def test_who_allows_duplicates_looks_nobody_up(new_book: NewBook) -> None:
    """C5: ALLOW creates and says nothing."""
    book = new_book()
    for _ in range(2):
        made = book.clients.create(
            person("Marie Dupont", mobile()), by=ANNE, on_duplicate=OnDuplicate.ALLOW
        )
        assert made.duplicates == ()
