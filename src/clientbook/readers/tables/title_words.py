"""Words that column titles are made of, and rows that read like titles."""

import re
from collections.abc import Sequence
from typing import Final

from clientbook.readers.tables.cell_kinds import FLAG, TEXT, kind_of
from clientbook.text import base_letters

LONG_TITLE: Final = 60
"""Characters of a title; what is longer is a sentence."""

# Words of column titles, without accents, in the languages titles are suggested for.
_HINTWORDS = """
    achternaam address adresse anniversaire anrede apelido apellido apellidos bairro birth
    birthdate birthday cap cell cellphone cellulare champ cidade citta city civilite client
    clients code codigo cognome col colonne column comment commentaire comments company correo
    country courriel created customer date datum department description direccion e-mail email
    emails empresa endereco entreprise fax fecha feld field firma first geburtsdatum geburtstag
    gender genre geschlecht group handy hausnummer huisnummer id imie indirizzo kunde kundennr
    kundennummer land language langue last mail mobil mobile mobiltelefon morada movil nachname
    naissance name names nationality nazwisko nif nom nombre nome note notes notiz number numero
    nummer ort pais passport pays phone phones plaats plz poblacion portable position postal
    postcode postleitzahl prefix prenom price product province provincia quantity region sexe
    sexo sms societe spalte stadt state status statut straat strasse street subscribed suffix
    surname tags tel telefax telefon telefono telefoon telemovel telephone titel title titre
    total type url vat ville voornaam vorname website woonplaats zip zipcode
    article articolo articulo artigo artikel fornecedor fornecedores fornitore fornitori
    fournisseur fournisseurs leverancier leveranciers lieferant lieferanten precio preco preis
    prestation prezzo prijs prix prodotto producto produit produits produkt produto proveedor
    proveedores stylist supplier suppliers
"""
_HINTS = frozenset(_HINTWORDS.split())
WORD = re.compile(r"[^\W\d_]+")
# What a row under the titles says of its column instead of a value: "(text)", "[dd/mm/yyyy]".
_UNIT = re.compile(
    r":?[-=_]{2,60}:?|"  # the line that Markdown and databases draw under titles
    r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]|<[^<>]{1,40}>"
    r"|(?:[dD]{2}|[jJ]{2}|[tT]{2}|[mM]{2}|[yYaA]{4})"
    r"(?:[-/.](?:[dD]{2}|[jJ]{2}|[tT]{2}|[mM]{2}|[yYaAjJ]{2,4})){2}"
    r"|(?i:text|texte|string|varchar|date|integer|int|number|nombre|required|optional|obligatoire"
    r"|facultatif|requis|optionnel|pflichtfeld|obligatorio|opcional|yes/no|oui/non)"
)


def hint_share(cells: Sequence[str]) -> float:
    """Return the share of the filled cells that hold a word known from column titles."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if not texts:
        return 0.0
    return sum(1 for text in texts if has_hint(text)) / len(texts)


def looks_like_titles(cells: Sequence[str], *, share: float = 0.6) -> bool:
    """True when a row alone, out of its context, reads like column titles.

    Args:
        cells: The row.
        share: How many of its cells must hold a known word.
    """
    texts = [cell for cell in cells if cell.strip()]
    if len(texts) < 2 or any(kind_of(cell) not in (TEXT, FLAG) for cell in texts):
        return False
    return hint_share(texts) >= share


def starts_a_table(cells: Sequence[str], *, after_gap: bool) -> bool:
    """True for titles of another table; below a blank row fewer known words will do."""
    if not after_gap:
        return looks_like_titles(cells)
    texts = [cell.strip() for cell in cells if cell.strip()]
    single = all(len(text.split()) < 4 for text in texts) and len(set(texts)) == len(texts)
    return looks_like_titles(cells, share=0.3 if single and len(texts) > 2 else 0.6)


def has_hint(text: str) -> bool:
    """True when a text holds a word known from column titles."""
    if len(text) > LONG_TITLE:
        return False
    letters = base_letters(text.replace("_", " "))
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    words = {*WORD.findall(letters), *(w.casefold() for w in WORD.findall(spaced))}
    return not words.isdisjoint(_HINTS)


def is_title(text: str) -> bool:
    """True for a text made of nothing but words of titles and small ones: "Date de naissance"."""
    if len(text) > LONG_TITLE or any(map(str.isdigit, text)):
        return False
    words = WORD.findall(base_letters(text.replace("_", " ")))
    return not _HINTS.isdisjoint(words) and all(w in _HINTS or len(w) < 4 for w in words)


def is_unit_row(cells: Sequence[str], titles: int) -> bool:
    """True for a row that says how to fill each column: "(text)", "[dd/mm/yyyy]"."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) < max(2, titles // 2):
        return False
    return all(_UNIT.fullmatch(text[:60]) for text in texts)


def spellings(title: str) -> frozenset[str]:
    """Return how a title is written where it stands once more: a look-up before a closer look."""
    text = title.strip()
    return frozenset((title, text, text.upper(), text.lower(), text.title(), f"{text} "))
