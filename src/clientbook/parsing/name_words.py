"""Words around a person's name in English, French, German and Spanish (and some neighbours).

All are folded (:func:`clientbook.parsing.words.fold`) and without dots.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RANKS = _words("""
freiherr freifrau freiherrin graf grafin graefin reichsgraf landgraf markgraf ritter edler herzog
herzogin erzherzog baronin baronne baronesse comte comtesse vicomte vicomtesse marquise duchesse
chevalier conte contessa marchese marchesa principe principessa duca duchessa barone baronessa
cavaliere conde condesa condessa marques marquesa duque duquesa baronesa vizconde vizcondesa
visconde barao jonkheer jonkvrouw jhr jkvr viscount viscountess
capitaine capitan capitano capitao kapitan kapitein hauptmann oberst oberstleutnant oberleutnant
leutnant feldwebel adjudant commandant comandante cdt colonnel colonello colonnello coronel kolonel
teniente tenente luitenant sargento sergente sergent majoor generale marechal
""")
"""Of nobility and of the military; given or family names as well, unless two more words follow."""

PREFIXES = RANKS | _words("""
mr mister mrs missus ms miss mx dr drs doctor prof professor sir dame lord lady madam
rev reverend fr father sister brother pastor rabbi imam hon honorable honourable judge justice
capt captain col colonel gen general lt lieutenant maj major sgt sergeant cpl corporal pvt private
cmdr commander adm admiral officer president pres senator sen gov governor ambassador secretary
king queen prince princess duke duchess count countess baron baroness cardinal pope bishop
archbishop mgr msgr coach magistrate mag chief associate assistant district us his her majesty
excellency highness right rt the
m mm pr mme mmes mlle mlles monsieur madame mademoiselle me maitre docteur professeur veuve vve abbe
herr herrn frau frl fraulein froken fru hr dipl-ing dipling dipl ing magister doktor
sr sra srta sres senor senora senorita don dona dna lic licenciado licenciada arq
sig sigra signor signora dott dottore dottssa avv ir dhr mevr mw mevrouw
1lt 2lt 1st
mayor attorney representative rep councilman councilwoman councilmember councilor councillor
alderman alderwoman commissioner sheriff deputy detective chancellor dean provost assemblyman
assemblywoman congressman congresswoman delegate treasurer comptroller vice acting former state
city county
familie famille familia famiglia fam eheleute ehepaar gezin hc em habil geom rag de heer heren univ
herren messrs messieurs mesdames sras sigg deacon chaplain canon vicar elder brig
melle mle eng pd ra dom master prinz prinzessin furst furstin shri smt
""")
"""Before the name."""

DIPLOMAS = _words("dipl dr mag")
"""Of these, the ones that a subject follows behind a hyphen: ``Dipl.-Kfm.``."""

LETTER_PREFIXES = _words("m fr me hr sr ing mag ir")
"""Of these, initials and given names as well: a dot, or a word instead of an initial, decides."""

TITLE_OR_NAME = RANKS | _words(
    "don dona lord lady judge justice major general king prince duke count baron pope chief right"
    " bishop cardinal coach the private dame mayor dean sheriff deputy marshal chancellor provost"
    " master dom pd ra prinz furst deacon chaplain canon vicar elder brig"
)
"""Of these, given or family names of people as well: only before two more words, or a title."""

LEADING_WORDS = _words("us his her the right state city county vice acting former deputy")
"""Of these, titles only where another title follows."""

GIVEN_NAME_TITLES = _words("sir dame king queen prince princess pope brother sister")
"""A single word after them is a given name."""

GIVEN_ABBREVIATIONS = _words("wm chas geo jos thos jas edw benj robt saml danl alex chr fco xav")
"""Short forms of given names that end in a dot as titles do."""

SUFFIXES = _words("""
jr jnr junior sr snr senior i ii iii iv v vi vii viii ix 2nd 3rd 4th esq esquire phd md dds dmd do
dvm rn crna cpa cfa cfp clu lutc mba ma msc msced bsc bs ba ms jd llb llm edd psyd aia faia gri
crs abr ccim cfre csp dvs ea esquire fache facs faan fnp frcs gsp leed mph mpa msw ncarb nremt phr
psyd rla rpa sphr pharmd pe dc od dpm rph np pa lpn lmt cissp pmp mp qc kc obe mbe cbe kbe ret usn
usaf usmc usa fils pere aine cadet jun sen csc dd sj osb ofm mdb mdl bsn msn filho neto sobrinho
emba mha mlis mres dnp
""")
"""After the name."""

TITLES_BEHIND = _words("dr prof ing")
"""Titles that some write once more, or only, behind the name: ``dr Jan Novák dr``."""

ROMAN_LETTERS = _words("i v vi")
"""Of these, numbers that look like initials."""

WEAK_SUFFIXES = _words(
    "ma do pa ba ms bs np pe od dc usa ret junior senior mp pere gri ea abr crs fils"
    " cadet aine jd sj jun sen filho neto sobrinho mha"
)
"""Of these, the words that are names or initials of people as well."""

AFTER_A_NAME = _words("fils pere aine cadet jun sen filho neto sobrinho")
"""Of these, the ones that are no name when they are written small."""

AGNOMENS = _words("filho neto sobrinho")
"""Of these, the ones that follow a family name in Portuguese."""

PARTICLES = _words("""
de dela delas delos du des la le les d da das do dos di del della delle dello dei degli dal dalla lo
li van von v vd vom zu zum zur der den het ter ten te t 't vander vanden af av al el bin ibn ben abu
bint ap ferch st saint ste sainte san santa mac mc freiherr freiherrin freifrau graf grafin
""")
"""They begin a family name of several words."""

BEFORE_PARTICLES = _words("in op uit aan over onder bij voor tot auf")
"""Written small before a particle, they begin the family name: ``in 't Veld``, ``op den Kamp``."""

STRONG_PARTICLES = _words("de du des d das dos vom zum zur mc")
"""Of these, the ones that are no given name even when they come first."""

NAME_OR_PARTICLE = _words("ben st do")
"""Of these, the ones that are given names when they begin with a capital."""

BOUND_PARTICLES = _words("de du des la le da di del della van von den der ter ten vd")
"""Of these, the ones that tie a second family name behind a hyphen: ``Jansen-De Boer``."""

AFTER_EL = _words("dine din deen")
"""With *El* they are the second half of a family name: ``Zein El Dine``."""

BEFORE_NAMES = _words("la le")
"""With the word after them they are a given name where an initial follows: ``La Shawn K.``"""

BOUND_GIVEN = _words("abd abdul abdel abdal abu abou")
"""The word after them belongs to the given name."""

DEVOTIONS = _words(
    "carmen pilar mar rosario angeles paz dolores mercedes consuelo socorro rocio luz jesus lourdes"
    " fatima dios sol concepcion asuncion nieves remedios milagros"
)
"""``María del Carmen``: after a given name and *de*, they still are the given name."""

IRISH_PARTICLES = frozenset(("Ó", "Ní", "Nic", "Uí", "Ua"))
"""Begin a family name in Irish spelling; without the accent they are initials and names."""

NICKNAME_WORDS = _words("aka alias")
"""Followed by what somebody is called."""

CONJUNCTIONS = _words("y e i und u en et and & +")
"""Words that tie two parts of one name, or two persons, together."""

FAMILY_TIES = _words("y e i")
"""Of these, the ones that tie two family names: ``Ortega y Gasset``."""

WITH_BEN = _words("""
abdallah abdelkader adel ahmad ahmed ali amine amira amor arfa aziz bilal brahim fatima fares faouzi
habib hamed hamza hassan hassine hatem hedi hicham hussein ibrahim ismail jamal jilani kamel karim
khaled khalifa khelifa lamine leila mahmoud mansour mehdi messaoud miled mohamed mohammed mokhtar
moncef mostafa mourad muhammad mustapha nabil nasser nizar omar osman othman rachid ramzi romdhane
said salah salem salim sami samir samira slimane slimene tahar tarek wissam yahia yassine yedder
youssef zaki zied zine
ami ari david ezra gurion haim horin moshe natan shimon shushan yehuda yitzhak zvi
""")
"""Beside them *Ben* means "son of" and begins the family name; elsewhere it is a Benjamin."""

BEFORE_DE = _words("""
alonso alvarez benitez diaz dominguez estevez fernandez galvez garcia gimenez gomez gonzalez
gutierrez hernandez ibanez jimenez juarez lopez marquez martinez mendez menendez montes munoz
nunez ortiz pelaez perez ponce ramirez rodriguez ruiz saenz sainz saiz sanchez sanz suarez vasquez
vazquez velasquez velazquez yanez
""")
"""Spanish family names that are one name with *de* and what follows: ``Ortiz de Zárate``."""

MAIDEN_WORDS = _words("""
nee ne born formerly geb geborene geborener geboren vormals nacida nascida nata rozena roz szul fodt
fodd rodena
""")
"""Followed by the family name at birth."""

WIDOW_WORDS = _words("veuve vve verw witwe wwe ved vedova vda viuda viuva wdowa")
"""Followed by the family name of a late husband, some behind *de*."""

MARRIED_WORDS = WIDOW_WORDS | _words(
    "ep epse epouse mariee verh verheiratete gehuwd sposata coniugata"
)
"""Followed by the family name by marriage."""

LOUD_WORDS = _words("epouse epse veuve geborene verheiratete")
"""Words of birth and marriage that are no name even in capitals."""
