"""Why a value is refused, as people say it and in French; holes are ``{0}``, ``{1}`` here."""

from collections.abc import Mapping

VALUES_FR: Mapping[str, str] = {
    "no @ sign": "pas de signe @",
    "nothing before the @ sign": "rien avant le signe @",
    "nothing after the @ sign": "rien après le signe @",
    "several @ signs": "plusieurs signes @",
    "a space inside": "une espace à l'intérieur",
    "too long before the @ sign": "trop longue avant le signe @",
    "too long": "trop longue",
    "two dots in a row": "deux points de suite",
    "a dot at an end of the part before @": "un point au bord de la partie avant @",
    "the part after @ has no dot": "la partie après @ n'a pas de point",
    "a dot at an end of the part after @": "un point au bord de la partie après @",
    "no mail is delivered to this domain": "aucun courrier n'arrive à ce domaine",
    "a character that is not allowed": "un caractère qui n'est pas permis",
    "not a gender that is known": "un genre inconnu",
    "a number that a spreadsheet rounded": "un nombre arrondi par un tableur",
    "no such attribute is defined": "cet attribut n'est pas défini",
    "no such import in this book": "cet import n'existe pas dans ce fichier clients",
    "expected a probability from 0 to 1": "une probabilité de 0 à 1 est attendue",
    "no such attribute in this book": "cet attribut n'existe pas dans ce fichier clients",
    "no value that this attribute can have": "cet attribut ne peut pas avoir cette valeur",
    "this field is called {}": "ce champ s'appelle {0}",
    "no such field": "ce champ n'existe pas",
    "there is no field {}; there are fields such as {}": (
        "le champ {0} n'existe pas ; il y a par exemple {1}"
    ),
    "{} has no such kind; its kinds: {}": "{0} n'a pas ce genre ; ses genres : {1}",
    "expected {}, got {}": "une valeur d'un autre type est attendue",
    "expected {} or {}": "{0} ou {1} est attendu",
    "expected one of {}": "une de ces valeurs est attendue : {0}",
    "say why contact is thought lawful": "dites sur quelle base il est permis d'écrire",
    "not one of the choices": "ne fait pas partie des choix",
    "expected a whole number from {} to {}": "un nombre entier de {0} à {1} est attendu",
    "expected two letters such as CA": "deux lettres sont attendues, comme FR",
    "expected capitals: {}": "en capitales : {0}",
    "there is no region {}; that country is {}": "la région {0} n'existe pas ; ce pays est {1}",
    "there is no region {}; expected a country such as CA or FR": (
        "la région {0} n'existe pas ; un pays est attendu, comme CA ou FR"
    ),
    "expected two capital letters (ISO 3166-1)": "deux lettres sont attendues, comme FR",
    "expected a name that no other topic has": "un nom qu'aucun autre sujet ne porte est attendu",
    "'*' and ALL stand for every topic; choose another name": (
        "« * » et ALL désignent tous les sujets ; choisissez un autre nom"
    ),
    "no such topic in this book; define it in the settings": (
        "ce sujet n'existe pas ; ajoutez-le dans les réglages"
    ),
    "never beyond history_days": "jamais au-delà de la durée de conservation des imports",
    "an id comes twice, in {}; give each its own": (
        "un identifiant revient deux fois, dans {0} ; donnez à chacun le sien"
    ),
    "row {} has {} cells for {} titles": "la ligne {0} a {1} cellules pour {2} titres",
    "there is no column {}": "il n'y a pas de colonne {0}",
    "columns are numbered as in the file": "les colonnes se comptent comme dans le fichier",
    "expected 0 or more": "0 ou plus est attendu",
    "more than an address; read it with parse_email()": "une adresse seule est attendue",
    "name at least one, and each of them": "il en faut un au moins, et chacun a un nom",
    "a file has a name and a type": "un fichier a un nom et un type",
    "the book was opened without this kind; see kinds=": "ce genre n'est pas tenu ici",
    "expected from 0 to the best rating of its source": (
        "une note de 0 à la meilleure de sa source est attendue"
    ),
    "expected 1 or more, or None for no limit": "1 ou plus est attendu",
    "expected one character, '' for none, or None": "un seul caractère est attendu",
    "there is no encoding {} for text": "le codage {0} n'existe pas",
    "expected one or more characters that are no line break": (
        "un ou plusieurs caractères sont attendus, sans saut de ligne"
    ),
    "header=False and header_row= exclude one another": (
        "sans titres, aucune ligne de titres ne peut être donnée"
    ),
    "no file can have this name": "aucun fichier ne peut porter ce nom",
    "no file can be written there; name one in a folder that you may write to": (
        "aucun fichier ne peut y être écrit ; indiquez un dossier où vous pouvez écrire"
    ),
    "expected MOBILE or OTHER": "mobile ou autre est attendu",
    "use fields among {}": "choisissez parmi {0}",
    "expected an IANA name such as Europe/Paris": "un nom tel que Europe/Paris est attendu",
    "the attribute {} had this name and is still found by it; take another, or let go of its old"
    " names first: rename({}, {}, forget=True)": (
        "l'attribut {0} portait ce nom et y répond encore ; choisissez-en un autre"
    ),
    "another attribute has this name": "un autre attribut porte ce nom",
    "the attribute {} is being renamed to {}; finish that first with attributes.finish_change(),"
    " or take another name": (
        "l'attribut {0} est en cours de renommage en {1} ; terminez d'abord ce changement, ou"
        " prenez un autre nom"
    ),
    "another attribute was given this name meanwhile, and nothing was changed; take another name": (
        "un autre attribut a reçu ce nom entre-temps, et rien n'a été changé ; prenez un autre nom"
    ),
    "the value of client {} is no {}": "la valeur d'un client n'est pas de ce type",
    "the value of appointment {} is no {}": "la valeur d'un rendez-vous n'est pas de ce type",
    "a definition needs a name": "l'attribut n'a pas de nom",
    "longer than {} letters in lower case": "plus de {0} lettres",
    "a CHOICE has choices, another type has none": (
        "une liste de choix a besoin d'au moins un choix"
    ),
    "expected 1 to {} printable characters": "1 à {0} caractères lisibles sont attendus",
    "expected 1 to {} characters": "1 à {0} caractères sont attendus",
    "expected 1 to {} printable ASCII characters": ("1 à {0} caractères sans accent sont attendus"),
    "expected 1 to 20 digits or dialling characters": "1 à 20 chiffres sont attendus",
    "expected local@domain of at most 254 characters": (
        "une adresse nom@domaine de 254 caractères au plus est attendue"
    ),
    "expected '+' and 2 to 15 digits; use parse_phone()": "« + » et 2 à 15 chiffres sont attendus",
    "name clients, or a filter and a text, not both": (
        "nommez des clients, ou bien un filtre et un texte, pas les deux"
    ),
    "a blank text finds nobody; leave it out": "un texte vide ne trouve personne ; n'en donnez pas",
    "a selection has its own text": "un choix de clients a son propre texte",
    "more are found than can be sorted; say more, or set a filter": (
        "trop de résultats pour être triés ; précisez, ou choisissez un filtre"
    ),
    "expected 1 to 1,000": "un nombre de 1 à 1000 est attendu",
    "expected a number of at most 18 digits": "un nombre de 18 chiffres au plus est attendu",
    "not a cursor of this listing; hand back 'next' as it was": (
        "cette page de la liste n'existe pas"
    ),
    "a time without a zone; pass an aware datetime, such as with tz=UTC": (
        "une heure avec son fuseau est attendue"
    ),
    "expected a time of the years 1 to 9999 in UTC": "une date des années 1 à 9999 est attendue",
    "expected a number of at most 1,000 digits": "un nombre de 1000 chiffres au plus est attendu",
    "expected a whole number of years, such as 3": "un nombre d'années est attendu",
    "expected a finite number": "un nombre est attendu",
    "a note says something": "la note est vide",
    "expected {}": "une valeur d'un autre type est attendue",
    "neither a telephone number nor an e-mail address": (
        "ni un numéro de téléphone ni une adresse e-mail"
    ),
    "later than now; a time that has not come says nothing yet": "dans l'avenir",
    "names an opt-out: only an express opt-in of the client's own ends one": (
        "une opposition : seul un accord exprès du client y met fin"
    ),
    "it holds NUL or half of a surrogate pair, which is no character": (
        "contient un caractère qui n'en est pas un"
    ),
    "it is no character for this store": "contient un caractère qui ne peut être enregistré",
    "it is too long, or no character, for this database": (
        "trop longue, ou contient un caractère qui ne peut être enregistré"
    ),
    "{} has no such kind": "ce champ n'a pas ce genre",
    "{} has no such part": "ce champ n'a pas cette partie",
    "{} is there once and takes no number": "ce champ n'existe qu'une fois",
    "{} takes no name": "ce champ ne prend pas de nom",
    "slots count from 1 to 99": "les numéros vont de 1 à 99",
    "a name is expected after the colon": "un nom est attendu après le deux-points",
    "expected words of a-z joined by dots": "ce champ n'existe pas",
    "expected field.kind.number.part, each at most once": "ce champ n'existe pas",
    "expected the text of a target": "ce champ n'existe pas",
}
"""What a field cannot hold and why: the ``reason`` of an issue."""

VALUES_PLAIN: Mapping[str, str] = {
    "the book was opened without this kind; see kinds=": "this kind is not kept here",
    "more than an address; read it with parse_email()": "expected an address alone",
    "a note says something": "the note is empty",
    "a definition needs a name": "the attribute has no name",
    "a CHOICE has choices, another type has none": (
        "an attribute to choose from needs at least one choice"
    ),
    "the attribute {} had this name and is still found by it; take another, or let go of its old"
    " names first: rename({}, {}, forget=True)": (
        "the attribute {0} had this name and is still found by it; take another"
    ),
    "the attribute {} is being renamed to {}; finish that first with attributes.finish_change(),"
    " or take another name": (
        "the attribute {0} is being renamed to {1}; finish that first, or take another name"
    ),
    "the value of client {} is no {}": "the value of a client is of another kind",
    "the value of appointment {} is no {}": "the value of an appointment is of another kind",
    "not a cursor of this listing; hand back 'next' as it was": "there is no such page of the list",
    "expected two capital letters (ISO 3166-1)": "expected two letters such as CA",
    "a time without a zone; pass an aware datetime, such as with tz=UTC": (
        "expected a time with its zone"
    ),
    "expected a time of the years 1 to 9999 in UTC": "expected a date of the years 1 to 9999",
    "expected a probability from 0 to 1": "expected a number from 0 to 1",
    "expected local@domain of at most 254 characters": (
        "expected an address such as name@example.com, of at most 254 characters"
    ),
    "expected '+' and 2 to 15 digits; use parse_phone()": "expected + and 2 to 15 digits",
    "expected 1 to {} printable ASCII characters": (
        "expected 1 to {0} letters, digits or signs without accents"
    ),
    "expected the text of a target": "there is no such field",
    "expected words of a-z joined by dots": "there is no such field",
    "expected field.kind.number.part, each at most once": "there is no such field",
    "slots count from 1 to 99": "numbers go from 1 to 99",
    "expected MOBILE or OTHER": "expected mobile or other",
    "expected an IANA name such as Europe/Paris": "expected a name such as Europe/Paris",
    "never beyond history_days": "never longer than imports are kept",
    "expected a finite number": "expected a number",
    "expected 1 or more, or None for no limit": "expected 1 or more",
    "expected one character, '' for none, or None": "expected one character",
    "header=False and header_row= exclude one another": "a file without titles has no row of them",
    "it holds NUL or half of a surrogate pair, which is no character": (
        "it holds something that is no character"
    ),
    "it is no character for this store": "it holds a character that cannot be kept",
    "it is too long, or no character, for this database": (
        "it is too long, or holds a character that cannot be kept"
    ),
}
"""The same as people say it, where the error speaks to a programmer."""
