"""What sending programs and people write in a cell about contact, in seven languages, folded.

Mailchimp, Brevo, Klaviyo, HubSpot, Constant Contact, SendGrid, CleverReach, ActiveCampaign,
Salesforce, Square, Mautic and Shopify write the English ones.
"""

SUBSCRIBED = """
subscribed|opted in|opt in|optin|subscriber|consented|double opt in|single opt in|confirmed opt in
abonne|abonnee|inscrit|inscrite|angemeldet|abonniert|eingetragen|suscrito|suscrita
iscritto|iscritta|inscrito|inscrita|assinante|ingeschreven|geabonneerd|aangemeld
subscrito|subscrita|doi|soi|doi confirmed|double opt in confirmed|doi bestatigt
double opt in bestatigt|toestemming|einwilligung|zustimmung|consentement|consentimiento|consenso
consentimento|gdpr ok|ok gdpr|rgpd ok|ok rgpd|dsgvo ok|ok dsgvo|lopd ok|lgpd ok|avg ok|privacy ok
"""
UNSUBSCRIBED = """
unsubscribed|unsubscribe|opted out|opt out|optout|optedout
stop|stopped|stopall|quit|end|cleaned|bounced|bounce|bounces|hard bounce|hard bounced|soft bounced
complained|complaint|spam|spam complaint|spam report|spamreport|reported spam|abuse|junk
blocked|admin blocked|adminblocked|user blocked|blacklisted|blacklist|blocklisted|blocklist
suppressed|banned|dnc|do not contact|do not email|do not mail|do not call|do not text
withdrawn|revoked|refused|denied|declined|rejected|removed|cancelled|canceled|deprecate|dropped
manual unsubscribe|global unsubscribe|group unsubscribe|user suppressed|manually suppressed
invalid email|undeliverable|unreachable|excluded|quarantined
contact flagged as spam|contactflaggedasspam
desabonne|desabonnee|desinscrit|desinscrite|desinscription|ne pas contacter|ne plus contacter
nettoye|nettoyee|refuse tout|supprime de la liste|exclu|exclue
arret|bloque|bloquee|refuse|refusee|rejete|rejetee|retire|revoque|liste noire|plainte|rebond
bereinigt|abgemeldet|abbestellt|ausgetragen|gesperrt|blockiert|abgelehnt|widerrufen
nicht kontaktieren|nicht einverstanden|keine werbung|unzustellbar|gekundigt|beschwerde
limpiado|limpiada|baja|dado de baja|dada de baja|cancelado|cancelada|rechazado|rechazada
bloqueado|bloqueada|no contactar|revocado|revocada|rebotado|rebotada|lista negra|desuscrito
desuscrita|suprimido|suprimida|queja
disiscritto|disiscritta|annullato|annullata|bloccato|bloccata|rifiutato|rifiutata|revocato
revocata|rimbalzato|rimbalzata|non contattare|lista nera|cancellato|cancellata|soppresso
descadastrado|descadastrada|cancelou|recusado|recusada|revogado|revogada|devolvido|devolvida
nao contactar|nao contatar|removido|removida|rejeitado|rejeitada|anulado|anulada
uitgeschreven|afgemeld|geblokkeerd|geweigerd|ingetrokken|niet contacteren|niet benaderen
zwarte lijst|onbestelbaar|opgezegd|klacht
"""
NOTHING = """
pending|unconfirmed|not confirmed|awaiting confirmation|waiting|confirmation pending|invited
pending confirmation|temporary hold|temp hold|deferred|snoozed|not yet confirmed
unknown|none|null|n a|na|not set|not specified|unspecified|not asked|never asked|no answer|?
transactional|imported|new|undetermined|not applicable|archived|implicit|explicit
en attente|non confirme|non confirmee|a confirmer|inconnu|inconnue|non renseigne|non precise
en attente de confirmation|archive|archivee
ausstehend|unbestatigt|nicht bestatigt|wartend|unbekannt|keine angabe|archiviert
pendiente|no confirmado|sin confirmar|desconocido|desconocida|sin respuesta|archivado
in attesa|non confermato|non confermata|da confermare|sconosciuto|archiviato
pendente|nao confirmado|nao confirmada|por confirmar|desconhecido|arquivado
in afwachting|niet bevestigd|onbevestigd|onbekend|gearchiveerd
don t know|dont know|do not know|doesn t know
to ask|to be asked|to check|to be checked|to be confirmed|to confirm|to verify|to be verified
ne sait pas|sait pas|ne sais pas|je ne sais pas|a demander|a verifier|a preciser
pas demande|pas encore demande|non demande|a redemander
weiss nicht|weiss es nicht|nicht gefragt|noch nicht gefragt|zu klaren|noch zu klaren|erfragen
zu erfragen|nachfragen|noch fragen|zu prufen|prufen
no sabe|no lo sabe|no se|no lo se|preguntar|por preguntar|a preguntar|a consultar|por verificar
a verificar|no preguntado|sin preguntar
da verificare|da chiedere|da richiedere|non so|non sa|non chiesto|da definire
nao sabe|nao sei|perguntar|a perguntar|a confirmar|a definir|nao perguntado
never subscribed|never opted in|never consented|jamais inscrit|jamais inscrite|jamais abonne
jamais abonnee|nie angemeldet|nie abonniert|nunca suscrito|nunca suscrita|mai iscritto|mai iscritta
nunca inscrito|nunca inscrita|nooit aangemeld|nooit ingeschreven|nooit geabonneerd
weet niet|weet ik niet|navragen|nog vragen|nog navragen|te vragen|na te vragen
te controleren|nog controleren|niet gevraagd
"""
# A sending program says so of those who did not join; as an answer to "subscribed?" it is a no.
NOT_SUBSCRIBED = """
not subscribed|non subscribed|nonsubscribed|non subscriber|unengaged
not opted in|no opt in
non abonne|non abonnee|non inscrit|non inscrite
nicht angemeldet|nicht abonniert
no suscrito|no suscrita|non iscritto|non iscritta
nao inscrito|nao inscrita|niet ingeschreven|niet geabonneerd|niet aangemeld
"""
# Of an account as much as of a subscription: in a column of states no opt-in.
ACTIVE = """
active|enabled|actif|aktiv|activo|activa|attivo|attiva|ativo|ativa|actief
"""
# Beginnings that are said of contact alone (no order and no appointment is "unsubscribed"), each an
# opt-out: "Unsubscribed from all", "hard bounce: mailbox full", "désabonné(e) le 3 mai".
BEGINNINGS = """
unsubscribe|opted out|optedout|opt out|optout|bounce|hard bounce|hardbounce|soft bounce|softbounce
cleaned|complained|spam complaint|spamcomplaint|spam report|reported spam|marked as spam
blocklist|suppressed|manual unsubscribe|global unsubscribe|group unsubscribe|user suppressed
manually suppressed|do not contact|do not email|contact flagged as spam|contactflaggedasspam
desabonn|desinscri|ne pas contacter|ne plus contacter|nettoye
abgemeldet|abbestellt|ausgetragen|nicht kontaktieren|keine werbung|bereinigt
dado de baja|dada de baja|no contactar|desuscri|rebotad|limpiad
disiscri|non contattare|rimbalzat|descadastr|nao contactar|nao contatar|cancelou inscri
uitgeschreven|afgemeld|niet contacteren|niet benaderen
"""
# Whole words that are said of contact alone and begin nothing else.
OF_CONTACT = """
stop|stopall|dnc|admin blocked|adminblocked|email blacklisted|invalid email
non subscribed|nonsubscribed|not subscribed|never subscribed|non subscriber
non abonne|non abonnee|jamais abonne|nicht abonniert|no suscrito|no suscrita
non iscritto|non iscritta|niet geabonneerd
"""
# Below a title that asks which way one may be contacted they are an answer: no way at all.
NO_WAY = """
none|no one|nobody|no contact|no way
aucun|aucune|aucun contact|aucun moyen|keine|keiner|kein|gar nicht|keinen
ninguno|ninguna|ningun medio|nessuno|nessuna|nenhum|nenhuma|geen
"""
# In a column that refuses it repeats the refusal ("Do not e-mail": never), in another of opt-outs
# it says that nobody opted out ("Unsubscribed": never).
NEVER = """
never|jamais|nie|niemals|nunca|jamas|mai|nooit
"""
# Behind such a beginning they turn it round: "unsubscribed: no".
CONTRARY = """
no|not|non|false|0|never|nein|nicht|falsch|nee|niet|nao|faux|falso
"""
# Beginnings of a cell that say who does not want it: "No quiere que le escriban".
UNWILLING = """
does not want|do not want|did not want|will not|would not|not interested|no longer wants|wants no
would rather not|prefers not|refuses
ne veut pas|ne veut plus|ne veut rien|ne veut aucun|ne veut aucune|ne veux pas|ne veux plus
ne voulait pas|ne souhaite pas|ne souhaite plus|ne desire pas|ne desire plus|n accepte pas
n accepte plus|n en veut pas|n en veut plus|veut pas|veut plus|pas interesse|plus interesse
prefere pas|prefere ne pas
mochte nicht|mochte kein|mochte keine|mochte keinen|will nicht|will kein|will keine|will keinen
wollte nicht|wollte keine|wunscht nicht|wunscht keine|nicht gewunscht|kein interesse|lieber nicht
no quiere|no quiero|no queria|no desea|no deseo|no acepta|no autoriza|ya no quiere|no le interesa
prefiere no|prefiero no
non vuole|non voglio|non voleva|non desidera|non accetta|non autorizza|non interessa|preferisce no
nao quer|nao quero|nao queria|nao deseja|nao aceita|nao autoriza|prefere nao
wil niet|wil geen|wilde niet|wenst niet|wenst geen|liever niet|geen interesse
"""
# Behind a yes that is set apart, and beside a day, they say how and where it was given.  A way to
# contact is none of them: "yes (SMS)" may be of SMS alone.
HOW_GIVEN = """
orally oral verbal verbally spoken writing written signed signature form desk counter reception
person given agreed confirmed dated front shop fair in by at the on of a since from
oral oralement verbalement ecrit signe signee signature formulaire accueil caisse comptoir
boutique magasin personne donne confirme salon le la au a l du de en par sur depuis
mundlich schriftlich unterschrieben unterschrift formular empfang theke kasse laden personlich
bestatigt messe am vom im an der dem seit laut
verbalmente escrito firmado firma firmada formulario recepcion mostrador tienda mano persona
confirmado el del en por desde
voce orale verbale scritto firmato firmata modulo banco cassa negozio accettazione il dal per su
oralmente assinado assinatura balcao loja recepcao pessoalmente presencial desde em
mondeling schriftelijk getekend ondertekend handtekening formulier balie kassa winkel
bevestigd op aan de het sinds
"""
