"""Texts that are nobody's name: a second line of a client in the column of names.

A number, an e-mail address, a day, a remark in brackets or a street with the number of its house,
alone in their row.  A name may hold each of them; none of them is one.
"""

import re
from typing import Final

from clientbook.text import clean_text, fold_entry, word_set

_LONGEST: Final = 200
_EMAIL = re.compile(r"<?[^@\s,;<>]{1,64}@[^@\s,;<>]{1,180}\.[^\W\d_]{2,24}>?")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBER = re.compile(r"([^\d+(]{0,20}?)[\s:]{0,3}([+(]?[0-9][0-9 ()./\-–]{5,24}[0-9])")
_PHONE_WORDS: Final = word_set(
    "tel telephone phone ph mobile mob cell fax telefon telefono telefone telefoon fon handy mobil"
    " portable port gsm fixe festnetz movil celular cellulare cel telemovel tlm mobiel tlf tfno"
)
_HOUSE = r"[0-9]{1,5} ?(?:[a-z]|bis|ter|quater)?"
_CODE = r"(?:[a-z]{1,2}-)?[0-9]{4,5}(?:-[0-9]{3})?(?: ?[a-z]{2})?"
_STREET_FIRST = (
    r"(?:rue|avenue|av\.|ave|boulevard|bd|bld|impasse|allee|chemin|chem\.|place|quai|route|square"
    r"|cours|passage|faubourg|residence|lotissement)"
)
_STREETS = re.compile(
    # "12 rue des Lilas", "12, rue des Lilas 69003 Lyon"
    rf"{_HOUSE},? {_STREET_FIRST}\b.*"
    # "12 Mill Lane", "12 High Street, Leeds"
    rf"|{_HOUSE},? [^\d,]{{1,60}} (?:street|st\.?|road|rd\.?|lane|ln\.?|avenue|ave\.?|drive|dr\.?"
    r"|close|court|way|crescent|terrace|place|square|blvd\.?|boulevard)(?:,.*)?"
    # "Hauptstr. 12", "Am Alten Weg 3, 10115 Berlin", "Dorpsstraat 12"
    rf"|[^\d,]{{0,60}}[^\W\d_]{{2}}(?:str\.|strasse|stra(?:ss|ß)e|weg|platz|allee|gasse|straat|laan"
    rf"|plein|gracht|kade),? {_HOUSE}(?:,.*| {_CODE}.*)?"
    # "Via Roma 12", "Calle Mayor, 3", "Rua das Flores 12, Lisboa"
    r"|(?:via|viale|piazza|corso|calle|c/|avda\.?|avenida|av\.|paseo|plaza|rua|travessa|praca|largo"
    rf"|estrada) ?[^\d,]{{1,60}},? (?:n[.º°o]* ?)?{_HOUSE}(?:,.*| {_CODE}.*)?"
    # what has a post code too: "Gartenweg 4, 50667 Köln"
    rf"|[^\d,]{{2,60}} {_HOUSE}, ?{_CODE} [^\d,]{{2,60}}"
)


def is_no_name(text: str) -> bool:
    """True for a number, an e-mail address, a day, a remark in brackets and a street's line.

    Args:
        text: A cell in a column of names; it is one only where nothing else is in its row.
    """
    bare = clean_text(text)
    if not bare or len(bare) > _LONGEST:
        return False
    if not any(map(str.isalpha, bare)):
        return True
    if _EMAIL.fullmatch(bare) or _BRACKETS.fullmatch(bare):
        return True
    if not any(map(str.isdigit, bare)):
        return False
    if (number := _NUMBER.fullmatch(bare)) and (word := fold_entry(number[1]).strip(" .:")):
        return word in _PHONE_WORDS
    return _STREETS.fullmatch(fold_entry(bare)) is not None
