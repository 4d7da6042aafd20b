"""Where in a listing a page is, as its address says it."""

from clientbook.web import Fields
from clientbook.web.paging import ListPlace, Pages


def test_there_and_back_again() -> None:
    """R14, X53: Page after page forward, each one back, and the first is the first."""
    listed = Fields({"tag": "vip"})
    here = listed
    seen = [here]
    for cursor in ("b", "c", "d"):
        following = ListPlace.of(here).pages(listed, cursor).next
        assert following is not None
        here = following
        seen.append(here)
    assert ListPlace.of(here).pages(listed, None).next is None
    while (before := ListPlace.of(here).pages(listed, "more").previous) is not None:
        seen.pop()
        here = before
        assert here == seen[-1]
    assert here == listed
    assert ListPlace.of(here).pages(listed, None) == Pages()


def test_an_address_does_not_grow_for_ever() -> None:
    """X53: Far down a long list the way back is twenty pages, then the first."""
    here = Fields()
    for number in range(100):
        here = ListPlace.of(here).pages(Fields(), f"c{number}").next or Fields()
    assert len(here.all("back")) == 20
    steps = 0
    while (before := ListPlace.of(here).pages(Fields(), None).previous) is not None:
        here, steps = before, steps + 1
    assert steps == 21
    assert here == Fields()
