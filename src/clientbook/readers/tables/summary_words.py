"""Words of rows that sum a list up: totals, means, counts, what is carried over to a page.

Three sorts, told by how sure a word is: most are nobody's name wherever they stand; some may be,
so that only an amount beside them makes a row of them; of a few ("Max", "Media") the figure has to
be that of the column above, see :mod:`clientbook.readers.tables.column_figures`.
"""

import re
from collections.abc import Sequence
from typing import Final

from clientbook.readers.tables.blocks import sort_of
from clientbook.readers.tables.cell_kinds import NUMBER, kind_of
from clientbook.text import fold_entry

_LONGEST: Final = 60

_SUMS = """
total|totals|grand total|grand totals|sub total|sub-total|subtotal|subtotals|sum total|totaux
total général|total general|sous-total|sous total|sous-totaux|somme|cumul|cumuls|cumulé
gesamt|gesamtsumme|zwischensumme|summe|summen|endsumme|insgesamt|gesamtbetrag|gesamtumsatz
gesamtergebnis|suma|suma total|sumas|totales|subtotales|totale|totale generale|totali|subtotale
subtotali|somma|somme totali|total geral|totais|subtotais|soma|somas|totaal|totalen|subtotaal
subtotalen|eindtotaal|totaalbedrag|totaalomzet|algemeen totaal
"""
_MEANS = """
average|averages|avg|avg.|mean value|median|moyenne|moyennes|moy.|médiane|valeur moyenne
durchschnitt|durchschnittlich|durchschnittswert|mittelwert|mittel|promedio|promedios|prom.|mediana
valor medio|valor promedio|valore medio|média|médias|valor médio|gemiddelde|gemiddeld|gem.|mediaan
standard deviation|écart type|écart-type|standardabweichung|desviación estándar|desvio padrão
deviazione standard|standaarddeviatie|maximum|minimum|maximal|minimal|minimo|mínimo
"""
_CARRIED = """
carried forward|brought forward|carried over|balance carried forward|balance brought forward
balance forward|à reporter|report à nouveau|übertrag|übertrag seite|riporto|riporti|a riportare
suma y sigue|suma anterior|suma y siga|a transportar|over te brengen|overgebracht
"""
_COUNTS = """
number|nombre|effectif|effectifs|anzahl|gesamtzahl|kundenzahl|kundenanzahl|cantidad|conteggio
quantità|quantidade|contagem|aantal|aantallen|record count|row count|number of records
"""
# Nobody's name beside a figure; alone only below the last row.
_MAYBE = "suma|soma|somma|somme|sum|sums|mean|count|balance|saldo|saldi|saldos|solde|soldes|mittel"
_CLAIMS = "max|max.|min|min.|media|report|som|massimo|máximo|maxima"
_EXTREMES: Final = frozenset({"max", "max.", "min", "min.", "massimo", "maximo", "maxima"})
_WHO = """
clients|clientes|clienti|customers|contacts|contactos|contatti|contatos|contacten|kontakte
members|membres|mitglieder|socios|soci|sócios|leden|adhérents|patients|patienten|pacientes|pazienti
kunden|kundinnen|klanten|cliënten|guests|gäste|records|record|rows|entries|lines|results
enregistrements|lignes|fiches|résultats|zeilen|datensätze|einträge|registros|registro|filas|righe
voci|linhas|registos|rijen|regels|persons|people|personnes|personen|personas|persone|pessoas
"""
_WHAT = """
client|customer|cliente|kunde|klant|spend|spent|spending|sales|revenue|turnover|amount|amounts|owed|due|visits|orders|points|invoiced
ca|ttc|ht|montant|montants|dépenses|ventes|visites|chiffre d'affaires|umsatz|umsätze|betrag|beträge
besuche|punkte|ventas|importe|importes|gasto|gastos|visitas|puntos|vendite|spesa|importo|fatturato
visite|punti|vendas|valor|compras|pontos|omzet|bedrag|bezoeken|punten|age|alter|âge|edad|età|idade
leeftijd
"""
_SELECTED = """
selected|selection|filtered|shown|found|displayed|sélection|sélectionnés|affichés|trouvés
ausgewählt|auswahl|gefunden|angezeigt|seleccionados|selección|encontrados|mostrados|selezionati
selezione|trovati|selecionados|seleção|geselecteerd|selectie|gevonden
"""


def _entries(*tables: str) -> list[str]:
    words = {w for table in tables for line in table.strip().splitlines() for w in line.split("|")}
    return sorted(words, key=lambda word: (-len(word), word))


def _any(*tables: str) -> str:
    folded = dict.fromkeys(map(fold_entry, _entries(*tables)))
    return "|".join(map(re.escape, folded))


# "Média" is a mean, "Media" and "Máxima" may be names: these are compared with their accents.
_ACCENTED: Final = frozenset({"média", "médias"})
_SURE: Final = frozenset(map(fold_entry, _entries(_SUMS, _MEANS, _CARRIED, _COUNTS))) - frozenset(
    map(fold_entry, _entries(_MAYBE, _CLAIMS))
)
_BESIDE: Final = frozenset(map(fold_entry, _entries(_MAYBE)))
_COUNTABLE: Final = frozenset(map(fold_entry, _entries(_WHO)))
_PROVEN: Final = frozenset(map(fold_entry, _entries(_CLAIMS)))
_HEAD = _any(_SUMS, _MEANS, _COUNTS, _MAYBE, "count of|numero")
_SHORT = r"(?:no|nr|n|nb|nbre|num|núm)[.°]?"
_OF = (
    r"(?:of|the|de|des|du|der|di|dei|do|dos|da|van|pro|per|por|par|all|les|aller|los|las|as|os|en"
    r"|el|le|la|d')"
)
_PHRASE = re.compile(
    rf"(?:{_HEAD}|{_SHORT})(?: {_OF}){{0,2}} ?(?:(?<=d')|(?<= ))(?:{_any(_WHO, _WHAT)})"
    rf"(?: (?:{_OF} )?(?:{_any(_WHO, _WHAT)})){{0,2}}"
    rf"|(?:{_any(_WHO, _WHAT)}) (?:gesamt|insgesamt|total|totaal|totales|totais|totali"
    r"|(?:in|au|en|no) total[e]?)"
    rf"|(?:all|all the|tous les|toutes les|alle|todos los|todas las|tutti i|tutte le|todos os"
    rf"|todas as) (?:{_any(_WHO, _WHAT)})"
    r"|[σ∑]"
)
# "Clients: 2", "Nb : 2", "Number of active clients: 2", "Total: 2", "Selected = 2".
_COUNTED = re.compile(
    rf"(?:{_HEAD}|{_SHORT}|{_any(_WHO, _WHAT)}|{_any(_SELECTED)})"
    r"(?:(?:[ \t]+|(?<=d')|(?<= d['’]))[^\W\d_]{1,20}['’]?){0,3}\s*[:=]\s*[0-9][0-9 .,]{0,12}"
    rf"|(?:{_any(_SUMS)}) ?[0-9][0-9 .,]{{0,12}}"
)
_DECIMALS = re.compile(r"[0-9][.,][0-9]{1,2}\D{0,2}")


def _starts() -> frozenset[str]:
    words = [*_entries(_SUMS, _MEANS, _CARRIED, _COUNTS, _MAYBE, _CLAIMS, _WHO, _WHAT, _SELECTED)]
    words += ["numero", "número", "nb ", "no.", "no ", "nr.", "nr ", "nº ", "n° ", "n. ", "n.º"]
    words += ["all", "alle", "tous", "toutes", "todos", "todas", "tutti", "tutte", "Σ", "∑"]
    spelled = (form for w in words for form in (w, w.upper(), w.capitalize()))
    return frozenset(form[:3] for form in spelled)


STARTS: Final = _starts()
"""How rows of such words may begin, as they are spelled: a look-up before any closer look."""


def is_amount(cell: str) -> bool:
    """True for a figure that is no telephone number: an amount, a count, a share."""
    if sort_of(cell) == NUMBER:
        return True
    text = cell.strip()
    return kind_of(text) == NUMBER and _DECIMALS.search(text[-6:]) is not None


def _is_money(cell: str) -> bool:
    return not cell.strip().isdecimal()


def is_summary(text: str) -> bool:
    """True for a text that sums up and that is nobody's name: "Average", "Total clients"."""
    if len(text) > _LONGEST:
        return False
    if text.casefold() in _ACCENTED:
        return True
    folded = _bare(text)
    return folded in _SURE or _PHRASE.fullmatch(folded) is not None


def is_summary_beside(texts: Sequence[str]) -> bool:
    """True for such a word, or one that may be a name, with figures beside it and nothing else."""
    first, *others = texts or [""]
    if not others or len(first) > _LONGEST:
        return False
    known = is_summary(first) or is_counted(first)
    known = known or (_bare(first) in _BESIDE and any(map(_is_money, others)))
    known = known or (len(others) == 1 and _bare(first) in _COUNTABLE)
    return known and all(map(is_amount, others))


def may_be_summary(text: str) -> bool:
    """True for a word that sums up or is a name, such as "Suma": below a list it is the former."""
    return len(text) <= _LONGEST and _bare(text) in _BESIDE


def is_counted(text: str) -> bool:
    """True for "Clients: 2", "Nombre d'enregistrements : 2", "Total 2"."""
    return len(text) <= _LONGEST and _COUNTED.fullmatch(fold_entry(text)) is not None


def claims(texts: Sequence[str]) -> bool:
    """True for a name that may be a word for a figure of the column above: "Max", "Media".

    "Suma" beside a whole number is one, too: that may be the number of a client.
    """
    first, *others = texts or [""]
    known = len(first) <= _LONGEST and _bare(first) in (_PROVEN | _BESIDE)
    return known and bool(others) and all(map(is_amount, others))


def is_extreme(text: str) -> bool:
    """True for the words of the largest and the smallest figure."""
    return _bare(text) in _EXTREMES


def _bare(text: str) -> str:
    return fold_entry(text).rstrip(" :=")
