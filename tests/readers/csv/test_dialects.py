"""Which delimiter a text has."""

import pytest

from clientbook.readers.opening import open_table


@pytest.mark.parametrize(
    ("text", "delimiter", "header"),
    [
        ('Name\n"Durand, Anne"\n"Petit, Luc"\n', ",", ("Name",)),
        ('"Address"\n"1 rue X, Paris"\n"2 rue Y; Lyon"\n', ",", ("Address",)),
        ('"a;b"\n"c;d"\n"e,f"\n', ",", ("a;b",)),
        ("col1,col2\n1;2;3,4;5;6\n", ",", ("col1", "col2")),
        ("name,tags\nAnn,a;b;c\nBob,d;e;f\n", ",", ("name", "tags")),
        ("name;tags\nAnn;a,b,c\nBob;d,e,f\n", ";", ("name", "tags")),
        ('id,blob\n1,"a;b;c\n1;2;3\n4;5;6"\n2,"a;b;c\n1;2;3"\n', ",", ("id", "blob")),
        ('name,rows\nAnn,"1;2\n3;4\n5;6\n7;8"\nBob,"1;2\n3;4"\n', ",", ("name", "rows")),
        ('name|rows\nAnn|"1;2\n3;4\n5;6\n7;8"\nBob|"1;2\n3;4"\n', "|", ("name", "rows")),
        ("id#name#day\n1#Ann, Roy#2020-01-02\n2#Bob, Lee#2020-01-03\n", "#", ("id", "name", "day")),
        ("id#name#note\n1#Ann#a;b\n2#Bob#c;d\n", "#", ("id", "name", "note")),
        ("a#b,c#d\n1#2,3#4\n5#6,7#8\n", ",", ("a#b", "c#d")),
        ("id value flag\n1 20 a\n2 30 b\n", " ", ("id", "value", "flag")),
        ("Name\nAnn Roy\nBob Lee\n", ",", ("Name",)),
        ("Comments\nI like this place\nvery good coffee\nwill come again\n", ",", ("Comments",)),
        ("a,b,c\x1f\n1,2,3\x1f\n4,5,6\x1f\n", ",", ("a", "b", "c\x1f")),
        ('a,b,c\n1,"x\x1fy\x1fz",3\n4,"x\x1fy\x1fz",6\n', ",", ("a", "b", "c")),
        ("a\x1fb\x1fc\n1\x1f2,3\x1f4\n1\x1f2,3\x1f4\n", "\x1f", ("a", "b", "c")),
        ("Report, 2019\nname;price\nAnn;1,5\nBob;2,5\n", ";", ("name", "price")),
        ("name;price;old\nAnn;1,5;2,5\nBob;2,5;3,5\n", ";", ("name", "price", "old")),
        ("Name;Phone\nAnn Lee,07911 1\nBob Fox,07911 2\n", ",", ("Name", "Phone")),
        ("Nom,Ville,Code\nLee;Paris;1\nFox;Lyon;2\n", ";", ("Nom", "Ville", "Code")),
        ('"Name"|"City"|"Zip"\nLee,Bonn,1\nFox,Kiel,2\n', ",", ("Name", "City", "Zip")),
        ('name,note\nAnn,12" pipe\nBob,a;b\nCleo,13" pipe; long\n', ",", ("name", "note")),
    ],
)
def test_the_delimiter_is_the_one_that_parts_titles_and_rows(
    text: str, delimiter: str, header: tuple[str, ...]
) -> None:
    """F23: lists in cells, tables in cells and signs of prose do not decide; the titles weigh."""
    table = open_table(text.encode())
    assert (table.source.delimiter, table.header) == (delimiter, header)
