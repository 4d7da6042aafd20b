"""What blocks a merge and what the identity rule says are one judgement."""

import pytest
from tests.book.people import ANNE
from tests.identity.cases import CASES, Case

from clientbook import MemoryStore
from clientbook.book import ClientBook
from clientbook.domain.merges import BlockerCode
from clientbook.identity.evidence import sexes_clash
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, IdentityReason, VerdictKind

TWO = [case for case in CASES if any(sexes_clash(case.arriving, known) for known in case.known)]


@pytest.mark.parametrize("case", TWO, ids=lambda case: case.name)
def test_two_sexes_are_never_one_without_a_person(case: Case) -> None:
    """X31: whom a title, or what is stated, tells apart is neither attached nor merged unasked."""
    book = ClientBook(MemoryStore())
    arriving = book.clients.create(case.arriving, by=ANNE)
    for known in case.known:
        if not sexes_clash(case.arriving, known):
            continue
        other = book.clients.create(known, by=ANNE)
        codes = {blocker.code for blocker in book.merges.plan(other.id, [arriving.id]).blockers}
        assert BlockerCode.GENDER_CLASH in codes
        verdict = decide(case.arriving, [Holder(known, other.id)])
        assert verdict.kind is not VerdictKind.SAME
        if verdict.kind is VerdictKind.UNSURE:
            assert IdentityReason.SEXES_CLASH in verdict.reasons


def test_the_table_has_such_cases() -> None:
    """X31: by titles and by what is stated, alike and apart."""
    assert len(TWO) >= 8
