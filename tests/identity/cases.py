# ruff: noqa: E501 - a table reads by its lines
"""Who is who: the table that specifies the identity rule (SPEC X31, DESIGN identity)."""

import attrs
from tests.book.people import landline, mobile, person

from clientbook.domain.dates import PartialDate
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import VerdictKind

SAME, UNSURE, NEW = VerdictKind
ONE, TWO, THREE = mobile("+33611111111"), mobile("+33622222222"), mobile("+33633333333")
HOME = landline()
BORN = PartialDate(1980, 5, 17)
FATHER = PartialDate(1951, 12, 3)
MARIE = "Marie Dupont"
WOMAN, MAN = Gender(GenderCode.FEMALE), Gender(GenderCode.MALE)


@attrs.frozen
class Case:
    """One line of the table.

    Args:
        name: What it shows.
        known: Who is in the book.
        arriving: Who comes.
        kind: The verdict.
        whom: Places in *known* of those it is or may be.
        marked: Contact points marked as shared.
        by_card: False where a card cannot say it (ids of other systems).
    """

    name: str
    known: tuple[Profile, ...]
    arriving: Profile
    kind: VerdictKind
    whom: tuple[int, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def by_card(self) -> bool:
        """False where a card cannot say it: ids of other systems."""
        return not self.arriving.external_ids


def _crowd(count: int) -> tuple[Profile, ...]:
    """Return people of other names with one number, such as the shop's own."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return tuple(
        person(f"{letters[n].upper() * 2}xo Z{letters[n] * 3}ner", ONE) for n in range(count)
    )


def _full(text: str, *phones: PhoneNumber, gender: Gender | None = None) -> Profile:
    return Profile(name=PersonName(full=text), phones=phones, gender=gender)


def _one(name: str, known: Profile, arriving: Profile, kind: VerdictKind) -> Case:
    """A case of one client, who is meant unless the verdict is NEW."""
    return Case(name, (known,), arriving, kind, () if kind is NEW else (0,))


MARIE_ONE = person(MARIE, ONE)
TOM = person("Tom Lee", ONE)
GARAGE = Profile(company="Garage Nord", phones=(ONE,))

CASES: tuple[Case, ...] = (
    # nobody
    Case("an empty book", (), MARIE_ONE, NEW),
    _one("another number", MARIE_ONE, person(MARIE, TWO), NEW),
    _one("the name alone", MARIE_ONE, person(MARIE), NEW),
    _one("another e-mail", person(MARIE, email="m@a.fr"), person(MARIE, email="m@b.fr"), NEW),
    # one holder, compatible names
    _one("the same", MARIE_ONE, MARIE_ONE, SAME),
    _one("letter case and accents", person("Zoé Lévêque", ONE), person("ZOE leveque", ONE), SAME),
    _one("an initial", MARIE_ONE, person("M Dupont", ONE), SAME),
    _one("an initial in the book", person("M Dupont", ONE), MARIE_ONE, SAME),
    _one("swapped", MARIE_ONE, person("Dupont Marie", ONE), SAME),
    _one("a compound given name", person("Jean-Pierre Roy", ONE), person("Jean Roy", ONE), SAME),
    _one("a hyphen left out", person("Jean-Pierre Roy", ONE),
         Profile(name=PersonName(given="Jean Pierre", family="Roy"), phones=(ONE,)), SAME),
    _one("a double family name", MARIE_ONE, person("Marie Dupont-Martin", ONE), SAME),
    _one("the given name alone", MARIE_ONE, person("Marie", ONE), SAME),
    _one("the name in one piece", MARIE_ONE, _full("Dupont Marie", ONE), SAME),
    _one("a title", MARIE_ONE, _full("Mme Marie Dupont", ONE), SAME),
    _one("no name said", MARIE_ONE, person(None, ONE), SAME),
    _one("no name known", person(None, ONE), MARIE_ONE, SAME),
    _one("no name on either side", person(None, ONE), person(None, ONE), SAME),
    _one("by e-mail", person(MARIE, email="m@a.fr"), person(MARIE, email="M@A.fr"), SAME),
    _one("an e-mail with a tag", person(MARIE, email="m.d@gmail.com"),
         person(MARIE, email="md+salon@gmail.com"), SAME),
    _one("the landline", person(MARIE, HOME), person(MARIE, HOME, TWO), SAME),
    _one("one of two numbers", person(MARIE, ONE, TWO), person(MARIE, TWO, THREE), SAME),
    _one("part of the birth date", person(MARIE, ONE, birthday=BORN),
         person(MARIE, ONE, birthday=PartialDate(None, 5, 17)), SAME),
    _one("an e-mail in full width", person(MARIE, email="ann@ex.fr"), person(MARIE, email="ａｎｎ@ｅｘ．ｆｒ"), SAME),
    _one("an e-mail with what nobody sees", person(MARIE, email="ann@ex.fr"),
         person(MARIE, email="a\ufe0fn\u034fn\u2800@ex\u3002fr"), SAME),
    _one("an e-mail with letters that look alike", person(MARIE, email="ann@ex.fr"),
         person(MARIE, email="\u0430nn@ex.fr"), NEW),
    # alike, but no machine decides
    _one("a nickname", person("Robert Martin", ONE), person("Bob Martin", ONE), UNSURE),
    _one("a nickname in the book", person("Bill Martin", ONE), person("William Martin", ONE), UNSURE),
    _one("a slip in the given name", person("Thibault Roy", ONE), person("Thibaut Roy", ONE), UNSURE),
    _one("a slip in the family name", person("Hugo Fontaine", ONE), person("Hugo Fontayne", ONE), UNSURE),
    _one("a slip in the birth date", person(MARIE, ONE, birthday=BORN),
         person(MARIE, ONE, birthday=PartialDate(1980, 5, 11)), UNSURE),
    _one("another family name, one birth date", person(MARIE, ONE, birthday=BORN),
         person("Marie Roy", ONE, birthday=BORN), UNSURE),
    _one("another family name, its order turned", _full("Marie Dupont", ONE), person("Marie Roy", ONE), NEW),
    _one("another family name, a year alone", person(MARIE, ONE, birthday=PartialDate(1980)),
         person("Marie Roy", ONE, birthday=PartialDate(1980)), NEW),
    _one("another family name, no birthday but the form's", person(MARIE, ONE, birthday=PartialDate(1980, 1, 1)),
         person("Marie Roy", ONE, birthday=PartialDate(1980, 1, 1)), NEW),
    _one("another family name, the day of an empty cell", person(MARIE, ONE, birthday=PartialDate(1899, 12, 30)),
         person("Marie Roy", ONE, birthday=PartialDate(1899, 12, 30)), NEW),
    _one("a sister of one birth date", person(MARIE, ONE, birthday=BORN), person("Anne Dupont", ONE, birthday=BORN), NEW),
    _one("another family name, another sex", attrs.evolve(person("Dominique Dupont", ONE, birthday=BORN), gender=WOMAN),
         attrs.evolve(person("Dominique Roy", ONE, birthday=BORN), gender=MAN), NEW),
    _one("a nickname, and a middle name", Profile(
        name=PersonName(given="Bill", middle="Lee", family="Martin"), phones=(ONE,)),
         person("William Martin", ONE), UNSURE),
    _one("a nickname among two given names", person("Bill-Lee Martin", ONE), person("William Martin", ONE), UNSURE),
    _one("a nickname, an initial", person("Bill-Lee Martin", ONE), _full("William L. Martin", ONE), UNSURE),
    _one("a nickname, a double family name", person("Bill Martin", ONE), person("William Martin-Roy", ONE), UNSURE),
    _one("a nickname alone", person("Bill", ONE), person("William Martin", ONE), UNSURE),
    _one("a slip, and a name left out", person("Anne-Thibault Roy", ONE), person("Thibaut Roy", ONE), UNSURE),
    _one("two sexes of one name", person("Dominique Roy", HOME, gender=WOMAN),
         person("Dominique Roy", HOME, gender=MAN), UNSURE),
    _one("two titles of one name", _full("M. Dominique Roy", HOME), _full("Mme Dominique Roy", HOME), UNSURE),
    _one("a title against what is stated", person("Dominique Roy", HOME, gender=WOMAN),
         _full("Mr Dominique Roy", HOME), UNSURE),
    Case("two sexes, and one who fits", (person("Dominique Roy", HOME, gender=WOMAN),
         person("Dominique Roy", HOME, gender=MAN)), _full("M. Dominique Roy", HOME), SAME, (1,)),
    # written in other ways
    _one("a Chinese name with a space", _full("王 小明", ONE), _full("王小明", ONE), SAME),
    _one("a Chinese name in parts", person("小明 王", ONE), _full("王小明", ONE), SAME),
    _one("a Japanese name with a space", _full("山田 太郎", ONE), _full("山田太郎", ONE), SAME),
    _one("a Korean name with a space", _full("김 민준", ONE), _full("김민준", ONE), SAME),
    _one("another Chinese name", _full("王 小明", ONE), _full("王小红", ONE), NEW),
    _one("another Korean name", _full("김 민준", ONE), _full("김서연", ONE), NEW),
    _one("Pinyin with a hyphen", _full("Li Xiao-ming", ONE), _full("Li Xiaoming", ONE), SAME),
    _one("Pinyin with a space", _full("Li Xiao Ming", ONE), person("Xiaoming Li", ONE), SAME),
    _one("Korean in Latin letters", _full("Park Ji-won", ONE), _full("Park Jiwon", ONE), SAME),
    _one("another Korean in Latin letters", _full("Park Ji-won", ONE), _full("Park Minseo", ONE), NEW),
    _one("a degree behind a comma", _full("Marie Dupont, PhD", ONE), _full(MARIE, ONE), SAME),
    _one("two degrees behind commas", _full("Dupont, Marie, MBA, PhD", ONE), MARIE_ONE, SAME),
    _one("a title behind a comma", _full("Dupont Marie, Madame", ONE), MARIE_ONE, SAME),
    _one("a suffix behind a comma", _full("John Smith, Jr.", ONE), _full("John Smith", ONE), SAME),
    _one("a suffix that one side has", person("Jean Roy", HOME), _full("Jean Roy fils", HOME), SAME),
    _one("a title that one side has", _full("M. Roy", HOME), _full("Jean Roy", HOME), SAME),
    _one("two titles of a woman", _full("Mlle Roy", HOME), _full("Mme Roy", HOME), SAME),
    _one("an initial that looks like a title", person("Marie Roy", HOME), _full("M. Roy", HOME), SAME),
    _one("a couple in one name", _full("M. et Mme Roy", HOME), _full("Mme Roy", HOME), UNSURE),
    _one("a couple in the given name", Profile(name=PersonName("Tom and Ann", "Lee"), phones=(HOME,)),
         _full("Mrs Lee", HOME), UNSURE),
    _one("a couple, and one of them by title", _full("Marie & Paul Dupont", HOME), _full("M. Paul Dupont", HOME), UNSURE),
    _one("a couple, and a wife by name", _full("Mme Claire Dupont", HOME), _full("M. et Mme Dupont", HOME), UNSURE),
    _one("a couple in other words", _full("M. et Mme Roy", HOME), _full("Mme et M. Roy", HOME), SAME),
    _one("a couple, and somebody else", _full("Tom & Ann Lee", HOME), person("Bob Lee", HOME), NEW),
    _one("a household", person("Famille Dupont", HOME), _full("Mme Dupont", HOME), UNSURE),
    # several given or family names, in any order and cut
    _one("several given names behind", person("Luis-Miguel Rodríguez", ONE), _full("Rodríguez Luis Miguel", ONE), SAME),
    _one("several of both behind", Profile(name=PersonName("José María", "García López"), phones=(ONE,)),
         _full("García López José María", ONE), SAME),
    _one("two names in one piece", _full("Juan Carlos Pérez Gómez", ONE), _full("Pérez Gómez Juan Carlos", ONE), SAME),
    _one("three names in one piece", _full("Luis Miguel Rodríguez", ONE), _full("Rodríguez Luis Miguel", ONE), SAME),
    _one("parts in the other's place", Profile(name=PersonName("José María", "García López"), phones=(ONE,)),
         Profile(name=PersonName("García López", "José María"), phones=(ONE,)), SAME),
    _one("a particle in front", Profile(name=PersonName("Anne Sophie", "de la Tour"), phones=(ONE,)),
         _full("de la Tour Anne Sophie", ONE), SAME),
    _one("cut elsewhere", Profile(name=PersonName("Thi Mai", "Nguyen Tran"), phones=(ONE,)),
         Profile(name=PersonName("Mai Nguyen Tran", "Thi"), phones=(ONE,)), SAME),
    _one("the same words and one more", Profile(name=PersonName("José María", "García López"), phones=(ONE,)),
         _full("García Gómez José María", ONE), NEW),
    # other persons of one name on one number
    _one("a couple by titles as given names", person("Mme Durand", HOME), person("M. Durand", HOME), NEW),
    _one("a couple by titles, one in its place", person("Mme Durand", HOME), _full("M. Durand", HOME), NEW),
    _one("a couple by titles behind", Profile(name=PersonName(family="Durand", suffix="Mme"), phones=(HOME,)),
         Profile(name=PersonName(family="Durand", prefix="M."), phones=(HOME,)), NEW),
    _one("a couple by titles in Italian", _full("Sig. Rossi", HOME), _full("Sig.ra Rossi", HOME), NEW),
    _one("a couple by titles in Portuguese", _full("Sr. Lopes", HOME), _full("Sr.ª Lopes", HOME), NEW),
    _one("a couple by titles in Dutch", person("Dhr. Bakker", HOME), person("Mevr. Bakker", HOME), NEW),
    _one("a couple by short titles", _full("Hr. Weber", HOME), _full("Fr. Weber", HOME), NEW),
    _one("a title as given name", person("Mme Durand", HOME), person("Claire Durand", HOME), SAME),
    _one("a degree as given name", person("Dr. Weber", HOME), person("Anna Weber", HOME), SAME),
    _one("an initial beside nobody's title", person("M. Durand", HOME), person("Marie Durand", HOME), SAME),
    _one("the mother of a child", _full("Léa", ONE), _full("maman de Léa", ONE), NEW),
    _one("the child of a mother", _full("maman de Léa Roy", ONE), person("Léa Roy", ONE), NEW),
    _one("two parents", _full("maman de Léa", ONE), _full("papa de Léa", ONE), NEW),
    _one("one mother in two words", _full("maman de Léa", ONE), _full("Mère de Léa", ONE), SAME),
    _one("a mother in Arabic", _full("Khalid", ONE), _full("Umm Khalid", ONE), NEW),
    _one("a father in Arabic", _full("Abu Ahmed", ONE), _full("Ahmed", ONE), NEW),
    _one("the mother in German", _full("Mutter von Lena", ONE), person("Lena", ONE), NEW),
    _one("a father with a name of his own", person("Abu-Ahmed Hassan", ONE), _full("Hassan Abu Ahmed", ONE), SAME),
    _one("a genitive in English", TOM, _full("Tom Lee's mother", ONE), NEW),
    _one("the child of a genitive", _full("Tom Lee’s mum", ONE), TOM, NEW),
    _one("a mother-in-law", TOM, _full("Tom Lee's mother-in-law", ONE), NEW),
    _one("a genitive without its s", _full("Jonas", ONE), _full("Jonas' Mutter", ONE), NEW),
    _one("an article in front", TOM, _full("La mère de Tom Lee", ONE), NEW),
    _one("a guardian", TOM, _full("guardian of Tom Lee", ONE), NEW),
    _one("an assistant", TOM, _full("Secrétaire de Tom Lee", ONE), NEW),
    _one("an estate", TOM, _full("Estate of Tom Lee", ONE), NEW),
    _one("a short tie", TOM, _full("Mutter v. Tom Lee", ONE), NEW),
    _one("a tie in Dutch", TOM, _full("echtgenote van Tom Lee", ONE), NEW),
    _one("one mother, told in two ways", _full("Tom Lee's mum", ONE), _full("maman de Tom Lee", ONE), SAME),
    _one("a mother with a name of her own", person("Paul Dupont", ONE),
         Profile(name=PersonName("Marie (mère de Paul)", "Dupont"), phones=(ONE,)), NEW),
    _one("a mother beside her own name", MARIE_ONE, _full("Marie (mère de Paul) Dupont", ONE), SAME),
    _one("a colleague", person("Paul Dupont", ONE),
         Profile(name=PersonName("Collègue de Paul", "Dupont"), phones=(ONE,)), NEW),
    _one("a dog", _full("Marie", ONE), _full("Rex (chien de Marie)", ONE), NEW),
    _one("a word in brackets", TOM, _full("Tom Lee (mother)", ONE), UNSURE),
    _one("a word behind a dash", TOM, _full("Tom Lee - maman", ONE), UNSURE),
    _one("a word in front", _full("Maman Tom Lee", ONE), TOM, UNSURE),
    _one("a word behind", TOM, _full("Tom Lee Mutter", ONE), UNSURE),
    _one("a genitive in German", TOM, _full("Tom Lees Mutter", ONE), UNSURE),
    _one("parents in brackets", _full("Tom Lee (mother)", ONE), _full("Tom Lee (father)", ONE), NEW),
    _one("two in one name", TOM, _full("Tom et Ann Lee", ONE), UNSURE),
    _one("two whole names in one", _full("Tom Lee / Ann Lee", ONE), TOM, UNSURE),
    _one("a couple by the name of one", TOM, _full("Mr and Mrs Tom Lee", ONE), UNSURE),
    _one("the same couple", _full("Tom und Ann Lee", ONE), _full("TOM UND ANN LEE", ONE), SAME),
    _one("a family name that is a relation", person("Thomas Vater", ONE), _full("Vater Thomas", ONE), SAME),
    _one("a given name that is a relation", person("Mari Lee", ONE), _full("Lee, Mari", ONE), SAME),
    _one("a relation that one side leaves out", _full("Tom Vater", ONE), _full("Tom", ONE), SAME),
    _one("a priest", person("Jean Martin", ONE), _full("Père Jean Martin", ONE), SAME),
    _one("a slash between two halves", person("Anne-Marie Roy", ONE), _full("Anne-Marie / Roy", ONE), SAME),
    _one("a couple by titles", _full("M. Roy", HOME), _full("Mme Roy", HOME), NEW),
    _one("a couple by titles in English", _full("Mr Smith", HOME), _full("Mrs. Smith", HOME), NEW),
    _one("a couple by titles in German", _full("Herr Weber", HOME), _full("Frau Weber", HOME), NEW),
    _one("a couple, one by the first name", _full("Jean Roy", HOME, gender=MAN), _full("Mme Roy", HOME), NEW),
    _one("a couple by what is stated", Profile(name=PersonName(family="Roy"), gender=MAN, phones=(HOME,)),
         Profile(name=PersonName(family="Roy"), gender=WOMAN, phones=(HOME,)), NEW),
    _one("father and son by suffixes", _full("John Smith Sr.", HOME), _full("John Smith Jr.", HOME), NEW),
    _one("father and son behind commas", _full("Smith, John, Sr", HOME), _full("Smith, John, Jr", HOME), NEW),
    _one("father and son in French", _full("Jean Roy père", HOME), _full("Jean Roy fils", HOME), NEW),
    _one("son and grandson", _full("John Smith II", HOME), _full("John Smith III", HOME), NEW),
    _one("father and son by suffix and place", _full("John Smith, Sr.", HOME),
         person("John Smith II", HOME), NEW),
    _one("father and son by words inside", _full("Tom Jr Lee", HOME), _full("Tom Sr Lee", HOME), NEW),
    _one("mother and daughter by words inside", Profile(name=PersonName("Marie mère", "Dupont"), phones=(HOME,)),
         _full("Marie fille Dupont", HOME), NEW),
    _one("the first and the second", Profile(name=PersonName("Paul", "Dupont I"), phones=(HOME,)),
         Profile(name=PersonName("Paul", "Dupont II"), phones=(HOME,)), NEW),
    _one("a mother and a father of a family", _full("Mère Dupont", HOME), _full("Père Dupont", HOME), UNSURE),
    _one("a son without a name", person(MARIE, HOME), _full("fils Dupont", HOME), UNSURE),
    _one("a son behind an article", person(MARIE, HOME), _full("le fils Dupont", HOME), UNSURE),
    _one("a father without a name", person("Jean Dupont", HOME), _full("Dupont père", HOME), UNSURE),
    _one("a junior without a name", _full("Smith Jr.", HOME), person("John Smith", HOME), UNSURE),
    _one("a mother beside an initial", person("M Dupont", HOME), person("Maman Dupont", HOME), UNSURE),
    _one("a daughter without a name", person(MARIE, HOME), _full("fille Dupont", HOME), NEW),
    _one("one son without a name", _full("fils Dupont", HOME), _full("le fils Dupont", HOME), SAME),
    _one("a father of one family name", _full("Dupont", HOME), _full("Dupont père", HOME), SAME),
    # other persons on one number
    _one("a family", person("Paul Dupont", HOME), person(MARIE, HOME), NEW),
    _one("another family name", MARIE_ONE, person("Marie Lambert", ONE), NEW),
    _one("nothing in common", MARIE_ONE, person("Hugo Fontaine", ONE), NEW),
    _one("two names that exist", person("Louis Roy", ONE), person("Louise Roy", ONE), NEW),
    _one("half a compound name", person("Jean-Pierre Roy", ONE), person("Jean-Paul Roy", ONE), NEW),
    _one("father and son of one name", person("Jean Roy", HOME, birthday=FATHER),
         person("Jean Roy", HOME, birthday=BORN), NEW),
    _one("twins", person("Lucas Garel", ONE, email="g@a.fr", birthday=BORN),
         person("Noé Garel", ONE, email="g@a.fr", birthday=BORN), NEW),
    # ids
    _one("an id", person(MARIE, ids=(("erp", "1"),)), person(MARIE, ids=(("erp", "1"),)), SAME),
    _one("an id, another number", person(MARIE, ONE, ids=(("erp", "1"),)),
         person(MARIE, TWO, ids=(("ERP", "1"),)), SAME),
    _one("an id and a nickname", person("Bob Roy", ids=(("erp", "1"),)),
         person("Robert Roy", ids=(("erp", "1"),)), SAME),
    _one("an id without a name", person(MARIE, ids=(("erp", "1"),)),
         person(None, TWO, ids=(("erp", "1"),)), SAME),
    _one("an id and another name", person(MARIE, ids=(("erp", "1"),)),
         person("Hugo Fontaine", ids=(("erp", "1"),)), UNSURE),
    _one("an id and another birth date", person(MARIE, ids=(("erp", "1"),), birthday=BORN),
         person(MARIE, ids=(("erp", "1"),), birthday=FATHER), UNSURE),
    _one("two ids of one system", person(MARIE, ONE, ids=(("erp", "1"),)),
         person(MARIE, ONE, ids=(("erp", "2"),)), NEW),
    _one("two ids of one system, a family", person(MARIE, ONE, ids=(("erp", "1"),)),
         person("Paul Dupont", ONE, ids=(("erp", "2"),)), NEW),
    Case("the id of one, the number of another", (person(MARIE, ids=(("till", "5"),)), person("Bo Ek", ONE)),
         person("Bo Ek", ONE, ids=(("till", "5"),)), UNSURE, (0, 1)),
    Case("the account of one, the e-mail of another", (person(MARIE, ids=(("account", "5"),)),
         person("Bo Ek", email="bo@a.fr")), person("Bo Ek", email="bo@a.fr", ids=(("account", "5"),)), UNSURE, (0, 1)),
    _one("ids of two systems", person(MARIE, ONE, ids=(("erp", "1"),)),
         person(MARIE, ONE, ids=(("web", "2"),)), SAME),
    _one("the same id elsewhere", person(MARIE, ids=(("erp", "1"),)),
         person(MARIE, ids=(("web", "1"),)), NEW),
    Case("an id against a number", (person(MARIE, ids=(("erp", "1"),)), person(MARIE, ONE)),
         person(MARIE, ONE, ids=(("erp", "1"),)), SAME, (0,)),
    Case("ids of two clients", (person(MARIE, ids=(("erp", "1"),)), person(MARIE, ids=(("web", "2"),))),
         person(MARIE, ids=(("erp", "1"), ("web", "2"))), UNSURE, (0, 1)),
    _one("one id shared, one not", person(MARIE, ids=(("erp", "1"), ("web", "1"))),
         person(MARIE, ids=(("erp", "1"), ("web", "2"))), UNSURE),
    # accounts
    _one("the account", person(MARIE, ids=(("account", "a"),)),
         person(MARIE, TWO, ids=(("account", "a"),)), SAME),
    _one("two accounts", person(MARIE, ONE, ids=(("account", "a"),)),
         person(MARIE, ONE, ids=(("Account", "b"),)), UNSURE),
    _one("two accounts, a family", person(MARIE, ONE, ids=(("account", "a"),)),
         person("Paul Dupont", ONE, ids=(("account", "b"),)), NEW),
    _one("an account, and none said", person(MARIE, ONE, ids=(("account", "a"),)), MARIE_ONE, SAME),
    _one("a first account", MARIE_ONE, person(MARIE, ONE, ids=(("account", "a"),)), SAME),
    _one("an account without a name", MARIE_ONE, person(None, ONE, ids=(("account", "a"),)), UNSURE),
    _one("an account without a name, by e-mail", person(MARIE, email="m@a.fr"),
         person(None, email="m@a.fr", ids=(("account", "a"),)), UNSURE),
    _one("an account and a number, neither of a name", person(None, ONE),
         person(None, ONE, ids=(("account", "a"),)), UNSURE),
    _one("a nameless account in the book", person(None, ONE, ids=(("account", "a"),)), MARIE_ONE, UNSURE),
    _one("a nameless account in the book, an account of another", person(None, ONE, ids=(("account", "a"),)),
         person(MARIE, ONE, ids=(("account", "b"),)), UNSURE),
    _one("a nameless account in the book, a firm", person(None, ONE, ids=(("account", "a"),)), GARAGE, UNSURE),
    _one("a nameless account takes its own name", person(None, ONE, ids=(("account", "a"),)),
         person(MARIE, ONE, ids=(("account", "a"),)), SAME),
    Case("that very name beside a nameless account", (person(None, ONE, ids=(("account", "a"),)), MARIE_ONE),
         MARIE_ONE, SAME, (1,)),
    _one("one's own account without a name", person(MARIE, ONE, ids=(("account", "a"),)),
         person(None, ONE, ids=(("account", "a"),)), SAME),
    Case("two accounts, and one without", (person(MARIE, ONE, ids=(("account", "a"),)), MARIE_ONE),
         person(MARIE, ONE, ids=(("account", "b"),)), UNSURE, (0, 1)),
    # lists without a name
    _one("a number of some list, the same name", person(MARIE, ids=(("import", "1"),)),
         person(MARIE, ids=(("import", "1"),)), SAME),
    _one("a number of some list, another name", person(MARIE, ids=(("import", "1"),)),
         person("Hugo Fontaine", ids=(("import", "1"),)), NEW),
    _one("a number of some list, no name", person(MARIE, ids=(("import", "1"),)),
         person(None, TWO, ids=(("import", "1"),)), NEW),
    _one("two numbers of two lists", person(MARIE, ONE, ids=(("import", "1"),)),
         person(MARIE, ONE, ids=(("import", "2"),)), SAME),
    # several holders
    Case("two who fit", (MARIE_ONE, person("Marie", ONE)), _full("Mme Dupont", ONE), UNSURE, (0, 1)),
    Case("two of that very name", (MARIE_ONE, person("Dupont Marie", ONE)), MARIE_ONE, UNSURE, (0, 1)),
    Case("two of that very name, one born on another day", (person(MARIE, ONE, birthday=BORN), MARIE_ONE),
         person(MARIE, ONE, birthday=FATHER), SAME, (1,)),
    *(Case(f"that very name beside {text}", (_full(text, ONE), MARIE_ONE), MARIE_ONE, SAME, (1,))
      for text in ("Dupont", "Marie", "M Dupont", "Marie D.", "Mme Dupont", "Marie-Anne Dupont", "Marie Dupont-Roy")),
    Case("that very name in one piece", (person("M Dupont", ONE), MARIE_ONE), _full("DUPONT Marie", ONE), SAME, (1,)),
    Case("that very name, and all of a family", (MARIE_ONE, person("Paul Dupont", ONE), _full("Dupont", ONE)),
         person("Paul Dupont", ONE), SAME, (1,)),
    Case("that very name in Chinese", (_full("王", ONE), person("小明 王", ONE)), person("小明 王", ONE), SAME, (1,)),
    Case("a part of a name, said twice", (MARIE_ONE, _full("Dupont", ONE)), _full("Dupont", ONE), UNSURE, (0, 1)),
    Case("an initial, said twice", (MARIE_ONE, person("M Dupont", ONE)), person("M Dupont", ONE), UNSURE, (0, 1)),
    Case("an initial in Cyrillic, said twice", (person("Жанна Иванова", ONE), person("Ж Иванова", ONE)),
         person("Ж Иванова", ONE), UNSURE, (0, 1)),
    Case("that very name with a suffix", (_full("Tom Lee Sr", ONE), _full("Tom Lee Jr", ONE), TOM),
         _full("Tom Lee Jr", ONE), SAME, (1,)),
    Case("that very name without a suffix", (_full("Tom Lee Sr", ONE), _full("Tom Lee Jr", ONE), TOM), TOM, SAME, (2,)),
    Case("a name without its suffix", (_full("Tom Lee Sr", ONE), _full("Tom Lee Jr", ONE)), TOM, UNSURE, (0, 1)),
    Case("that very name with another account", (person(MARIE, ONE, ids=(("account", "a"),)), person("M Dupont", ONE)),
         person(MARIE, ONE, ids=(("account", "b"),)), UNSURE, (0, 1)),
    Case("that very name beside another account", (MARIE_ONE, person("M Dupont", ONE, ids=(("account", "a"),))),
         person(MARIE, ONE, ids=(("account", "b"),)), SAME, (0,)),
    Case("an initial of two", (MARIE_ONE, person("Martin Dupont", ONE)), person("M Dupont", ONE),
         UNSURE, (0, 1)),
    Case("one of a family", (MARIE_ONE, person("Paul Dupont", ONE)), MARIE_ONE, SAME, (0,)),
    Case("nobody of a family", (MARIE_ONE, person("Paul Dupont", ONE)), person("Zoé Dupont", ONE), NEW),
    Case("the third of a number", (person("Ann Roy", ONE), person("Hugo Li", ONE)), MARIE_ONE, NEW),
    Case("one without a name of two", (person(None, ONE), person("Paul Dupont", ONE)), MARIE_ONE,
         UNSURE, (0,)),
    Case("one without a name, and one of that very name", (person(None, ONE), MARIE_ONE), MARIE_ONE, SAME, (1,)),
    Case("two without a name, and one of that very name", (person(None, ONE), MARIE_ONE, person(None, ONE)),
         person("Dupont Marie", ONE), SAME, (1,)),
    Case("one without a name, and a family", (person(None, HOME), person("Paul Dupont", HOME), person(MARIE, HOME)),
         person(MARIE, HOME), SAME, (2,)),
    Case("one without a name, and one who fits", (person(None, ONE), MARIE_ONE), person("M Dupont", ONE),
         UNSURE, (0, 1)),
    Case("two without a name", (person(None, ONE), person(None, ONE)), MARIE_ONE, UNSURE, (0, 1)),
    Case("no name said, two holders", (MARIE_ONE, person("Paul Dupont", ONE)), person(None, ONE),
         UNSURE, (0, 1)),
    Case("the number of one, the e-mail of another", (MARIE_ONE, person(MARIE, email="m@a.fr")),
         person(MARIE, ONE, email="m@a.fr"), UNSURE, (0, 1)),
    Case("the number of one, the e-mail of a brother", (MARIE_ONE, person("Paul Dupont", email="m@a.fr")),
         person(MARIE, ONE, email="m@a.fr"), SAME, (0,)),
    Case("one exactly, one by a nickname", (person("Robert Roy", ONE), person("Bob Roy", ONE)),
         person("Robert Roy", ONE), SAME, (0,)),
    # firms
    _one("a firm", GARAGE, Profile(company="Garage Nord SARL", phones=(ONE,)), SAME),
    _one("another firm", GARAGE, Profile(company="Boulangerie Ducasse", phones=(ONE,)), NEW),
    _one("a firm, no name known", person(None, ONE), GARAGE, SAME),
    _one("a firm, no name said", GARAGE, person(None, ONE), SAME),
    _one("a firm on the number of a person", MARIE_ONE, GARAGE, UNSURE),
    _one("a person on the number of a firm", GARAGE, MARIE_ONE, UNSURE),
    _one("a firm, and a person of that firm", person(MARIE, ONE, company="Garage Nord"), GARAGE, SAME),
    _one("a firm, and a person of another", person(MARIE, ONE, company="Boulangerie Ducasse"), GARAGE, NEW),
    _one("a firm in the place of a name", _full("Garage Nord", ONE), GARAGE, SAME),
    Case("a firm on the number of a family", (MARIE_ONE, person("Paul Dupont", ONE)), GARAGE, UNSURE, (0, 1)),
    Case("a firm beside a person of another", (MARIE_ONE, person("Paul Weil", ONE, company="Boulangerie Ducasse")),
         GARAGE, UNSURE, (0,)),
    Case("a firm, and one who has it", (MARIE_ONE, GARAGE), GARAGE, SAME, (1,)),
    Case("a firm, and one who is not named", (person(None, ONE), MARIE_ONE), GARAGE, UNSURE, (0, 1)),
    Case("one of a firm beside it", (GARAGE, person(MARIE, ONE, company="Garage Nord")),
         person(MARIE, ONE, company="Garage Nord"), SAME, (1,)),
    Case("one of a firm beside it, the firm not said", (GARAGE, person(MARIE, ONE, company="Garage Nord")),
         MARIE_ONE, SAME, (1,)),
    Case("a firm beside one of it", (person(MARIE, ONE, company="Garage Nord"), GARAGE), GARAGE, SAME, (1,)),
    Case("a firm, and two of it", (person(MARIE, ONE, company="Garage Nord"),
         person("Paul Weil", ONE, company="Garage Nord")), GARAGE, UNSURE, (0, 1)),
    Case("one of that very name beside a firm", (GARAGE, MARIE_ONE), MARIE_ONE, SAME, (1,)),
    # shared contact points
    Case("a marked number", (MARIE_ONE,), MARIE_ONE, NEW, marked=(ONE.e164,)),
    Case("a marked number, an e-mail of one's own", (person(MARIE, ONE, email="m@a.fr"),),
         person(MARIE, ONE, email="m@a.fr"), SAME, (0,), (ONE.e164,)),
    Case("a marked number, an id", (person(MARIE, ONE, ids=(("erp", "1"),)),),
         person(MARIE, ONE, ids=(("erp", "1"),)), SAME, (0,), (ONE.e164,)),
    Case("twenty holders still tell", (*_crowd(19), MARIE_ONE), MARIE_ONE, SAME, (19,)),
    Case("twenty-one holders tell nothing", (*_crowd(20), MARIE_ONE), person(MARIE, ONE, TWO), NEW),
)  # fmt: skip
"""Nobody here is real."""
