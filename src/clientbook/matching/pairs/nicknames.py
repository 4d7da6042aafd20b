"""Short forms and variants of given names, French and English first."""

_GROUPS = """
abigail abby abbie gail
abraham abe bram
adelaide addie heidi
agathe aggie agatha
albert al bert albie
alexandre alexander alex alec xander lex sacha alexandr alejandro alessandro
alexandra alex sandra lexi alexa sandy sacha alejandra
alfred alf alfie fred alfredo
alice ali allie alicia
allan alan allen al
amelie amelia amy emily
andre andrew andy drew dede andrea andres andreas
anne ann anna annie nan nancy hannah anita ana anja
anthony tony ant antoine antonio toni toinou anton antony
antoinette toinette nettie tony toni
archibald archie
arnaud arnold arnie nono
arthur art artie tutur
augustin gus august auguste agustin
barbara barb babs barbie babette
beatrice bea trixie beatrix beatriz
benjamin ben benji benny benoit
bernard bernie bern nanard bernhard
bertrand bert
bradley brad
brian bryan
bridget brigitte bridgette bri gigi
calvin cal
cameron cam
camille cam cami kamille
caroline carol carrie caro carolyn carolina lina
cassandra cassie sandra
catherine katherine kathryn kate katie cathy kathy cat kat kathleen katharine kitty katy katrina
  catalina karin katarzyna kasia cath cathie catharina
cecile cecilia cece celia
chantal chantale
charles charlie chuck charly chas charlot carlos karl carl carlo karol
charlotte charlie lottie char lotte carlota
chester chet
christian chris kris cristian
christine christina chris tina chrissy kristin kristine christiane christel cristina kristina
  krystyna kirsten
christophe christopher chris kris topher kit tof cristobal christoph krzysztof
claire clara clare clarisse
claudine claudie claude claudia
clement clem clemens clemente
clementine clem
constance connie
corinne cory
cynthia cindy
dominique dom domi dominic dominik domingo
daniel dan danny dani
danielle dani danny daniele daniela
david dave davy davey dawid
deborah deb debbie debra
denis dennis den denny dionisio
denise den denny
dolores lola
donald don donny
dorothy dot dottie dorothee dora dorotea
douglas doug
edmond ed eddie edmund
edouard edward ed eddie ted teddy ned edwin eduardo eduard
eleanor ellie nora nell eleonore elena leonor lenore
elisabeth elizabeth liz beth betty lisa eliza lizzie betsy elise babeth zabeth libby bess elsa
  isabel lise ela elzbieta elspeth
emile emil
emilie emily em emmy emilia
emma em emmy
emmanuel manu manny manuel
emmanuelle manu manue manuela
eric erik rick erich
ernest ernie ernst ernesto
esther essie hester
etienne stephane steph stephen steven steve stephan stefan esteban stevie stef szczepan
eugene gene eugen eugenio
evelyne evelyn eve evie
fabien fab fabian
fabrice fab fabrizio
ferdinand ferdi fernand fernando nando
florence flo flora
francine fran
francis frank frankie fran franck
francois francis frank francisco franz paco pancho franciszek
francoise fran frances fanny francine francesca franziska francisca
frederic frederick fred freddy fritz friedrich federico rick fryderyk frederik
gabriel gab gabe gaby
gabrielle gab gaby gabby gabriele gabriela
genevieve gen ginette gene viviane
geoffrey jeffrey jeff geoff geoffroy jeffery
georges george georgie jorge georg jerzy juergen jurgen jordi
gerald gerry jerry
gerard gerry gege gerhard gerardo
gerardine gerry geraldine
gilbert gil bert
gilles gil
gregoire gregory greg gregor gregorio grzegorz
guillaume william will bill willy liam billy guy wilhelm guillermo wim willem willie
gwendolyn gwen wendy
harold harry hal
harriet hattie
helene helen ellen nell lena elena helena ilona helga
henri henry hank harry hal heinrich enrique heinz henryk hendrik
herbert herb bert
hubert hub
hugues hugo hugh hughie
ignace ignacio nacho ignatz
irene rene irena
isabelle isabel isa isabella belle bella izabela
jacqueline jackie jacky jacquie
jacques jack jacky jacob james jim jimmy jakob jake jaime jakub coco
james jim jimmy jamie jem
janet jan jane jeannette
jason jay jase
jean john johnny jack jan hans johann juan ivan sean ian giovanni jon johannes janusz
jeanne jane joan joanna jean jeannette juana johanna joanne jo jeannine
baptiste jb jeanbaptiste
jennifer jen jenny jenn jenni
jerome jerry jeronimo hieronymus
jessica jess jessie
joachim jo achim joaquin
joel jo
jonathan jon john jonny nathan
joseph joe joey jo jose josef pepe sepp giuseppe jozef
josephine jo josie fifi pepita josefa
josette jo
joshua josh
judith judy jude
julie jules julia juliette jill juliet giulia
julien jules julian julio
kenneth ken kenny
kimberly kim
laurence laurie
laurent laurence larry lawrence lorenzo lorenz laurie
leonard leo len lenny leon leonardo
leopold leo
lillian lily lil liliane lili
lise lisa
louis lou louie luis ludwig lewis luigi ludovic
louise lou lulu luisa
lucas luke luc lukas
lucie lucy lucille lulu lucia luz
ludovic ludo
madeleine madeline maddy mado mad magdalena maddie lena magda
marc mark marcus marco marek markus marcos
marcel marcello marcelo
margaret marguerite maggie meg peggy margot greta rita margie marge daisy margarita gretchen
  margarete malgorzata margarethe
marianne marian mary-ann
marie mary maria molly polly mimi mitzi maryse
martha marthe marta matty
martin marty
martine tina
mathieu matthieu matthew matt mat mathew mateo matthias matthaus mateusz mattieu
mathilde matilda tilly mathilda
maurice moe mo moritz mauricio
maximilien max maxime maximilian maxwell maximo
melanie mel
melissa mel missy lissa
michel michael mike mick mickey mich mitch miguel michal misha micha mikael
michele michelle mich shelly chelle michaela micheline
mireille mimi
mohamed mohammed muhammad mo momo mehmet ahmed mohammad
monique moni nique monika monica
nathalie natalie nat natacha natasha natalia
nathaniel nathan nat nate
nicolas nicholas nick nico nicky klaus nicola nicolaus nikolaus niklas claus mikolaj
nicole nicky nico nikki
octave tavi octavio
odette dette
olivier oliver ollie oli
oscar ossie
pamela pam
pascal pasc pascual
pascale pasc
patrice pat patricio
patricia pat patty trish tricia patti pattie
patrick pat paddy rick patryk
paul paulo pablo pawel paolo
paule paula paulette pauline
penelope penny
peter pete
philippe philip phil phillip pip felipe filip philipp
pierre peter pete pierrot pedro piotr pieter pietro petter peer
prudence prue
rachel rach rachelle
ralph raf rafe ralf
randolph randy randall
raphael raph rafael raf
raymond ray raimund ramon
rebecca becky becca becki rebekah
reginald reg reggie
regine gina
rene renato
richard rick rich dick ricky richie ricardo ryszard
robert rob bob bobby robbie bert roberto rupert robin
roderick rod
rodolphe rudy rodolfo rudolf rudolph
roger rodge rogelio rudiger
roland rolly rolando orlando
romain roman
ronald ron ronnie
rosalie rose rosie rosa
rose rosie rosa
roxane roxanne roxy
russell russ rusty
ruth ruthie
samantha sam sammy
samuel sam sammy
sandrine sandy
sebastien sebastian seb bastien basti
serge sergio sergei
simone sim
simon sim simeon
solange sol
sophie sophia sofia zofia sophy
stephanie steph stef stephie stefanie estefania stephany
susan suzanne sue suzie susie susanna suzy susana zuzanna suzette susanne
sylvain syl silvain
sylvie syl silvia sylvia
tamara tammy
terence terry terrence terrance
theodore ted teddy theo theodor
therese theresa terry tess teresa tessa
thibault thibaud thibaut
thierry titi
thomas tom tommy thom tomas tomasz
timothy tim timmy timothee timo
valerie val
veronique vero veronica ronnie veronika
victor vic vick viktor
victoria vicky vic tori victoire vickie
vincent vince vinnie vicente vinny
virginie virginia ginny gin
vivienne viv vivian viviane
walter walt wally walther gauthier gautier
xavier xav javier
yann yannick yan
yves yvon ivo
yvette evette
yvonne yve
zacharie zachary zach zack zac
"""

_FURTHER = """
aaron adam adele adrian adrien agnes ahmed aida aime alain alba aline alma amanda amber amina
angela angelique angie anais annette arlette armand ashley astrid aurelie aurore austin axel
bastian bettina betty beverly birgit brandon brenda brent bruce bruno bryce carla carmen cedric
celine chad chloe clarence cody colette courtney craig crystal curtis cyril damien darren dean
diana diane didier dieter donna dora dylan edgar edith elias elisa eliane ella eloise elodie
emilio erica erika erin eva fabienne fatima felix filippo franck gael gaelle garance gary gaston
germaine ginette gisele giselle gloria grace guido gunter gustav gustave guy hans harvey heather
heike hector heike herve holger horst huguette ibrahim ida ilse ines inge ingrid irma ismael
ivan ivonne jade janice jasmine jeremie jeremy jerome jesse joan jocelyn jocelyne johanna jordan
josee joyce juan judith julian june justin justine karen karim karine karl kay keith kelly kevin
kim kurt kyle laetitia lara larry laura lauren laurie lea leila lena leo leon leonie leslie lila
lilian linda lionel lisa lloyd logan loic loretta lorraine luc lucien lucienne lucile lydia
lynn mael maeva manon marcelle marco margaux margot marina mario marion marius marlene martina
mary maryse maud megan melvin mia micheline mila miriam mona morgan morgane muriel myriam nadia
nadine natasha neil nina noah noe noel noemie nora norma normand odile olga olivia oscar otto
oumar paola patrizia paulette pauline petra phyllis rainer ralf ralph raoul raul regis remi
renate renaud renee rita robin rodrigue romane rosemary ross roy ruben ryan sabine sabrina sally
sara sarah saul scott sean severine shannon sharon sheila shirley sigrid silke simon simone
solene sonia stacy stella stuart sven swen tania tanya tatiana teddy thea theo tiffany todd
travis tristan troy ulrich ursula ute uwe valentin valentine vanessa vera vivian wanda wayne
wendy werner wolfgang yasmine yolande youssef yvan zoe
"""


def _read(table: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    number = 0
    for line in table.strip().splitlines():
        number += not line.startswith(" ")  # an indented line goes on with the group
        for name in line.replace("-", " ").split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


GROUPS: dict[str, frozenset[int]] = _read(_GROUPS)
"""Groups of variants a folded given name belongs to."""

KNOWN: frozenset[str] = frozenset(GROUPS) | frozenset(_FURTHER.split())
"""Given names that exist: one letter between two of them is no typing slip."""

_NONE: frozenset[int] = frozenset()


def same_person_variants(a: str, b: str) -> bool:
    """True when two folded single given names are used for one and the same person."""
    groups = GROUPS.get(a)
    return groups is not None and not groups.isdisjoint(GROUPS.get(b, _NONE))
