"""Words that tell what a cell is: flags, genders, salutations, kinds, countries, first names."""

FLAGS = frozenset(
    "yes no y n true false t f 0 1 x oui non o vrai faux ja nein j wahr falsch si s verdadero falso"
    " on off subscribed unsubscribed sim nao verdadeiro vero nee waar onwaar".split()
)
GENDERS = frozenset(
    "male female man woman homme femme h mann w mannlich weiblich divers hombre mujer varon"
    " masculin feminin masculino femenino m f".split()
)
PREFIXES = frozenset(
    "mr mrs ms miss mx dr prof sir madam mme mlle m monsieur madame mademoiselle me herr frau"
    " sr sra srta d dna don dona sig sigra sigg signor signora signorina dhr mevr mw mevrouw heer"
    " senor senora senorita senhor senhora pan pani slecna hr fru frk froken bay bayan shri smt"
    " г-н г-жа gosp gda padre hijo jr jnr junior senior ifj".split()
)
# Short words of generations, which are titles with their dot.
GENERATIONS = frozenset("id st ml sen jun p".split())
# Academic titles before a name; what is a name as well ("Ma", "Ba", "Lic") is none of them.
DEGREES = frozenset(
    "dr drs dra doctor doctora doktor docteur dott dottore dottssa dottoressa prof profssa"
    " professor professora professeur professore profesor profesora ing dipl dipling diplkfm"
    " diplom ir mag magister mmag bakk pd priv doz arch arq avv ingenieur ingenieure ingegnere"
    " ingeniero ingeniera engenheiro engenheira eng geom rag".split()
)
# What follows such a title: of what, and how.
OF_A_DEGREE = frozenset(
    "h c hc med dent vet phil iur jur rer nat pol oec theol habil univ kfm inf wirt betriebsw"
    " volksw psych des et docent mult emer em in fh tu ssa".split()
)
# Letters behind a name.
DIPLOMAS = frozenset(
    "mba emba msc bsc phd md llm llb mph mphil edd dds dmd dvm cpa cfa jd esq obe mbe cbe kbe qc"
    " kc meng beng".split()
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
# Of an account or a person; no region is called so.
STATES = frozenset(
    "active inactive suspended closed archived enabled disabled deleted pending lapsed expired"
    " actif inactif suspendu suspendue archive ferme resilie aktiv inaktiv gesperrt archiviert"
    " activo activa inactivo inactiva suspendido suspendida archivado attivo attiva inattivo"
    " inattiva sospeso sospesa archiviato ativo ativa inativo inativa suspenso suspensa arquivado"
    " actief inactief opgeschort gearchiveerd gekundigt desactive desactivado disattivato".split()
)
LEGAL_FORMS = frozenset(
    "bv nv vof cv bvba sprl asbl vzw gmbh ag kg ohg ug gbr mbh ev sarl sas sasu eurl sci snc sa srl"
    " srls spa sapa sl slu scoop lda unipessoal eireli ltda ltd limited llc llp plc inc corp"
    " co".split()
)
COUNTRIES = frozenset(
    "france canada usa us fr ca de es gb uk ch be at lu ie it pt nl deutschland germany allemagne"
    " schweiz suisse switzerland belgique belgium osterreich austria autriche espana spain espagne"
    " italia italy italie portugal luxembourg mexico mexique argentina chile colombia peru"
    " ireland irlande australia nederland netherlands".split()
) | {"united kingdom", "united states", "royaume-uni", "etats-unis", "estados unidos"}
# Frequent first names of people alive today in EN, FR, DE and ES countries, folded; words that are
# as frequent as family names (Martin, Thomas, Simon, Robert, Richard) are left out.
FIRST_NAMES = frozenset(
    "aaron abel abigail abril achim adam adela adele adelheid adolfo adrian adriana adrien"
    " agatha agathe agnes agustin agustina aida aidan ainara ainhoa aisha aitana aitor alain alba"
    " albane albert alberto albrecht alejandra alejandro alexander alexandre alexis alfie alfonso"
    " alfred alfredo alice alicia alina aline alma almudena almut alois alonso alvaro amaia"
    " amalia amanda amandine amber ambre amelia amelie amina amparo amy ana anabel anais andre"
    " andrea andreas andres andrew andri andy angel angela angeles angelica anja anke anna anne"
    " annegret annelies anneliese annemarie annett annette annick annie annika anouk anselmo"
    " anthony antje antoine anton antonia antonio apolline araceli arantxa archie ariadna arlo"
    " armand armando armin arnaud arne arno arthur arturo ashley astrid asuncion aubrey aude"
    " audrey augustin aurelie aurora ava axel aymeric baptiste barbara barbel barry bartolome"
    " bastian bastien beat beate beatriz becky begona belen bella ben benedicte benito benjamin"
    " benno benoit berenice bernadette bernard bernd bernhard berta bertha beth bethany bettina"
    " betty bianca birgit bjorn blanca blandine bodo borja bradley brandon brenda brian bridget"
    " brigitte britta bruce bruno burkhard callum camelia cameron camila camille candela capucine"
    " carine carl carla carlos carlota carmen carol carolina caroline carolyn carrie carsten"
    " catalina catherine cayetana cecile cecilia cedric celia celine cesar chantal charles"
    " charlotte chelsea cheryl chloe chris christa christel christian christiane christina"
    " christine christoph christophe christopher chus claire clara clarisse claude claudia"
    " claudio clemence clemens clement cody colette colin concepcion concha conchi connor"
    " constanze consuelo coralie cordula corentin corinna corinne cornelia craig cristian"
    " cristina cristobal cynthia cyril dagmar daisy damien daniel daniela danielle darren dave"
    " david debbie deborah debra declan delia delphine denise dennis derek detlef diana diane"
    " didier diego dieter dirk dolores domingo dominic dominik dominique donald donna dora doris"
    " dorothea dorothy douglas dylan eberhard eckhard edith edouard eduardo edurne edward edwin"
    " eileen elaine eleanor elena elfriede elias elijah elisa elisabeth elise elizabeth elke ella"
    " ellen elli ellie elodie eloise eloy elsa elsbeth else elsie elvira emeline emil emilia"
    " emiliano emilie emilio emily emma emmanuelle emmy encarna encarnacion enrique enzo eric"
    " erich erika erin ernesto ernst erwan erwin estefania estela estelle ester esther ethan"
    " ethel eugenia eugenie eugenio eulalia eva evan evelyn evelyne evie ewald fabian fabien"
    " fabienne fabiola fabrice fanny fatima faustine federico felicity felipe felisa felix fermin"
    " fernand fernando finja finn fiona flavie flavien flore florence florencia florian flurin"
    " francine francis francisco franck francois francoise frank franz franziska frauke freddie"
    " frederic freya frida frieda friederike friedrich fritz gabin gabriel gabriela gabriele gael"
    " gaelle gaetan gala gary gaspard gavin gema gemma genevieve geoffrey george georges georgia"
    " gerald geraldine gerard gerardo gerd gerhard gerlinde germain german gertrud gian gilbert"
    " gilles gillian gina ginette gisela gisele glenn gloria gonzalo grace graciela graham greg"
    " gregoire gregorio gregory guadalupe gudrun guillaume guillermo gunter gunther gustav"
    " gustavo gwenaelle gwendoline hanna hannah hans hanspeter hansruedi harold harper harriet"
    " harry hartmut harvey hazel heather hector heidi heike heiko heiner heino heinrich heinz"
    " helen helene helga helmut hendrik henri henriette henrik henry herbert hermann hermine"
    " herminia herta hilario hilde hildegard holger holly horst hortense hubert hugo huguette ian"
    " ignacio iker ilse imanol imogen ina ines inge ingeborg ingo ingrid inigo inmaculada iratxe"
    " irene iris irma irmgard isaac isabel isabell isabella isabelle isidro isla itziar ivan"
    " ivonne ivy izan jacinto jack jackie jacob jacqueline jacques jade jaime jake james jan jana"
    " jane janet janice janine jannik jasmin jasmine jason jaume javier jayden jean jeanne"
    " jeannine jeffrey jella jennifer jens jeremie jeremy jerome jerry jessica jesus jesusa jill"
    " jim jimena jo joachim joan joanne joaquin jocelyne jodie joe joel johan johann johanna"
    " johannes john jon jonas jonatan jonathan jordan jordi jorg jorge jose josef josefa josefina"
    " josefine josep joseph josephine josette joshua josiane joyce juan juana juanjo jude judith"
    " julia julian juliana julie julien juliette julio jurg jurgen justin justine jutta kai kaja"
    " karen karim karin karine karl karl-heinz karla karsten kate katharina katherine kathleen"
    " kathrin katie katja katrin kayla keith kelly kenneth kerstin kevin kieran kilian killian"
    " kim kimberly kirsten kirsty klaus konrad konstantin korinna kurt kyle ladina laetitia laia"
    " lara larry lars laura laure lauren laurence laurent lea leah leandro leila leire lena leni"
    " lennard leo leon leonard leonardo leonie leonor leopold leticia lewis liam liane lidia"
    " liesel lilli lilou lily lina linda linus lisa lise liselotte livia logan loic lola lorena"
    " lorenz loreto loris lorraine lothar lotta lotte louane louis louisa louise louna lourdes"
    " luc luca lucas lucette lucia luciano lucie lucien lucy ludivine ludovic ludwig luis luisa"
    " luise luka lukas luke lutz luz lydie lynn maddison madeleine madison mael maelle maelys"
    " maeva magali magdalena maike maisie maite maja malcolm malena malo malte manfred manon"
    " manuel manuela mar marc marcel marcela marcelle marcelo marco marcos marcus mareike marga"
    " margaret margarete margarita margaux margot margret margrit marguerite maria mariana"
    " marianne mariano maribel marie marina mario marion marisa marisol marita marius marjolaine"
    " mark markus marlene marlies marta martina martine maruja mary maryse mason mateo mathieu"
    " mathilda mathilde mathis mathys matias matilde mattheo matthew matthias maud maureen"
    " maurice maxime maximilian maximo mayte megan meike melanie melchor melina melissa merce"
    " mercedes merle mia micaela michael michaela michel michelle mickael miguel mika mila milan"
    " mildred millie mira mireia mireille miriam mirjam modesto mohamed mohammed molly monica"
    " monika monique montse montserrat morgane moritz muhammad muriel myriam nadege nadia nadine"
    " nadja naiara nancy naomie natalia natalie natascha natasha nathalie nathan natividad neil"
    " nele nerea niamh nicholas nico nicolas nicolasa nicole nieves nigel niklas nil nina nino"
    " noa noah noe noel noelia noemi noemie nolan nora norbert norma nuria octavio odette odile"
    " olga oliver olivia olivier olympe omar ophelie oriane oscar oskar otto owen pablo paco"
    " paige paloma pamela paola pascal pascale patrice patricia patricio patrick patxi paul paula"
    " paulette paulina pauline paz pedro peggy peider penny pepa pepe pepi perrine peter petra"
    " petronila philip philipp philippe philippine phoebe phyllis pia pierre pilar pol poppy"
    " priya purificacion quentin rachael rachel rafael raimundo rainer ralf ralph ramiro ramon"
    " ramona raphael raquel raul raymond raymonde rebeca rebecca regina regine regis regula"
    " reiner reinhard reinhold remedios remi remy renate rene renee resi reto rhys ricardo rita"
    " roberto robin rocio rodney rodolphe rodrigo rogelio roger roland rolf romain roman romane"
    " romy ronald ronan ronja rory rosa rosalia rosalie rosana rosario rose rosemarie roser rosie"
    " rosmarie roswitha roxane roxanne ruben ruby rudiger rudolf ruedi russell ruth ryan sabine"
    " sabrina sadie sally salome salvador sam samantha samir samuel sandra sandrine santiago sara"
    " sarah saray saskia sean sebastian sebastien selina sepp seraina serge sergio severin"
    " severine shane sharon shaun sheila sheryl shirley siegfried sienna sigrid silke silvan"
    " silvia simone sina sinead siobhan socorro sofia sofie solange soledad solene solenn solveig"
    " sonia sonja sophia sophie soraya spencer stefan stefanie steffen stella stephan stephane"
    " stephanie stephen steve steven stuart sue summer susan susana susann susanne susie suzanne"
    " sven svenja sybille sylvie tamara tammy tanguy tanja tara tatiana ted terence teresa terry"
    " theo theresa thibaud thibault thibaut thierry thorsten tiffany till tilo timo timothy tina"
    " tiphaine tobias toby tom tomas toni tony torben torsten tracey tracy traudel travis"
    " trinidad tristan trude trudi tyler udo ueli ulf ulla ulrich ulrike ulysse unai urs ursina"
    " ursula ute uwe valentin valentina valeria valerie vanesa vanessa vega veit vera verena"
    " veronica veronika veronique vicenta vicente victor victoria viktor viktoria vincent violet"
    " violeta violette virginia virginie vivian viviane volker vreni walburga walter waltraud"
    " wanda wayne wei wendy werner wibke wiebke wilfried wilhelm willi william willow wolfgang"
    " wolfram xabier xavier ximena yago yaiza yann yannick yasmine yeray yesica yohan yolanda"
    " youssef yves yvette yvonne zachary zaira zoe".split()
)
