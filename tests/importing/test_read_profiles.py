"""Reading a list as it is, for matching."""

from clientbook import SAFE, Table, read_profiles, suggest_mapping
from clientbook.matching import find_pairs


def test_a_value_that_cannot_be_read_is_kept_beside_the_profile() -> None:
    """X39: nothing is refused: a local number and a wrong date stay as text."""
    table = Table.from_rows(
        ["Name", "Phone", "Birth date"],
        [["Ann Lee", "530-4862", "31/02/1990"], ["", "", ""], ["Bob Ray", "+1 418 418 0484", ""]],
    )
    read = dict(read_profiles(table, suggest_mapping(table), SAFE))
    assert list(read) == ["2", "4"]
    ann = read["2"]
    assert ann.phones == ()
    assert {u.target: u.text for u in ann.unread} == {
        "phone.other": "530-4862",
        "birth_date": "31/02/1990",
    }
    assert [p.e164 for p in read["4"].phones] == ["+14184180484"]


def test_a_list_is_matched_without_an_import() -> None:
    """Two spellings of a person are found in a list that was never imported."""
    table = Table.from_rows(
        ["First name", "Last name", "Phone", "Email"],
        [
            ["Marie", "Dupont", "+33 6 12 34 56 78", "marie@example.fr"],
            ["Paul", "Martin", "+33 6 99 88 77 66", "paul@example.fr"],
            ["DUPONT", "Marie", "+33612345678", ""],
        ],
    )
    (pair,) = find_pairs(read_profiles(table, suggest_mapping(table), SAFE))
    assert (pair.left, pair.right) == ("2", "4")
