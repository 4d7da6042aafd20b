"""Words that tell what a cell is: flags, genders, salutations, kinds, countries, first names."""

FLAGS = frozenset(
    "yes no y n true false t f 0 1 x oui non o vrai faux ja nein j wahr falsch si s verdadero falso"
    " on off subscribed unsubscribed".split()
)
GENDERS = frozenset(
    "male female man woman homme femme h mann frau w mannlich weiblich divers hombre mujer varon"
    " masculin feminin masculino femenino m f".split()
)
PREFIXES = frozenset(
    "mr mrs ms miss mx dr prof sir madam mme mlle m monsieur madame mademoiselle me herr frau"
    " herr dr frau dr sr sra srta d dna don dona".split()
)
KIND_WORDS = frozenset(
    "home work mobile cell other main fax pager domicile bureau portable autre principal personnel"
    " professionnel travail privat mobil handy arbeit geschaftlich casa trabajo movil otro personal"
    " business private homefax workfax iphone".split()
) | {"* home", "* work", "* mobile", "* other", "work fax", "home fax"}
MONTHS = frozenset(
    "jan feb fev mar mrz apr avr may mai jun jui jul aug aou sep oct okt nov dec dez ene abr ago"
    " dic".split()
)
COUNTRIES = frozenset(
    "france canada usa us fr ca de es gb uk ch be at lu ie it pt nl deutschland germany allemagne"
    " schweiz suisse switzerland belgique belgium osterreich austria autriche espana spain espagne"
    " italia italy italie portugal luxembourg mexico mexique argentina chile colombia peru"
    " ireland irlande australia nederland netherlands".split()
) | {"united kingdom", "united states", "royaume-uni", "etats-unis", "estados unidos"}
# Frequent first names of people alive today in EN, FR, DE and ES countries; words that are as
# frequent as family names (Martin, Thomas, Simon, Robert, Richard) are left out.
FIRST_NAMES = frozenset(
    "james john michael david william joseph charles christopher daniel matthew anthony mark"
    " donald steven andrew joshua kenneth kevin brian timothy ronald jason jeffrey ryan jacob gary"
    " nicholas eric jonathan stephen larry justin brandon benjamin samuel gregory raymond patrick"
    " alexander jack dennis jerry mary patricia jennifer linda elizabeth barbara susan jessica"
    " sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol"
    " amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela"
    " shirley emma brenda pamela nicole anna samantha katherine christine helen debra rachel"
    " carolyn janet olivia sophia ava mia isabella liam noah ethan logan lucas mason oliver chloe"
    " jean pierre michel andre philippe rene alain jacques bernard marcel daniel roger claude"
    " christian henri georges nicolas francois frederic laurent stephane pascal christophe david"
    " julien sebastien olivier guillaume mathieu maxime antoine hugo theo mathis enzo nathan"
    " clement quentin romain florian alexandre alexis baptiste valentin marie jeanne francoise"
    " monique catherine nathalie isabelle jacqueline sylvie martine madeleine nicole suzanne"
    " helene christiane valerie sophie sandrine celine veronique chantal annie stephanie virginie"
    " aurelie julie camille lea manon chloe ines jade louise alice lina charlotte audrey emilie"
    " elodie caroline claire anne brigitte corinne dominique thierry gerard serge yves luc gilles"
    " peter wolfgang klaus jurgen dieter manfred uwe gunter stefan bernd frank andreas"
    " markus matthias jens sven torsten ralf jorg dirk holger tobias jan felix lukas leon finn"
    " paul jonas maximilian elias julian philipp moritz niklas fabian maria ursula monika petra"
    " elisabeth sabine renate helga karin brigitte ingrid erika andrea gisela claudia susanne"
    " gabriele christa heike birgit anja katrin silke kerstin tanja katharina hanna hannah lena"
    " lara sophie leonie johanna luisa hans heinz horst werner gerhard helmut karl fritz"
    " antonio jose manuel francisco juan javier carlos jesus alejandro miguel rafael pedro"
    " pablo angel sergio fernando jorge luis alberto alvaro adrian diego raul ivan enrique"
    " ramon vicente andres joaquin carmen isabel dolores pilar teresa ana josefa mercedes"
    " cristina lucia marta elena rosario raquel paula sara concepcion silvia encarnacion rosa"
    " montserrat beatriz rocio irene nuria alba sofia martina daniela valeria ignacio eduardo"
    " gonzalo hector guillermo margarita esther yolanda inmaculada veronica lorena natalia"
    " emma adam mohamed karim fatima amina leila omar youssef priya wei".split()
)
