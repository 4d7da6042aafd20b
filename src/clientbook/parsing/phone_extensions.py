"""Extensions: what is dialled after a call is answered, in the words and signs people write."""

import re

_WORDS = (
    r"ext|extn|xtn|poste?|p|local|durchwahl|dw|nebenstelle|app(?:arat)?|intern|int(?:erno)?|anexo"
    r"|extensi[oó]n|extens[aã]o|ramal|toestel(?:nummer)?|tst|wewn(?:[eę]trzny)?|klapka|linka"
)
_EXTENSION_WORDS = re.compile(
    rf"[ ,;(]{{0,3}}\b(?:{_WORDS})\b[.:]? {{0,2}}(?=[0-9])", re.IGNORECASE
)
# As a telephone keeps an extension: it waits, then dials on.
_PAUSED = re.compile(r"(?<=[0-9]{6})[pPwW](?=[0-9]{1,8}\Z)")
_EXTENSION_FIRST = re.compile(
    r" ?ext(?:n|ension)?[.:]? ?([0-9]{1,6}) ?[:,;)–-] ?(?=[+(0-9])(.+)", re.IGNORECASE
)


def with_extension_behind(text: str) -> str:
    """Return *text* with its extension behind the number, after ``ext.``, which is read everywhere.

    Words of nine languages become ``ext.`` (``poste 12``, ``Durchwahl 12``, ``ramal 12``), and so
    does the pause of a telephone (``0143551234p12``); one that stands first is put behind.
    """
    text = _PAUSED.sub(" ext. ", _EXTENSION_WORDS.sub(" ext. ", text))
    if found := _EXTENSION_FIRST.fullmatch(text):
        return f"{found[2]} ext. {found[1]}"
    return text
