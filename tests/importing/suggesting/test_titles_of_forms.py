"""Titles of forms, apps and databases that strangers keep, each kind in all its languages."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table


def read(row: str) -> list[str]:
    """Targets suggested for titles that bars part."""
    titles = [title.strip() for title in row.split("|")]
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles))]


@pytest.mark.parametrize(
    "title",
    [
        *("Name & Surname", "Name and Surname", "Name + Surname", "Name/Surname", "Surname & Name"),
        *(
            "Surname, Name",
            "Full name & surname",
            "Full name and last name",
            "Client name & surname",
        ),
        *("Names and surnames", "First name & surname", "Name and last name", "Name or surname"),
        *("Nombre y apellidos", "Nom & prénom", "Naam en voornaam", "Cognome e nome"),
        *("Name + Vorname", "Nome e apelido", "Nome completo e apelido", "Nome & Sobrenome"),
    ],
)
def test_a_name_joined_with_one_of_its_halves_is_whole(title: str) -> None:
    """Who asks for name and surname gets both."""
    assert read(f"{title} | E-mail") == ["full_name", "email.1"]


@pytest.mark.parametrize("title", ["Main Member", "Main client", "Main person", "Main patient"])
def test_the_main_one_of_several_people_is_no_telephone(title: str) -> None:
    """ "Main" alone is a telephone beside others."""
    assert read(f"Name | {title} | Tel (H) | Cell")[1] == "custom"
    assert read("Name | Main | Mobile")[1] == "phone.main"


@pytest.mark.parametrize(
    ("row", "targets"),
    [
        (f"{given} | {family}", "given_name family_name")
        for given, family in [
            ("Wie heißt du mit Vornamen?", "Wie heißt du mit Nachnamen?"),
            ("Wie heißen Sie mit Vornamen?", "Wie heißen Sie mit Nachnamen?"),
            ("Comment t'appelles-tu (prénom) ?", "Comment t'appelles-tu (nom) ?"),
            ("What is your first name?", "What is your surname?"),
            ("What are you called (first name)?", "What are you called (last name)?"),
            ("¿Cómo te llamas (nombre)?", "¿Cómo te llamas (apellidos)?"),
            ("Come ti chiami di nome?", "Come ti chiami di cognome?"),
            ("Como te chamas (primeiro nome)?", "Como te chamas (apelido)?"),
            ("Hoe heet je van voornaam?", "Hoe heet je van achternaam?"),
        ]
    ]
    + [
        (row, "full_name email.1")
        for row in [
            "Wie heißt du? | E-Mail",
            "Comment vous appelez-vous (nom et prénom) ? | E-mail",
            "¿Cómo te llamas (nombre y apellidos)? | Email",
            "Hoe heet je (voor- en achternaam)? | E-mail",
        ]
    ],
)
def test_a_question_for_a_half_of_the_name_is_answered_with_it(row: str, targets: str) -> None:
    """What stands behind "What are you called" says which of the names is asked for."""
    assert read(row) == targets.split()


@pytest.mark.parametrize(
    "row",
    [
        *("nom | rq", "nom | rqs", "Nom | Remarques internes", "Nom | Commentaires internes"),
        *("naam | opm", "naam | klant_opm", "naam | opmerk", "Naam | Interne opmerkingen"),
        *("name | bemerk", "KdName | KdBemerk", "Name | bem.", "Name | Interne Bemerkungen"),
        *("Nombre | Comentarios del host", "Nombre | Observaciones internas"),
        *("Nome | Osservazioni interne", "Nome | Comentários internos", "Name | Host notes"),
    ],
)
def test_short_words_for_notes_and_whose_they_are_stay_notes(row: str) -> None:
    """What a house notes of its guests is a note, however short its title."""
    assert read(row)[1] == "note"


@pytest.mark.parametrize(
    "row",
    [
        *(
            "Raison sociale | Contact principal | Email",
            "Société | Interlocuteur principal | Email",
        ),
        *("Société | Nom du contact principal | Email", "Company | Main contact | Email"),
        *("Company | Primary contact | Email", "Firma | Hauptansprechpartner | E-Mail"),
        *("Firma | Hauptansprechpartnerin | E-Mail", "Empresa | Contacto principal | Email"),
        *("Azienda | Referente principale | Email", "Empresa | Contato principal | Email"),
        *("Bedrijf | Contactpersoon | E-mail", "Bedrijf | Hoofdcontactpersoon | E-mail"),
    ],
)
def test_whom_to_ask_for_first_is_the_client_where_nobody_else_is(row: str) -> None:
    """Beside a name the main contact is another person's."""
    firm, contact, mail = row.split(" | ")
    assert read(row) == ["company", "full_name", "email.1"]
    assert read(f"{'Naam' if firm == 'Bedrijf' else 'Nom'} | {contact} | {mail}")[1] == "custom"


@pytest.mark.parametrize(
    ("row", "targets"),
    [
        (
            "cd_cliente | nm_cliente | nr_telefone | ds_email | dt_nascimento",
            "external_id full_name phone.other email.1 birth_date",
        ),
        (
            "nm_aluno | nm_logradouro | nr_endereco | nm_bairro | nm_cidade",
            "full_name address.street address.number address.district address.city",
        ),
        (
            "NM_PACIENTE | TP_SEXO | NR_CELULAR | DS_OBSERVACAO | DT_CADASTRO | NR_CPF",
            "full_name gender phone.mobile note created_at custom",
        ),
        (
            "nm_pessoa | tp_telefone | st_cliente | nm_mae | sg_estado",
            "full_name custom custom custom address.region",
        ),
    ],
)
def test_what_a_database_calls_a_kind_of_column_is_said_before_its_word(
    row: str, targets: str
) -> None:
    """Brazilian tables begin a title with what a column is: a name, a number, a date, a text."""
    assert read(row) == targets.split()


@pytest.mark.parametrize(
    ("row", "place", "target"),
    [
        ("Owner Name | Owner Title | Pet name | Species", 1, "name_prefix"),
        ("Owner Title | Owner First Name | Owner Last Name | Animal", 0, "name_prefix"),
        ("Anredeform | Vorname | Nachname", 0, "name_prefix"),
        ("Nombre | Empresa donde labora", 1, "company"),
        ("Name | Company you work for", 1, "company"),
        ("Nom | Entreprise où vous travaillez", 1, "company"),
        ("Name | Firma bei der Sie arbeiten | PLZ | Ort", 1, "company"),
        ("Nome | Azienda dove lavora | Cognome", 1, "company"),
        ("Nome | Empresa onde trabalha", 1, "company"),
        ("Naam | Bedrijf waar u werkt", 1, "company"),
        ("Nom | Sur quel numéro vous joindre en journée ?", 1, "phone.other"),
        ("Nom | Sur quel numéro peut-on vous joindre le soir ?", 1, "phone.other"),
        ("Name | What number can we reach you on during the day?", 1, "phone.other"),
        ("Name | Unter welcher Nummer erreichen wir Sie tagsüber?", 1, "phone.other"),
        ("Nombre | ¿En qué número podemos localizarte durante el día?", 1, "phone.other"),
        ("Nome | A che numero possiamo chiamarti durante il giorno?", 1, "phone.other"),
        ("Nome | Em que número podemos ligar durante o dia?", 1, "phone.other"),
        ("Naam | Op welk nummer bent u overdag bereikbaar?", 1, "phone.other"),
    ],
)
def test_what_is_said_around_a_word_changes_nothing(row: str, place: int, target: str) -> None:
    """Where somebody works, when somebody can be called, and whose title it is, is said aside."""
    assert read(row)[place] == target


LAST_WORDS = """
Anything to add?; Any other comments?; Is there anything else we should know?; Leave us a message;
Would you like to leave a message?; Do you have any comments or questions?; Your message;
Anything else you'd like to tell us?;
Un message à nous laisser ?; Souhaitez-vous ajouter quelque chose ?; Avez-vous des remarques ?;
Autre chose à nous dire ?; Laissez-nous un message; Votre message;
Möchtest du uns noch etwas mitteilen?; Möchten Sie uns noch etwas sagen?; Ihre Nachricht an uns;
Haben Sie noch Anmerkungen?; Gibt es noch etwas, das wir wissen sollten?;
¿Algún comentario?; ¿Quieres añadir algo?; ¿Desea agregar algún comentario?; Déjanos tu mensaje;
¿Algo más que debamos saber?;
Vuoi aggiungere qualcosa?; Hai altre note?; Lascia un messaggio; C'è altro che dovremmo sapere?;
Quer deixar algum comentário?; Deixe aqui sua mensagem; Gostaria de acrescentar algo?;
Mais alguma coisa que devamos saber?;
Heb je nog opmerkingen?; Wil je nog iets kwijt?; Wilt u nog iets toevoegen?; Laat een bericht achter
"""


@pytest.mark.parametrize("title", [t.strip() for t in LAST_WORDS.split(";")])
def test_what_one_has_to_say_at_the_end_of_a_form_is_a_note(title: str) -> None:
    """A form ends with a question for anything else."""
    assert read(f"Name | Email | {title}")[2] == "note"
    assert read(f"Nom | E-mail | {title}")[2] == "note"


@pytest.mark.parametrize(
    "title",
    [
        *("Can we leave you a message?", "OK to leave message?", "Do you want messages?"),
        *("Souhaitez-vous des messages ?", "Last message sent", "Anything to add to your order?"),
        *("Do you have other numbers?", "Was noch", "Autre chose"),
        *("Möchten Sie Nachrichten erhalten?", "Wilt u berichten ontvangen?"),
    ],
)
def test_a_question_about_something_is_no_last_one(title: str) -> None:
    """Whether somebody may be sent a message is no remark of theirs."""
    assert read(f"Name | Email | {title}")[2] != "note"


@pytest.mark.parametrize(
    ("row", "targets"),
    [
        ("Marketing by SMS | Marketing by Email", "consent.sms consent.email"),
        ("Marketing by post | Marketing by phone", "consent.post consent.phone"),
        ("Advertising by SMS | Advertising by email", "consent.sms consent.email"),
        ("Marketing par SMS | Marketing par e-mail", "consent.sms consent.email"),
        ("Werbung per SMS | Werbung per Post", "consent.sms consent.post"),
        ("Publicidad por SMS | Publicidad por email", "consent.sms consent.email"),
        ("Marketing via SMS | Marketing via email", "consent.sms consent.email"),
        ("Publicidade por SMS | Publicidade por e-mail", "consent.sms consent.email"),
        ("Reclame per sms | Reclame per e-mail", "consent.sms consent.email"),
        ("Werbung Handy | Werbung Mail", "consent.sms consent.email"),
    ],
)
def test_a_word_of_a_consent_is_never_taken_for_the_name_of_a_table(row: str, targets: str) -> None:
    """What two titles share is left out, but not what they ask."""
    assert read(f"Name | Telefon | {row}")[2:] == targets.split()


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        (("fl_newsletter", "flg_newsletter", "newsletter_yn", "newsletter_jn"), "consent.email"),
        (("flag_newsletter", "ind_newsletter", "nieuwsbrief_jn", "is_newsletter"), "consent.email"),
        (("fl_sms", "sms_jn", "flag_sms", "sms_yn"), "consent.sms"),
        (("flgMarketing", "marketing_flag"), "consent.advertising"),
        (("email_unsub", "unsub", "fl_unsub", "mail_unsub"), "consent.email.optout"),
        (("sms_unsub", "sms_unsubscribed"), "consent.sms.optout"),
        (("naoenviaemail", "naoenviaremail", "noenviaremail"), "consent.all_email.optout"),
        (("keinenewsletter", "noemails", "pasemail", "nessunaemail"), ".optout"),
        (("naoenviasms", "nosms", "keinesms", "geensms", "nessunsms"), "consent.all_sms.optout"),
        (("fl_ativo", "is_active", "flag_company", "flg_cliente", "actief_jn"), "custom"),
    ],
)
def test_marks_of_a_flag_and_glued_refusals_are_heard(titles: tuple[str, ...], target: str) -> None:
    """A database writes a yes or no with a mark, and a refusal in one word."""
    for title in titles:
        assert read(f"nome | email | {title}")[2].endswith(target), title


@pytest.mark.parametrize(
    "title",
    [
        "Happy to receive weekly notices by email?",
        "Happy to receive our announcements by email",
        "Happy to receive monthly news by email?",
        "I am happy to receive notices by email",
    ],
)
def test_notices_are_news(title: str) -> None:
    """Who is happy to receive them agrees."""
    assert read(f"Name | Email | {title}")[2] == "consent.email"


@pytest.mark.parametrize(
    "row", ["nome | tlmvl", "cl_nome | cl_tlmvl", "nombre | mvl", "NOMBRE | MVIL", "naam | mbl"]
)
def test_a_mobile_without_its_vowels_is_one(row: str) -> None:
    """Old programs leave the vowels out."""
    assert read(row)[1] == "phone.mobile"


@pytest.mark.parametrize(
    "row",
    [
        "Child's name | Parent name | Phone",
        "Child's full name | Parent / guardian name | Email",
        "Nom et prénom de l'enfant | Nom et prénom du responsable légal | Téléphone",
        "Vor- und Nachname des Kindes | Name des/der Erziehungsberechtigten | Telefon",
        "Nombre y apellidos del niño/a | Nombre y apellidos del padre, madre o tutor | Teléfono",
        "Naam kind | Naam ouder | Telefoon",
    ],
)
def test_a_parent_named_beside_the_child_is_reached_at_the_rest(row: str) -> None:
    """Whoever fills in a form for a child gives a telephone of their own."""
    child, parent, reached = read(row)
    assert (child, parent) == ("custom", "full_name")
    assert reached.startswith(("phone", "email"))


@pytest.mark.parametrize(
    "title",
    [
        "Mobile number for appointment reminders",
        "Deine Handynummer (für Terminerinnerungen)",
        "Handynummer für SMS-Erinnerungen",
        "Numéro de portable pour les rappels de rendez-vous",
        "Número de móvil para recordatorios",
        "Numero di cellulare per promemoria",
        "Mobiel nummer voor herinneringen",
        "Número de telemóvel para lembretes",
    ],
)
def test_a_number_that_is_asked_for_reminders_is_a_number(title: str) -> None:
    """What it is asked for is no consent; "Mobile reminders" asks for one."""
    assert read(f"Name | {title}")[1] == "phone.mobile"
    assert read("Name | Mobile reminders")[1] == "consent.reminders_sms"
