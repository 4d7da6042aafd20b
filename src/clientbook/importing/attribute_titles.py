"""How an attribute is called that a column fills."""

from clientbook.domain.attributes import NAME_LIMIT, attribute_key
from clientbook.importing.formulas import unguard
from clientbook.importing.tables import column_letters
from clientbook.text import clean_text


def attribute_name(header: str, index: int) -> str:
    """Return the name of the attribute that a column titled *header* fills (SPEC X43).

    Args:
        header: Title as given; a long one is cut where a name of an attribute ends.
        index: Position from 0, which names a column without a title: ``"Column C"``.
    """
    name = clean_text(clean_text(unguard(header))[:NAME_LIMIT])
    while len(attribute_key(name)) > NAME_LIMIT:  # case folding makes two letters of some
        name = clean_text(name[:-1])
    return name or f"Column {column_letters(index)}"
