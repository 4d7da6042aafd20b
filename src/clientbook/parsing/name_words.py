"""Words around a person's name in English, French, German and Spanish (and some neighbours)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PREFIXES = _words("""
mr mister mrs missus ms miss mx dr drs doctor prof professor sir dame lord lady madam
rev reverend fr father sister brother pastor rabbi imam hon honorable judge justice
capt captain col colonel gen general lt lieutenant maj major sgt sergeant cpl corporal pvt private
cmdr commander adm admiral officer president pres senator sen gov governor ambassador
m mm mme mmes mlle mlles monsieur madame mademoiselle me maitre docteur professeur veuve vve abbe
herr herrn frau frl fraulein hr fr dipl-ing dipl.-ing dipl ing mag magister doktor
sr sra srta sres senor senora senorita don dona doña lic licenciado licenciada ing arq
sig sigra signor signora dott dottore dottssa avv ir dhr mevr mw mevrouw
1lt 2lt 1st maj-gen
the
""")
"""Folded, without dots: before the name."""

WEAK_PREFIXES = _words(
    "the fr me don dona m sr hr ing mag ir judge justice major general lord lady"
)
"""Of these, the words that are names or initials of people as well."""

SUFFIXES = _words("""
jr jnr junior sr snr senior ii iii iv v vi vii 2nd 3rd 4th esq esquire
phd md dds dmd do dvm rn cpa cfa cfp mba ma msc bsc bs ba ms jd llb llm edd psyd pharmd pe dc od
dpm rph np pa lpn lmt cissp pmp mp qc kc obe mbe cbe kbe ret usn usaf usmc usa fils pere aine cadet
""")
"""Folded, without dots: after the name."""

WEAK_SUFFIXES = _words(
    "v vi ma do pa ba ms bs np pe od dc usa ret junior senior sr mp pere fils cadet aine"
)
"""Of these, the words that are names or initials of people as well."""

PARTICLES = _words("""
de du des la le les d da das do dos di del della delle dello dei degli dal dalla lo li van von vom
zu zum zur der den het ter ten te 't vander vanden af av al el bin ibn ben abu bint st saint
ste sainte san santa mac mc y e i und
""")
"""Folded: they begin a family name of several words."""

WEAK_PARTICLES = _words("la le al el ben st e i y mac mc san do da des lo li te")
"""Of these, the words that may be a given name when they come first."""

CONJUNCTIONS = _words("y e i und et and & u")
"""Words that tie two parts of one name, or two persons, together."""

MAIDEN_WORDS = _words("nee ne born geb geborene geboren nacida")
"""Followed by the family name at birth."""

MARRIED_WORDS = _words("ep epouse vve veuve verh")
"""Followed by the family name by marriage."""
