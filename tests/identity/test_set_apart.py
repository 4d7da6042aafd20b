"""What stands apart from a name: no double for a remark, and nobody surely whom another names."""

import pytest
from tests.book.people import mobile
from tests.identity.two_names import said, verdicts, ways

from clientbook.convert.documents import dump_profile, load_json
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, VerdictKind
from clientbook.matching.lists.pairs import find_pairs_report
from clientbook.matching.lists.stored import plain_profile

SAME, UNSURE, NEW = VerdictKind

REMARKS = [
    "Ann Lee, VIP", "Ann Lee (VIP)", "Ann Lee [VIP]", "Ann Lee - regular", "Ann Lee – old client",
    "Ann Lee, regular", "Ann Lee, allergic to latex", "Ann Lee - do not call", "Ann Lee (2)",
    "Lee, Ann, VIP", "Lee, Ann (VIP)", "LEE Ann (le matin)", "Ann | Lee (VIP)", "Ann | Lee, VIP",
    "Ann | Lee - regular", "Ann (VIP) | Lee", "Dr. Ann Lee, VIP", "Ann Lee (VIP) - regular",
]  # fmt: skip


@pytest.mark.parametrize("text", REMARKS)
def test_a_remark_makes_nobody_else_and_nobody_sure(text: str) -> None:
    """A person decides; somebody else with the same remark is somebody else."""
    assert verdicts(text, "Ann | Lee") == {UNSURE}
    assert verdicts(text, text) <= {SAME, UNSURE}
    for other in ("Bob | Lee", "Ann | Roy", "Bob Roy, VIP", "Bob Lee (VIP)", "Bob Lee - regular"):
        assert verdicts(text, other) == {NEW}, other


@pytest.mark.parametrize("degree", ["B.A.", "M.A.", "M. S."])
def test_a_degree_that_may_be_initials_is_sure_as_neither(degree: str) -> None:
    """*Ann Lee, B.A.* has a degree, or is B. A. of a family Ann Lee."""
    assert verdicts(f"Ann Lee, {degree}", "Ann | Lee") == {UNSURE}
    assert SAME not in verdicts(f"Ann Lee, {degree}", "Bob | Lee")
    assert SAME not in verdicts(f"Ann Lee, {degree}", "Max | Lee")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ann Lee (VIP)", "LEE Ann (VIP)"),
        ("Lee, Ann", "Ann | Lee"),
        ("Lee, Ann Marie", "Ann | Lee"),
        ("Tom Lee (Tommy)", "Tom | Lee"),
        ("Tommy (Tom) Lee", "Tom | Lee"),
        ("Bob (Robert) Lee", "Robert | Lee"),
        ("Paul (van der Berg)", "Paul | van der Berg"),
        ("Sophie Dupont - Martin", "Sophie | Dupont-Martin"),
        ("Marie - Dupont", "Marie | Dupont"),
        ("García López, Itziar", "Itziar | García López"),
        ("Martin Dupont, Itziar", "Itziar | Martin Dupont"),
        ("Ann Lee, PhD", "Ann | Lee"),
        ("Lee, B.A.", "B. A. | Lee"),
        ("Martin Dupont, M.A.", "M. A. | Martin Dupont"),
        ("Ann Lee, M.Sc.", "Ann | Lee"),
        ("Marie (mère de Paul) Dupont", "Marie | Dupont"),
        ("Marie Dupont (née Roy)", "Marie | Dupont"),
    ],
)
def test_what_is_of_a_name_is_no_remark(a: str, b: str) -> None:
    """Second given names, other family names, short names and degrees stay what they are."""
    assert verdicts(a, b) == {SAME}


NAMING = [
    "Ann (Tom Lee)", "Ann - Tom Lee", "Ann for Tom Lee", "Ann c/o Tom Lee", "Ann chez Tom Lee",
    "Ann pour Tom Lee", "Ann für Tom Lee", "Ann bei Tom Lee", "Ann per Tom Lee",
    "Ann Roy c/o Tom Lee", "Ann Roy for Tom Lee", "for Tom Lee", "c/o Tom Lee", "Attn: Tom Lee",
    "z. Hd. Tom Lee", "Secretary of Tom Lee", "Office of Tom Lee", "Pflegedienst Tom Lee",
    "Infirmière Tom Lee", "Nurse Tom Lee", "Haushalt Tom Lee", "Büro Tom Lee", "Firma Tom Lee",
    "Garage Tom Lee", "Tom Lee SARL", "Tom Lee GmbH", "Tom Lee Ltd", "Tom Lee SA",
    "Tom Lee (Ann)", "Ann | (Tom Lee)", "Ann (Tom) | Lee", "Ann for Tom | Lee",
    "Ann | for Tom Lee", "Ann c/o Tom | Lee", "for Tom | Lee", "Pflegedienst Tom | Lee",
    "Tom | Lee SARL", "Tom | Lee GmbH", "Ann pour | Tom Lee",
    "Spouse of Tom Lee", "Guest of Tom Lee", "Client of Tom Lee", "Landlord of Tom Lee",
    "Barber of Tom Lee", "Ann guest of Tom Lee", "GUEST OF TOM LEE", "Tom Lee +1", "Lee Tom + 2",
    "Tom Lee plus one", "Tom Lee x2", "Tom Lee 2x", "Tom | Lee +1", "Tom Lee guest",
    "i.A. Tom Lee", "i. V. Tom Lee",
    "Tutelle Tom Lee", "Curatelle Tom Lee", "Erben Tom Lee", "Héritiers Tom Lee",
    "Invitée Tom Lee", "Tom | Lee invité",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMING)
def test_who_only_names_somebody_is_not_surely_that_person(text: str) -> None:
    """For whom, at whose place, whose office or firm: at most a person decides."""
    assert SAME not in verdicts(text, "Tom | Lee")
    assert verdicts(text, "Bob | Weil") == {NEW}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ruth Ellis' tenant", "Ruth | Ellis"),
        ("Ruth Ellis's tenant", "Ruth | Ellis"),
        ("Léa Dupont pour Luc", "Léa | Dupont"),
        ("Léa Dupont pour Luc", "Luc | Dupont"),
        ("Léa Dupont SARL", "Léa | Dupont"),
        ("Ann Roy c/o Tom Lee", "Ann | Roy"),
        ("Ann for Tom Lee", "Ann |"),
    ],
)
def test_who_names_somebody_is_not_surely_either(a: str, b: str) -> None:
    """Who comes for another may be the client, or come by the client's telephone."""
    assert SAME not in verdicts(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Per | Lee", "Per Lee"),
        ("Lars Per | Lee", "Lars | Lee"),
        ("Maria | Lopes Sá", "Maria Lopes Sá"),
        ("Ann | Wood", "Ann Wood"),
        ("Paul | Maison", "Paul Maison"),
        ("Tom Lee SARL", "TOM LEE S.A.R.L."),
        ("Ann for Tom Lee", "ANN FOR TOM LEE"),
        ("Ruth | Guest", "Guest Ruth"),
        ("Ruth | Guest", "R. Guest"),
        ("Ida | Lee", "I. A. Lee"),
        ("Tom Lee +1", "TOM LEE +1"),
    ],
)
def test_names_that_look_like_such_words_are_names(a: str, b: str) -> None:
    """What both say tells nobody apart, and a name in capitals is no such word."""
    assert SAME in verdicts(a, b)
    assert NEW not in verdicts(a, b)


RELATED = [
    "Mutter", "maman", "mother", "Vater", "Oma", "Tochter", "nonna", "hermana", "zus", "voisine",
    "Betreuer", "assistant", "tía", "mãe",
]  # fmt: skip
CALLED = [
    "Tom | Ben Lee", "Tom Ben | Lee", "Tom B. | Lee", "Tom Ben Lee", "M. Tom Lee", "Tom | Lee-Roy",
]  # fmt: skip


@pytest.mark.parametrize("word", RELATED)
def test_a_word_of_relation_beside_a_given_name_is_not_sure_whatever_else_is_said(
    word: str,
) -> None:
    """Nor is it a double: whoever has a further name, an initial or a title is asked about."""
    for named in CALLED:
        for text in ("{} Tom | Lee", "Tom {} | Lee", "Tom | {} Lee", "{} | Tom Lee"):
            assert verdicts(text.format(word), named) == {UNSURE}, (text, named)
        alone = Profile(name=PersonName(given=f"{word} Tom"), phones=(mobile(),))
        for name in ways(named):
            known = Profile(name=name, phones=(mobile(),))
            assert decide(alone, [Holder(known, "c1")]).kind is not SAME
            assert decide(known, [Holder(alone, "c1")]).kind is not SAME
    assert verdicts(f"{word} Tom | Lee", "Ann | Lee") == {NEW}
    assert verdicts(f"{word} Tom | Lee", f"{word} Ann | Lee") == {NEW}


@pytest.mark.parametrize(
    ("a", "b"),
    [("Ana Mari | Ruiz", "Ana | Ruiz"), ("Thomas | Vater", "Vater Thomas"), ("Tom Vater", "Tom")],
)
def test_a_name_that_is_a_word_of_relation_stays_a_name(a: str, b: str) -> None:
    """A given name, and a family name behind one given name."""
    assert verdicts(a, b) == {SAME}


HONOURS = ["Ayşe Hanım", "Ayşe hanım", "Ayse Hanim", "Ayşe Hanımefendi", "Ayşe | Hanım"]


@pytest.mark.parametrize("text", HONOURS)
def test_a_word_of_honour_behind_a_given_name_may_be_a_title(text: str) -> None:
    """In Turkish it stands there; elsewhere it is a family name."""
    assert verdicts(text, "Ayşe | Kaya") == {UNSURE}
    assert verdicts(text, "Fatma | Kaya") == {NEW}
    assert verdicts(text, text) == {SAME}
    assert verdicts("Mehmet Bey", "Mehmet | Kaya") == {UNSURE}
    assert verdicts("Mehmet Bey Kaya", "Mehmet | Kaya") == {SAME}
    assert verdicts("Ann | Bey", "Bob | Bey") == {NEW}


@pytest.mark.parametrize(
    ("text", "found"), [("Ann | Lee, VIP", True), ("Ann Lee (VIP)", True), ("Bob Lee, VIP", False)]
)
def test_lists_leave_a_remark_out_as_pairs_do(text: str, *, found: bool) -> None:
    """From profiles and from stored documents."""
    people = {
        str(n): Profile(name=said(name), phones=(mobile(),))
        for n, name in enumerate((text, "Ann | Lee"))
    }
    stored = {uid: plain_profile(load_json(dump_profile(p))) or p for uid, p in people.items()}
    for held in (people, stored):
        assert bool(find_pairs_report(held.items(), adapt=False).pairs) is found
