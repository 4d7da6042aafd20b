"""What stands below a gap: more of the list, or another table, a summary, that is left out."""

import io
import random
from collections.abc import Callable

import pytest

from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table
from clientbook.writers.tables import write_xlsx

Opened = Callable[..., Table]
LIST = ("Prénom,Nom,Portable,Email", "Tom,Petit,0612345678,t@p.example", "Ida,Bo,,i@b.example")
NAMES = ("Name,Town", "Ann Lee,Paris", "Bob Fox,Lyon", "Cid Roe,Nice")


def _csv(*lines: str) -> Table:
    return open_table(("\n".join(lines) + "\n").encode(), delimiter=",")


def _xlsx(*lines: str) -> Table:
    out = io.BytesIO()
    rows = [line.split(",") for line in lines]
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    write_xlsx(out, padded[0], padded[1:])
    return open_table(out.getvalue())


def _left_out(table: Table) -> list[tuple[int | None, object]]:
    code = FindingCode.TABLE_LEFT_OUT
    return [(f.row, dict(f.params)["count"]) for f in table.findings if f.code is code]


OTHERS = [
    ("Fournisseur,Tél", "Wella,0143551234"),
    ("Product,Price", "Shampoo,12.50", "Brush,8.00"),
    ("Summary", "Total clients,2", "With email,2"),
    ("Lieferant,Telefon", "Wella,0211 123456", "Goldwell,0211 123457"),
    ("Prestation,Prix", "Coupe,25", "Couleur,60", "Brushing,18"),
    ("Date,Product,Price", "2024-01-02,gel,3.50"),
    ("Resumen", "Clientes,2", "Correos,2", "Teléfonos,1"),
    ("Stylist,City", "Marie,Paris", "Eve,Lyon"),
    ("Statistiques,2024", "Nouveaux clients,12", "Clients perdus,3"),
]


@pytest.mark.parametrize("opened", [_csv, _xlsx])
@pytest.mark.parametrize("other", OTHERS)
def test_another_table_below_a_gap_is_left_out_and_said(
    opened: Opened, other: tuple[str, ...]
) -> None:
    """A list ends where rows begin that hold other things; nobody is called "Wella 0143551234"."""
    table = opened(*LIST, "", *other)
    assert [row.cells[0] for row in table] == ["Tom", "Ida"]
    assert table.row_count == 2
    assert _left_out(table) == [(5, len(other))]


@pytest.mark.parametrize("opened", [_csv, _xlsx])
def test_a_list_goes_on_below_another_table(opened: Opened) -> None:
    """Each block is judged for itself: the sums of a group end no list."""
    more = "Eva,Roy,0612345679,e@r.example"
    table = opened(*LIST, "", "Clients,2", "Avec e-mail,2", "", more, "", "Clients,1")
    assert [row.cells[0] for row in table] == ["Tom", "Ida", "Eva"]
    assert _left_out(table) == [(5, 2)]
    assert FindingCode.FOOTER_SUSPECTED in {f.code for f in table.findings}


@pytest.mark.parametrize("opened", [_csv, _xlsx])
@pytest.mark.parametrize(
    "below",
    [
        ("Eva,Roy,0612345679,e@r.example", "Zoé,Li,,"),
        ("Eva,Roy,à demander,",),  # a remark in place of a number
        ("Eva,Roy,,", "Zoé,Li,,"),
        ("Eva,Roy,0143551234,", "Léa,Durand,,"),
        ("Eva,Roy,n/a,-", "Zoé,Li,pas de portable,aucun"),
        ("Eva,Roy,0612345679,", "", "Zoé,Li,,", "", "Lou,Ly,,l@l.example"),
        ("Groupe B,,,", "Eva,Roy,,e@r.example"),
        ("Eva,75011",),  # one row with figures among words is badly written
        ("Eva,75011", "", "Zoé,12 rue X"),
    ],
)
def test_a_list_with_gaps_is_read_whole(opened: Opened, below: tuple[str, ...]) -> None:
    """Groups of clients with blank rows between them are one list, however little is known."""
    table = opened(*LIST, "", *below)
    read = [row.cells[0] for row in table]
    assert read == ["Tom", "Ida", *(line.split(",")[0] for line in below if line)]
    assert _left_out(table) == []


@pytest.mark.parametrize(
    "other",
    [
        ("Summary", "Clients,2", "With phone,2"),
        ("Medewerker,Uren", "Sanne,32", "Piet,40"),
        ("Serviço,Preço", "Corte,25", "Cor,60"),
        ("Coupe,25.00", "Couleur,60.00"),
    ],
)
def test_amounts_in_the_place_of_numbers_are_another_table(other: tuple[str, ...]) -> None:
    """A table as wide as the list is told by what stands where all have telephone numbers."""
    people = ("Name,Phone", "Ann Lee,07911 123456", "Bob Fox,07911 123457", "Cid Roe,07911 123458")
    table = _csv(*people, "", *other)
    assert table.row_count == 3
    assert _left_out(table) == [(6, len(other))]
    assert _csv(*people, "", "Totale,3").row_count == 3


@pytest.mark.parametrize(
    "below", [("Eva Roy,Metz", "Zoé Li,75011"), ("Eva Roy,", "Zoé Li,Nancy"), ("Eva Roy,Metz",)]
)
def test_a_list_of_words_alone_goes_on_below_a_gap(below: tuple[str, ...]) -> None:
    """Where no column holds numbers or addresses, words are more of the list."""
    assert _csv(*NAMES, "", *below).row_count == 3 + len(below)


@pytest.mark.parametrize(
    "titles", ["First name,Name,Phone,Mail", "Vorname,Nachname,Telefon,E-Mail"]
)
def test_titles_in_other_words_above_more_of_the_list_are_left_out(titles: str) -> None:
    """The rows below them hold what the list holds, so they are read, and the titles are said."""
    table = _csv(*LIST, "", titles, *LIST[1:])
    assert [row.cells[0] for row in table] == ["Tom", "Ida", "Tom", "Ida"]
    assert FindingCode.SEVERAL_TABLES in {f.code for f in table.findings}


@pytest.mark.parametrize(
    "above",
    [
        ("Nom,Portable", "Durand Léa,0612345678"),
        ("Name,E-mail", "Ann Lee,a@lee.example"),
        ("Fournisseurs", "Name,Phone", "Wella,0143551234"),
    ],
)
def test_a_table_of_one_row_above_a_wider_one_is_said(above: tuple[str, ...]) -> None:
    """It may be a client: it is no preamble without a word, and can be asked for."""
    table = _csv(*above, "", *LIST)
    titles = len(above) - 1
    assert table.row_count == 2
    assert _left_out(table) == [(titles, 2)]
    data = "\n".join((*above, "", *LIST)).encode()
    asked = open_table(data, delimiter=",", header_row=titles)
    assert [row.cells[0] for row in asked] == [above[-1].split(",")[0]]


_CELLS = (
    ("Ann", "Léa", "Tom", "Eva"),
    ("Lee", "Durand", "Roth", ""),
    ("0612345678", "0612345679", "à demander", "n/a", ""),
    ("a@x.example", "b@x.example", "c@x.example", ""),
    ("Paris", "Lyon", "75011", "Metz (57)", ""),
    ("allergie", "42", "12/03/2024", "", ""),
)


@pytest.mark.parametrize("seed", range(40))
def test_no_client_of_a_list_with_gaps_is_left_out(seed: int) -> None:
    """However its rows are filled, where each has at least two cells."""
    draw = random.Random(seed)
    people = [[draw.choice(column) for column in _CELLS] for _ in range(15)]
    people = [row for row in people if sum(map(bool, row)) > 1]
    lines = [",".join(row) + draw.choice(["", "", "\n"]) for row in people]
    table = _csv("Prénom,Nom,Portable,Email,Ville,Notes", *lines)
    assert [list(row.cells) for row in table] == people


def test_a_long_list_with_a_gap_below_each_row_is_read_whole() -> None:
    """No depth and no time grows with the number of gaps."""
    rows = [line for n in range(1_000) for line in (f"Ann {n},0612345678", "")]
    assert _csv("Name,Phone", *rows).row_count == 1_000
