"""The page of possible duplicates."""

import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.clients import Client, Origin, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.matching import TWO_SEATS, Part, ScoredPair, explain
from clientbook.matching.pairs.levels import LEVELS
from clientbook.messages.catalogue import Language
from clientbook.reports.review_page import write_review_page
from clientbook.reports.review_texts import LEAST_TOLD, level_text, part_title
from clientbook.reports.side_by_side import Agreement, ReviewPair, side_rows
from clientbook.testing.strategies import HOSTILE_TEXTS, profiles

T0 = datetime(2025, 3, 1, tzinfo=UTC)
_VOID = {"meta", "input", "br"}


def make(left: Profile, right: Profile, *, ids: tuple[str, str] = ("a", "b")) -> ReviewPair:
    a, b = (
        Client(i, p, Origin(OriginKind.MANUAL), T0, T0)
        for i, p in zip(ids, (left, right), strict=True)
    )
    parts = explain(left, right, evidence=[TWO_SEATS])
    pair = ScoredPair(*ids, parts.match_weight, parts.match_probability)
    return ReviewPair(pair, a, b, parts)


MARIE = make(
    Profile(
        name=PersonName("Marie", "Tremblay"),
        phones=(PhoneNumber("+33612345678", kind=PhoneKind.MOBILE), PhoneNumber("+33140205050")),
        birthday=PartialDate(1980, 5, 1),
        addresses=(PostalAddress("12 rue des Lilas", locality="Lyon", postcode="69003"),),
        attributes=(Attribute("vip", True), Attribute("sizes", ("S", "M"))),
    ),
    Profile(
        name=PersonName("Marie", "Trembley"),
        phones=(PhoneNumber("+33612345678"),),
        birthday=PartialDate(1980, 5, 1),
        addresses=(PostalAddress("12 rue des Lilas", locality="Lyon", postcode="69003"),),
        attributes=(Attribute("vip", False),),
    ),
)


def page(*pairs: ReviewPair, language: Language = "en", book: str = "") -> str:
    out = io.BytesIO()
    assert write_review_page(pairs, out, language=language, book=book) == len(pairs)
    return out.getvalue().decode()


class Reader(HTMLParser):
    """Reads a page: its text, its tags, and whether they nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.text.append(data)


def test_a_page_loads_nothing_and_says_so() -> None:
    """X30: No address of another place; the policy allows the page's own style and script only."""
    html = page(MARIE)
    reader = Reader(html)
    assert reader.open == []
    for tag, values in reader.tags:
        assert tag not in ("link", "img", "iframe", "object", "base", "form")
        assert not {"src", "srcset", "action"} & values.keys()
        assert (values.get("href") or "#").startswith("#")
    assert "url(" not in html
    assert "@import" not in html
    policy = next(v["content"] for _, v in reader.tags if v.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert len(re.findall("<script>", html)) == 1


def test_the_policy_names_the_script_by_its_hash() -> None:
    """X30: The script that runs is the one the page was written with, byte for byte."""
    import base64
    import hashlib

    html = page(MARIE)
    script = html.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html


@pytest.mark.parametrize(
    "text", [*HOSTILE_TEXTS, "</script><script>alert(1)</script>", '"><img src=x onerror=a()>']
)
def test_every_value_is_escaped(text: str) -> None:
    """X30: A hostile value is shown as text wherever it stands, and makes no tag."""
    hostile = Profile(
        name=PersonName(full=f"x{text}"),
        company=f"x{text}",
        info=f"x{text}",
        tags=(f"x{text}",),
        attributes=(Attribute("note", f"x{text}"),),
    )
    plain = Reader(page(make(Profile(company="x"), Profile(name=PersonName("x")))))
    reader = Reader(page(make(hostile, Profile(company="x"))))
    assert reader.open == []
    known = {tag for tag, _ in plain.tags} | {"mark", "small"}
    assert {tag for tag, _ in reader.tags} <= known
    assert not any(name.startswith("on") for _, values in reader.tags for name in values)


@settings(max_examples=25, deadline=None)
@given(profiles(), profiles(), st.sampled_from(["en", "fr"]))
def test_any_pair_gives_a_page_whose_tags_nest(a: Profile, b: Profile, language: Language) -> None:
    """X30: Whatever the profiles hold, the page is well formed and shows both names."""
    reader = Reader(page(make(a, b), language=language))
    assert reader.open == []
    shown = "".join(reader.text)
    for profile in (a, b):
        if profile.name:
            assert profile.display_name in shown


def test_what_differs_is_marked_letter_by_letter() -> None:
    """X30: Differing fields are marked; of two spellings the letters that differ."""
    rows = {row.title: row for row in side_rows(MARIE, "en")}
    assert rows["Name"].agreement is Agreement.DIFFERENT
    assert rows["Name"].left[0].spans == (("Marie Trembl", False), ("a", True), ("y", False))
    assert rows["Birth date"].agreement is Agreement.SAME
    assert rows["Phones"].agreement is Agreement.DIFFERENT
    assert [v.shared for v in rows["Phones"].left] == [True, False]
    assert rows["Phones"].left[0].text == "+33 6 12 34 56 78"
    assert rows["Phones"].left[0].note == "mobile"
    assert rows["sizes"].agreement is Agreement.ONE_SIDE
    assert [v.text for v in rows["vip"].left] == ["yes"]
    assert "<mark>a</mark>" in page(MARIE)


def test_accents_and_words_are_marked() -> None:
    """X30: An accent is marked as the letter it changes, a missing word as a whole."""
    pair = make(Profile(company="Café du Lac"), Profile(company="Cafe Lac"))
    row = next(r for r in side_rows(pair, "en") if r.title == "Company")
    text, marks = zip(*row.left[0].spans, strict=True)
    assert text == ("Caf", "é", " ", "du ", "Lac")
    assert marks == (False, True, False, True, False)
    assert row.right[0].spans == (("Caf", False), ("e", True), (" Lac", False))
    other = make(Profile(company="Café"), Profile(company="Zinc & Sons"))
    row = next(r for r in side_rows(other, "en") if r.title == "Company")
    assert row.left[0].spans == (("Café", True),)


def test_the_bars_sum_to_the_score() -> None:
    """X20: The numbers shown beside bars add up to the one in the last line."""
    reader = Reader(page(MARIE))
    shown = [
        float(t.replace("\u2212", "-")) for t in reader.text if re.fullmatch(r"[+\u2212][\d.]+", t)
    ]
    *summands, total = shown
    assert sum(summands) == pytest.approx(total, abs=0.05 * len(shown))
    assert total == pytest.approx(MARIE.explanation.match_weight, abs=0.05)


def test_a_bar_is_as_long_as_its_weight() -> None:
    """X30: One bar a part that says something; it grows with the bits, full at the limit."""
    html = page(MARIE)
    widths = [float(w) for w in re.findall(r'class="bar"><i style="width:([\d.]+)%"', html)]
    parts = [p for p in MARIE.explanation.parts if abs(p.weight) >= LEAST_TOLD]
    assert len(widths) == len(parts) + 1
    assert all(0 <= w <= 50 for w in widths)


def test_certainty_is_never_rounded_up() -> None:
    """X30: A probability below 1 is not shown as 100 %."""
    sure = make(MARIE.left.profile, MARIE.left.profile)
    assert "100.0%</span>" not in page(sure)


def test_the_page_speaks_french() -> None:
    """X30: Titles, levels and numbers are French when asked."""
    html = page(MARIE, language="fr")
    for words in ("Doublons possibles", "Pas la même personne", "même jour", "une lettre diffère"):
        assert words in html
    assert '<html lang="fr">' in html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_level_of_every_comparison_has_words(language: Language) -> None:
    """X20: Nothing the model can find is shown as a code."""
    for field, levels in LEVELS.items():
        for level in levels:
            part = Part(field, level, 1.0)
            assert level_text(part, language)
            assert "_" not in level_text(part, language)
            if field != "attribute":
                assert part_title(part, language) != field
    assert level_text(Part("evidence", "new_kind", 1.0), language) == "new kind"
    assert part_title(Part("attribute", "same", 1.0, "shoe size"), language) == "shoe size"


def test_five_hundred_pairs_are_one_page() -> None:
    """X30: 500 pairs make one page of a few megabytes, each with its own anchor and choices."""
    html = page(*[MARIE] * 500)
    assert len(html) < 5_000_000
    assert html.count('class="card pair"') == 500
    assert len(set(re.findall(r'id="(pair-\d+)"', html))) == 500


def test_an_empty_page_says_so() -> None:
    """X30: No pair is said in words."""
    assert "No pair to look at." in page()
