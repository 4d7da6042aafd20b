# ruff: noqa: E501 - a table reads by its lines
"""What titles, initials, generations and further given names say of two on one contact point."""

from tests.book.people import person
from tests.identity.cases.lines import HOME, NEW, ONE, SAME, UNSURE, Case, full, one

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile


def _parts(given: str | None, family: str | None = None, **more: str) -> Profile:
    return Profile(name=PersonName(given=given, family=family, **more), phones=(ONE,))


BESIDE: tuple[Case, ...] = (
    # a whole name in the column of given names
    one("a whole name with a hyphen", _parts("Jean-Luc Martin"), full("Martin Zoé", ONE), NEW),
    one("a whole name with a double family name", _parts("Ann Smith-Brown"), full("Smith Victor", ONE), NEW),
    one("a whole name with a hyphen, and its own", _parts("Jean-Luc Martin"), full("Jean-Luc Martin", ONE), SAME),
    # initials in front
    one("Don, and another given name", full("D. Luis Ruiz", ONE), full("Diego Ruiz", ONE), NEW),
    one("Don, and the given name", full("D. Luis Ruiz", ONE), full("Luis Ruiz", ONE), SAME),
    one("María in short, and another", full("Mª Luisa Ruiz", ONE), person("Manuel Ruiz", ONE), NEW),
    one("María in short", full("Mª Luisa Ruiz", ONE), _parts("María Luisa", "Ruiz"), SAME),
    one("an initial, and another given name", _parts("T. Ann", "Lee"), person("Tom Lee", ONE), UNSURE),
    one("an initial in front of the given name", full("p. Anna Nowak", ONE), person("Anna Nowak", ONE), SAME),
    one("an initial behind a whole name", full("Lee Tom, M.", ONE), full("Lee Mary", ONE), UNSURE),
    one("a couple by Don and Doña", full("D. Luis y Dña. Ana Ruiz", ONE), person("Luis Ruiz", ONE), UNSURE),
    # which of several
    one("father and son in Hungarian", _parts("János", "Szabó", prefix="id."), _parts("János", "Szabó", prefix="ifj."), NEW),
    one("father and son, one of them behind", full("id. Szabó János", ONE), _parts("János", "Szabó", suffix="ifj."), NEW),
    one("the son in Hungarian, and no word", full("ifj. Szabó János", ONE), person("János Szabó", ONE), UNSURE),
    one("father and son in Czech", _parts("Jan", "Novák", prefix="st."), _parts("Jan", "Novák", prefix="ml."), NEW),
    one("father and son in Russian", _parts("Дмитрий", "Бойко", suffix="старший"),
         _parts("Дмитрий", "Бойко", suffix="младший"), NEW),
    one("the second of a name", full("John Smith II", ONE), person("John Smith", ONE), UNSURE),
    one("a number behind a name", full("Ann Lee #2", ONE), person("Ann Lee", ONE), UNSURE),
    # given names
    one("a later given name alone", _parts("Mathieu Julien", "Martin"), person("Julien Martin", ONE), UNSURE),
    one("a second half alone", person("Jean-Luc Martin", ONE), person("Luc Martin", ONE), UNSURE),
    one("a middle name alone", _parts("John", "Smith", middle="Ann"), person("Ann Smith", ONE), UNSURE),
    one("given names turned round", _parts("María José", "García"), _parts("José María", "García"), UNSURE),
    one("the name of a father", full("Ahmed Khalid Al-Sayed", ONE), full("Khalid Al-Sayed", ONE), UNSURE),
    one("a first given name alone", _parts("Mohamed Ali", "Saidi"), person("Mohamed Saidi", ONE), SAME),
    one("a given name, and a family name", _parts(None, "Dupont"), _parts("Claire"), UNSURE),
    one("a later given name behind the family name", full("Garnier Jean-Luc", ONE), full("Garnier Luc", ONE), UNSURE),
    one("a first given name behind the family name", full("Dupont Mathieu Julien", ONE), person("Mathieu Dupont", ONE), SAME),
    one("an initial that runs into no name", full("Paul A. Lee", ONE), full("Paula Lee", ONE), NEW),
    one("a woman behind a comma", person("Léo Dupont", ONE), full("Marie Dupont, Léo", ONE), UNSURE),
    one("who comes too", person("Marie Dupont", ONE), full("Marie Dupont enfants", ONE), UNSURE),
    # titles without a given name
    one("a doctor, and Mrs", full("Dr. Weber", HOME), full("Frau Weber", HOME), UNSURE),
    one("a doctor, and a doctor with another title", full("Dr. Weber", HOME), full("Herr Dr. Weber", HOME), SAME),
    one("a son, and Mr", full("fils Dupont", HOME), full("M. Dupont", HOME), UNSURE),
    one("a grandmother, and Mrs", full("Oma Koch", HOME), full("Frau Koch", HOME), UNSURE),
    one("Mrs by her husband's name", person("Oliver Wright", HOME), full("Mrs Oliver Wright", HOME), UNSURE),
    one("a man's title before a woman's name", person("Anna Weber", HOME), full("Herr A. Weber", HOME), UNSURE),
    one("Mrs by her own name", person("Anne Wright", HOME), full("Mrs Anne Wright", HOME), SAME),
    one("a couple by titles in Turkish", _parts(None, "Yılmaz", prefix="Bay"), full("Bayan Yılmaz", ONE), NEW),
    one("a couple by titles in Bulgarian", full("г-н Бойко", ONE), full("г-жа Бойко", ONE), NEW),
    one("a title of a whole name in Bulgarian", full("г-н Иван Бойко", ONE), person("Иван Бойко", ONE), SAME),
    one("a title that may be a name", full("Pan Nowak", ONE), person("Jan Nowak", ONE), UNSURE),
    # fillers
    one("a filler in the book", full("Unknown", ONE), person("Ann Lee", ONE), SAME),
    one("a filler that comes", person("Ann Lee", ONE), full("Inconnu", ONE), SAME),
    one("a filler as given name", _parts("n/a", "Lee"), person("Ann Lee", ONE), SAME),
    one("a filler, and another family", _parts("n/a", "Lee"), person("Ann Roy", ONE), NEW),
    # names of fathers and of children
    one("a father's name", full("Ahmed bin Khalid", ONE), full("Khalid", ONE), UNSURE),
    one("a father's name without its word", full("Ahmed bin Khalid", ONE), full("Ahmed Khalid", ONE), SAME),
    one("a mother by her child", full("Um Khalid", ONE), full("Khalid", ONE), NEW),
    one("a mother in Hungarian", person("János Szabó", ONE), full("anyja János Szabó", ONE), UNSURE),
    one("a mother in Russian", person("Иван Петров", ONE), full("мама Иван Петров", ONE), UNSURE),
)  # fmt: skip
"""Nobody here is real."""
