"""Words of titles that speak of opting out, in seven languages: the beginnings of them, folded."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import attrs

from clientbook.importing.suggesting.glued_tables import beside_a_table
from clientbook.importing.suggesting.words import words_of
from clientbook.parsing.contact_words import kinds_of, said_of

# Whoever writes one speaks of opting out, whatever else the title says ("Opted out of email:
# Newsletter One").  First what ends a subscription, then what refuses.
LEFT = """
unsub|desabonn|desinscri|abgemeldet|abmeld|mailabmeld|newsletterabmeld|abbestellt|abbestellung
desuscri|dado baja|fecha baja|suscripcion cancelada|cancelacion suscripcion
disiscri|cancellazione newsletter|uitgeschreven|uitschrij|afgemeld|afmeld|descadastr
cancelamento inscri|cancelamento subscri
"""
REFUSED = """
optout|optedout|opt out|opted out|donotcontact|donotemail|donotmail|do not contact
do not email|do not mail|do not disturb|never contact|suppression list|leave alone|left alone
laisser tranquille|lasst ruhe|lassen ruhe|ruhe lassen|dejar en paz|lasciare pace|deixar paz|met rust
consent revoked|consent withdrawn|revoked consent|withdrawn consent|withdrew consent
consentement retire|consentement revoque|retrait consentement|retrait rgpd
ne pas contacter|ne plus contacter|ne pas solliciter|ne plus solliciter
opposition|refus sms|refus e mail|refus email|refus mail|refus appel|refus pub|refus rgpd
refus prospection|refus demarch|refus contact
werbesperr|werbeverbot|nicht kontaktieren|werbewiderspruch|widerspruch|einwilligung widerruf
widerruf einwilligung|kontaktsperr|robinsonlist
consentimiento retirado|consentimiento revocado|no contactar|no molestar|lista robinson
registro robinson|oposicion|opposizion|consenso revocato|revoca consenso
consentimento retirado|consentimento revogado|oposicao|nao perturbe|nao contact|nao contat
toestemming ingetrokken|intrekking toestemming|niet contacteren|niet benaderen|oppositie
"""
# What may be stopped that is no news, by its first word: a customer's credit, a delivery.
STOPPED = "stop"
OF_TRADE = """
credit|kredit|crediet|credito|supply|supplies|order|payment|paiement|zahlung|pago|pagament|pagamento
betaling|livraison|liefer|lever|consegn|entrega|sale|vente|watch|work|loss
"""
# A list of people one has nothing to do with any more: at the desk they cannot book, in a sending
# program (EMAIL_BLACKLISTED) they get no mail.  The title alone does not say which.
LISTS = """
blacklist|blocklist|liste noire|schwarze liste|lista negra|lista nera|zwarte lijst
sperrliste|sperrvermerk
"""
# Of a channel they may be an opt-out, of a client they are a block: "Blocked for mailing".
BARRED = """
blocked|barred|excluded|bloque|exclue|exclu mail|exclu emailing|exclu news|exclu sms|exclu pub
exclu relance|exclu envoi|gesperrt|bloquead|excluid|bloccat|escluso|esclusa|escluse|geblokkeerd
"""
# These speak of opting out only where the cells can be answers: a family is called Robinson, a
# Canadian tax is a TPS, who has a "baja" is ill or has left the firm.
DOUBTFUL = """
robinson|baja|motivo baja|suppressed|supprime marketing|dnd|dnc|ndnc
removal date|date removed|removed list|date retrait|austragungsdatum|ausgetragen
data remocao|data rimozione|removido lista|eliminado lista|verwijderd lijst
refus|refuse|widerruf|widerrufen|intrekking|revoked|withdrawn|revoca|retiro|liste orange
"""
# What a gym sells or a salon does, and why somebody left it: titles alone ask for no consent.
OF_A_CLUB = """
abbonamento|abbonamenti|abonnement|abonnements|abonnementen|abo|abos
suscripcion|suscripciones|assinatura|assinaturas|trattamento|motivo baja|baja motivo
"""
DOUBTFUL_OF = {
    "phone": "tps|ctps|liste rouge|telephone preference",
    "post": "mps|mailing preference|mail preference",
    "email": "bounced|hard bounced|hard bounce|soft bounce|complained|spam complaint\n"
    "email bounced|email bounce|emails bounced|e mail bounced|email hard bounced"
    "|email suppressed|email complaint",
    "partners": "do not sell|do not share",
}
# A column of such a title is one of states where its cells are.
OF_CONTACT = frozenset(
    "email mail mails emails newsletter newsletters marketing sms subscription subscriber"
    " subscriptions consent optin abonnement abonnements courriel courriels infolettre consentement"
    " einwilligung abo suscripcion correo boletin consentimiento iscrizione consenso inscricao"
    " subscricao nieuwsbrief inschrijving toestemming mailing mailings".split()
)
_SMALL = frozenset("de of la le el au aux du des den der delle del dello d l gegen von to".split())

_KEY = 2  # letters by which the stems that a word may begin with are found


@attrs.frozen(eq=False)
class Stems:
    """The phrases of a list above, by the first letters of each."""

    by_letters: Mapping[str, Sequence[tuple[str, ...]]]


def phrases(text: str) -> list[tuple[str, ...]]:
    """Return the phrases of a list above as their words."""
    return [tuple(p.split()) for line in text.strip().splitlines() for p in line.split("|")]


def stems(text: str) -> Stems:
    """Return the phrases of a list above as :func:`begins` asks for them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for stem in phrases(text):
        found.setdefault(stem[0][:_KEY], []).append(stem)
    return Stems(found)


@lru_cache(maxsize=4096)
def said_in(title: str) -> tuple[str, ...]:
    """Return the words of a title that say something, the small ones left out.

    What the name of a table is glued to says it by itself: ``KDWERBUNG``.
    """
    said = (word for word in words_of(title).said if word not in _SMALL)
    return tuple(_glued_to_a_table(word) or word for word in said)


_ASKED_FOR = ("marketing", "subscription", "consent")


@lru_cache(maxsize=4096)
def _glued_to_a_table(word: str) -> str | None:
    if kinds_of(word) - {"who"}:
        return None
    rests = (rest for _, rest in beside_a_table(word))
    return next((rest for rest in rests if said_of((rest,)).has(*_ASKED_FOR)), None)


@lru_cache(maxsize=8192)
def begins(said: tuple[str, ...], listed: Stems) -> bool:
    """True where words of a title begin as the words of a stem, in a row."""
    for at, word in enumerate(said):
        for stem in listed.by_letters.get(word[:_KEY], ()):
            row = said[at : at + len(stem)]
            if len(row) == len(stem) and all(map(str.startswith, row, stem)):
                return True
    return False
