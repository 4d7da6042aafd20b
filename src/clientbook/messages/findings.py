"""What readers say of a file, in English and French: a part of the one catalogue."""

from clientbook.messages.issues import FindingCode, Language, MessageText

FINDINGS: dict[FindingCode, dict[Language, MessageText]] = {
    FindingCode.FILE_TYPE: {
        "en": ("read as {kind}", ""),
        "fr": ("lu comme {kind}", ""),
    },
    FindingCode.MISNAMED_FILE: {
        "en": ("the name says {named}, the content is {kind}", ""),
        "fr": ("le nom annonce {named}, le contenu est {kind}", ""),
    },
    FindingCode.ENCODING_CHOSEN: {
        "en": ("encoding {encoding}", "pass encoding= if letters look wrong"),
        "fr": ("encodage {encoding}", "précisez encoding= si des lettres sont fausses"),
    },
    FindingCode.DELIMITER_CHOSEN: {
        "en": ("columns are separated by {delimiter!r}", "pass delimiter= if this is wrong"),
        "fr": ("colonnes séparées par {delimiter!r}", "précisez delimiter= si c'est faux"),
    },
    FindingCode.QUOTE_CHOSEN: {
        "en": ("values are quoted with {quote!r}", "pass quote= if this is wrong"),
        "fr": ("valeurs entre {quote!r}", "précisez quote= si c'est faux"),
    },
    FindingCode.HEADER_CHOSEN: {
        "en": ("column titles are in row {row}", "pass header_row= if this is wrong"),
        "fr": ("les titres sont à la ligne {row}", "précisez header_row= si c'est faux"),
    },
    FindingCode.NO_HEADER: {
        "en": ("no column titles; columns are named A, B, C", "pass header=True if there are"),
        "fr": ("pas de titres ; colonnes nommées A, B, C", "précisez header=True s'il y en a"),
    },
    FindingCode.SHEET_CHOSEN: {
        "en": ("read from sheet {sheet} of {of}", "pass sheet= for another"),
        "fr": ("lu dans la feuille {sheet} sur {of}", "précisez sheet= pour une autre"),
    },
    FindingCode.SHEET_PASSED_OVER: {
        "en": (
            "sheet {sheet} holds no list of clients and was passed over",
            "pass sheet= to read it",
        ),
        "fr": (
            "la feuille {sheet} ne contient pas de liste de clients et a été laissée de côté",
            "précisez sheet= pour la lire",
        ),
    },
    FindingCode.BLANK_ROW: {
        "en": ("row {row} is empty", "remove it"),
        "fr": ("la ligne {row} est vide", "supprimez-la"),
    },
    FindingCode.BLANK_COLUMN: {
        "en": ("column {column} is empty", "remove it"),
        "fr": ("la colonne {column} est vide", "supprimez-la"),
    },
    FindingCode.UNTITLED_COLUMN: {
        "en": ("column {column} has values but no title", "give it a title"),
        "fr": ("la colonne {column} a des valeurs mais pas de titre", "donnez-lui un titre"),
    },
    FindingCode.RAGGED_ROW: {
        "en": ("row {row} has fewer cells than there are titles", ""),
        "fr": ("la ligne {row} a moins de cellules que de titres", ""),
    },
    FindingCode.TORN_ROW: {
        "en": (
            "row {row}, which a line break had torn into {count}, was read as one",
            "put quotes around cells that hold line breaks",
        ),
        "fr": (
            "la ligne {row}, coupée en {count} par un retour à la ligne, a été lue entière",
            "mettez entre guillemets les cellules qui contiennent des retours à la ligne",
        ),
    },
    FindingCode.EXTRA_CELLS: {
        "en": ("row {row} has more cells than there are titles", "check its separators"),
        "fr": ("la ligne {row} a plus de cellules que de titres", "vérifiez ses séparateurs"),
    },
    FindingCode.TITLE_ROW_SUSPECTED: {
        "en": ("row {row} looks like a title above the table", "remove it"),
        "fr": ("la ligne {row} ressemble à un titre au-dessus du tableau", "supprimez-la"),
    },
    FindingCode.PREAMBLE_SKIPPED: {
        "en": ("rows above the column titles that were left out: {count}", ""),
        "fr": ("lignes laissées de côté au-dessus des titres : {count}", ""),
    },
    FindingCode.FOOTER_SUSPECTED: {
        "en": ("row {row} looks like a footer below the table", "remove it"),
        "fr": ("la ligne {row} ressemble à un pied de tableau", "supprimez-la"),
    },
    FindingCode.GROUP_HEADING: {
        "en": ("row {row} names a group and was left out", "give the group a column of its own"),
        "fr": (
            "la ligne {row} nomme un groupe et a été laissée de côté",
            "donnez au groupe une colonne à lui",
        ),
    },
    FindingCode.GROUP_HEADING_SUSPECTED: {
        "en": (
            "row {row} holds one cell, as the heading of a group does, and was read as a client",
            "give the group a column of its own",
        ),
        "fr": (
            "la ligne {row}, d’une seule cellule comme l’en-tête d’un groupe, a été lue",
            "donnez au groupe une colonne à lui",
        ),
    },
    FindingCode.SECOND_HEADER_ROW: {
        "en": ("row {row} looks like a second row of titles", "remove it"),
        "fr": ("la ligne {row} ressemble à une seconde ligne de titres", "supprimez-la"),
    },
    FindingCode.REPEATED_HEADER: {
        "en": ("row {row} repeats the column titles", "remove it"),
        "fr": ("la ligne {row} répète les titres", "supprimez-la"),
    },
    FindingCode.SEVERAL_TABLES: {
        "en": (
            "row {row} holds titles in other words and was left out; the rows below it were read",
            "keep one table a file",
        ),
        "fr": (
            "la ligne {row} contient d’autres titres et n’a pas été lue ; les suivantes l’ont été",
            "un seul tableau par fichier",
        ),
    },
    FindingCode.TABLE_LEFT_OUT: {
        "en": (
            "another table starts at row {row}; its rows were left out: {count}",
            "put it into a file of its own, or name the row of its titles",
        ),
        "fr": (
            "un autre tableau commence ligne {row} ; lignes laissées de côté : {count}",
            "mettez-le dans son propre fichier, ou indiquez la ligne de ses titres",
        ),
    },
    FindingCode.TITLES_JOINED: {
        "en": ("the titles of row {row} stand over several columns and were joined to theirs", ""),
        "fr": (
            "titres de la ligne {row} joints à ceux des colonnes qu’ils couvrent",
            "",
        ),
    },
    FindingCode.MIXED_ENCODINGS: {
        "en": (
            "lines that are in another encoding and were read so: {count}",
            "check their accents",
        ),
        "fr": (
            "lignes dans un autre encodage, lues ainsi : {count}",
            "vérifiez leurs accents",
        ),
    },
    FindingCode.DOUBLE_ENCODED: {
        "en": (
            "row {row} holds letters that were encoded twice, such as Ã©",
            "export the file again as UTF-8",
        ),
        "fr": (
            "la ligne {row} contient des lettres encodées deux fois, comme Ã©",
            "exportez de nouveau le fichier en UTF-8",
        ),
    },
    FindingCode.ENCODED_ONCE: {
        "en": ("letters that were encoded twice, such as Ã©, were mended from row {row} on", ""),
        "fr": (
            "des lettres encodées deux fois, comme Ã©, ont été réparées à partir de la ligne {row}",
            "",
        ),
    },
    FindingCode.NUL_BYTES: {
        "en": ("NUL characters that were dropped: {count}", "export the file again"),
        "fr": ("caractères NUL retirés : {count}", "exportez de nouveau le fichier"),
    },
    FindingCode.UNCLOSED_QUOTE: {
        "en": ("a quote opened on row {row} is never closed", "close it or double it"),
        "fr": ("un guillemet ouvert ligne {row} n'est pas fermé", "fermez-le ou doublez-le"),
    },
    FindingCode.HIDDEN_SHEET: {
        "en": ("a hidden sheet was not read", "show it or pass sheet= to read it"),
        "fr": ("une feuille masquée n'a pas été lue", "affichez-la ou précisez sheet="),
    },
    FindingCode.HIDDEN_ROWS: {
        "en": (
            "rows hidden or filtered out of sight that were read: {count}, the first is {row}",
            "delete them, or show them, if they should not be imported",
        ),
        "fr": (
            "lignes masquées ou filtrées, lues quand même : {count}, la première ligne {row}",
            "supprimez-les ou affichez-les si elles ne doivent pas être importées",
        ),
    },
    FindingCode.HIDDEN_COLUMN: {
        "en": ("column {column} is hidden and was read", "delete it, or skip it in the mapping"),
        "fr": ("la colonne {column} est masquée et a été lue", "supprimez-la ou ignorez-la"),
    },
    FindingCode.YEAR_LEFT_OUT: {
        "en": (
            "row {row}, column {column} shows a day without its year; the year was left out",
            "show the year in the spreadsheet if it counts",
        ),
        "fr": (
            "ligne {row}, colonne {column} : un jour affiché sans année ; l'année a été omise",
            "affichez l'année dans le tableur si elle compte",
        ),
    },
    FindingCode.MERGED_CELLS: {
        "en": ("merged ranges, of which only the first cell has a value: {count}", "unmerge them"),
        "fr": (
            "plages fusionnées, dont seule la première cellule vaut : {count}",
            "défusionnez-les",
        ),
    },
    FindingCode.MACROS_IGNORED: {
        "en": ("the workbook holds macros, which are never run", ""),
        "fr": ("le classeur contient des macros, jamais exécutées", ""),
    },
    FindingCode.EPOCH_1904: {
        "en": ("dates count from 1904 in this workbook and were read so", ""),
        "fr": ("les dates de ce classeur partent de 1904 et ont été lues ainsi", ""),
    },
    FindingCode.CELL_ERROR: {
        "en": ("row {row}, column {column} holds a spreadsheet error", "mend the formula"),
        "fr": ("ligne {row}, colonne {column} : erreur de tableur", "réparez la formule"),
    },
    FindingCode.LINK_READ: {
        "en": (
            "row {row}, column {column} links to an e-mail address, which was read for its text",
            "",
        ),
        "fr": (
            "ligne {row}, colonne {column} : l'adresse e-mail du lien a été lue, non le texte",
            "",
        ),
    },
    FindingCode.FORMULA_WITHOUT_VALUE: {
        "en": (
            "row {row}, column {column} holds a formula that was never calculated",
            "open and save the file in a spreadsheet program",
        ),
        "fr": (
            "ligne {row}, colonne {column} : formule jamais calculée",
            "ouvrez et enregistrez le fichier dans un tableur",
        ),
    },
    FindingCode.CARD_PROPERTY_SKIPPED: {
        "en": ("card {row}: property {name} could not be read", ""),
        "fr": ("fiche {row} : propriété {name} illisible", ""),
    },
    FindingCode.CARD_CUT: {
        "en": ("the file ends inside card {row}: more of it may be missing", "export it again"),
        "fr": (
            "le fichier s’arrête dans la fiche {row} : il peut en manquer une partie",
            "exportez-le de nouveau",
        ),
    },
    FindingCode.CARD_OF_NO_PERSON: {
        "en": (
            "card {row} says that it is a group, a place or a device, and was left out",
            "make it a card of a person or a company if it is one",
        ),
        "fr": (
            "la fiche {row} dit être un groupe, un lieu ou un appareil, et a été laissée de côté",
            "faites-en la fiche d’une personne ou d’une société si c’en est une",
        ),
    },
    FindingCode.CARD_PROPERTY_LEFT_OUT: {
        "en": (
            "property {name} has no column, cards with it: {count}; the first is card {row}",
            "",
        ),
        "fr": (
            "propriété {name} sans colonne, fiches : {count} ; la première est la fiche {row}",
            "",
        ),
    },
    FindingCode.MORE_FINDINGS: {
        "en": ("findings of the kind {kind} that are not listed: {count}", ""),
        "fr": ("constats du type {kind} qui ne sont pas listés : {count}", ""),
    },
}
