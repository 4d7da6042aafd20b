"""The fields of one client as the command line and the pairs show them."""

from clientbook.domain.audiences import Audience
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.reports.side_by_side import profile_lines

HERE = Audience()


def test_what_the_shown_name_leaves_out_has_lines_of_its_own() -> None:
    """X56: a title, a suffix, a nickname and a name at birth are shown, as they are exported."""
    name = PersonName("Marie", "Dupont", prefix="Dr", suffix="PhD", nickname="Mimi", maiden="Roy")
    assert profile_lines(Profile(name), "en", HERE) == [
        ("Name", ["Marie Dupont"]),
        ("Title", ["Dr"]),
        ("Suffix", ["PhD"]),
        ("Nickname", ["Mimi"]),
        ("Name at birth", ["Roy"]),
    ]
    assert ("Civilité", ["Dr"]) in profile_lines(Profile(name), "fr", HERE)
    assert profile_lines(Profile(PersonName("Ann")), "en", HERE) == [("Name", ["Ann"])]
