"""Dutch words of column titles; ``=`` marks an entry that must be the whole title."""

DUTCH = """
full bare: =bruidspaar, =koppel, =stel
gender birth: geslacht bij geboorte, geboortegeslacht
address: gezinsadres
middle: andere voornamen, overige voornaam, andere voornaam
job doubtful: =rol
department doubtful: =divisie
full bare doubtful: =relatie, =ontvanger, =geadresseerde
who: geadresseerde
alien: =plein
note: opm, opmrk, opmerk, interne opmerkingen, interne opmerking
full bare: =hoofdcontact, =hoofdcontactpersoon, =primaire contactpersoon, =eerste contactpersoon,
  =belangrijkste contact
company: bedrijf waar u werkt, bedrijf waar je werkt
created date: =aangemeld op, =aangemeld sinds, =ingeschreven op, =ingeschreven sinds
full: volledige wettelijke naam, volledige officiele naam
housenum: huisno, huis no
seat: zetel, hoofdzetel, maatschappelijke zetel, hoofdkantoor
city: =dorp stad, =stad dorp
consent email: mag gemaild worden, mag gemaild, =email sturen, =e mail sturen, =e mails sturen,
  =mail sturen, =email zenden, =e mail versturen
note: =diversen
prefix: dhr mw, dhr mevrouw, heer mevrouw, mevr dhr, mw dhr, heer mevr
mobile: 06 nr
birth date: jarig, =wanneer jarig, gebdat
landline: =vast, =vast nr, =vaste nr, =vast nummer, vaste tel, tel vast, tel vaste lijn
phone: tel avond, tel overdag, tel dag
city live: =woont in
address live: =woont op, =waar woont, =woont waar, =waar woont hij, =waar woont ze, =woont
note: =goed om te onthouden, =niet vergeten, =goed om te weten, =goed te weten, =om te onthouden,
  =let op, =weetjes,
  =belangrijk om te weten, =nota
mobile chat: whats app
full bare: =wie, =opdrachtgever, =opdrachtgeefster
who: opdrachtgever
service address: ophaaladres, afhaaladres, montageadres, projectadres, installatieadres, werfadres
family used: gehuwde naam, gehuwde achternaam, naam na huwelijk, achternaam na huwelijk,
  getrouwde naam
consent partner: partneraanbiedingen, aanbiedingen partners, aanbiedingen derden
holder: huurder, huurders, huurster, eigenaar voertuig, eigenaar auto, eigenaar dier
full bare: =leerling, =cursist, =student
billing: facturen, e factuur, e facturen, fact, factu
who: kl, klnt, klt
meta: briefaanhef, aanhef brief, brief aanhef, begroeting, groetregel, slotgroet,
  aanhefregel, slotformule, groet, beleefdheidsformule, aanhef tekst
alien: =uw kenmerk, =uw referentie, =uw ref, =ons kenmerk, =onze referentie, =jouw referentie
family: eigennaam, eigen naam
fill: mijn, jullie
housenum2: toev, toevoeging, huisnummertoevoeging, huisnummer toevoeging, huisnr toevoeging,
  huisnrtoevoeging, huisnr toev, huisletter, busnr, bus nr, bus nummer, busnummer
street2: adres extra, extra adres
who guest: gast, gasten
shipping guest: ontvanger, ontvangers
surname2: tweede achternaam
alien: portaal, assistent, assistente, secretaresse, leidinggevende
nickname: pseudoniem
language: gesproken taal
fill: diverse
optout all: niet storen, nooit contacteren, nooit benaderen, nooit contact opnemen, geen contact
  opnemen, wil geen contact, geen contact, contact verboden, contact geweigerd, niet meer
  contacteren, niet meer benaderen, wil niet benaderd worden
optout marketing: opt out, optout, geen marketing, toestemming ingetrokken, intrekking toestemming,
  ingetrokken toestemming, geen toestemming, toestemming geweigerd, robinsonlijst, robinson lijst,
  verzet marketing, bezwaar marketing, bezwaar reclame, recht verzet, recht bezwaar, avg bezwaar,
  bezwaar avg, weigert marketing, weigert reclame, wil geen reclame, zonder reclame
optout date: datum opt out, opt out datum, datum intrekking toestemming
optout every phone: bel me niet, bel me niet register
optout all: niet contacteren, niet benaderen, uitgeschreven alle, afgemeld alle
consent status email: inschrijfstatus, abonnementsstatus, status nieuwsbrief
optout date email: uitschrijfdatum, afmelddatum
given nickname: roepnaam
given: voornaam, voornamen, eerste naam, doopnaam, vnaam, doopnamen
middle: tweede naam, tweede voornaam, middelste naam, overige voornamen
particle: tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, tussenv, voorvoegsel
  achternaam, tussenvoegsel achternaam
family: achternaam, familienaam, achter naam, geslachtsnaam, anaam
maiden: meisjesnaam, geboortenaam, geboorte achternaam
full: volledige naam, naam volledig, voornaam achternaam, weergavenaam, achternaam voornaam, naam
  voornaam
full bare contact: =contact
contact: =contactgegevens, =contactinfo, =contactinformatie, =bereikbaar op, =te bereiken op,
  =bereikbaarheid, =contacten
full bare: =klant, =patient, =contactpersoon, =gast, =deelnemer, =client
name: naam, namen
who name: klantnaam, contactnaam, clientnaam, patientnaam, relatienaam
prefix: aanhef, aanspreektitel, aanspreekvorm, aanspreking, dhr mevr, voorletters titel
title: academische titel, academische graad
suffix: titel achter, titel achter naam, titels achter naam
title: titel, titulatuur
suffix: achtervoegsel, naam achtervoegsel
nickname: bijnaam, alias, koosnaam
initials: initialen, voorletters, voorletter, voorl, voorlet, initiaal
company: bedrijf, bedrijfsnaam, organisatie, firma, onderneming, organisatienaam, naam bedrijf,
  vennootschap, werkgever, handelsnaam, firmanaam, instelling, vereniging
department: afdeling
job: functie, functietitel, functieomschrijving, positie, rol
occupation: beroep
gender: geslacht, sekse, m v
language: taal, voorkeurstaal, taalcode, spreektaal, correspondentietaal
tags: labels, etiketten, categorie, categorieen, groep, groepen, trefwoorden, segment, segmenten,
  klantgroep, klantengroep, klantgroepen, tag, tags, lijsten, groepslidmaatschap
note: notitie, notities, opmerking, opmerkingen, memo, commentaar, beschrijving, aantekening,
  aantekeningen, toelichting, omschrijving, extra informatie, interne notitie, bijzonderheden, info
website: website, webpagina, webadres, site, internetadres, url, homepage, internetpagina
birth date: geboortedatum, verjaardag, geb datum, gebdatum, geboorte datum, geboren op, geb dat
birth: geboorte
birth year: geboortejaar
birth month: geboortemaand
birth day: geboortedag
day: dag
month: maand
year: jaar
date: datum, tijd, tijdstip
created: aangemaakt, aanmaak, gemaakt, geregistreerd, registratie, toegevoegd, ingeschreven,
  inschrijving, aanmelding, klant sinds, lid sinds, aanmaakdatum, inschrijfdatum, registratiedatum,
  aanmelddatum, invoerdatum, sinds, datum aangemaakt, startdatum klant
id: id, identificatie, kenmerk, referentie, sleutel, uid, extern id, externe id
who id: klantnummer, klantnr, klant nr, relatienummer, debiteurnummer, debiteurennummer, lidnummer,
  patientnummer, clientnummer, relatiecode, klantcode, dossiernummer, contactnummer id,
  deelnemernummer
code: code
num: nummer, nr, num, no, nummers
phone: telefoon overdag, overdag, telefoon avond, telefoon, tel, telefoonnummer, tel nr, telnr,
  telefoonnr, telefoons, phone, telefonisch, belnummer
mobile chat: whatsapp
mobile: mobiel, mobiele, mobiele telefoon, gsm, mobielnummer, mobiel nummer, mobiele nummer, mob,
  gsm nummer, gsmnummer, 06, mobieltje, mbl, mobiel telefoonnummer, mobiele telefoonnummer, 06
  nummer
landline: vaste lijn, vast nummer, vaste telefoon, vast telefoonnummer, telefoon vast, vaste
home phone: telefoon thuis, thuistelefoon, telefoon prive, huistelefoon
work phone: telefoon werk, werktelefoon, telefoon zakelijk, doorkiesnummer, zakelijk nummer
main phone: hoofdnummer, centrale, hoofdtelefoon, telefoon algemeen
fax: fax, faxnummer, telefax, faxnr
pager: pieper, semafoon
email: email, e mail, mail, emailadres, e mailadres, mailadres, e mail adres, email adres, mail
  adres, e mails, emails, mails
address: adres, adressen, adr, postadres, adresgegevens, bezoekadres, woonadres
address full: volledig adres, adres volledig
street: straat, straatnaam, straat huisnummer, straat nummer, straat nr, adresregel
line: regel, regels
street2: toevoeging adres, adrestoevoeging, bus, appartement, verdieping, gebouw, adresregel 2,
  extra adresregel, appartementnummer
housenum: huisnummer, huisnr, huis nr, hnr, straatnummer
district: wijk, buurt, stadsdeel
city: plaats, woonplaats, stad, gemeente, plaatsnaam, stad plaats, vestigingsplaats, stad gemeente
region: provincie, regio, staat provincie, deelstaat, provincie staat, staat
postcode: postcode, post code, postnummer
country: land, landnaam, land regio
country code: landcode, landencode, iso landcode
pobox: postbus, postbusnummer
home: thuis, prive, huis, woon, persoonlijk, persoonlijke
work: werk, zakelijk, zakelijke, kantoor, bedrijfs, beroepsmatig
billing: factuur, facturatie, facturering, factuuradres adres
shipping: verzend, verzending, levering, lever, bezorg, aflever, aflevering, bezorging, verzendadres
  adres, leveringsadres adres, afleveradres adres, leveradres adres, bezorgadres adres, lev, afl
service: werkadres service, uitvoer, project locatie, werklocatie, werf
mailing: correspondentie, post, standaard, hoofd
other: andere, ander, overig, overige, anders
primary: primair, primaire, voorkeur, eerste, hoofdcontact
second: tweede, secundair, secundaire
third: derde
alt: alternatief, alternatieve, extra, aanvullend
main: algemeen, algemene
and: en
by: door, via, per
is: is
who: klant, klanten, contact, contacten, contactpersoon, persoon, personen, patient, patienten,
  client, clienten, lid, leden, gebruiker, deelnemer, deelnemers, relatie, relaties, abonnee,
  debiteur, koper, bezoeker, cursist, leerling, bewoner, uw, je, jouw
fill: verplicht, verplichte, optioneel, avg, bijv, voorbeeld, dd mm jjjj, vul, extern, iso,
  formaat, van, de, het, een, met, voor, in, op, aan
value: waarde
label: type, soort, aard
consent: ja nee, j n, akkoord, toestemming, wil, wenst, ontvangt, ontvangen, geabonneerd,
  aangemeld, mag, accepteert, gewenst
marketing: marketing, reclame, aanbiedingen, promotie, acties
consent email: nieuwsbrief, nieuwsbrieven, e mail marketing, email marketing, mailing, mailings,
  nieuwsbrief ontvangen, toestemming e mail, toestemming email, nieuwsbrief aanmelding,
  mailinglijst, aangemeld nieuwsbrief, marketing email, inschrijving nieuwsbrief
consent sms: sms marketing, marketing sms, toestemming sms, sms ontvangen
consent phone: toestemming telefoon, telefonische toestemming
consent post: toestemming post, post gewenst, post toegestaan, brochure per post, folder per post,
  catalogus per post
consent reminder: herinnering, herinneringen, afspraakherinnering, afspraakherinneringen
consent date: datum toestemming, toestemmingsdatum, datum opt in
consent marketing: toestemming marketing, marketing toestemming
optout every: geen, niet
fill: sturen, verzenden, toesturen
optout email: uitgeschreven, afgemeld, afmelding, uitschrijving, geen nieuwsbrief,
  uitgeschreven nieuwsbrief, nieuwsbrief afgemeld, geen mailings
optout marketing: geen reclame
optout every email: geen email, geen e mail, geen mail, niet mailen, niet e mailen
optout every sms: geen sms, geen sms jes, niet sms en
optout every phone: niet bellen, geen telefoontjes, geen oproepen
optout every post: geen post, geen brieven
blocked: geblokkeerd, zwarte lijst, blokkade
sms: sms
mobile sms: =sms
owner: eigenaar, eigenares, baasje, houder
animal: dier, huisdier, hond, kat, paard, ras, diersoort, chipnummer
vehicle: voertuig, auto, kenteken, kentekens, chassisnummer, motor, eerste inschrijving, eerste
  registratie, eerste toelating, eerste tenaamstelling
alien: tweede contactpersoon, andere contactpersoon, bsn, burgerservicenummer, rijksregisternummer,
  btw, btw nummer, btwnummer, kvk, kvk nummer,
  kvknummer, ondernemingsnummer, iban, bank, bankrekening, rekeningnummer, rekening, bic, betaling,
  betaalwijze, betalingswijze, betalingstermijn, betaaltermijn, korting, prijslijst, kredietlimiet,
  saldo, bedrag, totaal, prijs, omzet, besteed, uitgegeven, aankopen, aankoop, bestelling,
  bestellingen, laatste bestelling, order, orders, product, artikel, dienst, afspraak, afspraken,
  bezoek, bezoeken, boeking, boekingen, reservering, reserveringen, behandeling, behandelaar,
  huisarts, arts, tandarts, therapeut, kapper, stylist, medewerker, verkoper, vertegenwoordiger,
  accountmanager, beheerder, partner, echtgenoot, echtgenote, kinderen,
  noodgeval, noodcontact, contact nood, nood, ice, familielid, verzekering,
  verzekeraar, polis, polisnummer, zorgverzekeraar, zorgverzekering, geboorteplaats, geboorteland,
  nationaliteit, burgerlijke staat, burgerlijke stand, trouwdatum, jubileum, legitimatie, paspoort,
  rijbewijs, documentnummer, klantenkaart, kaart, kaartnummer, punten, spaarpunten, branche,
  sector, rechtsvorm, bron, herkomst, kanaal, hoe gevonden, allergie, allergieen, medicatie,
  gewicht, lengte, leeftijd, maat, kleur, valuta, tijdzone, breedtegraad, lengtegraad, foto,
  afbeelding, handtekening, wachtwoord, gebruikersnaam, login, facebook, instagram, twitter,
  linkedin, skype, vestiging, winkel, filiaal, salon, leverancier, crediteur, project, contract,
  offerte, evenement, cursus, abonnement, abonnementen, vervaldatum, cadeaubon, coupon, aangemaakt
  door, gewijzigd door, toegewezen, doorverwezen, verwezen, vraag, antwoord, hobby, hobbys,
  interesses, kostenplaats, grootboek
meta: status, actief, inactief, gecontroleerd, bevestigd, laatste, volgende, gewijzigd, wijziging,
  bijgewerkt, aantal, niveau, percentage, geldig, einde, begin, tot, duur,
  frequentie, geopend, geklikt, verzonden, versie, verwijderd, gearchiveerd, score
junk: prioriteit, laatst gewijzigd, wijzigingsdatum, laatst bijgewerkt, datum gewijzigd,
  regelnummer, rijnummer, laatste wijziging
dial: telefoonprefix
dial country: landnummer, landkengetal, landprefix
dial region: netnummer, kengetal
ext: toestel, toestelnummer
alien: kv k, uzovi, insz, niss, verzekerdennummer, verzekeringsnummer
address live: verblijfplaats, gewone verblijfplaats, vaste verblijfplaats
city: vaste woonplaats
"""
