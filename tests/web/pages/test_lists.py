"""The list of clients on pages: search, filters, sort, cursor; deleting; exporting."""

import csv
import io
import re
from urllib.parse import parse_qsl

import openpyxl
import pytest
from tests.web.sample import sample_book
from tests.web.visitor import Page, Visitor, make_book, marie, read, sent_by

from clientbook import ClientBook, Filter, MemoryStore
from clientbook.web import Permission


@pytest.fixture(scope="module")
def sample() -> ClientBook:
    """The sample book, which these tests only look at."""
    return sample_book(MemoryStore(), more=80)


def names(page: Page) -> list[str]:
    """Return the names of the list, in order."""
    shown = re.findall(r'<td class="name"><a [^>]*>([^<]*)</a>', page.html)
    return [str(name) for name in shown]


def total(page: Page) -> str:
    return next(text for text in page.texts if re.search(r"client", text) and text[0].isdigit())


def test_the_list_shows_what_one_needs_of_each_client() -> None:
    """R10, R11, R12: Name, phone as people read it, e-mail, last appointment, note, total."""
    page = read(Visitor(sample_book(MemoryStore())).get("/clients"))
    assert total(page) == "21 clients"
    assert "Marie Dupont" in names(page)
    for shown in ("06 12 34 56 78", "marie.dupont@example-salon.fr", "3 Mar 2026",
                  "Asked for the same stylist as last time.", "Atelier Dupont", "vip"):  # fmt: skip
        assert shown in page.text


def test_pages_follow_one_another_and_show_everybody_once(sample: ClientBook) -> None:
    """R12, R14: The pages one after the other are the whole list; the last leads nowhere."""
    visitor = Visitor(sample)
    seen: list[str] = []
    query: list[tuple[str, str]] = []
    pages = 0
    while True:
        page = read(visitor.get("/clients", query))
        seen += re.findall(r'name="id" value="([^"]+)"', page.html)
        pages += 1
        assert total(page) == "101 clients"
        following = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
        if not following:
            break
        query = parse_qsl(following[0].partition("?")[2])
    assert pages == 3
    assert len(seen) == len(set(seen)) == 101


def test_the_other_order_is_the_exact_reverse(sample: ClientBook) -> None:
    """R14: One link turns the order round, and says which it is."""
    visitor = Visitor(sample)
    up = read(visitor.get("/clients", [("has_email", "no")]))
    down = read(visitor.get("/clients", [("has_email", "no"), ("sort", "name_desc")]))
    assert names(up) == names(down)[::-1]
    assert [th.get("aria-sort") for th in up.all("th") if "aria-sort" in th] == ["ascending"]
    assert [th.get("aria-sort") for th in down.all("th") if "aria-sort" in th] == ["descending"]


@pytest.mark.parametrize("path", ["/clients", "/rows"])
def test_search_finds_while_one_types(sample: ClientBook, path: str) -> None:
    """K25, R13, X45: Every beginning finds; the fragment has the same rows as the page."""
    for typed in ("d", "dup", "dupont mar", "06 12 34", "MARIE", "marie.dupont@"):
        assert "Marie Dupont" in names(read(Visitor(sample).get(path, [("q", typed)])))


def test_the_fragment_is_the_rows_alone(sample: ClientBook) -> None:
    """X53: What a search box asks for while one types is no whole page."""
    page = read(Visitor(sample).get("/rows", [("q", "dupont")]))
    assert not page.all("html")
    assert not page.all("nav")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"has_email": "yes"}, 67),
        ({"has_email": "no"}, 34),
        ({"has_mobile": "yes"}, 101),
        ({"has_appointment": "yes"}, 26),
        ({"blocked": "yes"}, 1),
        ({"tag": "VIP"}, 16),
        ({"consent": "may_contact", "channel": "email", "topic": "MARKETING"}, 1),
        ({"consent": "never_asked", "channel": "sms", "topic": "MARKETING"}, 100),
        ({"consent": "opted_out_of", "channel": "sms", "topic": "MARKETING"}, 0),
        ({"attribute": "stylist", "value": "zoé"}, 1),
        ({"attribute": "stylist"}, 100),
        ({"not_since": "2026-03-01"}, 24),
        ({"import_run": "none-such"}, 0),
        ({"nonsense": "x"}, 101),
    ],
    ids=str,
)
def test_filters_show_exactly_whom_they_name(
    sample: ClientBook, query: dict[str, str], count: int
) -> None:
    """K24, X44, X53: Each filter counts as the list desk does; what names none is left aside."""
    page = read(Visitor(sample).get("/clients", query.items()))
    assert total(page) == (f"{count} clients" if count != 1 else "1 client")


def test_a_search_and_the_filters_hold_together(sample: ClientBook) -> None:
    """X45, X53: Who searches while filters are set gets the hits that pass them, on every page."""
    visitor = Visitor(sample)
    asked = [("q", "client"), ("tag", "vip"), ("has_email", "yes")]
    page = read(visitor.get("/clients", asked))
    within = sample.search.find("client", Filter(tags=("vip",), has_email=True), limit=1000)
    assert 0 < len(within.items) < sample.search.count("client")
    assert sorted(names(page)) == sorted(c.profile.display_name for c in within)
    assert f"{len(within.items)} clients found within the filters" in page.text
    form = page.values()
    assert form["q"] == "client"
    assert form["tag"] == "vip"
    assert read(visitor.get("/rows", asked)).texts[0] == page.texts[page.texts.index(total(page))]
    nobody = read(visitor.get("/clients", [("q", "marie"), ("has_email", "no")]))
    assert "Nobody within these filters" in nobody.text
    assert "/clients?q=marie" in [a["href"] for a in nobody.all("a")]


def test_enter_searches(sample: ClientBook) -> None:
    """X53: The first button of the form is the one that Enter presses: it searches."""
    page = read(Visitor(sample).get("/clients"))
    first = next(b for b in page.all("button") if b.get("form", "find") == "find")
    assert "formaction" not in first
    assert any("formaction" in b for b in page.all("button"))


def test_pages_of_a_search_keep_its_filters(sample: ClientBook) -> None:
    """R14, X53: Page after page, a search within filters shows each of its hits once."""
    visitor = Visitor(sample)
    query = [("q", "0"), ("has_email", "yes")]
    seen: list[str] = []
    while True:
        page = read(visitor.get("/clients", query))
        seen += re.findall(r'name="id" value="([^"]+)"', page.html)
        following = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
        if not following:
            break
        query = parse_qsl(following[0].partition("?")[2])
    found = sample.search.find("0", Filter(has_email=True), limit=1000)
    assert len(found.items) > 50
    assert seen == [client.id for client in found]


def test_the_export_of_a_search_is_what_the_search_shows(sample: ClientBook) -> None:
    """R15, X53: An export begun on a search holds its hits within the filters, the best first."""
    visitor = Visitor(sample)
    query = [("q", "durand"), ("has_email", "yes")]
    form = read(visitor.get("/export", query))
    where = Filter(has_email=True)
    found = sample.search.find("durand", where).items
    assert len(found) > 1
    assert form.values()["has_email"] == "yes"
    assert f"{len(found)} clients that the search finds within the filters" in form.text
    sent = [*sent_by(form), ("column", "email.1")]
    text = visitor.post("/export", sent).text.removeprefix("\ufeff")
    assert text.splitlines()[1:] == [client.profile.emails[0].address for client in found]


def test_what_a_form_sends_all_the_same_is_no_filter(sample: ClientBook) -> None:
    """X53: The channel and topic of a form without a question about consent set no filter."""
    sent = [("q", ""), ("consent", ""), ("channel", "sms"), ("topic", "MARKETING"), ("value", "x")]
    page = read(Visitor(sample).get("/clients", sent))
    assert total(page) == "101 clients"
    assert not any("open" in details for details in page.all("details"))


@pytest.mark.parametrize(
    "query",
    [
        {"attribute": "no such"},
        {"consent": "may_contact", "channel": "pigeon", "topic": "MARKETING"},
        {"consent": "may_contact", "channel": "sms", "topic": "NONE"},
        {"not_since": "yesterday"},
        {"has_email": "maybe"},
        {"consent": "perhaps", "channel": "sms", "topic": "MARKETING"},
        {"sort": "age"},
        {"attribute": "stylist", "value": "nobody"},
    ],
    ids=str,
)
def test_a_filter_that_makes_no_sense_says_so(sample: ClientBook, query: dict[str, str]) -> None:
    """X53: A value that a condition cannot have is said above the filters, and nobody is shown."""
    answer = Visitor(sample).get("/clients", query.items())
    assert answer.status == 422
    page = read(answer)
    assert any(div.get("role") == "alert" for div in page.all("div"))
    assert names(page) == []
    assert "Clear the filters" in page.text
    for ask in (Visitor(sample).get, Visitor(sample).post):
        assert ask("/export", query.items()).status == 422  # not a file of everybody


@pytest.mark.parametrize("name", ["column", "delimiter", "phones", "format"])
def test_an_export_of_what_is_not_offered_is_refused(sample: ClientBook, name: str) -> None:
    """R17, X53: A column or a form that the page does not offer is no file of something else."""
    assert Visitor(sample).post("/export", [(name, "nonsense")]).status == 422


def test_the_page_before_is_the_page_one_came_from(sample: ClientBook) -> None:
    """R14, X53: From the last page back to the first, in a list and in a search."""
    visitor = Visitor(sample)
    for asked in ([], [("q", "0")], [("q", "0"), ("sort", "name_desc")]):
        shown = [read(visitor.get("/clients", asked))]
        for step in ("next", "next", "prev", "prev"):
            found = [a["href"] for a in shown[-1].all("a") if a.get("rel") == step]
            shown.append(read(visitor.get(found[0])))
        assert names(shown[0]) == names(shown[4])
        assert names(shown[1]) == names(shown[3])
        assert len({tuple(names(page)) for page in shown}) == 3
        assert not [a for a in shown[4].all("a") if a.get("rel") == "prev"]


def test_hits_are_counted_and_sorted_however_many(sample: ClientBook) -> None:
    """R12, R14, X53: More hits than a page has a total, and can be sorted by name both ways."""
    visitor = Visitor(sample)
    best = read(visitor.get("/clients", [("q", "0")]))
    found = len(sample.search.find("0", limit=1000).items)
    assert found > 50
    assert f"{found} clients found, the best first" in best.text
    up = [("q", "0"), ("sort", "name_asc")]
    assert "/clients?q=0&sort=name_asc" in [a["href"] for a in best.all("a")]
    shown: list[str] = []
    query: str | None = "/clients?q=0&sort=name_asc"
    while query:
        page = read(visitor.get(query))
        assert f"{found} clients found" in page.texts
        shown += names(page)
        query = next((a["href"] for a in page.all("a") if a.get("rel") == "next"), None)
    listed = [n for n in names_of_all(visitor) if n in set(shown)]
    assert len(shown) == found
    assert shown == listed
    down = read(visitor.get("/clients", [("q", "0"), ("sort", "name_desc")]))
    assert names(down) == shown[::-1][:50]
    assert "/clients?q=0" in [a["href"] for a in read(visitor.get("/clients", up)).all("a")]


def names_of_all(visitor: Visitor) -> list[str]:
    shown: list[str] = []
    query: str | None = "/clients"
    while query:
        page = read(visitor.get(query))
        shown += names(page)
        query = next((a["href"] for a in page.all("a") if a.get("rel") == "next"), None)
    return shown


def test_each_row_leads_to_its_form(sample: ClientBook) -> None:
    """R8: Each row has Edit, for those who may, and says to a screen reader whose it is."""
    page = read(Visitor(sample).get("/clients", [("q", "marie dupont")]))
    link = next(a["href"] for a in page.all("a") if a["href"].endswith("/edit"))
    assert read(Visitor(sample).get(link)).values()["family"] == "Dupont"
    assert "Edit Marie Dupont" in page.text


def test_a_deletion_and_its_cancel_lead_back_to_the_list_one_saw() -> None:
    """R18, X53: Search, filters, sort and page are kept, whether one deletes or not."""
    book = sample_book(MemoryStore(), more=80)
    visitor = Visitor(book)
    asked = [("has_email", "yes"), ("sort", "name_desc")]
    first = read(visitor.get("/clients", asked))
    second = next(a["href"] for a in first.all("a") if a.get("rel") == "next")
    page = read(visitor.get(second))
    form = [(a["name"], a["value"]) for a in page.all("input") if a.get("type") == "hidden"]
    ticked = next(a["value"] for a in page.all("input") if a.get("name") == "id")
    question = read(visitor.post("/delete", [*form, ("id", ticked)], token=None))
    back = next(a["href"] for a in question.all("a") if a["href"].startswith("/clients?"))
    assert names(read(visitor.get(back))) == names(page)
    sent = [(a["name"], a["value"]) for a in question.all("input") if a["name"] != "csrf_token"]
    answer = visitor.post("/delete/confirmed", sent)
    assert names(read(visitor.follow(answer))) == names(page)[1:]
    assert "1 client was deleted" in read(visitor.follow(answer)).text


def test_the_question_before_a_deletion_says_who_is_meant() -> None:
    """R19: Of two with one name the number, the address and the last appointment tell which."""
    book = make_book()
    client = marie(book)
    page = read(Visitor(book).post("/delete", [("id", client.id)]))
    for said in ("Marie Dupont", "06 12 34 56 78", "marie@dupont.fr"):
        assert said in page.text


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"not_since": "yesterday"}, "Last appointment before: "),
        ({"attribute": "stylist", "value": "nobody"}, "Stylist: "),
    ],
)
def test_a_filter_that_is_refused_is_named(
    sample: ClientBook, query: dict[str, str], name: str
) -> None:
    """X53: of several conditions the one that has to be mended stands before what is wrong."""
    page = Visitor(sample).get("/clients", [*query.items(), ("has_mobile", "yes")]).text
    assert f"<li>{name}" in page


def test_a_cursor_somebody_typed_over_is_no_error_of_the_program(sample: ClientBook) -> None:
    """X53: A spoiled address of a page is 404."""
    assert Visitor(sample).get("/clients", [("after", "nonsense")]).status == 404
    assert Visitor(sample).get("/clients", [("q", "a"), ("after", "bm8")]).status == 404


def test_what_is_typed_can_be_added(sample: ClientBook) -> None:
    """K6, X44, X53: A name or number nobody has is offered as a new client, by a form."""
    visitor = Visitor(sample)
    for typed, shown in (("Pierre Martin", "Pierre Martin"), ("07 99 88 77 66", "07 99 88 77 66")):
        page = read(visitor.get("/clients", [("q", typed)]))
        assert f"Add “{shown}” as a new client" in page.text
        draft = read(visitor.post("/draft", [("text", typed)]))
        values = draft.values()
        assert values.get("family") == "Martin" or values.get("phones.0.number") == typed
        assert not values.get("full")  # it would outlive a correction of the family name
    known = read(visitor.get("/clients", [("q", "06 12 34 56 78")]))
    assert "as a new client" not in known.text
    looking = Visitor(sample, permissions=frozenset({Permission.VIEW}))
    assert "as a new client" not in read(looking.get("/clients", [("q", "Pierre")])).text


def test_an_empty_book_says_what_to_do() -> None:
    """X53: The first page of a new book is not blank."""
    assert "Create the first" in read(Visitor(make_book()).get("/clients")).text


# -- exporting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "mark"), [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")]
)
def test_the_export_has_the_columns_and_the_delimiter_one_chose(
    sample: ClientBook, name: str, mark: str
) -> None:
    """R15, R16, R17: What the filter shows, the ticked columns, read back by their titles."""
    form = [("every", "yes"), ("tag", "vip"), ("column", "family_name"), ("column", "phone.1"),
            ("column", "custom:Stylist"), ("delimiter", name), ("phones", "display")]  # fmt: skip
    answer = Visitor(sample).post("/export", form)
    text = answer.text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=mark))
    assert len(rows) == 16
    marie_s = next(row for row in rows if row["Last name"] == "Dupont")
    assert marie_s == {"Last name": "Dupont", "Phone no. 1": "06 12 34 56 78", "Stylist": "Zoé"}


@pytest.mark.parametrize("sort", ["", "name_asc", "name_desc"])
def test_the_export_has_the_order_the_list_shows(sample: ClientBook, sort: str) -> None:
    """R15, X53: A search best first or by name, a filter by name, ticks as they stand."""
    visitor = Visitor(sample)
    order = [("sort", sort)] if sort else []
    for asked in ([("q", "a")], [("tag", "vip")]):
        page = read(visitor.get("/clients", [*asked, *order]))
        shown = [a["value"] for a in page.all("input") if a.get("name") == "id"]
        for whom in ([("every", "yes"), *asked], [("id", i) for i in shown]):
            form = sent_by(read(visitor.post("/export/chosen", [*whom, *order])))
            answer = visitor.post("/export", [*form, ("column", "full_name")])
            text = answer.text.removeprefix("\ufeff")
            lines = [row[0] for row in csv.reader(io.StringIO(text))]
            assert lines[1 : len(shown) + 1] == names(page)


def test_the_export_can_be_a_workbook(sample: ClientBook) -> None:
    """R15, X53: As XLSX, in the reader's language."""
    answer = Visitor(sample, language="fr").post(
        "/export", [("every", "yes"), ("column", "given_name"), ("format", "xlsx")]
    )
    assert not isinstance(answer.body, bytes)
    with answer.body as file:
        sheet = openpyxl.load_workbook(io.BytesIO(file.read())).active
    assert sheet is not None
    assert sheet["A1"].value == "Prénom"
    assert sheet.max_row == 102


def test_an_export_without_ticks_has_every_column_that_is_needed(sample: ClientBook) -> None:
    """X56: Nothing is ticked at first, and then nothing of those who are exported is lost."""
    visitor = Visitor(sample)
    form = read(visitor.get("/export", [("tag", "vip")]))
    assert "nothing is lost" in form.text
    text = visitor.post("/export", sent_by(form)).text.removeprefix("\ufeff")
    titles = next(csv.reader(io.StringIO(text)))
    assert len(titles) == len(sample.lists.usual_columns(Filter(tags=("vip",))))
    assert {"First name", "Last name", "Tags", "Stylist"} <= set(titles)


def test_the_export_says_how_many_it_will_hold(sample: ClientBook) -> None:
    """R15: The page of the export counts what the filter of its address shows."""
    visitor = Visitor(sample)
    assert "all 101 clients" in read(visitor.get("/export")).text
    assert (
        "the 16 clients that the filters show"
        in read(visitor.get("/export", [("tag", "vip")])).text
    )
