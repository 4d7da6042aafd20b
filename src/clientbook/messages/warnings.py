"""What the owner of an accepted row should know, in English and French."""

from clientbook.messages.issues import IssueCode, Language, MessageText

WARNINGS: dict[IssueCode, dict[Language, MessageText]] = {
    IssueCode.LOOKS_MOBILE: {
        "en": ("looks like a mobile number", "map it to a mobile field to send text messages"),
        "fr": (
            "ressemble à un numéro de mobile",
            "associez-le à un champ mobile pour envoyer des SMS",
        ),
    },
    IssueCode.PHONE_HEALED: {
        "en": ("a number spoiled by the spreadsheet was restored", ""),
        "fr": ("un numéro abîmé par le tableur a été rétabli", ""),
    },
    IssueCode.CONTACT_REFUSED: {
        "en": (
            "words beside a number or address refuse contact and were kept as an opt-out",
            "",
        ),
        "fr": (
            "des mots à côté d'un numéro ou d'une adresse refusent le contact : désinscription",
            "",
        ),
    },
    IssueCode.POSTCODE_HEALED: {
        "en": ("a post code had lost its leading zero, which was restored", ""),
        "fr": ("un code postal avait perdu son zéro initial, il a été rétabli", ""),
    },
    IssueCode.COUNTRY_CONTRADICTED: {
        "en": (
            "the letters before the post code are those of another country than the row names",
            "correct the one or the other",
        ),
        "fr": (
            "les lettres devant le code postal sont d'un autre pays que celui de la ligne",
            "corrigez l'un ou l'autre",
        ),
    },
    IssueCode.VALUE_UNREAD: {
        "en": (
            "a value that cannot be read was kept as text ({problem})",
            "it stands among the unread values of the client",
        ),
        "fr": (
            "une valeur illisible a été gardée telle quelle ({problem})",
            "elle figure parmi les valeurs non lues du client",
        ),
    },
    IssueCode.ENTITIES_DECODED: {
        "en": (
            "HTML such as &eacute; or a mail program's form of é was read as it is shown",
            "",
        ),
        "fr": (
            "du HTML comme &eacute; ou l'é codé d'un courriel a été lu tel qu'affiché",
            "",
        ),
    },
    IssueCode.NAMELESS_BELOW: {
        "en": (
            "this row has no name and may go on with the one above",
            "give it a name, or put its details into the row above",
        ),
        "fr": (
            "cette ligne n'a pas de nom et continue peut-être la précédente",
            "donnez-lui un nom, ou mettez ses données dans la ligne précédente",
        ),
    },
    IssueCode.PLACEHOLDER_VALUE: {
        "en": (
            "figures that stand for no value, such as 01/01/1900, were left out",
            "write the value if there is one",
        ),
        "fr": (
            "des chiffres qui tiennent lieu de valeur, comme 01/01/1900, ont été laissés de côté",
            "écrivez la valeur s'il y en a une",
        ),
    },
    IssueCode.CELL_HIDDEN: {
        "en": ("the cell shows only ####: the column was too narrow", "widen it and export again"),
        "fr": (
            "la cellule ne montre que des #### : la colonne était trop étroite",
            "élargissez-la et exportez de nouveau",
        ),
    },
    IssueCode.DITTO_MARK: {
        "en": (
            "the cell means the value of the row above; it was left blank and kept as text",
            "write the value itself into the cell",
        ),
        "fr": (
            "la cellule renvoie à la ligne précédente ; laissée vide et gardée telle quelle",
            "écrivez la valeur elle-même dans la cellule",
        ),
    },
    IssueCode.CELLS_SPLIT: {
        "en": (
            "a cell holds several values, which are taken apart at “{separator}”",
            "give the column no separator to have such rows refused",
        ),
        "fr": (
            "une cellule contient plusieurs valeurs, séparées à « {separator} »",
            "ôtez le séparateur de la colonne pour que ces lignes soient refusées",
        ),
    },
    IssueCode.SHARED_CONTACT: {
        "en": (
            "{rows} rows share one contact point, which then identifies nobody",
            "mark it as shared, or correct the rows that hold it by mistake",
        ),
        "fr": (
            "{rows} lignes partagent une même coordonnée, qui n'identifie donc personne",
            "marquez-la comme partagée, ou corrigez les lignes qui l'ont par erreur",
        ),
    },
    IssueCode.SAME_NAMES: {
        "en": (
            "rows that have only the name of an imported client, and wait for your answer: {rows}",
            "give them to that client, or import a list with a number of its own for each client",
        ),
        "fr": (
            "lignes qui n'ont que le nom d'un client importé, et attendent votre réponse : {rows}",
            "attribuez-les à ce client, ou importez une liste qui numérote chaque client",
        ),
    },
    IssueCode.NAMES_IN_BOOK: {
        "en": (
            "new clients with the very name of one in the book: {rows} of the first {looked}",
            "they are created all the same; to find people again, add a number the book has",
        ),
        "fr": (
            "nouveaux clients qui ont le nom même d'un client connu : {rows} des {looked} premiers",
            "ils sont créés quand même ; pour retrouver quelqu'un, ajoutez un numéro connu",
        ),
    },
    IssueCode.NAMES_LEFT_OUT: {
        "en": (
            "this column may hold the clients' names and is left out: clients have no name",
            "say that it is the name, or which other column is",
        ),
        "fr": (
            "cette colonne contient peut-être les noms et est ignorée : les clients sont sans nom",
            "dites que c'est le nom, ou quelle autre colonne l'est",
        ),
    },
    IssueCode.DATE_AMBIGUOUS: {
        "en": (
            "day and month could be exchanged; read as {order}",
            "give the date order if this is wrong",
        ),
        "fr": (
            "jour et mois pourraient être inversés ; lu comme {order}",
            "indiquez l'ordre des dates si c'est faux",
        ),
    },
    IssueCode.GENDER_AMBIGUOUS: {
        "en": (
            "M is the only letter and may be men or women; read as men",
            "say what the letters of the column stand for if this is wrong",
        ),
        "fr": (
            "M est la seule lettre et peut dire homme ou femme ; lu comme homme",
            "indiquez ce que disent les lettres de la colonne si c'est faux",
        ),
    },
    IssueCode.CENTURY_ASSUMED: {
        "en": ("a year of two digits was read in the most likely century", ""),
        "fr": ("une année à deux chiffres a été lue dans le siècle le plus probable", ""),
    },
    IssueCode.REGION_ASSUMED: {
        "en": (
            "the row's country does not tell where this number is from; read in region {region}",
            "correct the country, or write the number with its country code",
        ),
        "fr": (
            "le pays de la ligne ne dit pas d'où est ce numéro, lu dans la région {region}",
            "corrigez le pays, ou écrivez le numéro avec son indicatif",
        ),
    },
    IssueCode.CONSENT_KEPT: {
        "en": (
            "the client has unsubscribed; an import does not change that",
            "ask the client for a new consent",
        ),
        "fr": (
            "le client s'est désabonné ; un import n'y change rien",
            "demandez un nouveau consentement au client",
        ),
    },
    IssueCode.BLOCK_KEPT: {
        "en": ("the client is blocked; an import does not change that", "unblock the client"),
        "fr": ("le client est bloqué ; un import n'y change rien", "débloquez le client"),
    },
    IssueCode.ID_KEPT: {
        "en": (
            "the id of {system} stays with the client who has it; the row came in without it",
            "correct the id, or merge the two clients",
        ),
        "fr": (
            "l'identifiant de {system} reste au client qui l'a ; la ligne est entrée sans lui",
            "corrigez l'identifiant, ou fusionnez les deux clients",
        ),
    },
    IssueCode.VALUE_KEPT: {
        "en": (
            "the client has another value, which stays",
            "let the column overwrite, or change the client",
        ),
        "fr": (
            "le client a une autre valeur, qui reste",
            "laissez la colonne écraser, ou modifiez le client",
        ),
    },
}
