"""Titles as people word them, each kind in the languages that have it."""

import pytest

from clientbook import Table, suggest_mapping


def _second(title: str, beside: str = "Name") -> str:
    mapping = suggest_mapping(Table.from_rows([beside, title]))
    return str(list(mapping)[1].target)


@pytest.mark.parametrize(
    "title",
    [
        *("Your best email", "Votre meilleur email", "Deine beste E-Mail", "Tu mejor correo"),
        *("La tua migliore email", "Seu melhor e-mail", "Je beste e-mail", "Correo elec."),
    ],
)
def test_the_best_address_is_the_clients(title: str) -> None:
    """X3: a form asks for it without a question."""
    assert _second(title) == "email.1"


@pytest.mark.parametrize(
    "title",
    [
        *("Town where you live", "Ville où vous habitez", "Ort wo Sie wohnen"),
        *("Ciudad donde vives", "Città dove abiti", "Cidade onde mora", "Plaats waar je woont"),
        *("Deleg./Mpio.",),
    ],
)
def test_where_somebody_lives_is_the_town(title: str) -> None:
    """X3: the words behind it say whose."""
    assert _second(title) == "address.city"


@pytest.mark.parametrize(
    "title",
    [
        *("Sex at birth", "Sexe à la naissance", "Geschlecht bei der Geburt", "Sexo al nacer"),
        *("Sesso alla nascita", "Sexo ao nascer", "Geslacht bij geboorte", "PATGESCHL"),
    ],
)
def test_a_sex_at_birth_is_one(title: str) -> None:
    """X3: where no other column is."""
    assert _second(title) == "gender"


@pytest.mark.parametrize(
    "title",
    [
        *("Send SMS?", "Envoyer SMS ?", "SMS senden?", "¿Mandar SMS?", "Manda sms?"),
        *("Enviar SMS?", "SMS sturen?"),
    ],
)
def test_sending_messages_is_asked(title: str) -> None:
    """X36: a verb of sending and what is sent."""
    assert _second(title) == "consent.sms"


@pytest.mark.parametrize(
    "title",
    [
        "I want to receive the newsletter of the dance school",
        "Je souhaite recevoir la newsletter de l'école",
        "Ich möchte den Newsletter der Tanzschule erhalten",
        "Quiero recibir ofertas y novedades por correo electrónico",
        "Voglio ricevere la newsletter della scuola",
        "Quero receber a newsletter da escola",
        "Ik wil de nieuwsbrief van de dansschool ontvangen",
    ],
)
def test_whose_news_they_are_changes_nothing(title: str) -> None:
    """X36: a school's as a shop's."""
    assert _second(title) == "consent.email"


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Work Ph + Ext", "phone.work"),
        ("Teléfono y extensión", "phone.other"),
        ("Telefone e ramal", "phone.other"),
        ("Telefoon + toestel", "phone.other"),
        ("Alter. Phone", "phone.other"),
        ("NOM J. FILLE", "maiden_name"),
        ("Mme/Mlle/M.", "name_prefix"),
        ("N° postal", "address.postcode"),
        ("CLI_CPOS", "address.postcode"),
        ("KL_POSTC", "address.postcode"),
        ("KU_NUM", "external_id"),
    ],
)
def test_what_stands_beside_a_word_changes_nothing(title: str, target: str) -> None:
    """X3: an extension in the same cell, a table's name, letters that were left out."""
    assert _second(title) == target


@pytest.mark.parametrize(
    "title", ["Couple / client", "Couple", "Brautpaar", "Pareja", "Coppia", "Casal", "Bruidspaar"]
)
def test_a_couple_is_the_client(title: str) -> None:
    """X3: of a photographer's list."""
    assert _second(title, "E-mail") == "full_name"
