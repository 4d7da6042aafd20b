"""Names of persons, kept whole and taken apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.names import PersonName
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import parse_full_name, split_name

_NAMES = ("prefix", "given", "middle", "family", "suffix", "nickname", "maiden")

# text | prefix | given | middle | family | suffix | nickname | maiden
CASES = """
Marie|||||||
Jean Dupont||Jean||Dupont|||
DUPONT Jean||Jean||DUPONT|||
Jean DUPONT||Jean||DUPONT|||
JEAN DUPONT||JEAN||DUPONT|||
jean dupont||jean||dupont|||
Dupont, Jean||Jean||Dupont|||
DUPONT, Jean||Jean||DUPONT|||
Dupont,Jean||Jean||Dupont|||
DUPONT Jean-Pierre||Jean-Pierre||DUPONT|||
DUPONT MARTIN Jean||Jean||DUPONT MARTIN|||
DUPONT-MARTIN Jean||Jean||DUPONT-MARTIN|||
Jean-Luc Dupont||Jean-Luc||Dupont|||
Jean Pierre Dupont||Jean|Pierre|Dupont|||
Anne-Sophie LE GOFF||Anne-Sophie||LE GOFF|||
LE GOFF Yann||Yann||LE GOFF|||
Yann Le Goff||Yann||Le Goff|||
Anne de Gersseau||Anne||de Gersseau|||
de GERSSEAU Anne||Anne||de GERSSEAU|||
Jean de La Tour||Jean||de La Tour|||
Jean de la FONTAINE||Jean||de la FONTAINE|||
Charles du Bois||Charles||du Bois|||
Paul des Forges||Paul||des Forges|||
M. Dupont|M.|||Dupont|||
M. Jean Dupont|M.|Jean||Dupont|||
M Jean Dupont|M|Jean||Dupont|||
Mme Dupont|Mme|||Dupont|||
Mme Marie Dupont|Mme|Marie||Dupont|||
Mlle Léa Dupont|Mlle|Léa||Dupont|||
Madame DUPONT Marie|Madame|Marie||DUPONT|||
M. et Mme Dupont|M. et Mme|||Dupont|||
M. et Mme Jean Dupont|M. et Mme|Jean||Dupont|||
Me Paul Dupont|Me|Paul||Dupont|||
Dr Dupont|Dr|||Dupont|||
Dr. Anne Martin|Dr.|Anne||Martin|||
Dupont, Dr Anne|Dr|Anne||Dupont|||
Pr. Paul Martin|Pr.|Paul||Martin|||
Docteur Paul Martin|Docteur|Paul||Martin|||
Marie Dupont née Martin||Marie||Dupont|||Martin
Marie Dupont (née Martin)||Marie||Dupont|||Martin
Mme Marie DUPONT née MARTIN|Mme|Marie||DUPONT|||MARTIN
Marie MARTIN épouse DURAND||Marie||DURAND|||MARTIN
Marie MARTIN ép. DURAND||Marie||DURAND|||MARTIN
Jean et Marie Dupont||Jean et Marie||Dupont|||
Jean & Marie||Jean & Marie|||||
O'Brien Sean||O'Brien||Sean|||
Sean O'Connor||Sean||O'Connor|||
Jean d'Ormesson||Jean||d'Ormesson|||
John Smith||John||Smith|||
John A. Smith||John|A.|Smith|||
J. Smith||J.||Smith|||
J. R. R. Tolkien||J.|R. R.|Tolkien|||
J.R.R. Tolkien||J.R.R.||Tolkien|||
JP Morgan||JP||Morgan|||
Smith, J.R.||J.R.||Smith|||
Smith, John A.||John|A.|Smith|||
Smith, John Paul||John|Paul|Smith|||
John Smith Jr||John||Smith|Jr||
John Smith Jr.||John||Smith|Jr.||
John Smith, Jr.||John||Smith|Jr.||
Smith, John, Jr.||John||Smith|Jr.||
Smith Jr., John||John||Smith|Jr.||
Smith, John Jr.||John||Smith|Jr.||
John Smith III||John||Smith|III||
Martin Luther King Jr||Martin|Luther|King|Jr||
John Smith V||John||Smith|V||
John Smith PhD||John||Smith|PhD||
John Smith, Ph.D.||John||Smith|Ph.D.||
John Smith Ph. D.||John||Smith|Ph. D.||
John Smith, MD, PhD||John||Smith|MD, PhD||
John Smith, CLU, CFP||John||Smith|CLU, CFP||
Dr. John Smith III|Dr.|John||Smith|III||
Dr King Jr|Dr|||King|Jr||
Mr John Smith|Mr|John||Smith|||
Mr. Smith|Mr.|||Smith|||
Mrs. Jane Smith|Mrs.|Jane||Smith|||
Ms Jane Smith|Ms|Jane||Smith|||
Miss Jane Smith|Miss|Jane||Smith|||
Mr. and Mrs. John Smith|Mr. and Mrs.|John||Smith|||
Mr & Mrs Smith|Mr & Mrs|||Smith|||
Prof. Dr. Jane Smith|Prof. Dr.|Jane||Smith|||
Rev. John Smith|Rev.|John||Smith|||
The Rt Hon John Smith|The Rt Hon|John||Smith|||
Lt.Gen. John Smith|Lt.Gen.|John||Smith|||
Col. John Smith|Col.|John||Smith|||
Secretary of State Jane Smith|Secretary of State|Jane||Smith|||
Sir Gerald|Sir|Gerald|||||
Sir Gerald Smith|Sir|Gerald||Smith|||
Sister Mary|Sister|Mary|||||
Queen Elizabeth|Queen|Elizabeth|||||
Judge Smith|Judge|||Smith|||
Major Dona Smith|Major|Dona||Smith|||
John "Jack" Smith||John||Smith||Jack|
John “Jack” Smith||John||Smith||Jack|
John 'Jack' Smith||John||Smith||Jack|
John (Jack) Smith||John||Smith||Jack|
John Smith (Jack)||John||Smith||Jack|
Jean «Jeannot» Dupont||Jean||Dupont||Jeannot|
"Rick" Edmonds||||Edmonds||Rick|
Smith, John "Jack", Jr.||John||Smith|Jr.|Jack|
Anne-Marie St. James||Anne-Marie||St. James|||
Mary St John||Mary|St|John|||
Ludwig van Beethoven||Ludwig||van Beethoven|||
Vincent VAN GOGH||Vincent||VAN GOGH|||
Jan van der Berg||Jan||van der Berg|||
Jan Van Den Berg||Jan||Van Den Berg|||
Van Nguyen||Van||Nguyen|||
Nguyen, Van||Van||Nguyen|||
van der Berg, Jan||Jan||van der Berg|||
Otto von Bismarck||Otto||von Bismarck|||
Hans von der Heide||Hans||von der Heide|||
Herr Hans Müller|Herr|Hans||Müller|||
Frau Müller|Frau|||Müller|||
Herr Dr. Hans von der Heide|Herr Dr.|Hans||von der Heide|||
Frau Prof. Dr. Anna Schmidt|Frau Prof. Dr.|Anna||Schmidt|||
Dipl.-Ing. Hans Müller|Dipl.-Ing.|Hans||Müller|||
Anna Schmidt geb. Müller||Anna||Schmidt|||Müller
Anna Schmidt (geb. Müller)||Anna||Schmidt|||Müller
Karl Freiherr von Stein||Karl||Freiherr von Stein|||
MÜLLER Hans||Hans||MÜLLER|||
Müller, Hans||Hans||Müller|||
Hans-Peter Müller-Lüdenscheidt||Hans-Peter||Müller-Lüdenscheidt|||
Sr. García|Sr.|||García|||
Sra. Ana García|Sra.|Ana||García|||
Don Juan García|Don|Juan||García|||
Don Johnson||Don||Johnson|||
Juan Velasquez y Garcia||Juan||Velasquez y Garcia|||
Velasquez y Garcia, Juan||Juan||Velasquez y Garcia|||
Juan de la Vega||Juan||de la Vega|||
de la Vega, Juan||Juan||de la Vega|||
Juan Q. Xavier de la Vega III||Juan|Q. Xavier|de la Vega|III||
María del Carmen García||María del Carmen||García|||
María de los Ángeles García López||María de los Ángeles|García|López|||
Juan de Dios Pérez||Juan de Dios||Pérez|||
Maria da Silva Santos||Maria||da Silva Santos|||
dos Santos||||dos Santos|||
de Mesnil||||de Mesnil|||
von Braun||||von Braun|||
Maria de Souza||Maria||de Souza|||
Sig. Mario Rossi|Sig.|Mario||Rossi|||
Leonardo di Caprio||Leonardo||di Caprio|||
Andrea della Valle||Andrea||della Valle|||
Della Reese||Della||Reese|||
Giovanni De Luca||Giovanni||De Luca|||
Mohammed al-Fayed||Mohammed||al-Fayed|||
Abdul Rahman Khan||Abdul Rahman||Khan|||
Abu Bakr Al Baghdadi||Abu Bakr||Al Baghdadi|||
Ahmad ibn Hanbal||Ahmad||ibn Hanbal|||
Alex Ben Johnson||Alex|Ben|Johnson|||
Al Pacino||Al||Pacino|||
سلمان، محمد||محمد||سلمان|||
Smith，John||John||Smith|||
李小龙||小龙||李|||
欧阳娜娜||娜娜||欧阳|||
山田太郎||太郎||山田|||
佐々木希||希||佐々木|||
高橋みなみ||みなみ||高橋|||
山田 太郎||太郎||山田|||
さくら||さくら|||||
ジョン・スミス||ジョン・スミス|||||
丐小龙||丐小龙|||||
김민수||민수||김|||
남궁민수||민수||남궁|||
김 민수||민수||김|||
Иванов Иван Иванович||Иван|Иванович|Иванов|||
Иван Иванович Иванов||Иван|Иванович|Иванов|||
Ivanova Anna Petrovna||Anna|Petrovna|Ivanova|||
Nguyễn Văn An||An|Văn|Nguyễn|||
Trần Thị Minh Khai||Khai|Thị Minh|Trần|||
Berg, Jan van der||Jan||van der Berg|||
Hof, K. van 't||K.||van 't Hof|||
Humboldt, Alexander von||Alexander||von Humboldt|||
A.M. Jansen-de Boer||A.M.||Jansen-de Boer|||
Otto Graf Lambsdorff||Otto||Graf Lambsdorff|||
Familie Müller|Familie|||Müller|||
Fam. Jansen|Fam.|||Jansen|||
Famille Jean Durand|Famille|Jean||Durand|||
Prof. em. Otto Hahn|Prof. em.|Otto||Hahn|||
Dr. h.c. Klaus Meier|Dr. h.c.|Klaus||Meier|||
Dipl.-Kfm. Jörg Weber|Dipl.-Kfm.|Jörg||Weber|||
Dr.-Ing. Jörg Weber|Dr.-Ing.|Jörg||Weber|||
Alexandre Dumas fils||Alexandre||Dumas|fils||
Guy de Maupassant père||Guy||de Maupassant|père||
Beatriz Souza Filho||Beatriz||Souza|Filho||
Pedro Neto||Pedro||Neto|||
James L. O'Brien, D.D.||James|L.|O'Brien|D.D.||
Sarah Connor (Ret.)||Sarah||Connor|Ret.||
Dr.Müller|Dr.|||Müller|||
M.DUPONT Jean|M.|Jean||DUPONT|||
J.K.Rowling||J.K.||Rowling|||
Anna v. Hohenstein||Anna||v. Hohenstein|||
C. v.d. Berg||C.||v.d. Berg|||
Владимир Петров||Владимир||Петров|||
Ólafur Þórðarson||Ólafur||Þórðarson|||
Yo-Yo Ma||Yo-Yo||Ma|||
Jack Ma||Jack||Ma|||
Kenneth Clarke QC MP||Kenneth||Clarke|QC MP||
Wm. Henry Smith||Wm.|Henry|Smith|||
Kfm. Hans Müller|Kfm.|Hans||Müller|||
E. J. Thribb||E.|J.|Thribb|||
Dr. Dr. Hans Müller|Dr. Dr.|Hans||Müller|||
Andrews, M.D.||||Andrews|M.D.||
Jones, Mr. Tom|Mr.|Tom||Jones|||
Larry James Edward Johnson||Larry|James Edward|Johnson|||
"""
SPANISH = """
María José García López||María José||García López|||
Ana García López||Ana||García López|||
Ana García||Ana||García|||
Juan Carlos de la Vega Ruiz||Juan Carlos||de la Vega Ruiz|||
María del Carmen García López||María del Carmen||García López|||
García López, María José||María José||García López|||
"""


def _cases(table: str) -> list[tuple[str, dict[str, str]]]:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return [(row[0], dict(zip(_NAMES, row[1:], strict=True))) for row in rows]


def _parts(name: PersonName) -> dict[str, str]:
    parts = {part: getattr(name, part) or "" for part in _NAMES}
    return parts | {"suffix": parts["suffix"].replace("QC, MP", "QC MP")}


@pytest.mark.parametrize(("text", "parts"), _cases(CASES)[1:])
def test_names_are_taken_apart(text: str, parts: dict[str, str]) -> None:
    """Capitals, commas, titles, particles, suffixes and née decide, else the last word."""
    assert _parts(split_name(text)) == parts


@pytest.mark.parametrize(("text", "parts"), _cases(SPANISH))
def test_spanish_names_end_in_two_family_names(text: str, parts: dict[str, str]) -> None:
    """The language, where known, says that there are two family names."""
    assert _parts(split_name(text, language="es")) == parts


def test_one_word_is_a_given_name() -> None:
    """A single word without a title is what the person is called."""
    assert split_name("Marie") == PersonName(full="Marie", given="Marie")


def test_full_name_is_kept_as_given() -> None:
    """V23, P5: a full name in one column stays in one piece; full alone is valid."""
    name = parse_full_name("  Marie\u200b  Dupont ")
    assert name == PersonName(full="Marie Dupont")
    assert split_name(name).full == "Marie Dupont"


def test_split_leaves_a_divided_name_alone() -> None:
    """A name that has its parts already, or no full form, comes back as it is."""
    divided = PersonName(given="Marie", family="Dupont", full="Dupont Marie")
    assert split_name(divided) is divided
    given_only = PersonName(given="Marie Dupont")
    assert split_name(given_only) is given_only


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u200d", "\u202e"])
def test_blank_names_are_refused(text: str) -> None:
    """P5: blank, white-space-only and zero-width-only names are refused."""
    for read in (parse_full_name, split_name):
        with pytest.raises(InvalidValueError) as caught:
            read(text)
        assert caught.value.issue.code is IssueCode.BLANK_VALUE


@settings(max_examples=400, derandomize=True)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["Jean", "de", "la", "M.", "Mme", "DUPONT", ",", "Jr", "née", "(", '"', "y"]
        )
        | st.text(max_size=5),
        max_size=10,
    ).map(" ".join)
)
def test_no_text_breaks_the_splitter(text: str) -> None:
    """Any text is a name that keeps its full form, or refused."""
    try:
        name = split_name(text)
    except InvalidValueError:
        return
    assert name.full
    assert any(_parts(name).values()) or not any(map(str.isalnum, text))
