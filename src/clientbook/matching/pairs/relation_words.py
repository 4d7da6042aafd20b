"""Words that say a relation, in fourteen languages, and what they say."""

import re
from itertools import product

from clientbook.text import fold_name, word_set

_WORDS = {
    "mother": """mother mom mum mama mamá maman mère mutter mutti madre mamma mãe moeder anyja
        anyuka édesanyja annesi matka мама мать""",
    "father": """father dad daddy papa papá père vater vati padre babbo pai vader apja apuka
        édesapja babası ojciec otec папа отец""",
    "parent": "parents parent eltern padres genitori pais ouders",
    "son": "son fils sohn hijo figlio filho zoon syn oğlu сын",
    "daughter": "daughter fille tochter hija figlia filha dochter lánya kızı córka dcera дочь",
    "child": "child kid baby enfant bébé kind bambino bambina niño niña bebé criança bebê",
    "wife": """wife femme épouse ehefrau esposa mujer moglie mulher echtgenote sposa vrouw felesége
        żona manželka жена""",
    "husband": """husband mari époux ehemann esposo marido marito echtgenoot sposo férje mąż manžel
        муж""",
    "spouse": "spouse coniuge cônjuge cónyuge gatte gattin ehepartner ehepartnerin eşi",
    "guest": "guest invité invitée invitado invitada ospite convidado convidada",
    "partner": "partner partnerin conjoint conjointe compagne compagnon pareja compagna",
    "widow": "widow veuve witwe viuda vedova weduwe viúva",
    "sister": "sister soeur sœur schwester hermana sorella irmã zus testvére siostra сестра",
    "brother": "brother frère bruder hermano fratello irmão broer kardeşi brat брат",
    "grandmother": """grandmother grandma granny grandmere mamie mamy oma grossmutter abuela nonna
        avó babcia бабушка nagymama""",
    "grandfather": """grandfather grandpa grandpere papi papy opa grossvater abuelo nonno avô
        dziadek дедушка nagypapa""",
    "mother-in-law": "motherinlaw bellemere schwiegermutter suegra suocera sogra schoonmoeder",
    "father-in-law": "fatherinlaw beaupere schwiegervater suegro suocero sogro schoonvader",
    "aunt": "aunt auntie tante tata tía zia",
    "uncle": "uncle oncle tonton onkel tío zio oom",
    "sister-in-law": "sisterinlaw schwägerin cuñada cognata cunhada schoonzus",
    "brother-in-law": "brotherinlaw schwager cuñado cognato cunhado zwager",
    "daughter-in-law": "daughterinlaw schwiegertochter nuera nuora schoondochter",
    "son-in-law": "soninlaw gendre schwiegersohn yerno genero schoonzoon",
    "niece": "niece nièce nichte sobrina sobrinha nipote",
    "nephew": "nephew neveu neffe sobrino neef",
    "cousin": "cousin cousine kusine vetter primo prima cugino cugina",
    "godmother": "godmother marraine patentante madrina madrinha peettante",
    "godfather": "godfather parrain patenonkel padrino padrinho peetoom",
    "godchild": "godchild filleul filleule patenkind ahijado ahijada afilhado afilhada",
    "grandchild": """grandchild grandson granddaughter enkel enkelin enkelkind nieto nieta
        kleinkind kleinzoon kleindochter""",
    "friend": "friend ami amie copain copine freund freundin amigo amiga amico amica vriend",
    "neighbour": """neighbour neighbor voisin voisine nachbar nachbarin vecino vecina vizinho
        vizinha""",
    "nanny": "nanny nounou nourrice babysitter kindermädchen niñera oppas",
    "guardian": """guardian tuteur tutrice vormund tutor tutora tutore voogd curateur curatrice
        betreuer betreuerin tutelle curatelle curador curadora curatore bewindvoerder
        responsablelegal responsablelegale resplegal resplegale""",
    "assistant": """assistant assistante assistentin assistente asistente secretary secrétaire
        sekretärin secretaria secretária segretaria secretaresse""",
    "colleague": """colleague collegue kollege kollegin colega collega colleghi coworker boss chef
        patron patronne""",
    "driver": "driver chauffeur chauffeuse fahrer fahrerin chofer conductor autista motorista",
    "ex": "ex exfrau exmann",
    "roommate": """roommate flatmate colocataire coloc mitbewohner mitbewohnerin coinquilino
        coinquilina huisgenoot""",
    "caregiver": """caregiver carer aidant aidante pfleger pflegerin cuidador cuidadora badante
        mantelzorger verzorgster aideadomicile auxiliairedevie nurse infirmier infirmière
        krankenschwester krankenpfleger enfermera enfermero enfermeira enfermeiro infermiera
        infermiere verpleegkundige""",
    "dog": "dog chien chienne hund perro cane cachorro hond",
    "estate": """estate succession nachlass herencia eredità nalatenschap herança feu feue late
        verstorben verstorbene erben heirs héritiers herederos eredi herdeiros erfgenamen""",
}  # fmt: skip
_BEFORE = {
    "step stief": "step {}",
    "half halb demi": "half {}",
    "grand gross groot petit petite klein": "grand{}",
    "belle beau schwieger schoon": "{}-in-law",
    "great arriere ur": "great {}",
    "foster pflege pleeg": "foster {}",
    "god paten": "god{}",
    "ex": "ex",
}
"""What in front of a word of relation makes another relation of it: ``Stiefmutter``."""
_SAME_AS = dict.fromkeys(("grandson", "granddaughter"), "grandchild")
_ENGLISH = "mother father mum dad parent parents son daughter child sister brother wife husband"
_FRENCH = "mere pere parents fils fille enfant enfants soeur frere femme mari"
_GERMANIC = """mutter vater eltern sohn tochter kind schwester bruder frau mann moeder vader ouders
    zoon dochter zus broer vrouw man"""
_SEVERAL = re.compile(
    rf"\b(?:(?:step|half|grand|great|foster|god|ex) (?:{_ENGLISH.replace(' ', '|')})"
    rf"|(?:grand|petit|petite|belle|beau|demi|arriere|ex) (?:{_FRENCH.replace(' ', '|')})"
    r"|(?:mother|father|sister|brother|daughter|son) in law"
    r"|resp(?:onsable)? legale?|aide a domicile|auxiliaire de vie)\b"
)
"""Relations of several words; folded, hyphens are spaces."""


def relation_words(text: str) -> list[str]:
    """Return the words of a text, folded, those of a relation as one: ``bellemere``."""
    return _SEVERAL.sub(lambda met: met[0].replace(" ", ""), fold_name(text)).split()


def _relatives() -> dict[str, str]:
    """Return what each word of relation says, those with another word in front among them."""
    found = {fold_name(word): who for who, text in _WORDS.items() for word in text.split()}
    nearest = f"{_ENGLISH} {_FRENCH} {_GERMANIC}".split()
    for fronts, kind in _BEFORE.items():
        for front, word in product(fronts.split(), nearest):
            who = kind.format(found.get(word, "spouse"))
            found.setdefault(front + word, _SAME_AS.get(who, who))
    return found


RELATIONS = _relatives()
"""What each word says, folded."""

RELATIVES = frozenset(RELATIONS)
"""Words that say a relation, folded."""
_WOMEN = word_set("mother daughter wife widow sister grandmother aunt niece godmother")
_MEN = word_set("father son husband brother grandfather uncle nephew godfather")
_FEMALE = word_set(
    """bambina niña partnerin conjointe compagne compagna amie copine freundin amiga amica voisine
    nachbarin vecina vizinha nourrice tutrice tutora assistentin sekretärin kollegin patronne
    chauffeuse fahrerin mitbewohnerin coinquilina aidante pflegerin cuidadora verzorgster exfrau
    infirmière krankenschwester enfermera enfermeira infermiera"""
)
"""Of the others those that speak of a woman; what speaks of a man often stands for either."""

BEGIN = RELATIVES | word_set(" ".join(_BEFORE)) | word_set("resp responsable aide auxiliaire")
"""Words with which a relation of one word or several begins."""


def sex_of_relative(word: str) -> str:
    """Return the sex that a word tells, also of a half, a step or one by marriage; may be empty."""
    who = RELATIONS[word].removesuffix("-in-law").rpartition(" ")[2]
    return "female" if word in _FEMALE or who in _WOMEN else "male" if who in _MEN else ""
