"""A title that refuses contact, or asks for a consent, in whatever words, is no attribute."""

import attrs
import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.domain.consents import Channel
from clientbook.errors import UndecidedColumnError
from clientbook.importing.mapping import ColumnMapping
from clientbook.importing.suggesting.opt_out_words import said_in
from clientbook.parsing.contact_words import said_of

REFUSALS = {
    "en": """
donotcall|doNotCall|DO_NOT_CALL|dontcall|nocalls|nomail|noemail|Nomailing|No mailings please
Not to be emailed|Refuses SMS|refused texts|Texts refused|Never write|Please do not write
Call refused|No letters|Stop mail|Stop calling|Withdrew permission|Permission revoked
GDPR: withdrawn|GDPR opt-out|Objected to marketing|Data processing objection
Remove from mailing list|Removed from list|Unsubscribed SMS|Advertising prohibited
Declined newsletter|No whatsapp messages|Wants no mail|Does not want calls
isn't to be called|Don’t text|Doesnt want post|Mail refused|E-mail refused|Phone refused
Not to be phoned|Excluded from mailings|Don't contact|Dont contact|No texting
Remove from list|Permission withdrawn|Dont call|Declines email|Rejected marketing
Not to be contacted|Doesn't want emails|Do not send|TPS registered|GDPR objection
Objects to processing|Subscription cancelled|Cancelled subscription|Asked to be removed
Asked us to stop|Leave alone|Ended subscription|Terminated newsletter|Wishes to be removed
Not interested|Not subscribed|Never opted in|Quit mailing list|Left the mailing list|No offers
Do not ring|Please remove|Newsletter off|Offers declined
""",
    "fr": """
Ne pas appeler|Ne plus écrire|Ne pas envoyer|Ne souhaite plus recevoir de mails
Ne souhaite pas être sollicité|Appels interdits|Mail interdit|Courrier interdit
Démarchage interdit|Refuse la pub|Refuse les SMS|Refuse d'être contacté|Consentement retiré
Opposition RGPD|Opposé au démarchage|S'oppose au démarchage|Retiré de la liste
Supprimé de la liste|Sans prospection|Pas de contact|Pas de relance|Pas d'appel
Plus de mail (ne veut pas)|Exclu des mailings|Exclu du mailing|Stop SMS pub
Ne pas rappeler|Ne plus rappeler|Ne veut pas être rappelé|Résilié newsletter
Résiliation newsletter|A résilié la newsletter|Abonnement résilié|Non inscrit|Pas abonné
Souhaite être retiré|Pas intéressé|Arrêt newsletter|Laisser tranquille|Rappel refusé
Ne veut plus rien recevoir|Plus de SMS svp|Pas d'offres|Infos non souhaitées
Ne pas recontacter|Pas de prospection|Pas de sollicitation|Ne veut plus de mail
A retiré son consentement|pas de démarchage|Ne pas relancer|SMS interdit
""",
    "de": """
Nicht anrufen|Nicht mehr anschreiben|Kein Kontakt|Keine Anrufe|Keine Briefe
Keine Nachrichten|Mailsperre|E-Mail-Sperre|SMS-Sperre|Anrufsperre|Briefsperre|Postsperre
Kontaktverbot|Mailverbot|Werbestopp|Newslettersperre|Newsletter gesperrt|Werbung unerwünscht
Werbung abgelehnt|Anruf verboten|Widersprochen|Einwilligung widerrufen
Einwilligung zurückgezogen|DSGVO Widerspruch|Datenverarbeitung widersprochen
Von Liste gestrichen|Verweigert Kontakt|Will keine Mails|Möchte nicht angerufen werden
Newsletter gekündigt|Kündigt Newsletter|Abo gekündigt|Newsletter beendet|Nicht abonniert
Nicht zurückrufen|In Ruhe lassen|Kein Interesse|Abonnement storniert|Nicht angemeldet
Abbestellung|Keine Angebote
Werbung nein|Telefonverbot|Nicht anschreiben|Telefonsperre|Mailstopp|Hat widersprochen
""",
    "es": """
No contactar|No enviar|No llamar|No quiere correos|No desea recibir mensajes
Rechaza publicidad|Publicidad rechazada|Prohibido llamar|Consentimiento denegado
Permiso revocado|Se opone al marketing|Baja de la lista|SMS prohibido|Sin contacto|Revocado
Cancelado newsletter|Cancelada la suscripción|Suscripción anulada|No suscrito|No inscrito
Sin ofertas|Boletín cancelado|Dejar en paz|Sin interés
""",
    "it": """
Non contattare|Non scrivere|Non vuole email|Rifiuta SMS|Rifiuta marketing|Pubblicità vietata
Consenso negato|Consenso revocato|Si oppone al trattamento|Chiamate vietate|Niente messaggi
Revocato|Iscrizione annullata|Non iscritto
Rinuncia newsletter|Disdetta newsletter|Abbonamento disdetto
""",
    "pt": """
Não contactar|Não ligar|Não enviar mensagens|Recusa SMS|Recusa contacto|Publicidade proibida
Consentimento recusado|Revogado|Sem contacto|Opõe-se ao marketing|Não deseja contacto
Subscrição cancelada|Não inscrito|Deixou a newsletter|Assinatura anulada
""",
    "nl": """
Niet bellen|Nietbellen|Niet mailen|Geen sms|Geen contact|Geen berichten|Belverbod|Mailverbod
Weigert e-mail|Toestemming geweigerd|Bezwaar tegen verwerking|Bezwaar|Reclame geweigerd
Wil geen mail|Niet meer bellen|Niet meer mailen
Nieuwsbrief opgezegd|Niet ingeschreven|Opzegging nieuwsbrief
""",
}
CONSENTS = """
Consent|Consent given|Consents|Consent (GDPR)|GDPR|GDPR ok|Privacy|Opt-in status|Marketing
Marketing ok|Marketing allowed|May we contact you|Can contact|May call|May be contacted
Permission|Permission to contact|Accepts promos|Accepts messages|Agrees to be contacted
Promotions|Consentement|Consentement RGPD|RGPD|Accepte la publicité|Accepte d'être contacté
Publicité|Prospection|Autorise le démarchage|Peut être contacté|Einwilligung
Einwilligung DSGVO|DSGVO|Datenschutz|Werbung|Werbung erlaubt|Darf angeschrieben werden
Darf kontaktiert werden|Zustimmung|Kontakt erlaubt|Consentimiento|Consentimiento RGPD
Publicidad|Acepta publicidad|Acepta ser contactado|Permiso|Consenso|Consenso privacy
Consenso al trattamento dei dati|Pubblicità|Accetta pubblicità|Consentimento
Consentimento LGPD|LGPD|Aceita contacto|Publicidade|Toestemming|Reclame
Mag gecontacteerd worden|Mag gebeld worden|Mag contact opnemen|Consent status|May contact
Accepts promotions|Subscriber|Is subscriber|Subscription|Subscribed|Opted|Text opt|On mailing list
Mailing list|Offers by email|News by text|Happy to be emailed|Gets newsletter|Signed up|Registered
Abonné|Abonnée|Abonnement newsletter|Inscrit|Inscrite|Inscrit newsletter|Accord mailing
Infos par SMS|Offres par courrier|Relance SMS|Reçoit la newsletter|Liste de diffusion
Abonniert|Abonnent|Angebote per Mail|Infomails|Neuigkeiten per SMS|Bekommt Newsletter|Angemeldet
Verteiler Rundmail|Suscrito|Suscrita|Suscripción|Suscriptor|Boletín|Recibe boletín|Inscrito
Ofertas por correo|Iscritto|Iscrizione newsletter|Offerte via mail|Riceve newsletter|Abbonato
Inscrito|Subscritor|Boletim|Recebe boletim|Ingeschreven|Aangemeld|Nieuwsbrief
Wants offers|Möchte Angebote|Recibe ofertas|SMS-Empfänger|Rundbrief|Text club|Geabonneerd
Bulletin d'information|Aanbiedingen per mail|Ontvangt nieuwsbrief
Im Verteiler|Verteiler|E-news|E-newsletter|E-bulletin
Wants printed catalogue|Erhält Katalog|Reçoit les catalogues
Sign me up for the newsletter|Telefonische Kontaktaufnahme erwünscht
Autoriza WhatsApp|WhatsApp erlaubt|Autorise WhatsApp|Consenso WhatsApp
"""
OTHERS = """
Contact name|No. of calls|Number of calls|Calls not answered|Email verified|Email not valid
Last contact|Contact person|Mailbox|Text|Nickname|Cancelled appointments|Cancelled|Removed
Declined|Rejected|Object|Objekt|Photo consent|Treatment consent|Consent form|No show
No shows|Notes|November|Not active|Offer refused|Devis refusé|Prospect refusé|Sans réponse
Kein Haustier|Rückruf|Callback|Call count|Stock|Block|Postal code missing|Traitement refusé
Allergic: no|Smoker|No pets|Sin gluten|Ohne Termin|Without appointment|Marketing source
Marketing budget|Publisher|List price|Contract signed|Newsletter issue|Datos de pago|Puntos
Nombre d'appels|Lien|Parking interdit|Zahlung abgelehnt|Payment refused|Key refused
Contactless|Never late|Email bounced count|Member list|Price list|Accept terms|Accepts cards
Wants tea|Vertrag gekündigt|Rendez-vous annulé|A arrêté de fumer|Gift card|Welcome message
Opted for gel|Quit smoking|Left early|No deposit|Contract terminated|Employment ended
Wants parking|Can swim|Cancelled booking|Abonnement de train|Subscription plan
Offre refusée|Offers made|Interests|Rückerstattung|Info|News|Angebot|Demande annulée
Brief description|Permission level parking|VIP
Abo-Kunde|Kunde mit Abo|Client abonné|Anmeldung|Opt|WhatsApp|Recordatorio por WhatsApp
Offerta rifiutata|Oferta rechazada|Katalog|Catalogue number
"""


def _titles(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


def _column(title: str, *cells: str) -> ColumnMapping:
    rows = [["Ann", "Li", f"ann{at}@example.fr", cell] for at, cell in enumerate(cells)]
    table = Table.from_rows(["First name", "Last name", "E-mail", title], rows)
    return suggest_mapping(table).columns[3]


@pytest.mark.parametrize("language", REFUSALS)
def test_a_refusal_of_contact_is_read_or_asked_about(language: str) -> None:
    """X36: in any of the languages, contracted or joined; the first proposal is the opt-out."""
    for title in _titles(REFUSALS[language]):
        column = _column(title, "yes", "", "")
        read = column.target if column.target is not None else column.alternatives[0]
        assert read.is_opt_out, title


def test_a_bare_consent_is_read_or_asked_about() -> None:
    """X36: whose meaning is unsure it is a question; nobody's "no" lies in an attribute."""
    for title in _titles(CONSENTS):
        column = _column(title, "no", "yes", "")
        assert column.target is None or column.target.field == "consent", title


@pytest.mark.parametrize(
    "title", ["Inscrit", "Subscription", "On mailing list", "Registered", "Iscritto", "Signed up"]
)
@pytest.mark.parametrize("cells", [("no", "yes", ""), ("non", "", "oui"), ("0", "1", "0")])
def test_yes_and_no_are_no_time_and_no_name(title: str, cells: tuple[str, ...]) -> None:
    """X36: where the cells answer, a title of joining is a question of consent."""
    column = _column(title, *cells)
    assert column.target is None
    assert column.alternatives[0].field == "consent"


@pytest.mark.parametrize(("title", "cell"), [("Inscrit", "12/03/2020"), ("Abonnement", "Mensuel")])
def test_times_and_kinds_of_what_is_bought_are_no_question(title: str, cell: str) -> None:
    """X36: what answers nothing is read as it was."""
    column = _column(title, cell, "")
    assert column.target is not None
    assert column.target.field in ("created_at", "custom")


def test_other_titles_are_no_question() -> None:
    """X36: a photo, a devis and a call that was not answered are nobody's word on contact."""
    for title in _titles(OTHERS):
        column = _column(title, "yes", "", "")
        assert column.target is not None, title
        assert column.target.field != "consent", title


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Mailing refused because", ("moved to Lyon", "too expensive")),
        ("Marketing", ("Facebook", "a friend", "Google")),
        ("Publicité", ("radio", "affiche")),
        ("Contact no", ("0612345677", "0612345678")),
        ("Phone no", ("-", "n/a", "")),
        ("No. of calls", ("1", "0", "3")),
    ],
)
def test_cells_that_answer_nothing_make_no_question(title: str, cells: tuple[str, ...]) -> None:
    """X36: a title is believed where its cells can be answers."""
    column = _column(title, *cells)
    assert column.target is not None
    assert column.target.field != "consent"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("donotcall", "phone"),
        ("Mailstopp", "email"),
        ("Nicht anschreiben", "all"),
        ("Rejected marketing", "marketing"),
        ("SMS interdit", "sms"),
        ("Geen brieven aub", "post"),
        ("Revocado", "marketing"),
    ],
)
def test_the_question_names_what_the_title_names(title: str, kind: str) -> None:
    """X36: of one way to contact, of all, or of advertising; so does a title that is read."""
    column = _column(title, "yes")
    read = column.target if column.target is not None else column.alternatives[0]
    assert str(read) in (f"consent.{kind}.optout", f"consent.all_{kind}.optout")


@pytest.mark.parametrize("cell", ["yes", "x", "2024-05-03", "NO EMAIL"])
def test_who_was_opted_in_is_left_in_peace_or_asked_about(cell: str) -> None:
    """X36: a refusal in words nobody listed is no attribute beside which one is written to."""
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR"))
    rows = [["Ann Li", "ann@example.fr", cell], ["Bo Ma", "bo@example.fr", ""]]
    table = Table.from_rows(["Full name", "E-mail", "Declines email"], rows)
    with pytest.raises(UndecidedColumnError):
        book.imports.run(table, by=ANNE)
    mapping = book.imports.suggest(table).skip_undecided()
    book.imports.run(table, mapping, by=ANNE)
    ann, bo = book.search.find("ann").items[0], book.search.find("bo").items[0]
    assert not book.consent.may_contact(ann.id, Channel.EMAIL, "MARKETING").allowed
    assert book.consent.events(ann.id)
    assert not book.consent.events(bo.id)


def test_words_are_taken_apart_only_where_they_refuse() -> None:
    """X36: a longer word is several where they are a refusal of contact together."""
    assert said_of(said_in("donotcall")).words == ("do", "not", "call")
    assert said_of(said_in("Newslettersperre")).words == ("newsletter", "sperre")
    assert said_of(said_in("contactno")).words == ("contactno",)
    assert said_of(said_in("telefonkontakt")).words == ("telefonkontakt",)


NOISE = """
9. {}|3) {}|Q9 {}|Q3. {}|a) {}|Question 5: {}|Frage 2: {}|1.2 {}|#4 {}|{} (required)
{} (obligatoire)|{} - optional|{} (Pflichtfeld)|* Required: {}|{} *|12 - {}|{} (max. 10 chars)
"""
ASKED = """
Consent|May we text you?|Can we email you offers?|Dürfen wir Sie anrufen?|GDPR|Einwilligung
Pouvons-nous vous appeler ?|Offres partenaires|Partner offers|Ofertas de asociados|Publicité
Consentimiento|Consenso|Consentimento LGPD|Toestemming|Reclame|Mag gebeld worden|Newsletter
Do not call|Stop SMS|Nicht anrufen|No contactar|Niet mailen|Désinscrit|Offers from our partners
"""


@pytest.mark.parametrize("form", _titles(NOISE))
def test_the_mark_of_a_list_and_a_demand_change_no_question(form: str) -> None:
    """X36: who judges a title by its words hears none of what only numbers it, or demands it."""
    for title in _titles(ASKED):
        plain, noisy = _column(title, "yes", "no"), _column(form.format(title), "yes", "no")
        assert noisy.target == plain.target, title
        assert noisy.alternatives == plain.alternatives, title


PARTNERS = """
Partner offers|Third-party offers|Offers from our partners|Offres partenaires|Offres de tiers
Partnerangebote|Angebote von Partnern|Ofertas de socios|Ofertas de asociados|Ofertas de terceros
Offerte dei partner|Offerte di terzi|Ofertas de parceiros|Aanbiedingen van partners
Partner opt-in|Do not share with partners|No partner offers|Keine Partnerangebote
Partage avec des tiers|Weitergabe an Dritte|Cesión a terceros|Not shared with third parties
"""
WHOSE_OWN = "Partner|No partner|Kein Partner|Partner contact|Partner phone|Socios|Tiers|Third party"


def test_what_partners_offer_is_theirs() -> None:
    """X36: read or asked about, in seven languages, and never as an agreement with the house."""
    for title in _titles(PARTNERS):
        column = _column(title, "yes", "no")
        read = column.target if column.target is not None else column.alternatives[0]
        assert (read.field, read.kind) == ("consent", "partners"), title


def test_a_partner_of_the_client_is_no_question() -> None:
    """X36: whom a client lives or works with agreed to nothing."""
    for title in WHOSE_OWN.split("|"):
        assert str(_column(title, "yes", "no").target) == "custom", title
