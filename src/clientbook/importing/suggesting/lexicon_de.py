"""German words of column titles; ``=`` marks an entry that must be the whole title."""

GERMAN = """
full bare: =brautpaar, =paar, =paar kunde, =kunde paar, =kundenpaar
gender birth: geschlecht bei geburt, geschlecht geburt, geburtsgeschlecht
who: ku
job doubtful: =rolle
full bare doubtful: =empfanger, =adressat
alien: =platz
shipping place: lieferort
service place: einsatzort, montageort, aufstellort, aufstellungsort, leistungsort, ausfuhrungsort,
  objektort
note: bemerk, bemerkg, bemerkungsfeld intern, anmerk
full bare: =hauptansprechpartner, =hauptansprechpartnerin, =hauptkontakt, =wichtigster kontakt,
  =erster ansprechpartner, =ansprechperson, =hauptansprechperson, =ansprechpartnerin
prefix: anredeform
company: firma wo sie arbeiten, firma bei sie arbeiten, firma in sie arbeiten, firma wo du
  arbeitest, firmenwortlaut
id: kunnr, externe nummer, externer schlussel
street: stras
phone: telf, fernruf, fernsprecher, fernsprechnummer
fax: telfx
email: smtp addr
prefix: anred
language: spras
region: regio
alien: notf, nation
who: tn
full bare: =tn
company suffix: firmenzusatz
seat: sitz, hauptsitz, firmensitz, geschaftssitz, unternehmenssitz
full: vollstandiger amtlicher name, vollstandiger rechtlicher name
consent: mochte, mochte erhalten, will erhalten
note: =sonstiges, =diverses
phone: telefon tagsuber, tel tagsuber, telefon abends, tel abends, telefon abend, tel abend
work phone: =tel d, =telefon d
prefix: herr fr, hr fr, hr frau, fr hr, frau hr, fr herr
birth date: burzeltag
postcode: pstlz, postlz
mobile: handi, funknummer
owner: th
city live: =wohnt in, =lebt in
address live: =wo wohnhaft, =wohnhaft, =wo wohnt, =wohnt wo, =wohnt, =wo wohnt er, =wo wohnt sie
city live: =wohnhaft in
note: =besonderheiten, =was sonst wichtig ist, =was noch wichtig ist, =sonst noch wichtig,
  =was wichtig ist,
  =wichtiges,
  =wissenswertes, =zu beachten, =gut zu wissen, =nicht vergessen, =was man wissen sollte,
  =merkzettel
mobile chat: whats app, whats
note: sonstiges allergien, allergien sonstiges
full bare: =auftraggeber, =auftraggeberin, =besteller, =wer
who: auftraggeber
code: =konto, =kto
id: personenkonto, debitorennummer
service address: abholadresse, montageadresse, montageanschrift, aufstelladresse,
  aufstellungsadresse, installationsadresse, leistungsadresse
home address: haushaltsadresse, familienadresse, =hauptwohnsitz
address live: wohnsitz, gewohnlicher aufenthalt, gewohnlicher aufenthaltsort, standiger wohnsitz
family used: ehename, name nach heirat, nachname nach heirat, name nach eheschliessung,
  verheirateter name, aktueller nachname, aktueller familienname
alien: =geboren in
alt: ausweich
holder: mieter, mieterin, mieters, pachter, pachterin, fahrzeughalterin, halter fahrzeug,
  halter fahrzeuges, eigentumer fahrzeug
full bare: =schuler, =schulerin, =patientin, =klientin, =kund, =teilnehmerin, =mitglied
who: klientin, patientin, teilnehmerin
billing: rechnungen, e rechnung, e rechnungen, rechnungsversand, rech
meta: briefanrede, grussformel, anredeformel, anredezeile, brief anrede, grusszeile,
  schlussformel, gruss, begrussung, begrussungsformel, briefanfang, anredetext, anrede brief,
  anrede text, personliche anrede
alien: =ihr zeichen, =ihre zeichen, =unser zeichen, =ihre referenz, =unsere referenz, =ihre ref
fill: ihr, ihren, ihrem, ihrer, dein, deine, deinen, mein, meine, meinen, zb
street: gasse, gasse nr, gasse nummer, gasse hausnummer, gasse hausnr, platz, strasse platz, weg
id: adresscode, adress code, adressen nr
housenum2: hausnummerzusatz, hausnummernzusatz, hausnr zusatz, hnr zusatz, zusatz hausnummer,
  hausnummer zusatz, hausnrzusatz
street2: adresse extra, stiege, stiege top, stiege tur, tur top, stiege stock tur, stiege tur top,
  =top, topnr, top nr, tur nr
who guest: gast, gaste
shipping guest: empfanger, lieferempfanger
surname2: zweiter nachname, zweiter familienname
alien: ersteller
alien: portal, sekretariat, sekretarin
nickname: pseudonym, kunstlername
email: massenmail, massenmails
street2: adressierungszusatz, adressierungs zusatz
language: gesprochene sprache
fill: allgemeine, verschiedenes
optout all: nie kontaktieren, niemals kontaktieren, nicht mehr kontaktieren, nicht storen, kontakt
  unerwunscht, kontakt verboten, kontakt untersagt, kontakt abgelehnt, kontakt nicht erwunscht,
  nicht ansprechen, kein kontakt erwunscht, kontaktaufnahme unerwunscht, wunscht keinen kontakt
optout marketing: opt out, optout, werbesperre, werbesperrvermerk, werbeverbot, werbestopp,
  werbewiderspruch, werbe widerspruch, widerspruch werbung, widerspruch gegen werbung, werbung
  widersprochen, werbung unerwunscht, werbung abgelehnt, werbung verboten, werbung untersagt, ohne
  werbung, wunscht keine werbung, mochte keine werbung, keine werbung erwunscht, robinsonliste,
  robinson liste, einwilligung widerrufen, einwilligung zuruckgezogen, einwilligung entzogen,
  einwilligungswiderruf, widerruf einwilligung, widerrufene einwilligung, zustimmung widerrufen,
  widerruf zustimmung, keine einwilligung, einwilligung verweigert, einwilligung abgelehnt, keine
  zustimmung, dsgvo widerspruch, dsgvo widerruf, widerspruch dsgvo, widerruf dsgvo, datenschutz
  widerspruch, marketing widerspruch, widerspruch marketing, werbung nein
optout date: opt out datum, optout datum, datum opt out, datum widerruf, widerrufsdatum
  einwilligung, widerspruchsdatum, datum widerspruch
optout all: nicht kontaktieren, kontaktsperre, kein kontakt, kontaktverbot
optout all: allen nachrichten abgemeldet, allem abgemeldet
optout every email: allen e mails abgemeldet, allen emails abgemeldet, allen mails abgemeldet
optout every sms: allen sms abgemeldet
optout email: e mail abmeldung, email abmeldung, e mails abgemeldet
consent status email: e mail marketing status
optout date email: abmeldedatum, abmeldezeitpunkt, newsletter abgemeldet am
consent status email: abonnementstatus, abostatus, newsletterstatus, newsletter status, e mail
  abonnementstatus, einwilligungsstatus, anmeldestatus newsletter, opt in status
consent status sms: sms status, sms abonnementstatus
fill: interner, internes, internen, dsgvo, uber, formatiert, formatierte, intern, interne, extern,
  externe, adressattyp naturl person, iso, mit, bitte, ihre, optional, pflichtfeld, z b, tt mm
  jjjj, bsp, format, falls
alien: weiterer ansprechpartner, weiterer kontakt, zweitkontakt, reservierung,
  reservierungen, buchung, buchungen, aufenthalt, aufenthalte, anreise, abreise,
  =abgemeldet am, =abgemeldet seit, =gesperrt am, =gesperrt von, =erstellt von, =geandert von,
  =angelegt von, adressattyp keine angabe, nachnahme, =zusatz, assistent,
  assistentin, assistenz, vorgesetzter, vorgesetzte, manager, partner, ehepartner, ehefrau,
  ehemann, ehegatte, kinder,   betreuer, notfall, notfallkontakt, angehorige,
  angehoriger,
  bezugsperson, arzt, hausarzt, behandler, zahnarzt, uberweiser, krankenkasse, kasse, versicherung,
  versicherungsnummer, versicherten, versichertennummer, versicherter, kostentrager, eu land, eu
  mitgliedstaat, versandzusatz, empfohlen, empfehlung, werber, geworben, vertreter, verkaufer,
  aussendienst, sachbearbeiter, mitarbeiter, mitarbeiterin, bearbeiter, friseur, friseurin,
  stylist, kosmetikerin, therapeut, techniker, berater, vermieter, verwalter,
  hausverwaltung, zustandig, zustandiger, auto, fin, marke, modell, lieferant, lieferanten,
  kreditor, kreditoren, bank, filiale, laden, salon, lager, team, artikel, produkt, bestellung,
  bestellungen, auftrag, auftrage, auftrags, termin, termine, besuch, besuche, rechnung nummer,
  rechnungsnummer, rechnung betrag, angebot, vertrag, vertrags, projekt, vorgang, veranstaltung,
  behandlung, abo, tarif, vertragsnummer, karte, kundenkarte, kartennummer, treue, treuepunkte,
  punkte, bonus, bonuspunkte, gutschein, gutscheine, guthaben, saldo, betrag, preis, preisliste,
  preisgruppe, summe, gesamt, umsatz, umsatze, gesamtumsatz, rabatt, skonto, zahlung, zahlungsart,
  zahlungsziel, zahlungsbedingung, zahlungsbedingungen, zahlungsweise, mahnstufe, mahnung,
  kreditlimit, iban, bic, swift, blz, bankleitzahl, konto, kontonummer, kontoinhaber, bankname,
  bankverbindung, mandat, sepa, debitorenkonto, debitoren kreditoren, sachkonto, kreditorennummer,
  ust, ustid, ust id, ustidnr, umsatzsteuer, umsatzsteuer id, steuer, steuernummer,
  handelsregister, branche, rechtsform, grosse, wahrung, sozialversicherung,
  sozialversicherungsnummer, ahv, ahv nummer, ausweis, nationalitat, staatsangehorigkeit,
  staatsburgerschaft, konfession, religion, geburtsort, geburtsland, familienstand, jahrestag,
  hochzeitstag, hochzeit, heirat, sterbedatum, verstorben, namenstag, benutzername, benutzer name,
  benutzernamen, nutzername, nutzernamen, nutzerkennung,
  passwort, kennwort, login, facebook, instagram, twitter, linkedin, xing, skype, herkunft, quelle,
  aufmerksam, kanal, allergie, allergien, diagnose, medikamente, gewicht, grosse cm, korpergrosse,
  haarfarbe, haut, alter, zeitzone, breitengrad, langengrad, foto, bild, unterschrift, hobby,
  hobbys, hobbies, regierung, reisekilometer, ruckmeldung, ruckruf, isdn, telex, autotelefon nr,
  mobilbox, benutzer 1, frage, antwort, aktion, kostenstelle, zustandigkeit, verwendungszweck,
  vorbesitzer, phonetisch, phonetischer, aussprache, chat, messenger, ansprechpartner lieferant,
  gultigkeit, vip, bewertung, stammfriseur, lieblings
animal: tier, tiername, tierart, hund, hunde, katze, pferd, rasse
vehicle: fahrzeug, kennzeichen, fahrgestellnummer
who id: datensatz id, datensatznummer
id: adressnummer, kdnr, kd nr, kundennr, id, kennung, referenz, externe id, ident, identifikation,
  schlussel, uid, kundenkennung, kunden id
owner: besitzer, besitzerin, eigentumer, halter, tierhalter, tierbesitzer, fahrzeughalter
company: accountname, account name, firma, firmenname, unternehmen, organisation, gesellschaft,
  betrieb, name 2 firma, firmenbezeichnung, firma name, arbeitgeber, praxisname, verein,
  institution, unternehmensname, firmen
is: ist
who id: karteinummer, kartei nr, aktennummer, adressnr, adress nr, adress nummer
who: schuler, schulerin, kursteilnehmer, spender, bewohner, abonnent, abonnenten, pat, mitgl, deb,
  kaufer, stammkunde, kd, kdn, kunde, kunden, kundin, kontakt, patient, patienten, person,
  mitglied, mitglieds, teilnehmer, nutzer, benutzer, personen, kontakte, klient, klienten,
  debitor, debitoren, besteller, interessent, interessenten, empfanger person, haupt kunde, konto
  kunde, kontaktperson, ansprechpartner
phone work: telefon direkt, tel direkt, tel g, telefon g, fon g
consent marketing: marketing einwilligung, marketing zustimmung, werbung erlaubt,
  werbeeinwilligung, werbezustimmung, einwilligung werbung
home: priv, privat, private, privates, heim, zuhause, privater, wohn, personlich, personliche,
  haus, wohnung adresse, privaten
phone home: tel p, telefon p, fon p
email home: e mail p, email p, mail p
email work: e mail g, email g, mail g
occupation: beruf, tatigkeit
main phone: haupttelefon, hauptnummer, zentrale
by: per, via
mobile sms: =sms
value: wert
birth year: jahrgang, geburtsjahr
who name: kundenname, kontaktname, patientenname
work: dienstl, berufl, gesch, geschaftl, adressattyp unternehmen, geschaftlich, geschaftliche,
  dienstlich, dienst, buro, arbeit, beruflich, berufliche, geschaft, geschafts, arbeits,
  dienstliche, arbeitsplatz, business, geschaftsadresse adresse, firmenadresse adresse
created: anlage datum, =anlage am, =angelegt am
created: erzeugt, erstellt, angelegt, erstellung, erfasst, registriert, registrierung,
  kunde seit, seit, mitglied seit, anmeldung, aufnahme, hinzugefugt, erfassung, eintritt, kundin
  seit, beitritt, erstellungsdatum, anlagedatum, patient seit, erfassungsdatum,
  registrierungsdatum, angemeldet, eingetragen, eintrittsdatum, aufnahmedatum,
  erstelldatum, anlegedatum
created date: anmeldedatum
junk home: =privat
junk: aktualisiert, prioritat, vertraulichkeit, verzeichnisserver, internet frei gebucht,
  frei gebucht, anderungsdatum, letzte anderung, zuletzt geandert, e mail typ, e mail anzeigename,
  zuletzt aktualisiert, webseiten kategorie, datensatz nr, zeilennummer, abrechnungsinformation,
  bearbeitet am, bearbeitungsdatum
optout every: kein, keine, keinen, keinerlei, nicht
fill: senden, zusenden, schicken, kontaktieren
maiden: geburtsname, madchenname, ledigname, geborene, name geburt, fruherer name, ledigenname,
  lediger name, ledig name
particle: namensvorsatz, vorsatzwort, namensvorsatzwort, adelspradikat, vorsatz, namenspartikel
given nickname: rufname
given: vorname, vornamen, rufname vorname, vn, vor name, ruf name, vname, v name
middle: zweiter vorname, weitere vornamen, weiterer vorname, mittelname, zweitname, 2 vorname,
  zwischenname, zweite vorname
family: nachname, familienname, zuname, nachnamen, name nachname, nach name, nn, familien name,
  nname, n name, zname
full: vollstandiger name, vor und nachname, vorname nachname, nachname vorname, name vorname,
  vorname name, anzeigename, voller name, ganzer name, gesamtname, anzeige name
full bare contact: =kontakt
contact: =kontaktdaten, =kontaktangaben, =kontaktinfo, =kontaktinformation, =kontaktinformationen,
  =kontaktmoglichkeit, =erreichbar unter, =erreichbarkeit, =so erreichen wir sie
full bare: =kunde, =kundin, =patient, =ansprechpartner, =gast, =klient, =teilnehmer
name: name, namen, name 1
prefix: herr frau, frau herr, anr, anrede, namensprafix, titel anrede, anrede titel,
  kundenanrede, anredetitel
title: akademischer grad, akad grad, titel akad grad, titel vorgestellt, vorgestellter titel
suffix: titel nachgestellt, nachgestellter titel, titel hinten, titel nach namen, akad titel
  nachgestellt, akad grad nachgestellt
title: titel, akademischer titel, akad titel, namenstitel
suffix: suffix, namenszusatz, namenssuffix, zusatz name
nickname: spitzname, kosename, kurzname, alias
initials: initialen
department: abteilung
job: position, funktion, stellung, berufsbezeichnung, jobtitel, job titel, stellenbezeichnung,
  rolle, job, funktion amt, amt funktion
gender: geschlecht
language: sprache, korrespondenzsprache, sprachcode, bevorzugte sprache, muttersprache
note: bem, anm, notiz, notizen, bemerkung, bemerkungen, kommentar, kommentare, anmerkung,
  anmerkungen, beschreibung, hinweis, hinweise, info, infos, interne notiz, freitext, kundennotiz,
  kundennotizen, memo, interne notizen, zusatzinfo, bemerkungsfeld, zusatzinformation,
  zusatzinformationen
tags: tags, schlagworter, schlagwort, stichworter, stichwort, kategorie, kategorien, gruppe,
  gruppen, kundengruppe, label, labels, kundenkategorie, markierung, markierungen, kundengruppen,
  kontaktgruppe, segment, verteiler, kontaktgruppen, etiketten, listen
website: website, webseite, webadresse, homepage, internet, internetseite, url, internetadresse,
  www, web, internetauftritt, web seite
birth: geburt, geb, geboren
birth date: geburtsdatum, geburtstag, geb datum, gebdatum, geburtsdat, geb dat, gebdat, geburts
  datum, geb tag
birth month: geburtsmonat
birth day: geburtstag tag
day: tag
month: monat
year: jahr
date: datum, zeit, zeitpunkt, uhrzeit
code: code, kurzel, kundencode, kurzzeichen
num: nummer, nr, num, no, nummern
phone: telefon, tel, fon, telefonnummer, rufnummer, telephon, phone, telefone, telefonnr, ruf, tel
  nr, kontaktnummer, telefonkontakt, durchwahl
home phone: =privattelefon
landline: festnetz, festnetznummer, festnetztelefon
mobile chat: whatsapp
mobile: mobil, handy, mobiltelefon, mobilnummer, handynummer, mobile, natel, mobilfunk,
  mobilfunknummer, handynr, mobilnr, mobiltelefonnummer, funktelefon, handytelefon,
  smartphone
fax: fax, telefax, faxnummer, telefaxnummer, faxnr
pager: pager, piepser
email: email, e mail, mail, mailadresse, emailadresse, e mail adresse, email adresse, mail adresse,
  e post, mails, emails, elektronische post
address: adresse, anschrift, adressen, adr, postanschrift, adresszeile
address full: vollstandige adresse, komplette adresse, adresse komplett, gesamte adresse,
  vollstandige anschrift
street: strasse, str, strasse hausnummer, strasse nr, strasse hausnr, strasse nummer, strassenname,
  adresse strasse, strassenanschrift, anschrift strasse, strasse hnr, strassen, strasse postfach
line: zeile, zeilen
street2: adresszusatz, zusatz, adress zusatz, adresszusatz 1, anschriftzusatz, adresserganzung,
  zusatzzeile, adressen zusatz, anschrift zusatz, stockwerk, wohnung, gebaude, etage
housenum: hausnummer, hausnr, hnr, haus nr, haus nummer, strassennummer
district: ortsteil, stadtteil, bezirk
city: ort, stadt, wohnort, gemeinde, stadt ort, ort stadt, ortschaft, ortsname, stadtname
region: bundesland, region, kanton, bundesland kanton, staat provinz, provinz, bundesstaat,
  bundesland region, bundesland provinz, landkreis, kreis, bundesland staat
postcode: plz, postleitzahl, postleit zahl, p l z, post leitzahl, zip, postcode
country: land, staat, land region, landname
country code: landercode, landescode, landerkennzeichen, landerkurzel, iso land, landkurzel, land
  laenderkennung, lkz, landeskennzeichen, land iso, landeskurzel
pobox: postfach
billing: rechnung, rechnungs, rechnungsempfanger, faktura, rechn, rg
shipping: lieferung, liefer, versand, lief, lieferadresse adresse
service: einsatz, einsatzort adresse, objekt, baustelle, baustellen, objektadresse adresse,
  montage
mailing: post, postalische, korrespondenz, standard, melde, haupt, hauptwohnsitz
other: andere, weitere, sonstige, anderes, weiteres, anderer, sonstiges, weiterer, sonst
primary: primar, primare, primarer, primares, bevorzugte, bevorzugt, erste, erster, bevorzugter
second: zweite, zweiter, zweites, sekundar, sekundare, zweit
third: dritte, dritter, drittes
alt: alternative, alternativ, zusatzliche, zusatzlich, alternatives, zusatz nummer
main: zentral
label: typ, art, kategorie typ, bezeichnung
consent: ja nein, j n, gewunscht, erwunscht, einwilligung, zustimmung, erlaubt, einverstandnis,
  erlaubnis, werbeerlaubnis, einverstanden, akzeptiert, zugestimmt, genehmigung, abonniert,
  erhalten, kontakt erlaubt, darf
newsletter: mailing, mailings
marketing: werbung, marketing, werbe, werblich
consent email: infomail, info mail, rundmail, newsletter, newsletter abonniert, newsletteranmeldung,
  newsletter anmeldung, e mail werbung, email werbung, werbung email, email marketing, e mail
  marketing, werbung e mail, e mail einwilligung, newsletter einwilligung, newsletter opt in,
  newsletter erlaubt, newsletter empfanger, newsletterabo, newsletterempfanger, opt in, optin, e
  mail newsletter, email newsletter, marketing e mails, marketing emails, werbe e mails, =email
  senden, =e mail senden, =emails senden, =e mails senden, =mails senden
consent sms: sms werbung, sms marketing, sms einwilligung, sms erlaubt, werbung sms, sms
  newsletter, marketing sms, sms empfang, sms zustimmung
consent phone: telefonwerbung, telefon einwilligung, telefonische werbung, werbung telefon
consent post: infopost, info post, werbepost, post erwunscht, post gewunscht, post erlaubt,
  briefpost erwunscht, postwerbung, briefwerbung, werbung post, postalische werbung, post
  einwilligung, prospekt per post, prospekte per post, katalog per post, prospekt post
consent reminder: erinnerung, erinnerungen, terminerinnerung, terminerinnerungen
consent reminder sms: erinnerungs sms
consent date: einwilligungsdatum, datum einwilligung, opt in datum, datum opt in, zustimmungsdatum,
  optin datum
consent partner: partnerangebote, angebote partner, partnerwerbung, angebote dritter,
  werbung dritter, drittwerbung
optout email: abgemeldet, abmeldung newsletter, kein newsletter, newsletter
  abbestellt, abbestellt, abmeldung
optout marketing: keine werbung
optout every email: keine e mails, keine e mail, keine emails, keine mails
optout every sms: keine sms, sms sperre
optout every phone: nicht anrufen, keine anrufe, keine telefonanrufe
optout every post: keine post, keine briefe
blocked: gesperrt, blockiert, sperre, kundensperre, sperrvermerk, blacklist, schwarze liste, kunde
  gesperrt, hausverbot
sms: sms
meta: status, anzahl, gultig, gultig bis, verifiziert, bestatigt, letzter, letzte, letztes,
  letzten, nachster, nachste, aktiv, inaktiv, archiviert, geloscht, geandert, anderung, stufe,
  rate, prozent, ende, beginn, bis, ab, dauer, format typ,
  methode, ungultig, quote, stand, version, offnungen, klicks, fehler, geprufte, gepruft,
  praferenz, wann, haufigkeit, zugestellt
dial: vorwahl, vorwahlnummer, telefonvorwahl
dial country: landervorwahl, landesvorwahl, internationale vorwahl, auslandsvorwahl, landeskennzahl,
  landerkennzahl
dial region: ortsvorwahl, ortskennzahl, ortsnetzkennzahl
ext: nebenstelle, durchwahlnummer
alien: sv nummer, sv nr, svnr, svnummer, kv nummer, kv nr, kvnr, vsnr, vs nr, =ik, ik nummer, ik nr,
  rentenversicherungsnummer, rentenversicherung, rvnr, rv nummer, krankenversicherung,
  krankenversicherungsnummer, krankenversichertennummer, personalausweis, personalausweisnummer,
  reisepass, reisepassnummer, ausweisnummer, steueridentifikationsnummer, gesundheitskarte
"""
