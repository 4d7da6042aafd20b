"""Words of titles that ask or request something, by language: "What is your e-mail address?".

``^`` marks what a question begins with, a preposition before it left out; the rest are words that
mean this in a question only.  ``what`` leaves open which value is asked for, ``where``, ``when``
and ``how`` allow few, ``whom`` and "alien" none of the client's own.
"""

PREPOSITIONS = {
    "en": frozenset("in on at under by from since with for to and".split()),
    "fr": frozenset("a au dans en sur sous de depuis par pour avec et".split()),
    "de": frozenset("in unter an auf zu bei mit aus um seit fur und".split()),
    "es": frozenset("a en de con por para desde y".split()),
    "it": frozenset("a in su di con da per sotto al sul e".split()),
    "pt": frozenset("a em no na de para por com ao desde e".split()),
    "nl": frozenset("op in onder via met van aan bij sinds voor en".split()),
}

# Words of the second person: with one, a verb of reaching is about the client.
YOU = {
    "en": frozenset("you your yours".split()),
    "fr": frozenset("vous votre vos te t ton ta tes".split()),
    "de": frozenset("sie ihr ihre ihren ihrem ihrer dich dir du dein deine deinen".split()),
    "es": frozenset(
        "te tu tus su sus le usted contactarte contactarle llamarte llamarle localizarte"
        " localizarle escribirte escribirle encontrarte".split()
    ),
    "it": frozenset(
        "ti tu tuo tua vi la contattarti contattarla contattarvi chiamarti chiamarla raggiungerti"
        " raggiungerla rintracciarti rintracciarla scriverti scriverle trovarti".split()
    ),
    "pt": frozenset("voce te lo la lhe seu sua teu tua contigo".split()),
    "nl": frozenset("je jou jouw u uw jullie".split()),
}

ENGLISH = """
what: ^what, ^what is, ^what s, ^whats, ^what are, ^what was, ^which, ^which is, ^which are,
  ^please, ^enter your, ^tell us, ^give us, ^let us know, ^provide your, ^type your, ^fill in your,
  ^write your, ^confirm your, ^add your, ^can we have, ^may we have, ^could you give us, ^can you
  give us, ^could you tell us, ^can you tell us, ^can we get, ^could we have, ^we need
where: ^where, ^where is
when: ^when, ^when is, ^when s
how: ^how
whom: ^who, ^who is, ^whom, ^whose
alien: ^why, ^how old, ^how many, ^how often, ^how long, ^how much, ^how did, ^how far, ^how tall,
  ^how big, ^how have, ^how do you know, ^how are you
is: ^do you, ^does, ^did you, ^are you, ^is your, ^is this, ^is there, ^have you, ^has, ^had you,
  ^can you, ^can we, ^may we, ^could we, ^could you, ^will you, ^should we, ^shall we, ^were you,
  ^was
is consent: ^would you like, ^do you want, ^do you wish, ^do you agree, ^do you consent, ^would
  you be happy, ^are you happy, ^do you accept, ^would you want
consent: ^add me, ^subscribe me, ^sign me up, ^opt me in, ^i want, ^i would like, ^i d like, ^i
  wish, ^i agree, ^i consent, ^i accept, ^yes i, ^yes please, ^keep me, ^send me, ^put me, ^include
  me, ^please add me, ^please subscribe me, ^please sign me up, ^please keep me, ^please send me,
  ^please put me
given nickname: ^what should we call you, ^what shall we call you, ^how should we call you, ^what
  do people call you, ^what do your friends call you, ^what do you like, ^what do you prefer, ^what
  name do you go by, ^what can we call you, ^what may we call you
full: legal name
name: ^what are you called, ^who are you
alien: ^how should we address you, ^how shall we address you, ^how can we address you, ^how do you
  want us, ^how do you spell, ^how do you pronounce
consent: want, like receive, subscribe, sign up, join, agree
sms reach: text you, can text you
reach: reach you, contact you, can call you, can phone you, can contact you, get in touch with
  you, get hold of you, be reached, be contacted, reached, reach, call you, call, phone you, ring
  you, get you, write you, send you
email reach: email you, can email you
alien: their, theirs, them, his, her, hers, he, she, they
what: ^hi, ^hi there, ^hello, ^hello there, ^thanks, ^thank you, ^great, ^first things first,
  ^finally, ^lastly, ^first of all, ^and, ^so, ^next
live: live, reside, based, located, you live
fill: during day, during the evening, daytime, evening
fill: works, good, is, are, was, were, be, do, does, did, have, has, can, could, may, should, would,
  will, we, us, our, you, your, i, me, my, at, on, best, so, that, this, it, use, usually, there,
  prefer, provide, give, tell, type, write, fill, know, confirm, let, s, work for, you work for, you
  work at, speak, using, below, here, like, add, who is, called
fill: identify, identify with, identify as, identify yourself
"""

FRENCH = """
what: ^quel, ^quelle, ^quels, ^quelles, ^quel est, ^quelle est, ^quels sont, ^quelles sont, ^qu
  est ce que, ^que, ^veuillez, ^merci de, ^merci d, ^indiquez, ^indique, ^saisissez, ^saisis,
  ^entrez, ^renseignez, ^donnez, ^donnez nous, ^donne nous, ^precisez, ^ecrivez, ^inscrivez votre,
  ^notez, ^s il vous plait, ^svp, ^communiquez nous, ^dites nous, ^pouvez vous indiquer, ^pouvez
  vous nous donner, ^quel sera
where: ^ou
when: ^quand
how: ^comment peut, ^comment pouvons, ^comment vous joindre, ^comment vous contacter, ^comment te
  joindre, ^comment souhaitez, ^comment etre, ^comment preferez
whom: ^qui, ^lequel, ^laquelle
alien: ^pourquoi, ^combien, ^quel age, ^comment nous, ^comment avez, ^comment as, ^comment doit,
  ^comment souhaitez vous etre appele
is: ^avez vous, ^as tu, ^etes vous, ^es tu, ^est ce, ^est ce que, ^pouvons nous, ^peut on, ^pouvez
  vous, ^puis je, ^y a t il, ^aviez vous
is consent: ^acceptez vous, ^accepteriez vous, ^acceptes tu, ^voulez vous, ^veux tu, ^souhaitez
  vous, ^souhaites tu, ^desirez vous, ^aimeriez vous, ^aimerais tu, ^consentez vous, ^autorisez
  vous, ^voudriez vous, ^souhaiteriez vous, ^etes vous d accord
consent: ^je souhaite, ^je veux, ^je desire, ^j accepte, ^j autorise, ^je consens, ^oui je, ^oui
  j, ^je voudrais, ^inscrivez moi, ^abonnez moi, ^ajoutez moi, ^tenez moi, ^je m inscris, ^je m
  abonne, ^m inscrire, ^m abonner, ^envoyez moi, ^je souhaiterais, ^j aimerais, ^inscris moi,
  ^ajoute moi
name: ^comment vous appelez vous, ^comment t appelles tu, ^comment s appelle, ^comment vous
  appelle t on, ^comment vous nommez vous, ^comment se nomme
given nickname: ^comment doit on vous appeler, ^comment souhaitez vous etre appele, ^comment
  souhaitez vous qu on vous appelle
reach: joindre, contacter, joignable, appeler, rappeler, contacte, contactee, joint, jointe,
  atteindre, ecrire, joigne, appelle, telephoner
alien: son, sa, ses, leur, leurs, lui
what: ^laissez nous, ^laisse nous, ^bonjour, ^pour commencer, ^merci, ^enfin, ^pour finir, ^et
live: habitez, habites, vivez, vis, residez, demeurez, domicilie
fill: journee, soir, soiree, pendant journee
fill: est, sont, etes, es, peut, pouvons, pouvez, vous, tu, te, t, nous, on, indiquer, saisir,
  saisissez, renseigner, entrer, donner, preciser, communiquer, inscrire, je, j, notre, nos, avez,
  as, que, il, elle, utilisez, utilises, le plus, meilleur, meilleure, mieux, facilement, plait,
  svp, s, suis, ci dessous, ici, parlez, plus, exact, exacte, bien, dites, si, complet, travaillez,
  nom s
fill: identifiez, identifies, vous identifiez, reconnaissez
"""

GERMAN = """
what: ^wie lautet, ^wie lauten, ^wie ist, ^was ist, ^was sind, ^was, ^welche, ^welcher, ^welches,
  ^welchen, ^welchem, ^bitte, ^geben sie, ^gib, ^nennen sie, ^nenne, ^tragen sie, ^schreiben sie,
  ^teilen sie, ^verraten sie, ^hinterlassen sie
where: ^wo, ^woher, ^wohin
when: ^wann
how: ^wie
whom: ^wer, ^wem, ^wen, ^wessen
alien: ^warum, ^wieso, ^weshalb, ^wie alt, ^wie viele, ^wie oft, ^wie lange, ^wie viel, ^wieviel,
  ^wieviele, ^wie haben, ^wie hast, ^wie sind, ^wie bist, ^wie gross, ^wie schwer, ^woher kennen,
  ^woher kennst, ^wofur, ^wodurch
is: ^haben sie, ^hast du, ^habt ihr, ^sind sie, ^bist du, ^darf, ^durfen, ^durfen wir, ^konnen
  wir, ^konnen sie, ^kannst du, ^waren sie, ^gibt es, ^besitzen sie, ^nutzen sie
is consent: ^mochten sie, ^mochtest du, ^wollen sie, ^willst du, ^wunschen sie, ^wurden sie gern,
  ^wurden sie gerne, ^stimmen sie, ^sind sie damit einverstanden, ^sind sie einverstanden,
  ^akzeptieren sie
consent: ^ich mochte, ^ich will, ^ich wunsche, ^ja ich, ^ich bin, ^ich stimme, ^nehmen sie mich,
  ^melden sie mich, ^melde mich, ^halten sie mich, ^schicken sie mir, ^senden sie mir, ^ich willige,
  ^bitte melden sie mich, ^bitte senden sie mir, ^bitte schicken sie mir, ^bitte nehmen sie mich
name: ^wie heissen, ^wie heisst, ^wie heissen sie, ^wie heisst du
given nickname: ^wie durfen wir sie nennen, ^wie sollen wir sie nennen, ^wie sollen wir dich
  nennen, ^wie mochtest du genannt, ^wie mochten sie genannt, ^wie wirst du genannt, ^wie werden sie
  genannt
alien: ^wie durfen wir sie ansprechen, ^wie sollen wir sie ansprechen
reach: erreichen, erreicht, erreichbar, kontaktieren, anrufen, anschreiben, schreiben, rufen
alien: sein, seine, seinen, seiner, ihn
what: ^hallo, ^danke, ^zum schluss, ^und, ^zuerst, ^als erstes, ^zunachst
live: wohnen, wohnst, wohnt, leben, lebst, wohnhaft, ansassig
fill: tagsuber, tags uber, abends
fill: wo, ist, sind, bist, sie, ihr, ihre, ihren, ihrem, ihrer, ihres, du, dich, dir, dein, deine,
  deinen, deiner, ihnen, euch, euer, eure, wir, uns, unser, unsere, unseren, lautet, ein, eine,
  einen, an, geben, nennen, tragen, eintragen, eingeben, angeben, mit, mitteilen, teilen, bitte,
  beste, besten, man, nutzen, verwenden, haben, hast, wurden, wurdest, kann, konnen, durfen, es,
  auf, unter, gerne, gern, sich, ja, hier, aktuelle, aktuellen, werden, genau, richtige, sprechen,
  sprichst, ich, mich, mir, genannt, so, nutzt, lauten, arbeiten, schicken
fill: identifizieren, identifizierst, identifiziert, fuhlen, zugehorig
"""

SPANISH = """
what: ^cual, ^cual es, ^cuales, ^cuales son, ^que, ^por favor, ^indique, ^indica, ^indicanos,
  ^indiquenos, ^introduzca, ^introduce, ^escriba, ^escribe, ^ingrese, ^ingresa, ^facilite,
  ^facilitenos, ^facilitanos, ^dinos, ^diganos, ^digite, ^proporcione, ^anote, ^ponga, ^danos,
  ^rellene, ^dejanos, ^dejenos, ^cual seria, ^pon
where: ^donde
when: ^cuando
how: ^como podemos, ^como te podemos, ^como le podemos, ^como prefiere, ^como prefieres, ^como
  contactar, ^como contactarte, ^como contactamos, ^como quieres, ^como localizarte
whom: ^quien, ^quienes
alien: ^por que, ^cuantos, ^cuantas, ^cuanto, ^cuanta, ^que edad, ^como nos, ^como has, ^como
  supo, ^como supiste, ^como se entero, ^como conocio, ^como te enteraste, ^para que
is: ^tienes, ^tiene, ^eres, ^es usted, ^ha sido, ^has sido, ^has, ^puedes, ^podemos, ^puede, ^hay,
  ^estas, ^usas, ^utiliza
is consent: ^quieres, ^quiere, ^desea, ^acepta, ^autoriza, ^deseas, ^te gustaria, ^le gustaria,
  ^aceptas, ^autorizas, ^nos autorizas, ^estas de acuerdo, ^esta de acuerdo, ^querrias
consent: ^quiero, ^deseo, ^acepto, ^si quiero, ^si deseo, ^si acepto, ^autorizo, ^suscribirme,
  ^suscribeme, ^suscribanme, ^apuntame, ^anadidme, ^anademe, ^inscribeme, ^me gustaria, ^consiento,
  ^enviadme, ^enviame, ^envienme
name: ^como te llamas, ^como se llama, ^como se llama usted, ^como os llamais
given nickname: ^como te gusta que te llamen, ^como quieres que te llamemos, ^como prefieres que
  te llamemos, ^como te llaman
reach: contactar, contactarte, contactarle, contactamos, localizar, localizarte, localizarle,
  llamar, llamamos, llamarte, llamarle, llamemos, comunicarnos, escribir, escribirte, escribirle,
  escribimos, encontrar, encontrarte, localizamos
what: ^hola, ^gracias, ^para empezar, ^por ultimo, ^para terminar
live: vives, vive, vivis, viven, resides, reside
birth: naciste, nacio, nacido, nacida
fill: durante dia, durante tarde, dia, tarde
fill: donde, para, es, son, tu, tus, su, sus, te, le, os, nos, se, usted, ustedes, podemos, puede,
  puedes, favor, por, que, nuestro, nuestra, nuestros, nuestras, mejor, uses, usas, usa, utiliza,
  utilizas, tiene, tienes, has, ha, eres, soy, mi, mis, cual, actualmente, aqui, con, llamas, llama,
  indique, indica, hablas, habla, mas, correcto, trabajas, trabaja
fill: identificas, identifica, identificarse, identificais
"""

ITALIAN = """
what: ^qual e, ^quale e, ^qual, ^quale, ^quali, ^quali sono, ^che, ^cosa, ^per favore, ^inserisci,
  ^inserisca, ^inserite, ^inserire, ^indica, ^indichi, ^indicare, ^indicaci, ^scrivi, ^scriva,
  ^scrivere, ^fornisci, ^digita, ^prego, ^si prega di, ^dicci, ^comunica, ^comunicaci, ^specifica,
  ^lascia, ^lasciaci, ^dacci
where: ^dove
when: ^quando
how: ^come
whom: ^chi
alien: ^perche, ^quanti, ^quante, ^quanto, ^quanta, ^come ci, ^come hai, ^come ha, ^come avete,
  ^come mai, ^come sei
is: ^hai, ^ha, ^avete, ^sei, ^siete, ^puoi, ^possiamo, ^puo, ^possiedi, ^usi
is consent: ^vuoi, ^desidera, ^accetta, ^acconsente, ^autorizza, ^vuole, ^volete, ^desideri, ^ti
  piacerebbe, ^le piacerebbe, ^accetti, ^acconsenti, ^autorizzi, ^gradisci, ^vorresti, ^vorrebbe,
  ^ti va
consent: ^voglio, ^desidero, ^vorrei, ^accetto, ^acconsento, ^autorizzo, ^iscrivimi, ^iscrivetemi,
  ^aggiungimi, ^si voglio, ^si desidero, ^si vorrei, ^tenetemi, ^inviatemi, ^mandatemi, ^do il
  consenso
name: ^come ti chiami, ^come si chiama, ^come vi chiamate
given nickname: ^come vuoi essere chiamato, ^come vuoi essere chiamata, ^come preferisci essere
  chiamato, ^come possiamo chiamarti, ^come ti chiamano
reach: contattarti, contattarla, contattare, contattarvi, raggiungerti, raggiungerla, raggiungere,
  chiamarti, chiamarla, chiamare, rintracciarti, rintracciarla, reperibile, scriverti, scriverle,
  contattiamo, chiamiamo, raggiungibile, trovarti
what: ^ciao, ^grazie, ^per iniziare, ^infine, ^per finire
live: abiti, abita, abitate, vivi, vive, risiedi, risiede
birth: nato, nata, nascita
fill: durante giorno, di giorno, di sera, sera
fill: dove, per, e, sono, tuo, tua, tuoi, tue, suo, sua, suoi, ti, si, ci, la, lo, le, vi, vostro,
  vostra, nostra, nostro, nostre, possiamo, puo, puoi, possibile, ha, hai, sei, prego, cui,
  migliore, usi, utilizzi, favore, sei stato, attualmente, qui, chiami, chiama, tu, lei, meglio,
  parli, parla, lavori, lavora
fill: identifichi, identifica, riconosci, riconosce
"""

PORTUGUESE = """
what: ^qual, ^qual e, ^quais, ^quais sao, ^que, ^o que, ^por favor, ^insira, ^indique, ^informe,
  ^digite, ^escreva, ^preencha, ^introduza, ^coloque, ^forneca, ^diga, ^diga nos, ^deixe, ^qual o,
  ^qual a
where: ^onde
when: ^quando
how: ^como podemos, ^como prefere, ^como contactar, ^como contatar, ^como entrar, ^como posso
whom: ^quem
alien: ^por que, ^porque, ^quantos, ^quantas, ^quanto, ^quanta, ^que idade, ^como nos, ^como
  conheceu, ^como soube, ^como ficou, ^como chegou
is: ^tem, ^voce tem, ^tens, ^possui, ^voce e, ^voce possui, ^ja, ^podemos, ^pode, ^es, ^e cliente,
  ^existe, ^esta
is consent: ^quer, ^deseja, ^aceita, ^autoriza, ^queres, ^voce quer, ^gostaria, ^gostarias, ^voce
  deseja, ^voce gostaria, ^voce aceita, ^voce autoriza, ^concorda em, ^aceitas
consent: ^quero, ^desejo, ^aceito, ^autorizo, ^sim quero, ^sim aceito, ^sim desejo, ^inscreva me,
  ^adicione me, ^subscrever me, ^envie me, ^concordo, ^gostaria de receber
name: ^como se chama, ^como te chamas, ^como voce se chama, ^como te chama
given nickname: ^como gosta de ser chamado, ^como gostaria de ser chamado, ^como prefere ser
  chamado, ^como voce gosta de ser, ^como gostas de ser chamado
reach: contacta, contactar, contatar, contatamos, contactamos, ligar, encontrar, localizar, falar,
  entrar contato, entrar contacto, chamar, ligamos, escrever, alcancar
alien: dele, dela, deles
what: ^ola, ^obrigado, ^obrigada, ^para comecar, ^por fim
live: mora, moras, vive, vives, reside, resides, morar
birth: nasceu, nasceste, nasci, nascer
fill: durante dia, durante noite, noite
fill: onde
fill: e, o, a, sao, seu, sua, seus, suas, teu, tua, voce, te, se, nos, lhe, podemos, pode, posso,
  favor, melhor, usa, utiliza, nossa, nosso, nossas, nossos, tem, esta, foi, meu, minha, qual, que,
  lo, la, me, por, aqui, chama, atual, completo, correto, com, fala, trabalha, para, sim
fill: identifica, identificas
"""

DUTCH = """
what: ^wat is, ^wat zijn, ^wat, ^welke, ^welk, ^vul, ^gelieve, ^geef, ^voer, ^noteer, ^schrijf uw,
  ^schrijf je, ^graag, ^laat, ^vermeld, ^typ
where: ^waar
when: ^wanneer
how: ^hoe
whom: ^wie
alien: ^waarom, ^hoe oud, ^hoeveel, ^hoe vaak, ^hoe lang, ^hoe heb, ^hoe hebt, ^hoe heeft, ^hoe
  kent, ^hoe ken, ^hoe bent, ^hoe ben
is: ^heb je, ^hebt u, ^heeft u, ^bent u, ^ben je, ^mogen wij, ^mogen we, ^kunnen wij, ^kunnen we,
  ^kunt u, ^kun je, ^is uw, ^is je, ^was u, ^zijn er, ^gebruikt u
is consent: ^wilt u, ^wil je, ^wenst u, ^zou je, ^zou u, ^gaat u akkoord, ^ga je akkoord, ^zou je
  graag, ^zou u graag
consent: ^ik wil, ^ik wens, ^ik ga akkoord, ^ja ik, ^ik ontvang, ^meld me, ^meld mij, ^schrijf me,
  ^schrijf mij, ^houd me, ^houd mij, ^voeg me, ^voeg mij, ^stuur me, ^stuur mij, ^ik geef
  toestemming
name: ^hoe heet, ^hoe heten, ^hoe heet je, ^hoe heet u
given nickname: ^hoe wil je genoemd worden, ^hoe wilt u genoemd worden, ^hoe word je genoemd, ^hoe
  mogen we je noemen, ^hoe mogen we u noemen
reach: bereiken, bereikbaar, contacteren, bellen, bereikt, opnemen, aanschrijven, mailen
alien: haar, hun, hem
what: ^hallo, ^hoi, ^bedankt, ^tot slot, ^om te beginnen, ^en
live: woon, woont, wonen, woonachtig
birth: geboren
birth date: jarig
fill: overdag, avonds
fill: waarop, waar, om, is, zijn, uw, je, jouw, jullie, u, jou, we, wij, ons, onze, kunnen, mogen,
  het, in, op, aan, door, ben, bent, kan, best, beste, vullen, vul, gebruik, gebruikt, heeft, heb,
  hebt, aub, alstublieft, invullen, hier, werd, werden, heet, noemen, mij, me, ik, spreekt, spreek,
  geef, laat, weten, noteer, huidige, juiste, contact, werkt, werk je
fill: identificeert, identificeer, zich
"""

QUESTIONS = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
}
