"""French words of column titles; ``=`` marks an entry that must be the whole title."""

FRENCH = """
prefix: mme mlle m, mlle mme m, mme m mlle, m mlle mme, mr mme mlle, mme mlle mr, mme mlle
full bare: =couple, =maries, =couple client, =client couple
gender birth: sexe naissance, sexe assigne a naissance, genre naissance
maiden: nom j fille, n j fille
postcode: numero postal, numero postal acheminement
street2: entree batiment, batiment entree, entree immeuble, couloir, etage couloir, etage escalier
phone: telp
work phone: telt, telb
home phone: teld
email: courrier elec, courrier electr, adresse elec, adresse electr
city: libelle postal, libelle acheminement, acheminement, localite postale
job doubtful: =role
department doubtful: =division
full bare doubtful: =destinataire
alien: =place
email work: mailpro, mel pro, emailpro
phone work: telpro, tel pro
note: rq, rqs, remarques internes, remarque interne, commentaires internes, observations internes,
  observation interne, notes equipe, notes personnel
full bare: =contact principal, =interlocuteur principal, =interlocutrice principale,
  =nom du contact principal, =nom contact principal, =nom de l interlocuteur principal,
  =interlocuteur, =personne a contacter
company: entreprise ou vous travaillez, societe ou vous travaillez, entreprise ou travaille, societe
  ou travaille, lieu travail
alien: urg, =prof, categorie fiscale, regime fiscal, regime tva, statut fiscal
full: nom complet officiel, nom legal complet, nom officiel complet, nom complet legal
full bare: =personne de contact, =personne contact
phone: =joignable au, =a joindre au
company: =ste
num who: n adh, n adherent, n client, n cli, n membre, n patient, n abonne, n licencie, n usager
note: commentaire libre, commentaires libres, infos a savoir, infos utiles, infos importantes,
  choses importantes
note: =divers, =a ne pas oublier, =ne pas oublier, =a retenir, =choses a savoir, =choses a retenir,
  =pense bete, =points a retenir, =a noter
note: =a savoir, =bon a savoir
birth date: annif
phone: tel jour, tel journee, telephone jour, telephone journee, tel soir, telephone soir
street2: etage code, etage porte, etage code porte
postcode: code p, code postale, codes postaux
who guest: payeur, payeuse
city live: =habite a, =vit a, =reside a
address live: =ou il habite, =ou elle habite, =ou habite, =ou ca habite, =habite ou,
  =lieu habitation,
  =lieu d habitation
city main: bureau distributeur, bureau poste
place: =lieu
holder: coproprietaire, coproprietaires
mobile chat: whats app
full bare: =qui, =intitule, =intitule compte, =intitule du compte, =intitule tiers, =donneur d ordre
home address: adresse foyer, adresse familiale
service address: adresse prise charge, adresse enlevement
postcode: c post, c postal
housenum: no civique, numero civique, num civique
birth doubtful: =fete
email: e mails
note: rmq, rmqs
holder: locataire, titulaire carte grise, proprietaire vehicule, proprietaire voiture,
  proprietaire animal, proprietaire chien
full bare: =patiente, =adherente, =invitee, =etudiant, =etudiante, =apprenant
billing: factures, facture electronique, facturation electronique, fact, factu
meta: formule politesse, formule appel, formule salutation, formule
  lettre, formule courrier, formule courtoisie, appel lettre, salutation lettre, formule
alien: =votre reference, =votre ref, =vos references, =vos ref, =v ref, =notre reference,
  =notre ref, =nos references, =n ref, =reference par, ref par
fill: ton, ta, tes, mon, ma, mes
who id: numero dossier, dossier numero, numero dossier patient
street2: boite, bte
street: avenue, boulevard, chemin
housenum2: bis ter, bis, complement numero, indice repetition, ter bis
housenum: =number voie, =numero voie, =no voie, =n voie
streettype: type voie, nature voie
street2: adresse extra
who guest: invite, invitee, invites, invitees, hote
shipping guest: destinataire, destinataires
surname2: second nom famille, deuxieme nom famille
alien: compagne, compagnon
who: cavalier, cavaliere
alien: portail, secretaire, superieur, superieur hierarchique
fill: masse
work: trav
note: rem
language: langue correspondance
fill: diverses
optout all: ne souhaite pas etre contacte, ne souhaite pas etre contactee, ne souhaite plus etre
  contacte, ne souhaite plus etre contactee, ne veut pas etre contacte, ne veut pas etre contactee,
  ne veut plus etre contacte, ne veut plus etre contactee, ne doit pas etre contacte, ne doit plus
  etre contacte, ne pas deranger, ne plus deranger, ne jamais contacter, jamais contacter, refus
  contact, refuse contact, refuse tout contact, refus tout contact, contact refuse, contact
  interdit, plus contact, plus aucun contact
optout marketing: opt out, optout, ne pas solliciter, ne plus solliciter, ne jamais solliciter, ne
  pas prospecter, ne plus prospecter, sans pub, sans publicite, sans marketing, plus pub, plus
  publicite, stop pub, stop publicite, stop marketing, anti pub, anti prospection, anti demarchage,
  refus pub, refus publicite, refus prospection, refus prospection commerciale, refus marketing,
  refus commercial, refus sollicitation, refus sollicitations, marketing refuse, publicite refusee,
  liste opposition, opposition marketing, opposition commerciale, opposition prospection
  commerciale, opposition rgpd, rgpd opposition, rgpd oppose, rgpd refus, rgpd refuse, refus rgpd,
  retrait consentement, rgpd retrait, consentement retire, consentement revoque, revocation
  consentement, consentement refuse, refus consentement, refuse consentement, sans consentement,
  pas consentement, liste robinson, liste anti prospection
optout date: date retrait consentement, date opposition, date refus, date opt out, date optout, opt
  out date, date revocation consentement
optout phone: bloctel, liste bloctel, inscrit bloctel, inscrite bloctel, inscription bloctel,
  opposition telephonique, refus demarchage telephonique, opposition demarchage telephonique
optout all: ne pas contacter, ne plus contacter, aucun contact, ne pas demarcher, desabonne tous,
  desabonnee tous, desinscrit tous, desinscrite tous
optout every email: refus e mail, refus e mails, pas e mail, pas e mails, pas email, pas emails, pas
  mail, pas mails, pas courriel, pas courriels
optout every email: aucun e mail, aucun email, aucun mail, aucun courriel
optout every sms: pas sms, pas texto, pas textos, aucun sms, aucun texto
optout every phone: pas appel, pas appels, aucun appel, ne plus appeler, ne jamais appeler
optout every post: pas courrier, pas courriers, aucun courrier, refus courrier
optout email: pas newsletter, aucune newsletter
optout marketing: pas pub, pas publicite, aucune publicite, pas
  marketing
optout reminder: pas rappel, pas rappels, aucun rappel
optout email: =desabonne, pas e mail marketing, pas email marketing, pas e mails marketing
optout all: opposition demarchage, opposition prospection, refus demarchage
consent status email: statut e mail marketing, statut abonnement e mails, statut abonnement emails
optout date email: date desinscription, date desabonnement, desinscrit le, desabonne le
consent status email: statut abonnement, statut inscription, statut newsletter, statut email
  marketing, statut abonnement email, statut marketing, statut consentement
consent status sms: statut abonnement sms, statut sms
tags: balises, balise, tags, etiquette, etiquettes, categorie, categories, groupe, groupes,
  libelle, libelles, mots cles, mot cle, famille client, segment, segments, categorie client,
  famille tiers, listes, groupe client, groupes clients, categories clients, tags client,
  etiquettes client, categorie tarifaire client
street2: app, compl, compl adresse, complement adresse, complement, adresse complementaire,
  batiment, appartement, etage, residence batiment, suite adresse, appt, bat, complements adresse,
  adresse suite, complement rue, escalier
street: no civique rue, numero civique rue, rue, voie, numero voie, nom
  voie, libelle voie, nom rue, adresse rue, rue numero, numero nom rue, numero nom voie,
  ligne adresse
company: nom soc, nomsoc
company: nom compte, societe liee, entreprise liee, societe, entreprise, raison sociale,
  organisation, organisme, structure, etablissement, employeur, enseigne, nom commercial, nom
  entreprise, nom societe, denomination, denomination sociale, compagnie, cabinet, association
mobile chat: whatsapp
mobile: 06, 06 07, port, tel port, portable, mobile, gsm, cellulaire, tel portable, tel mobile,
  telephone portable, telephone mobile, num portable, cell, portables, numero portable, numero
  mobile, telephone cellulaire, natel, telephone gsm
birth: nais, naissance, ne, nee, naiss
fill: rgpd, sur, formate, formatee, n, externe, iso, son, sa, format, jj mm aaaa, optionnel,
  obligatoire, facultatif, ex, exemple
service address: adresse site
service city: ville site
service postcode: cp site, code postal site
consent marketing: accepte marketing, consentement marketing
occupation: profession, metier, emploi
by: par, via
optout email: refus emailing, refus emailings, refus e mailing, refus newsletter, refus newsletters
alien: autre contact, second contact, reservation, reservations, sejour, arrivee, depart, =rappel,
  divers, =nom du commercial,
  assistant, assistante, responsable, directeur, conjoint, conjointe, epoux, epouse,
  enfants, urgence, contact urgence, personne a prevenir,
  prevenir, medecin, medecin traitant, praticien, docteur, assurance, mutuelle, assureur, caisse,
  parrain, parrainage, filleul, recommande, recommandation, commercial, vendeur, representant,
  collaborateur, employe, coiffeur, coiffeuse, estheticienne, technicien, conseiller, gestionnaire,
  syndic, marque, modele, fournisseur, banque, magasin, boutique, agence, salon,
  entrepot, equipe, produit, article, commande, commandes, rendez vous, rdv, visite, visites,
  passage, passages, facture numero, devis, contrat, projet, affaire, affaires, dossier, evenement,
  seance, prestation nom, service nom, abonnement, carte, fidelite, carte fidelite, points, cadeau,
  bon, avoir, solde, montant, prix, total, ca, chiffre affaires, chiffre, encours, remise, tarif,
  paiement, reglement, mode reglement, condition, conditions, echeance, plafond, acompte, iban,
  rib, bic, compte bancaire, compte comptable, comptable, compta, domiciliation, siret, siren, naf,
  ape, tva, numero tva, intracommunautaire, rcs, effectif, capital, secteur, activite, secteur
  activite, forme juridique, juridique, numero securite sociale, securite sociale, nir, secu,
  nationalite, lieu, lieu naissance, ville naissance, pays naissance, commune naissance,
  departement naissance, situation familiale, familiale, etat civil, mariage,
  anniversaire mariage, deces, fete, date fete, utilisateur nom, nom utilisateur, login, mot passe,
  identifiant connexion, twitter, facebook, linkedin, instagram, skype, reseau, reseaux, reseaux
  sociaux, canal, origine, provenance, source, connu, comment, parrain nom, allergie, allergies,
  antecedents, traitement, taille, poids, pointure, cheveux, peau, age, couleur, tranche age,
  devise, monnaie, fuseau, fuseau horaire, latitude, longitude, lat, photo, image, avatar,
  signature, tel urgence, loisir, loisirs, passe temps, kilometrage, rappel telephonique, rnis,
  telex, teletype, tty, tdd, telephone rappel, radio telephone, radiotelephone, telephone voiture
  nom, compte twitter, rang, rendez, question, reponse, digicode, interphone, code porte, code
  acces, porte code, acces, alerte, moyen, mode, preference, preferences, cadeaux, parrains,
  marital, conge, retour, panier, achat, achats, depense, depenses, moyenne, frequence, saisi,
  createur, cree par, modifie par, auteur, interlocuteur, chef, gerant, dirigeant, reseau social
animal: animal, animaux, chien, chat, cheval, espece, race
vehicle: vehicule, voiture, immatriculation, immat, moto
pobox: b p, boite postale, bp, case postale, code postal bp
who id: id enregistrement, numero enregistrement
id: id externe, id, identifiant, reference, ref, cle, uid, identifiant externe, reference externe,
  identifiant unique, code externe
mobile sms: =sms
value: valeur
state: =etat
work phone: telephone direct, tel direct, ligne directe
maiden: nom jf, jf, njf, nomjf
maiden: nom famille naissance, nom naissance, nom jeune fille, jeune fille, nom fille,
  naissance nom, nom natal
particle: particule, particule nom
family used: nom utilise, nom usage, nom usuel, nom marital, nom femme mariee, nom apres mariage,
  =nom d epouse, =nom d epoux, =nom epouse
family: nom famille, nom patronymique
optout every: ne pas, ne pas envoyer, ne plus envoyer, ne jamais envoyer, ne souhaite pas, ne
  souhaite plus, ne souhaite pas recevoir, ne souhaite plus recevoir, ne veut pas, ne veut pas
  recevoir, refuse
given: prenom, prenoms, pre nom, petit nom, prenom usuel, prenom usage, premier prenom
middle: deuxieme prenom, second prenom, autres prenoms, autre prenom prenom, 2 prenom
full bare contact: =contact
contact: =coordonnees, =coordonnees de contact, =vos coordonnees, =moyen de contact, =infos de
  contact, =informations de contact, =joindre, =a joindre, =contacts, =comment vous joindre
full bare: =client, =cliente, =patient, =adherent, =invite, =eleve, =usager
full: nom complet, nom prenom, prenom nom, nom affiche, nom affichage, identite, nom entier, nom a
  afficher
name: nom, noms
prefix: madame monsieur, monsieur madame, titre civil, civilite, titre civilite,
  politesse, salutation, titre courtoisie, titre appel, civ, m mme, mr mme, mme m, mme mr, m mme
  mlle
title: titre academique, titre universitaire, grade academique
title: titre, qualite
suffix: suffixe, suffixe nom
nickname: surnom, pseudo, pseudonyme, diminutif, alias
initials: initiales
department: =service, departement entreprise, =departement, service entreprise, service societe
job: fonction, poste, intitule poste, titre poste, poste occupe, titre professionnel, intitule
  fonction
gender doubtful: genre
gender: sexe
language: langue, langue preferee, langue parlee, langue contact, langue communication, code langue
note: =comm, =obs, note, notes, commentaire, commentaires, remarque, remarques, observation,
  observations, memo, description, annotation, informations complementaires, information
  complementaire, infos complementaires, notes internes, commentaire interne, note interne, note
  privee, infos, bloc notes, bloc note, note client, notes client
website: site web, site internet, site, page web, url, adresse web, page accueil, site url, web
birth date: date naissance, anniversaire, anniv, ddn, date anniversaire, jour anniversaire, ne e,
  dnaiss, date naiss, datenaiss, dt nais, dt naiss, dtnais, dtnaiss, dnais, dnai, dtn
birth year: annee naissance
birth month: mois naissance, mois anniversaire
birth day: jour naissance
day: jour
month: mois
year: annee
date: date, dat, heure, horodatage
created: creation, cree, inscription, inscrit, ajout, ajoute, entree, adhesion, enregistrement,
  client depuis, depuis, saisie, creation compte, creation fiche, creation client, ouverture
  compte, abonnement date
code: code, cod, matricule
num: numero, num, no, nr, nb numero
phone: telephone, tel, telephones, tph, tlph, phone, numero telephone, numero tel, num tel, num
  telephone, coordonnees telephoniques, tele, telephone contact
owner: proprietaire, proprio, maitre, detenteur
main phone: =standard, tel standard, telephone standard, standard telephonique
home phone bare: =domicile
home phone: telephone domicile
landline: fixe, tel fixe, telephone fixe, ligne fixe, telephone filaire
fax: fax, telecopie, telecopieur
pager: pager, recepteur radiomessagerie, radiomessagerie, telavertisseur, bip, teleavertisseur
email: email, e mail, mail, courriel, adresse email, adresse e mail, adresse mail, adresse
  courriel, adresse courrier electronique, courrier electronique, adresse messagerie, mel, adresse
  courrier, messagerie, adresse electronique, mails, emails, courriels
address home: domicile habituel, residence habituelle, residence principale, domicile principal,
  adresse habituelle
address live: lieu residence, lieu domicile
address: adresse, adresses, adr, coordonnees postales, adresse postale, adresse principale, adresse
  civique
address full: adresse complete, adresse formatee, adresse entiere
line: ligne, lignes, partie
housenum: numero dans rue, no maison
district: quartier, arrondissement, lieu dit, lieudit
city: ville, commune, localite, municipalite, nom ville, ville residence, localite ville
region: region, province, etat province, departement, canton, province etat, dep region, etat
  region, province region, region departement, departement region, region province
postcode: code postal, cp, codepostal, codpost, code postaux, npa, code zip, cpostal, code post, c p
country: pays, pays region, pays residence, nom pays
home: dom, pers, domicile, personnel, personnelle, perso, prive, privee, maison, habitation,
  residence, personnels, principal domicile
work: bur, prof, bureau, professionnel, professionnelle, pro, travail, siege, dom pro, siege social
billing: facturation, facture, facturee, facturer
shipping: livraison, expedition, liv, livr
service: intervention, chantier, prestation, lieu intervention, site intervention, lieu execution,
  lieu consommation
mailing: postal, postale, correspondance, par defaut, defaut, envoi
other: autre, autres
primary: principal, principale, prefere, preferee, premier, premiere
second: secondaire, deuxieme, second, seconde
third: troisieme, tertiaire
alt: supplementaire, alternatif, alternative
is: est
who: stagiaire, apprenant, donateur, licencie, benevole, voyageur, adh, cli, pat, client, cliente,
  contact, patient, patiente, tiers, personne, adherent, membre, usager, utilisateur, abonne,
  clients, particulier, compte, participant, prospect, acheteur, fiche, assure, beneficiaire,
  eleve
label: type, libelle type, nature
consent: oui non, souhaite, souhaitee, desire, veut, accepte, accord, consentement, autorise,
  souhaite recevoir, autorisation, acceptation, consent, recevoir
marketing: marketing, publicite, promotions, prospection, commerciale, commerciales, offres, promo,
  publipostage, pub
newsletter: newsletter, lettre information, lettre informations, lettres informations, infolettre,
  lettres information, newsletters, bulletin
consent sms: abonne sms, abonne textos, abonne textos promotionnels, textos promotionnels, sms
  marketing, accepte sms, marketing sms, consentement sms, optin sms, opt in sms, sms
  promotionnels, sms commerciaux, accord sms, sms autorise, envoi sms
consent email: abonne courriels, abonne emails, abonne e mails, abonne courriels promotionnels,
  abonne emails promotionnels, courriels promotionnels, optin email, opt in email, accepte emails,
  accepte email, email marketing, marketing email, accord email, emailing, abonne newsletter,
  emailings, inscrit newsletter, inscription newsletter, consentement email, optin, opt in, emails
  marketing, mailing, accepte newsletter, optin mail, optin nl, opt in nl, accepte mail, emails
  promotionnels, e mailing, envoi email, =envoyer email, =envoyer e mail, =envoyer mail, =envoyer
  emails
consent post: courrier, accord courrier, optin courrier, catalogue par courrier, brochure par
  courrier, brochures par courrier
consent phone: optin telephone, accord telephone
consent reminder: rappels, rappel, rappel rdv, rappels rdv, rappels rendez vous, rappel rendez
  vous, recevoir rappels, notification rappel
consent date: date consentement, date optin, date opt in, consentement date, date accord
consent partner: offres partenaires, optin partenaires, partenaires, offre partenaire, offres tiers
optout email: desinscription, desabonnement, desinscrit newsletter, opt out email
optout sms: opt out sms
optout every email: stop email, stop mail, ne pas envoyer emails, refus email, refus mail,
  refus mails, refus emails, refus courriels
optout every sms: stop sms, ne pas envoyer sms, refus sms, npai sms
optout every phone: ne pas appeler, ne pas telephoner, stop appel, refus appel, refus appels
blocked: bloque, bloquee, blackliste, liste noire, interdit, banni, bloquer, blacklist,
  indesirable, compte bloque, client bloque
sms: sms, texto, textos
meta: statut, etat, nb, nbre, nombre clients, nombre client, nombre membres, valide, verifie,
  verification, confirme, dernier, derniere, prochain, prochaine, modification, modifie, mise, jour
  mise, maj, mise a jour, modifiee, actif, inactif, archive, supprime, active, desactive, niveau,
  score, note moyenne, taux, pourcentage, delai, fin, debut, jusqu, expiration, duree, ouvert,
  clics, ouvertures, envoye, erreur, rejet, npai, qualite email, preferee contact, version, adresse
  ip, ip
junk home: =prive
junk work: =bureau
junk: nature email, type adresse messagerie, nom complet adresse messagerie, priorite,
  confidentialite, critere diffusion, disponibilite internet, serveur annuaire, date
  modification, derniere modification, date mise jour, date derniere modification, date maj, type
  courrier electronique, ligne numero, date modif
dial: indicatif, indicatif telephonique, indicatif tel, prefixe telephonique
dial country: indicatif pays, indicatif international, indicatif telephonique pays, code
  telephonique
dial region: indicatif regional, code regional
ext: extension, poste interne, poste telephonique, numero poste
alien: =ne a, =nee a
alien: avs, navs, =nas, ramq, insee, niss, nss, numero ss, numero ins, =ins, caf, numero caf,
  registre national, vitale
"""
