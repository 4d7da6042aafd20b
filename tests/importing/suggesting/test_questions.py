"""Titles that ask, as forms on the web write them, in seven languages."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table

# Each list is one form: a question, and what its answers are.
FORMS = {
    "en": """
        What's your first name? = given_name
        What is your surname? = family_name
        What is your mobile number? = phone.mobile
        What's the best landline to reach you on? = phone.home
        Please enter your email address = email.1
        When were you born? = birth_date
        What street do you live on? = address.street
        What town do you live in? = address.city
        What's your post code? = address.postcode
        Which company do you work for? = company
        What is your job title? = job_title
        What language do you speak? = language
        Do you want our newsletter? = consent.email
        Would you like to receive SMS reminders? = consent.reminders_sms
    """,
    "en, other words": """
        What are you called? = full_name
        What number can we reach you on? = phone.other
        Could you give us your e-mail? = email.1
        What is your date of birth? = birth_date
        Where do you live? = address.full
        Who do you work with? = custom
        I would like to receive the newsletter = consent.email
    """,
    "fr": """
        Quel est votre nom ? = family_name
        Quel est votre prénom ? = given_name
        Quel est votre numéro de téléphone portable ? = phone.mobile
        À quel numéro peut-on vous joindre ? = phone.other
        Quelle est votre adresse e-mail ? = email.1
        Quelle est votre date de naissance ? = birth_date
        Dans quelle rue habitez-vous ? = address.street
        Dans quelle ville habitez-vous ? = address.city
        Quel est ton code postal ? = address.postcode
        Dans quelle entreprise travaillez-vous ? = company
        Souhaitez-vous recevoir notre newsletter ? = consent.email
    """,
    "fr, other words": """
        Comment vous appelez-vous ? = full_name
        Quand êtes-vous né(e) ? = birth_date
        Où habitez-vous ? = address.full
        Veuillez indiquer votre courriel = email.1
        Merci de renseigner votre téléphone = phone.other
        Je souhaite recevoir l'infolettre = consent.email
    """,
    "de": """
        Wie lautet Ihr Nachname? = family_name
        Wie lautet Ihr Vorname? = given_name
        Wie ist Ihre Handynummer? = phone.mobile
        Unter welcher Nummer erreichen wir Sie? = phone.other
        Wie lautet Ihre E-Mail-Adresse? = email.1
        Wann sind Sie geboren? = birth_date
        In welcher Straße wohnen Sie? = address.street
        In welcher Stadt wohnst du? = address.city
        Wie lautet Ihre Postleitzahl? = address.postcode
        Wie heißt Ihre Firma? = company
        Möchten Sie unseren Newsletter erhalten? = consent.email
    """,
    "de, other words": """
        Wie heißen Sie? = full_name
        Wann wurdest du geboren? = birth_date
        Wo wohnen Sie? = address.full
        Bitte geben Sie Ihre Telefonnummer ein = phone.other
        Bitte tragen Sie hier Ihre E-Mail ein = email.1
        Ich möchte den Newsletter erhalten = consent.email
    """,
    "es": """
        ¿Cómo te llamas? = given_name
        ¿Cuáles son tus apellidos? = family_name
        ¿Cuál es su número de móvil? = phone.mobile
        ¿A qué teléfono te llamamos? = phone.other
        ¿Cuál es tu correo electrónico? = email.1
        ¿Cuándo naciste? = birth_date
        ¿En qué calle vives? = address.street
        ¿En qué ciudad vives? = address.city
        ¿Cuál es su código postal? = address.postcode
        ¿En qué empresa trabaja? = company
        ¿Quieres recibir nuestro boletín? = consent.email
    """,
    "es, other words": """
        ¿Cómo se llama usted? = full_name
        ¿En qué número podemos localizarle? = phone.other
        Por favor, introduzca su correo = email.1
        ¿Cuál es tu fecha de nacimiento? = birth_date
        ¿Dónde vives? = address.full
        Quiero recibir la newsletter = consent.email
    """,
    "it": """
        Come ti chiami? = given_name
        Qual è il tuo cognome? = family_name
        Qual è il tuo numero di cellulare? = phone.mobile
        Su quale numero possiamo contattarti? = phone.other
        Qual è la tua email? = email.1
        Quando sei nato/a? = birth_date
        In quale via abiti? = address.street
        In quale città vivi? = address.city
        Qual è il tuo CAP? = address.postcode
        Per quale azienda lavori? = company
        Vuoi ricevere la nostra newsletter? = consent.email
    """,
    "it, other words": """
        Come si chiama? = full_name
        A quale telefono possiamo chiamarla? = phone.other
        Inserisci la tua email = email.1
        Qual è la sua data di nascita? = birth_date
        Dove abita? = address.full
        Desidero ricevere la newsletter = consent.email
    """,
    "pt": """
        Qual é o seu primeiro nome? = given_name
        Qual é o seu sobrenome? = family_name
        Qual é o seu telemóvel? = phone.mobile
        Em que número podemos contactá-lo? = phone.other
        Qual é o seu e-mail? = email.1
        Quando nasceu? = birth_date
        Em que rua mora? = address.street
        Em que cidade você mora? = address.city
        Qual é o seu CEP? = address.postcode
        Em que empresa trabalha? = company
        Deseja receber a nossa newsletter? = consent.email
    """,
    "pt, other words": """
        Como se chama? = full_name
        Qual o melhor telefone para falar com você? = phone.other
        Por favor, informe seu e-mail = email.1
        Qual a sua data de nascimento? = birth_date
        Onde mora? = address.full
        Quero receber a newsletter = consent.email
    """,
    "nl": """
        Wat is je achternaam? = family_name
        Wat is uw voornaam? = given_name
        Wat is uw mobiele nummer? = phone.mobile
        Op welk nummer kunnen we je bereiken? = phone.other
        Wat is uw e-mailadres? = email.1
        Wanneer ben je geboren? = birth_date
        In welke straat woont u? = address.street
        In welke stad woon je? = address.city
        Wat is je postcode? = address.postcode
        Bij welk bedrijf werkt u? = company
        Wilt u onze nieuwsbrief ontvangen? = consent.email
    """,
    "nl, other words": """
        Hoe heet je? = full_name
        Vul hier uw telefoonnummer in = phone.other
        Geef je e-mailadres = email.1
        Wat is uw geboortedatum? = birth_date
        Waar woon je? = address.full
        Ik wil de nieuwsbrief ontvangen = consent.email
    """,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_question_is_what_it_asks_for(form: str) -> None:
    """Interrogatives, verbs, pronouns and polite words are no content of a title."""
    lines = [line.rpartition(" = ") for line in FORMS[form].strip().splitlines()]
    titles = [title.strip() for title, _, _ in lines]
    found = suggest_mapping(Table.from_rows(titles))
    assert {c.header: str(c.target) for c in found} == {
        title.strip(): target for title, _, target in lines
    }


OTHERS = {
    "First name | Last name | Phone | Email | Town": """
        Who referred you? | What is your favourite colour? | What's your partner's name? | Why us?
        Where were you born? | When can we call you? | How did you hear about us? | How old are you?
        What is your dog's name? | Who is your doctor? | What is your emergency contact's phone?
        Do you have a mobile? | Do you have an email address? | Which newsletter do you want?
        What's the best day to call you? | How should we address you? | How many phones do you have?
        What is your mother's maiden name? | What is the name of your school? | Are you a company?
        In which city were you born? | What is your reference? | How do you spell your surname?
        What is their name? | What's his phone number? | Any questions? | Anything else?
        What time can we call your mobile? | When did you move to this town? | Who is your employer?
    """,
    "Prénom | Nom | Téléphone | E-mail | Ville": """
        Qui vous a recommandé ? | Quelle est votre couleur préférée ? | Où êtes-vous né(e) ?
        Comment nous avez-vous connus ? | Quand pouvons-nous vous appeler ? | Quel âge avez-vous ?
        Comment s'appelle votre chien ? | Avez-vous un portable ? | Qui est votre médecin ?
        Quel est le nom de votre conjoint ? | Dans quelle ville êtes-vous né ? | Pourquoi nous ?
        À quelle heure peut-on vous joindre par téléphone ? | Quelle est votre référence ?
    """,
    "Vorname | Nachname | Telefon | E-Mail | Ort": """
        Wer hat Sie empfohlen? | Was ist Ihre Lieblingsfarbe? | Wo sind Sie geboren? | Warum wir?
        Wie haben Sie von uns erfahren? | Wann können wir Sie anrufen? | Wie alt sind Sie?
        Wie heißt Ihr Hund? | Haben Sie ein Handy? | Wie heißt Ihr Partner? | Wer ist Ihr Arzt?
        Wie lautet Ihre Referenz? | Wie oft wünschen Sie den Newsletter? | Wie heißen Ihre Kinder?
    """,
    "Nombre | Apellidos | Teléfono | Correo | Ciudad": """
        ¿Quién te recomendó? | ¿Cuál es tu color favorito? | ¿Dónde naciste? | ¿Cuántos años tienes?
        ¿Cómo nos conociste? | ¿Cuándo podemos llamarte? | ¿Cómo se llama tu perro?
        ¿Tienes móvil? | ¿Cómo se llama tu pareja? | ¿En qué ciudad naciste? | ¿Por qué nosotros?
        ¿Cuál es tu ciudad favorita? | ¿Cuál es su referencia?
    """,
    "Nome | Cognome | Telefono | Email | Città": """
        Chi ti ha consigliato? | Qual è il tuo colore preferito? | Dove sei nato? | Quanti anni hai?
        Come ci hai conosciuto? | Quando possiamo chiamarti? | Come si chiama il tuo cane?
        Hai un cellulare? | Come si chiama tuo marito? | In quale città sei nato? | Perché noi?
    """,
    "Nome | Sobrenome | Telefone | E-mail | Cidade": """
        Quem indicou? | Qual é a sua cor favorita? | Onde nasceu? | Quantos anos tem?
        Como nos conheceu? | Quando podemos ligar? | Como se chama o seu cão?
        Tem telemóvel? | Como se chama o seu marido? | Em que cidade nasceu? | Por que nós?
    """,
    "Voornaam | Achternaam | Telefoon | E-mail | Plaats": """
        Wie heeft u doorverwezen? | Wat is je lievelingskleur? | Waar ben je geboren? | Waarom wij?
        Hoe heb je ons gevonden? | Wanneer kunnen we u bellen? | Hoe oud bent u?
        Hoe heet je hond? | Heeft u een mobiel? | Hoe heet je partner? | Wie is uw huisarts?
    """,
}


@pytest.mark.parametrize(
    ("row", "question"),
    [
        (row, question.strip())
        for row, questions in OTHERS.items()
        for line in questions.strip().splitlines()
        for question in line.split(" | ")
    ],
)
def test_a_question_about_something_else_fills_no_field(row: str, question: str) -> None:
    """Whose, where, when and whether are other questions than what; a person may be asked."""
    fields = row.split(" | ")
    for titles in ([*fields, question], [fields[3], question]):
        *_, asked = suggest_mapping(Table.from_rows(titles))
        assert str(asked.target) in ("custom", "None")


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("1. What is your e-mail?", "email.1"),
        ("Q3: What is your e-mail?", "email.1"),
        ("What is your e-mail? We send the receipt there.", "email.1"),
        ("What is your phone? (for reminders)", "phone.other"),
        ("First things first, what's your name?", "full_name"),
        ("Thanks! And your phone number?", "phone.other"),
        ("Hi there! Could you tell us your phone number?", "phone.other"),
        ("Please tell us: what is your date of birth?", "birth_date"),
        ("Bonjour, quel est votre nom ?", "full_name"),
        ("Zum Schluss: wie lautet Ihre Telefonnummer?", "phone.other"),
        ("Hola, ¿cómo te llamas?", "full_name"),
    ],
)
def test_what_stands_around_a_question_is_no_part_of_it(question: str, target: str) -> None:
    """Its number, a greeting before it and what is said behind it ask nothing."""
    _, asked = suggest_mapping(Table.from_rows(["Tags", question]))
    assert str(asked.target) == target


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        ("Name | Phone number we can reach you at", "phone.other"),
        ("Name | Best email to contact you", "email.1"),
        ("Name | Mobile number we can text you on", "phone.mobile"),
        ("Nom | Numéro où vous joindre", "phone.other"),
        ("Nom | Email pour vous contacter", "email.1"),
        ("Name | Telefonnummer, unter der wir Sie erreichen", "phone.other"),
        ("Nombre | Teléfono donde localizarle", "phone.other"),
        ("Nome | Telefono per contattarti", "phone.other"),
        ("Nome | Telefone para contactá-lo", "phone.other"),
        ("Naam | Nummer waarop we je kunnen bereiken", "phone.other"),
    ],
)
def test_where_one_reaches_you_is_asked_without_a_question(titles: str, target: str) -> None:
    """A verb of reaching beside a word for "you" is no content either."""
    *_, last = suggest_mapping(Table.from_rows([title.strip() for title in titles.split("|")]))
    assert str(last.target) == target


@pytest.mark.parametrize(
    "titles",
    [
        "Name | What is the phone number of the person to call?",
        "Name | Phone of the person to contact",
        "Name | Number to call in an emergency",
        "Name | Best time to reach you",
        "Nom | Téléphone de la personne à contacter",
        "Nom | Quel est le téléphone de la personne à contacter ?",
        "Name | Telefon der Person, die wir anrufen sollen",
        "Nombre | Teléfono de la persona a contactar",
        "Nome | Telefono della persona da contattare",
        "Naam | Telefoon van de persoon die we moeten bellen",
    ],
)
def test_whom_one_calls_in_the_place_of_a_client_is_somebody_else(titles: str) -> None:
    """Without a word for "you" a person to call is not the client."""
    *_, last = suggest_mapping(Table.from_rows([title.strip() for title in titles.split("|")]))
    assert str(last.target) in ("custom", "None")


@pytest.mark.parametrize(
    "question",
    [
        "Can we call you?",
        "Dürfen wir Sie anrufen?",
        "Peut-on vous appeler ?",
        "¿Podemos llamarte?",
        "Possiamo chiamarti?",
        "Podemos ligar-lhe?",
        "Mogen we je bellen?",
    ],
)
def test_whether_one_may_call_is_asked_about(question: str) -> None:
    """X36: the answer may be a refusal, and no attribute hides it; no consent is guessed either."""
    rows = [["a@x.example", "yes"], ["b@x.example", "no"]]
    _, asked = suggest_mapping(Table.from_rows(["E-mail", question], rows))
    assert asked.target is None
    assert {str(target) for target in asked.alternatives} >= {"consent.phone"}


@pytest.mark.parametrize(
    ("question", "cells", "target"),
    [
        ("How can we reach you?", ["06 12 34 56 78", "06 12 34 56 79", "06 98 76 54 32"], "phone"),
        ("How can we reach you?", ["a@x.example", "b@x.example", "c@x.example"], "email"),
        ("How can we reach you?", ["By phone", "By e-mail", "By post"], "custom"),
        ("Where do you live?", ["Leeds", "York", "Ripon"], "address.city"),
        ("Where do you live?", ["France", "Italy", "France"], "address.country"),
        ("Where do you live?", ["1 Mill Lane, Leeds LS1 4AP"] * 3, "address.full"),
    ],
)
def test_the_answers_tell_what_a_question_leaves_open(
    question: str, cells: list[str], target: str
) -> None:
    """How and where may be answered by several fields: the cells decide."""
    rows = [[f"Ann {letter}", cell] for letter, cell in zip("ABC", cells, strict=True)]
    _, asked = suggest_mapping(Table.from_rows(["Name", question], rows))
    assert str(asked.target).startswith(target)
