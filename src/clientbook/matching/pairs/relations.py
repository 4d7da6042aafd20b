"""Names that say a relation: ``maman de Léa`` is another person than Léa."""

from functools import lru_cache
from typing import NamedTuple

from clientbook.domain.names import PersonName
from clientbook.text import fold_name, word_set


class Relation(NamedTuple):
    """Whose relative a name speaks of.

    Args:
        who: What they are to them, such as ``"mother"``; empty where a name says no relation.
        whose: Words of the other one's name.
        said: The word that says it.
    """

    who: str
    whose: frozenset[str]
    said: str


NO_RELATION = Relation("", frozenset(), "")

_WORDS = {
    "mother": "mother mom mum mama mamá maman mère mutter mutti madre mamma mãe moeder",
    "father": "father dad daddy papa papá père vater vati padre babbo pai vader",
    "parent": "parents parent eltern padres genitori pais ouders",
    "son": "son fils sohn hijo figlio filho zoon",
    "daughter": "daughter fille tochter hija figlia filha dochter",
    "child": "child kid enfant kind bambino bambina criança",
    "wife": "wife femme épouse ehefrau esposa mujer moglie mulher echtgenote",
    "husband": "husband mari époux ehemann esposo marido marito echtgenoot",
    "sister": "sister soeur sœur schwester hermana sorella irmã zus",
    "brother": "brother frère bruder hermano fratello irmão broer",
    "grandmother": "grandmother grandma granny grandmere mamie mamy oma grossmutter abuela nonna",
    "grandfather": "grandfather grandpa grandpere papi papy opa grossvater abuelo nonno",
    "mother-in-law": "bellemere schwiegermutter suegra suocera sogra schoonmoeder",
    "father-in-law": "beaupere schwiegervater suegro suocero sogro schoonvader",
    "aunt": "aunt auntie tante tata tía zia",
    "uncle": "uncle oncle tonton onkel tío zio oom",
    "friend": "friend ami amie copain copine freund freundin amigo amiga amico amica vriend",
    "nanny": "nanny nounou nourrice babysitter kindermädchen niñera oppas",
}  # fmt: skip
_RELATIVES = {fold_name(word): who for who, text in _WORDS.items() for word in text.split()}
_TIES = word_set("of to de du des d a au von vom van der di del della do da")
_SMALL = _TIES | word_set("la le l el il den the")
_BARE = {"umm": "mother", "oum": "mother", "oumm": "mother", "abu": "father", "abou": "father"}
"""Words of Arabic names behind which the name of the child comes at once."""
_TWO_WORDS = frozenset(("grand mere", "grand pere", "belle mere", "beau pere"))
_ELISIONS = str.maketrans("'’", "  ")


def relation_of(name: PersonName | None) -> Relation:
    """Return the relation that a name begins with, such as that of ``Mutter von Lena``."""
    if name is None:
        return NO_RELATION
    placed = " ".join(filter(None, (name.given, name.middle, name.family)))
    return _relation_in(placed or name.full or "")


@lru_cache(maxsize=16_384)
def _relation_in(text: str) -> Relation:
    words = fold_name(text.translate(_ELISIONS)).split()
    if " ".join(words[:2]) in _TWO_WORDS:
        words = ["".join(words[:2]), *words[2:]]
    if len(words) > 1 and words[0] in _BARE:
        return Relation(_BARE[words[0]], frozenset(words[1:]), words[0])
    if len(words) < 3 or words[0] not in _RELATIVES or words[1] not in _TIES:
        return NO_RELATION
    whose = frozenset(words[2:]) - _SMALL
    return Relation(_RELATIVES[words[0]], whose, words[0]) if whose else NO_RELATION


def are_relatives(a: PersonName, b: PersonName) -> bool | None:
    """Say whether names are those of two of whom at least one is named as a relative.

    Returns:
        True for ``Umm Khalid`` and Khalid, or ``papa de Léa`` and ``maman de Léa``; False for
        ``maman de Léa`` and ``mère de Léa``, who are one; None where no relation tells.
    """
    one, two = relation_of(a), relation_of(b)
    if one.who and two.who:
        if one.who != two.who:
            return True
        return False if one.whose <= two.whose or two.whose <= one.whose else None
    if not one.who and not two.who:
        return None
    told, other = (one, b) if one.who else (two, a)
    words = frozenset(fold_name(other.display).split())
    nested = told.whose <= words or words <= told.whose
    return True if words and nested and told.said not in words else None
