"""Words around a name say one thing in one piece and in columns, in every language."""

from collections.abc import Iterator

import pytest
from tests.book.people import mobile
from tests.identity.two_names import said, verdicts

from clientbook.convert.documents import dump_profile, load_json
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import VerdictKind
from clientbook.matching.lists.pairs import find_pairs_report
from clientbook.matching.lists.stored import plain_profile
from clientbook.matching.pairs.model import shipped_model
from clientbook.matching.pairs.name_parts import name_parts
from clientbook.matching.pairs.scoring import score

SAME, UNSURE, NEW = VerdictKind

GENERATIONS = [
    ("sen.", "jun."), ("sen", "jun"), ("Sr", "Jr"), ("Sr.", "Jr."), ("sr.", "jr."),
    ("senior", "junior"),
    ("père", "fils"), ("II", "III"), ("l'aîné", "le jeune"), ("l’aînée", "cadette"),
    ("aîné", "cadet"),
    ("d. Ä.", "d. J."), ("d.Ä.", "d.J."), ("der Ältere", "der Jüngere"), ("d.æ.", "d.y."),
    ("the elder", "the younger"), ("st.", "ml."), ("starszy", "młodszy"), ("pai", "filho"),
]  # fmt: skip
PLACES = [
    "Tom Lee {}", "Tom Lee, {}", "Tom Lee ({})", "Lee {}, Tom", "Lee, Tom {}", "Tom | Lee {}",
    "Tom {} | Lee", "Dr. Tom Lee {}",
]  # fmt: skip


def _pairs(word: str, other: str) -> Iterator[tuple[PersonName, PersonName]]:
    for place in PLACES:
        for more in PLACES:
            yield said(place.format(word)), said(more.format(other))
    suffixes = [PersonName("Tom", "Lee", suffix=text) for text in (word, other)]
    yield suffixes[0], suffixes[1]
    yield suffixes[0], PersonName(full=f"Tom Lee {other}")


@pytest.mark.parametrize(("elder", "younger"), GENERATIONS)
def test_two_of_one_name_are_two_by_the_word_beside_it(elder: str, younger: str) -> None:
    """The rule says so, and so does a whole list."""
    model = shipped_model()
    for one, two in _pairs(elder, younger):
        pair = [Profile(name=name, phones=(mobile(),)) for name in (one, two)]
        assert name_parts(one).generation != name_parts(two).generation, (one.display, two.display)
        assert score(*pair).match_probability < model.propose_threshold
    for one, two in ((elder, younger), (younger, elder)):
        assert verdicts(f"Tom | Lee {one}", f"Tom | Lee {two}") == {NEW}


@pytest.mark.parametrize(("elder", "younger"), GENERATIONS)
def test_a_word_that_one_side_leaves_out_makes_nobody_else(elder: str, younger: str) -> None:
    """Tom Lee may be the elder or the younger, and each is of one mind with himself."""
    for word in (elder, younger):
        assert NEW not in verdicts("Tom | Lee", f"Tom | Lee {word}")
        assert verdicts(f"Tom Lee {word}", f"Tom | Lee {word}") == {SAME}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Amartya | Sen", "Bina | Sen"),
        ("Jun | Lee", "Ann | Lee"),
        ("Kim | Jun", "Kim | Min"),
        ("Aine | Kelly", "Tom | Kelly"),
        ("Tom | Le Jeune", "Ann | Le Jeune"),
    ],
)
def test_names_that_look_like_such_words_are_names(a: str, b: str) -> None:
    """Where nothing says more, a name stays one."""
    assert verdicts(a, b) == {NEW}
    assert SAME in verdicts(a, a)


BORN = [
    "Sophie Martin {} Roy", "Martin, {} Roy, Sophie", "Sophie Martin, {} Roy",
    "Martin {} Roy, Sophie",
    "Sophie Martin ({} Roy)", "Martin Sophie {} Roy", "Dr. Sophie Martin {} Roy",
    "Sophie | Martin {} Roy", "Sophie | Martin ({} Roy)", "Sophie Martin | {} Roy",
]  # fmt: skip
WORDS = [
    "née", "geb.", "geb", "geborene", "born", "nata", "z domu", "roz.", "épouse", "ép.", "veuve",
    "vve", "ved.", "vda. de", "viuda de", "verh.",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("place", BORN)
def test_a_word_of_birth_or_marriage_is_heard_wherever_it_stands(place: str, word: str) -> None:
    """Whoever is called by either family name is the one; nobody else of the families is."""
    text = place.format(word)
    name = said(text)
    columns = name_parts(PersonName("Sophie", "Martin", maiden="Roy"))
    found = name_parts(name)
    turned = {found.given, found.family} == {columns.given, columns.family}
    assert turned, text
    assert found.other_family == columns.other_family, text
    assert verdicts(text, "Sophie | Martin") == {SAME}
    if found.given == columns.given:
        assert verdicts(text, "Sophie | Roy") == {SAME}
        for other in (
            "Anne | Martin",
            "Anne | Roy",
            "Martin | Roy",
            "Roy | Martin",
            "Luc | Martin",
        ):
            assert SAME not in verdicts(text, other), other


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ("BERNARD née MARTIN Sophie", "Sophie | Bernard", {SAME}),
        ("BERNARD née MARTIN Sophie", "Sophie | Martin", {SAME}),
        ("Sophie née Roy", "Sophie | Roy", {SAME}),
        ("Mme Martin née Roy", "Mme Durand née Roy", {NEW}),
        ("Mme Martin née Roy", "Sophie | Martin", {UNSURE}),
        ("Veuve Martin", "Sophie | Martin", {UNSURE}),
        ("Mme Vve Martin", "M. Martin", {NEW}),
        ("Sophie Martin veuve de Paul Roy", "Paul | Roy", {NEW}),
        ("Mac Donald Zelda née Roy", "Sofia | Roy", {NEW}),
        ("Mac Donald Zelda née Roy", "Zelda | Roy", {SAME}),
        ("Max | Born", "Ann | Born", {NEW}),
        ("Nata | Roy", "Anna | Roy", {NEW}),
    ],
)
def test_words_of_birth_and_marriage_beside_others(a: str, b: str, kinds: set[VerdictKind]) -> None:
    """Sisters have one name at birth; a husband is no family name, and a name no such word."""
    assert verdicts(a, b) <= kinds


TITLES = [
    "Dr. med. Ann Lee", "Dr. med. dent. Ann Lee", "Dr. med. univ. Ann Lee", "Dr med Ann Lee",
    "Dr. rer. nat. Ann Lee", "Prof. Dr. h.c. Ann Lee", "Prof. Dr. med. habil. Ann Lee",
    "Univ.-Prof. Dr. Ann Lee", "Dipl.-Ing. Ann Lee", "Dipl. Ing. Ann Lee", "Dipl.-Kfm. Ann Lee",
    "PD Dr. Ann Lee", "RA Ann Lee", "MUDr. Ann Lee", "Mag. phil. Ann Lee", "Frau Doktor Ann Lee",
    "Ann Lee, M.Sc.", "Ann Lee, Ph.D.", "Ann Lee CSc.", "Ann Lee LL.M.", "Lee, Ann, M.Sc.",
    "Lee Ann asszony", "Ann Lee-san", "Le Docteur Ann Lee", "Madame Le Docteur Ann Lee",
]  # fmt: skip


@pytest.mark.parametrize("text", ["Herr Doktor {}", "Lee {} úr", "Monsieur Le Docteur {}"])
def test_a_title_of_one_sex_before_a_name_of_the_other_leaves_a_doubt(text: str) -> None:
    """*Herr Doktor Ann Lee* is another one, or a slip."""
    if "Lee" not in text:
        text += " Lee"
    assert verdicts(text.format("Ann"), "Ann | Lee") == {UNSURE}
    assert verdicts(text.format("Kit"), "Kit | Lee") == {SAME}


@pytest.mark.parametrize("text", TITLES)
def test_titles_of_learning_and_honour_are_no_names(text: str) -> None:
    """In data files they stand before a name and behind it."""
    assert verdicts(text, "Ann | Lee") == {SAME}
    assert SAME not in verdicts(text, "Bob | Lee")
    assert SAME not in verdicts(text, "Ann | Roy")


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ("De Heer Bakker", "Mevrouw Bakker", {NEW}),
        ("DE HEER BAKKER", "MEVROUW BAKKER", {NEW}),
        ("De Heer | Bakker", "Mevrouw | Bakker", {NEW}),
        ("De Heer Bakker", "Anna | Bakker", {UNSURE}),
        ("De Heer Jan", "Jan | De Heer", {SAME}),
        ("Jan | De Heer", "Anna | De Heer", {NEW}),
        ("Monsieur Le Docteur Roy", "Madame Roy", {NEW}),
        ("Monsieur Le Docteur | Roy", "Madame | Roy", {NEW}),
        ("MONSIEUR LE DOCTEUR ROY", "Luc | Roy", {UNSURE}),
        ("Madame La Docteure Roy", "M. Roy", {NEW}),
        ("Herr Doktor Roy", "Frau Roy", {NEW}),
        ("Durand Mme", "M. Durand", {NEW}),
        ("Roy Mr", "Roy Mrs", {NEW}),
        ("Durand Mme", "Léa | Durand", {UNSURE}),
        ("Durand Léa Mme", "Léa | Durand", {SAME}),
        ("Arthur | Dent", "Ann | Dent", {NEW}),
        ("Dr. Dent", "Dr. Roy", {NEW}),
    ],
)
def test_titles_are_found_in_any_case(a: str, b: str, kinds: set[VerdictKind]) -> None:
    """A capital letter makes no name of a title."""
    assert verdicts(a, b) == kinds


TURNED = ["DURAND M. P.", "Durand M. P.", "DURAND M.P.", "Durand M.-P.", "DURAND, M. P."]


@pytest.mark.parametrize(
    "other", ["Paul | Durand", "Marie-Pierre | Durand", "Luc | Durand", "M. P. | Durand"]
)
@pytest.mark.parametrize("text", TURNED)
def test_initials_behind_a_family_name_are_read_as_in_front(text: str, other: str) -> None:
    """``DURAND M. P.`` is M. P. Durand, who may be Monsieur P. Durand."""
    front = text.replace(",", "").split(maxsplit=1)[::-1]
    assert verdicts(text, other) == verdicts(" ".join(front), other)
    assert verdicts(text, "Bob | Durand") == {NEW}


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("Sophie | Martin née Roy", "Sophie | Roy", True),
        ("Sophie Martin veuve Roy", "Sophie | Roy", True),
        ("Tom | Lee d. J.", "Tom | Lee sen.", False),
        ("Tom jun. | Lee", "Tom Lee sen.", False),
        ("De Heer | Bakker", "Mevrouw | Bakker", False),
        ("DURAND M. P.", "M. P. | Durand", True),
        ("Dr. med. dent. | Lee", "Dr. | Lee", True),
    ],
)
def test_lists_hear_what_pairs_hear(one: str, two: str, *, found: bool) -> None:
    """From profiles and from stored documents, the columns hold what the words say."""
    people = {
        str(n): Profile(name=said(text), phones=(mobile(),)) for n, text in enumerate((one, two))
    }
    stored = {uid: plain_profile(load_json(dump_profile(p))) or p for uid, p in people.items()}
    for held in (people, stored):
        assert bool(find_pairs_report(held.items(), adapt=False).pairs) is found
