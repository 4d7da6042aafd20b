"""Words of titles for who answers for a client, in seven languages: mothers, fathers, guardians."""

from functools import cache

from clientbook.text import base_letters, split_words

KIN = {
    "en": "mother, father, mothers, fathers, mum, mom, dad, mums, moms, dads",
    "fr": "mere, pere, maman, papa, famille, mr, mme",
    "de": "mutter, vater, mama, papa",
    "es": "madre, padre, mama, papa, familia",
    "it": "madre, padre, mamma, papa, famiglia",
    "pt": "mae, pai, mamae, papai, familia",
    "nl": "moeder, vader, mama, papa",
}
CHILDREN = {
    "en": "child, kid",
    "fr": "enfant",
    "de": "kind, kindes",
    "es": "hijo, hija, nino, nina",
    "it": "figlio, figlia, bambino, bambina",
    "pt": "filho, filha, crianca",
    "nl": "kind",
}
PARENTS = {
    "en": "parent, parents, guardian, guardians, parent guardian, parents guardians, legal"
    " guardian, parent caregiver, parents caregivers, parent carer, parents carers, carer parent,"
    " guardian carer, parent legal guardian, mother father, father mother, mum dad, mom dad",
    "fr": "parent, parents, tuteur, tutrice, responsable legal, parent tuteur, pere mere, mere"
    " pere, parent responsable, parents responsables, parent responsable legal, representant legal,"
    " resp legal, resp legale, tuteur legal",
    "de": "eltern, elternteil, erziehungsberechtigter, erziehungsberechtigte, vormund,"
    " erziehungsberechtigten, sorgeberechtigter, sorgeberechtigte,"
    " sorgeberechtigten, eltern erziehungsberechtigte, eltern erziehungsberechtigter, elternteil"
    " erziehungsberechtigter, mutter vater, vater mutter, gesetzlicher vertreter, gesetzl"
    " vertreter, erz ber",
    "es": "padres, tutor, tutora, tutores, padre madre, madre padre, padre tutor, padres tutores,"
    " tutor legal, representante legal alumno, apoderado alumno, padre madre tutor, madre"
    " padre tutor",
    "it": "genitore, genitori, tutore, genitore tutore, padre madre, madre padre, tutore legale,"
    " genitore responsabile, genitore esercente, esercente potesta",
    "pt": "encarregado educacao, responsavel legal, pai mae, mae pai, pai responsavel, mae"
    " responsavel, pais responsaveis, enc educacao, enc educ, resp legal,"
    " encarregado, encarregada, encarregada educacao",
    "nl": "ouder, ouders, voogd, ouder verzorger, verzorger, ouders verzorgers, ouder voogd, ouders"
    " voogd, ouders voogden, wettelijk vertegenwoordiger, wettelijke vertegenwoordiger, moeder"
    " vader, vader moeder",
}


def named_in(title: str) -> bool:
    """True for a title that says that a relative is reached: ``"Móvil madre"``, "Handy Mutter"."""
    return not _words().isdisjoint(split_words(base_letters(title)))


@cache
def _words() -> frozenset[str]:
    """Return the words that stand for a relative by themselves."""
    phrases = ",".join((*KIN.values(), *PARENTS.values())).split(",")
    return frozenset(phrase.strip() for phrase in phrases if " " not in phrase.strip()) | {"pais"}
