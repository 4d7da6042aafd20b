"""Titles and suffixes, folded, and what each says: a sex, a generation."""

from clientbook.text import word_set

FEMALE_ACADEMIC = word_set(
    """dra doctora doctoresse docteure doktorin doutora dottssa drssa dssa dottoressa profssa profa
    professoressa professora profesora professeure professorin"""
)
FEMALE = FEMALE_ACADEMIC | word_set(
    """mrs ms miss missus madam mme mlle madame mademoiselle frau fraulein frl fru mevr mw mevrouw
    juffrouw sra srta senora senorita senhora senhorita signora signorina sigra signa dna bayan gda
    gospoda gospodja гжа"""
)
UNMARRIED = word_set(
    """miss mlle mademoiselle fraulein frl froken frk juffrouw srta senorita senhorita signorina
    signa"""
)
OF_EITHER = word_set("ms dna")
"""Of the titles of women, those that say no more."""
MALE = word_set(
    "mr mister monsieur herr herrn hr dhr meneer mijnheer sr senor senhor signor sir sig dl gosp гн"
)
BEHIND = word_set("mme mlle mrs mr dhr mevr srta frl")
"""Of these, the ones that nobody is called: titles behind a name, too."""
ONE_LETTER = "m"
"""Monsieur, in front of a word that is no initial."""
SHORT = {ONE_LETTER: "male", "fr": "female"}
"""An initial, and a short given name, that are titles beside another title: M., Fr. for Frau."""
SIRS = {"don": "male", "dona": "female", "pan": "male", "pani": "female"}
"""Titles that are names as well: a sex they tell where they stand as titles alone."""
IN_PREFIX = {**SHORT, **SIRS, "d": "male", "bay": "male", "fru": "female"}
ACADEMIC = word_set("dr doctor docteur doktor dott dottor dottore prof professeur professor maitre")
PREFIXES = (
    FEMALE
    | MALE
    | word_set(
        """mm dr doctor docteur doktor prof professeur professor dame lord lady me maitre rev pere
        don dona pan pani ing mag dott dottor dottore hon dipl univ priv judr mudr phdr rndr mvdr"""
    )
)
SUFFIXES = word_set(
    """jr jnr sr snr ii iii iv 2nd 3rd 4th phd md esq esquire junior senior fils hijo padre mba msc
    bsc dds dmd dvm cpa cfa llb llm edd psyd pharmd obe mbe cbe"""
)
NAMES_TOO = (PREFIXES | SUFFIXES) - (
    FEMALE | MALE | ACADEMIC | word_set("mm me pere padre fils hijo rev hon")
)
GIVEN_TOO = NAMES_TOO & PREFIXES
FAMILIES_TOO = word_set("herr sir miss master")
"""Titles that are family names behind a given name: ``Uwe Herr``."""
GENERATIONS = {
    **dict.fromkeys(("sr", "snr", "senior", "pere", "padre", "pai", "mere", "madre", "mae"), "1"),
    **dict.fromkeys(("jr", "jnr", "junior", "fils", "hijo", "ii", "2nd"), "2"),
    **dict.fromkeys(("fille", "hija", "filha", "figlia", "filho", "figlio"), "2"),
    **dict.fromkeys(("iii", "3rd", "neto"), "3"),
    **dict.fromkeys(("iv", "4th"), "4"),
    "sobrinho": "nephew",
}
FOR_OTHERS = word_set("sr pere padre mere madre")
"""Of these, the ones that are titles in front of a name."""
GENERATIONS_ALONE = {
    **{word: GENERATIONS[word] for word in GENERATIONS.keys() - FOR_OTHERS},
    **dict.fromkeys(word_set("id idosb idosebb sen st starszy starsza starsi старший ст"), "1"),
    **dict.fromkeys(word_set("ifj ifjabb jun ml mlodszy mlodsza mladsi младший мл"), "2"),
}
"""Words that say so where nothing but titles or suffixes stands; there Sr is Señor, too."""
