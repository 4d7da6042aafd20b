"""Italian words of column titles; ``=`` marks an entry that must be the whole title."""

ITALIAN = """
full bare: =coppia, =coppia cliente, =cliente coppia, =sposi
gender birth: sesso alla nascita, sesso assegnato alla nascita
address: indirizzo familiare, indirizzo famiglia
postcode: numero postale, numero postale avviamento
middle: altro nome
job doubtful: =ruolo
department doubtful: =divisione
full bare doubtful: =destinatario
alien: =piazza
country: statores, stato res
is company: =e azienda, =e una azienda, =e societa, =cliente e azienda
service place: luogo intervento, luogo cantiere, luogo installazione
note: osservazioni interne, commenti interni, annotazioni interne, note staff
full bare: =referente principale, =contatto principale, =nome del contatto principale,
  =nome contatto principale, =interlocutore, =interlocutore principale
company: azienda dove lavora, azienda dove lavori, ditta dove lavora, azienda in cui lavora
alien: emerg, categoria fiscale, regime fiscale, regime iva
optout every: non voglio, non voglio ricevere, non desidero, non desidero ricevere
by email: per posta elettronica, via posta elettronica
by mailing: per posta, via posta
full: nome legale completo, nome completo legale
full bare: =persona di contatto
address: =ind
seat: sede, sede legale, sede principale, sede amministrativa, sede operativa, sede sociale
note: =varie, =da ricordare, =info utili
city: =citta paese, =paese citta
full bare: =referente
prefix: sig sigra, sig ra, sig na
birth date: =compl, dtnasc, dtnas, datanas, data nas, dtnascita, dt nas
email: =posta el, posta elettr
phone: telef
fill: comunicazioni, extra
who id: numero tessera, tessera numero, tessera number, tessera n, tessera nr, tessera no
phone: tel giorno, telefono giorno, tel sera, telefono sera, telefono diurno, telefono serale
address live: =dove abita, =dove vive, =dove risiede
place: =luogo
mobile: natel, cel
postcode: npa
holder: condomino, condomini
note: =da tener presente, =cose importanti, =da sapere, =cose da sapere, =da tenere presente,
  =non dimenticare, =cose da
  ricordare, =buono a sapersi
city live: =abita a, =vive a, =residente in, =residente a, =abita in
mobile chat: whats app, whats
full bare: =chi, =committente
who: committente
note: nota interna
service address: indirizzo ritiro
email: e mails
family used: cognome coniugale, cognome sposata, cognome coniugata, cognome acquisito,
  cognome marito
consent partner: offerte partner, offerte terzi, promozioni partner
alien: =nato a, =nata a
city: =loc
holder: conduttore, conduttrice, inquilino, inquilina, locatario, locataria, affittuario,
  intestatario veicolo, proprietario veicolo, proprietario auto, proprietario animale
full bare: =alunno, =alunna, =allievo, =allieva, =studente, =studentessa
who: alunno, alunna, allieva
billing: per fatture, per fattura, per fatturazione, fatture, fattura elettronica, fatturazione
  elettronica, fatt
who: cli, clt
meta: formula saluto, formula saluti, formula cortesia, formula apertura, formula
  chiusura, saluto lettera, intestazione lettera, saluti, riga saluto, formula lettera
alien: =vostro riferimento, =vs riferimento, =vs rif, =ns rif, =nostro riferimento, =rif,
  =riferimento, =riferimenti, =rif interno
fill: mio, mia, vostro, vostra
housenum2: esponente, barrato, civico esponente
streettype: tipo via, toponimo
street2: indirizzo extra
who guest: ospite, ospiti, invitato, invitata
shipping guest: destinatario, destinatari
surname2: secondo cognome
alien: titolo studio, titoli studio
alien: creatore
alien: portale, assistente, segretaria, segretario, superiore, supervisore
nickname: pseudonimo
region: cantone, provincia cantone stato, provincia cantone, provincia stato
home: pers
fill: massa
housenum: indirizzo numero, civ
alien: com nascita
city: com residenza
language: lingua parlata, lingua comunicazione, lingua corrispondenza
fill: com, varie, vari, generica, generiche, generali, generale, diverse
who: anagrafiche
optout all: non disturbare, mai contattare, non contattare mai, non desidera essere contattato, non
  desidera essere contattata, non vuole essere contattato, non vuole essere contattata, contatto
  vietato, rifiuta contatto, nessun contatto
optout marketing: opt out, optout, consenso revocato, revoca consenso, consenso ritirato, ritiro
  consenso, consenso negato, consenso rifiutato, nega consenso, senza consenso, nessun consenso,
  registro opposizioni, registro pubblico opposizioni, opposizione marketing, opposizione
  pubblicita, gdpr opposizione, opposizione gdpr, rifiuta marketing, rifiuta pubblicita, rifiuto
  marketing, rifiuto pubblicita, senza pubblicita, lista robinson, non desidera pubblicita, niente
  marketing
optout date: data opt out, data revoca consenso, data opposizione, data
  revoca
optout all: non contattare, disiscritto tutte, disiscritta tutte, disiscritto tutti, disiscritta
  tutti
consent status email: stato iscrizione, stato newsletter, stato sottoscrizione
optout date email: data disiscrizione
given: nome battesimo, primo nome, nome proprio, nome cliente proprio
middle: secondo nome, altri nomi
family: cognome, cognomi, cognome cliente, cognome contatto, cognom
maiden: cognome nubile, cognome nascita, da nubile
full: nome completo, nome cognome, cognome nome, nominativo, intestatario, nome visualizzato,
  denominazione cliente, nome cognome cliente, cognome nome cliente, intestazione
full bare contact: =contatto
contact: =contatti, =dati di contatto, =recapiti, =informazioni di contatto, =come contattarla,
  =come contattarti
full bare: =cliente, =paziente, =ospite, =socio, =iscritto
name: nome, nomi
prefix: titolo cortesia, titolo sociale
prefix doubtful: trattamento
prefix: appellativo, saluto, prefisso nome, sig sig
  ra
title: titolo accademico, titolo professionale
title: titolo
suffix: suffisso, suffisso nome
nickname: soprannome, alias, nomignolo
initials: iniziali
company: azienda, ditta, societa, ragione sociale, impresa, organizzazione, ente, denominazione,
  nome azienda, nome societa, nome ditta, denominazione sociale, nome organizzazione, studio
department: reparto, dipartimento, ufficio reparto
job: ruolo, qualifica, posizione, mansione, posizione lavorativa, incarico, funzione
occupation: professione, occupazione, mestiere
gender doubtful: genere
gender: sesso
language: lingua, lingua preferita, codice lingua
tags: etichetta, etichette, tag, categoria, categorie, gruppo, gruppi, segmento, segmenti, parole
  chiave, gruppo clienti, categoria cliente, gruppo cliente, liste, appartenenza gruppo
note: nota, note, commento, commenti, osservazioni, annotazioni, appunti, descrizione, memo, note
  interne, informazioni aggiuntive, note cliente, annotazione, info
website: sito, sito web, sito internet, pagina web, indirizzo web, url, web, homepage
birth date: data nascita, compleanno, nato il, nata il, data compleanno, d nascita
birth year: anno nascita
birth month: mese nascita
birth day: giorno nascita
day: giorno
month: mese
year: anno
date: data, ora, data ora
created: creato, creazione, registrato, registrazione, iscrizione, inserimento, inserito, aggiunto,
  data inserimento, data registrazione, data creazione, attivazione
created date: data iscrizione
id: id, identificativo, identificatore, chiave, uid, id esterno, codice esterno
who id: numero cartella, numero scheda, codice scheda
code: codice, cod
num: numero, num, nr, no, n, numeri
phone: telefono, tel, telefoni, recapito telefonico, recapito, numero telefono, numero telefonico,
  num telefono, contatto telefonico, telefono contatto, recapiti telefonici, tel contatto
mobile chat: whatsapp
mobile: cellulare, cell, cellulari, telefono cellulare, telefonino, numero cellulare, mobile, tel
  cellulare, tel cell, num cellulare, telefono mobile, gsm, smartphone
landline: fisso, telefono fisso, tel fisso, linea fissa, numero fisso, rete fissa
home phone: telefono casa, telefono abitazione, tel casa, tel abitazione
work phone: telefono diretto, telefono ufficio, tel ufficio
main phone: centralino, telefono centralino
fax: fax, telefax, numero fax
pager: cercapersone
email: email, e mail, mail, posta elettronica, indirizzo email, indirizzo mail, indirizzo e mail,
  indirizzo posta elettronica, casella posta, e mail principale, recapito email
address live: residenza
address: indirizzo, indirizzi, recapito postale, domicilio
address full: indirizzo completo, indirizzo formattato
street: via, strada, piazza, via numero, indirizzo via, nome via, via piazza, via numero civico,
  indirizzo stradale, via civico
line: riga, righe, linea
street2: interno, scala, palazzina, piano, presso, indirizzo aggiuntivo, dettagli indirizzo,
  complemento indirizzo, scala interno, appartamento
housenum: civico, numero civico, n civico, num civico, nr civico, numero casa
district: quartiere, frazione, localita frazione, zona residenza
city: citta, comune, localita, paese residenza, nome citta, citta residenza, comune residenza
region: provincia, prov, regione, provincia residenza, sigla provincia, stato provincia, pr
postcode: cap, codice postale, codice avviamento postale, cod postale, c a p
country doubtful: paese
country: nazione, stato nazione, nazione residenza, paese regione, nome nazione
country code: codice nazione, codice paese, sigla nazione
state: stato
pobox: casella postale
home: ab, abit, casa, abitazione, privato, privata, personale, domestico
work: uff, lavoro, ufficio, aziendale, professionale, lavorativo, lavorativa, aziendali
billing: fatturazione, fattura, fatturare
shipping: spedizione, consegna, spedizioni, sped
service: intervento, cantiere, sede intervento, utenza, fornitura, impianto
mailing: corrispondenza, predefinito, predefinita, postale
other: altro, altra, altri, altre
primary: principale, preferito, preferita, primo, prima, primario
second: secondario, secondaria, secondo, seconda
third: terzo, terza
alt: alternativo, alternativa, aggiuntivo, aggiuntiva, ulteriore
main: centrale
and: e
by email: via email, via e mail, via mail
by sms: via sms
by phone: via telefono
by: per, tramite
fill: invio
is: sei
who: cartella, scheda, cliente, clienti, contatto, contatti, paziente, pazienti, persona, socio,
  soci, utente, iscritto, membro, acquirente, abbonato, partecipante, anagrafica, anagrafico,
  tesserato, allievo, studente, interessato, destinatario persona, suo, sua, tuo, tua
fill: residente, obbligatorio, obbligatoria, opzionale, facoltativo, es, esempio, gg mm aaaa,
  inserire, gdpr, privacy testo, esterno, iso, formato, della, delle, dei, del, di, al, il, la,
  con, da, in
value: valore
label: tipo, tipologia
consent: si no, accetta, accettazione, consenso, autorizza, autorizzazione, acconsente, iscritto
  si, desidera, desidera ricevere, ricevere, permesso, vuole ricevere
marketing: marketing, pubblicita, promozioni, promozionale, promozionali, comunicazioni
  commerciali, offerte, comunicazioni marketing, commerciale marketing
consent email: newsletter, iscrizione newsletter, iscritto newsletter, email marketing, consenso
  email, consenso newsletter, marketing email, ricevi newsletter, accetta newsletter, ricevere
  newsletter, =invia email, =invia e mail, =inviare email, =inviare e mail, =invia mail
consent sms: consenso sms, sms marketing, marketing sms, accetta sms, ricevere sms
consent phone: consenso telefono, consenso telefonico
consent post: posta cartacea, consenso posta, catalogo per posta, depliant per posta
consent reminder: promemoria, promemoria appuntamento, promemoria appuntamenti, avvisi
  appuntamento
consent date: data consenso, data accettazione
consent marketing: consenso marketing, consenso privacy marketing
optout every: non inviare, non desidera, rifiuta, non desidera ricevere, non vuole, non vuole
  ricevere
optout email: disiscritto, disiscritta, cancellato newsletter, disiscrizione, annullata
  iscrizione, annullato iscrizione, iscrizione annullata, no email marketing, no e mail marketing
optout marketing: no marketing, no pubblicita, niente pubblicita, nessuna pubblicita
optout email: no newsletter, niente newsletter
optout every email: non inviare email, no email, no e mail, nessuna email, nessuna e mail, niente
  email, niente e mail
optout every sms: non inviare sms, no sms, nessun sms, niente sms
optout every phone: non chiamare, non telefonare, nessuna chiamata, nessuna telefonata
optout every post: non inviare posta, niente posta, nessuna posta
blocked: bloccato, bloccata, lista nera, blocco
sms: sms
mobile sms: =sms
owner: proprietario, proprietaria, padrone
animal: animale, cane, gatto, cavallo, razza, specie, microchip
vehicle: veicolo, auto, targa, automobile, telaio, moto
alien: altro contatto, contatto alternativo, secondo contatto, codice fiscale, partita iva, p iva,
  piva, cf, iva, iban, banca, bic, swift, conto, conto
  corrente, pagamento, modalita pagamento, condizioni pagamento, sconto, listino, fido, saldo,
  importo, totale, prezzo, fatturato, spesa, speso, acquisti, ordini, ordine, ultimo ordine,
  prodotto, articolo, servizio nome, appuntamento, appuntamenti, visita, visite, prenotazione,
  prenotazioni, trattamento nome, trattamenti,
  medico, dottore, medico curante, dentista, operatore, operatrice,
  parrucchiere, estetista, agente, venditore, rappresentante, commerciale, responsabile, referente
  azienda, titolare, amministratore, coniuge, marito, moglie, figli,
  emergenza, contatto emergenza, parente, assicurazione, polizza,
  compagnia assicurativa, luogo nascita, comune nascita, provincia nascita, citta nascita, stato
  nascita, paese nascita, nazionalita, cittadinanza, stato civile, anniversario, matrimonio,
  documento, numero documento, tipo documento, carta identita, passaporto, tessera sanitaria,
  tessera, fidelity, carta fedelta, punti, codice destinatario, codice univoco, sdi, pec, codice
  sdi, settore, attivita, forma giuridica, fonte, provenienza, origine, canale, come conosciuto,
  allergie, allergia, intolleranze, patologie, farmaci, peso, altezza, eta, taglia, colore, valuta,
  fuso orario, latitudine, longitudine, foto, immagine, firma, password, nome utente, username,
  facebook, instagram, twitter, linkedin, skype, negozio, filiale, punto vendita, fornitore,
  progetto, contratto, preventivo, evento, corso, abbonamento, scadenza, scadenza abbonamento,
  regalo, buono, coupon, modificato da, assegnato a, amico, presentato da, domanda, risposta,
  hobby, interessi, canone, canoni, affitto
meta: stato cliente, status, attivo, attiva, disattivo, verificato, conferma, confermato, ultimo,
  ultima, prossimo, prossima, modifica, aggiornato, aggiornamento, quantita, livello, percentuale,
  valido, fine, inizio, fino, durata, frequenza, aperture, clic,
  inviati, versione, cancellato, archiviato, punteggio, eliminato
junk: priorita, ultima modifica, data modifica, data aggiornamento, ultimo aggiornamento, riga
  numero
dial: prefisso, prefisso telefonico, prefisso telefono
dial country: prefisso internazionale, prefisso paese, prefisso nazione
dial region: prefisso locale, prefisso urbano
ext: interno telefonico, numero interno
alien: avs, numero avs, inps, codice assistito, codice sanitario, patente
address home: residenza abituale, domicilio abituale, residenza principale, dimora abituale
address live: luogo residenza
"""
