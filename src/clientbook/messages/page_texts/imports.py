"""Words of the pages about imports."""

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Import", "Import"),
    "new_title": ("Import a file", "Importer un fichier"),
    "new_text": (
        "Excel, CSV, ODS or vCard. Nothing is written before you have seen what would change.",
        "Excel, CSV, ODS ou vCard. Rien n'est écrit avant que vous ayez vu ce qui changerait.",
    ),
    "file": ("File", "Fichier"),
    "file_hint": ("At most {size} MB.", "{size} Mo au plus."),
    "upload": ("Upload", "Envoyer"),
    "template": ("Empty file to fill in:", "Fichier vide à remplir :"),
    "no_folder": (
        "No folder for uploads was set up, so files are imported by the command line here.",
        "Aucun dossier d'envoi n'est configuré : ici, les fichiers s'importent en ligne de"
        " commande.",
    ),
    "no_file": ("Choose a file first.", "Choisissez d'abord un fichier."),
    "waiting_title": ("Files not imported yet", "Fichiers pas encore importés"),
    "waiting_text": (
        "A file is kept for 24 hours, then it is removed.",
        "Un fichier est gardé 24 heures, puis supprimé.",
    ),
    "uploaded": ("sent {at} by {by}", "envoyé le {at} par {by}"),
    "go_on": ("Go on", "Poursuivre"),
    "discard": ("Remove the file", "Supprimer le fichier"),
    "history_one": ("Imports of the last day", "Imports du dernier jour"),
    "history": ("Imports of the last {count} days", "Imports des {count} derniers jours"),
    "history_none": ("Nothing was imported yet.", "Rien n'a encore été importé."),
    "history_text_one": (
        "An import can be undone for {count} day; later its clients remain and it is listed no"
        " more.",
        "Un import peut être annulé pendant {count} jour ; ensuite ses clients restent et il n'est"
        " plus listé.",
    ),
    "history_text": (
        "An import can be undone for {count} days; later its clients remain and it is listed no"
        " more.",
        "Un import peut être annulé pendant {count} jours ; ensuite ses clients restent et il n'est"
        " plus listé.",
    ),
    "col_file": ("File", "Fichier"),
    "col_when": ("When", "Quand"),
    "col_by": ("By", "Par"),
    "col_rows": ("Rows", "Lignes"),
    "rows_read_one": ("{count} row", "{count} ligne"),
    "rows_read": ("{count} rows", "{count} lignes"),
    "col_state": ("State", "État"),
    "nameless": ("(file without a name)", "(fichier sans nom)"),
    "state_committing": ("not finished", "inachevé"),
    "state_done": ("done", "terminé"),
    "state_abandoned": ("ended early", "arrêté avant la fin"),
    "state_undoing": ("being undone", "annulation en cours"),
    "state_undone": ("undone", "annulé"),
    "deleted_by_one": (
        "{count} client deleted by {by}, {at}",
        "{count} client supprimé par {by}, {at}",
    ),
    "deleted_by": (
        "{count} clients deleted by {by}, {at}",
        "{count} clients supprimés par {by}, {at}",
    ),
    "undone_by": ("undone by {by}, {at}", "annulé par {by}, {at}"),
    "waits_one": ("{count} row waits for you", "{count} ligne à trancher"),
    "waits": ("{count} rows wait for you", "{count} lignes à trancher"),
    # columns
    "columns_title": ("What each column is", "À quoi correspond chaque colonne"),
    "columns_text_one": ("{count} row in {name}.", "{count} ligne dans {name}."),
    "columns_text": ("{count} rows in {name}.", "{count} lignes dans {name}."),
    "needs": ("Each row needs {what}.", "Chaque ligne doit avoir {what}."),
    "need_and": (" and ", " et "),
    "need_or": (" or ", " ou "),
    "need_name": ("a name", "un nom"),
    "need_given_name": ("a first name", "un prénom"),
    "need_family_name": ("a last name", "un nom de famille"),
    "need_full_name": ("a whole name", "un nom entier"),
    "need_phone": ("a phone", "un téléphone"),
    "need_mobile": ("a mobile", "un mobile"),
    "need_email": ("an e-mail", "un e-mail"),
    "col_title": ("Title in the file", "Titre dans le fichier"),
    "col_samples": ("Values", "Valeurs"),
    "col_target": ("Becomes", "Devient"),
    "samples_none": ("no value in the first rows", "aucune valeur dans les premières lignes"),
    "filled": ("filled in {share}", "rempli à {share}"),
    "target_of": ("What “{title}” becomes", "Ce que devient « {title} »"),
    "decide": ("– choose –", "– à choisir –"),
    "skip": ("Skip this column", "Ignorer cette colonne"),
    "new_attribute": ("New attribute", "Nouvel attribut"),
    "attribute_name": ("Name of the new attribute", "Nom du nouvel attribut"),
    "account": ("User name", "Nom d'utilisateur"),
    "more": ("More", "Plus"),
    "split": (
        "Several values in a cell, separated by (“any”: any sign or word)",
        "Plusieurs valeurs par cellule, séparées par (« any » : tout signe ou mot)",
    ),
    "date_order": ("Order of the dates", "Ordre des dates"),
    "order_DMY": ("day, month, year", "jour, mois, année"),
    "order_MDY": ("month, day, year", "mois, jour, année"),
    "order_YMD": ("year, month, day", "année, mois, jour"),
    "overwrite": (
        "overwrites what clients already have",
        "remplace ce que les clients ont déjà",
    ),
    "group_suggested": ("Suggested", "Suggestions"),
    "group_name": ("Name", "Nom"),
    "group_phone": ("Phone", "Téléphone"),
    "group_email": ("E-mail", "E-mail"),
    "group_address": ("Address", "Adresse"),
    "group_about": ("About", "À propos"),
    "group_consent": ("Messages: consent", "Messages : consentement"),
    "group_attribute": ("Your attributes", "Vos attributs"),
    "group_other": ("Other", "Autre"),
    "reason_exact_title": ("by its title", "d'après son titre"),
    "reason_synonym": ("by its title", "d'après son titre"),
    "reason_saved_template": ("by a saved template", "d'après un modèle enregistré"),
    "reason_neighbour": ("by the columns beside it", "d'après les colonnes voisines"),
    "reason_cells": ("by its values", "d'après ses valeurs"),
    "reason_chosen": ("chosen by you", "choisi par vous"),
    "reason_rejects_column": ("a reason, not a value", "une raison, pas une valeur"),
    "reason_not_core": ("no field has this title", "aucun champ n'a ce titre"),
    "reason_undecided": ("please choose", "à choisir"),
    "undecided_one": (
        "Choose what “{titles}” becomes, or skip it.",
        "Choisissez ce que devient « {titles} », ou ignorez-la.",
    ),
    "undecided": (
        "{count} columns are undecided: {titles}. Choose what they become, or skip them.",
        "{count} colonnes à choisir : {titles}. Dites ce qu'elles deviennent, ou ignorez-les.",
    ),
    "wrong_column": ("This choice is not possible.", "Ce choix est impossible."),
    "columns_page": ("Columns {first} to {last} of {of}", "Colonnes {first} à {last} sur {of}"),
    "columns_before": ("Earlier columns", "Colonnes précédentes"),
    "columns_after": ("Later columns", "Colonnes suivantes"),
    "reading": ("How the file is read", "Comment le fichier est lu"),
    "header": ("First row", "Première ligne"),
    "header_": ("find out by itself", "trouver automatiquement"),
    "header_yes": ("holds the titles", "contient les titres"),
    "header_no": ("is a client already", "est déjà un client"),
    "sheet": ("Sheet", "Feuille"),
    "sheet_n": ("{n}: {name}", "{n} : {name}"),
    "sheet_read": (
        "Read from the sheet “{name}”, one of {of}: another can be chosen under “How the file is"
        " read”.",
        "Lu dans la feuille « {name} », une des {of} : une autre se choisit sous « Comment le"
        " fichier est lu ».",
    ),
    "new_titles_one": (
        "A saved template fits this file, but does not know “{titles}”: choose what it becomes, or"
        " skip it.",
        "Un modèle enregistré convient à ce fichier, mais ne connaît pas « {titles} » : choisissez"
        " ce qu'elle devient, ou ignorez-la.",
    ),
    "new_titles": (
        "A saved template fits this file, but does not know {count} columns: {titles}. Choose what"
        " they become, or skip them.",
        "Un modèle enregistré convient à ce fichier, mais ne connaît pas {count} colonnes :"
        " {titles}. Choisissez ce qu'elles deviennent, ou ignorez-les.",
    ),
    "encoding": ("Letters", "Caractères"),
    "delimiter": ("Between the columns", "Entre les colonnes"),
    "found_out": ("find out by itself", "trouver automatiquement"),
    "encoding_utf_8": ("UTF-8", "UTF-8"),
    "encoding_cp1252": ("Western Windows (1252)", "Windows occidental (1252)"),
    "encoding_mac_roman": ("old Macintosh", "ancien Macintosh"),
    "delimiter_comma": ("comma", "virgule"),
    "delimiter_semicolon": ("semicolon", "point-virgule"),
    "delimiter_tab": ("tab", "tabulation"),
    "delimiter_bar": ("vertical bar", "barre verticale"),
    "read_again": ("Read again", "Relire"),
    "findings": ("What was found in the file", "Ce qui a été vu dans le fichier"),
    "findings_more_one": ("and {count} more", "et {count} autre"),
    "findings_more": ("and {count} more", "et {count} autres"),
    "rules": ("How rows are imported", "Comment les lignes sont importées"),
    "mode": ("Rows may", "Les lignes peuvent"),
    "mode_upsert": ("add clients and change known ones", "ajouter et modifier des clients"),
    "mode_create": ("only add clients", "seulement ajouter des clients"),
    "mode_update": ("only change known clients", "seulement modifier des clients connus"),
    "source": ("Name of this list", "Nom de cette liste"),
    "source_hint": (
        "such as “old till”: its own numbers (“N°”, “ID”) are known again in its next file",
        "par exemple « ancienne caisse » : ses numéros (« N° », « ID ») seront reconnus dans le"
        " prochain fichier",
    ),
    "bad_value": ("A value that cannot be read", "Une valeur illisible"),
    "bad_value_": ("as the book is set", "selon les réglages"),
    "bad_value_reject": ("refuses its row", "fait refuser sa ligne"),
    "bad_value_keep": ("is kept as text", "est gardée comme texte"),
    "templates": ("Saved templates", "Modèles enregistrés"),
    "template_use": ("Use a saved template", "Utiliser un modèle"),
    "template_apply": ("Use it", "L'utiliser"),
    "template_name": ("Save these choices as", "Enregistrer ces choix sous le nom"),
    "template_hint": (
        "such as QuickBooks: files with the same titles find it by themselves",
        "par exemple QuickBooks : les fichiers aux mêmes titres le retrouvent d'eux-mêmes",
    ),
    "template_save": ("Save the template", "Enregistrer le modèle"),
    "look": ("See what would change", "Voir ce qui changerait"),
    "save_columns": ("Save", "Enregistrer"),
    # plan
    "plan_title": ("What would change", "Ce qui changerait"),
    "plan_file_one": (
        "{name}: {count} row. Nothing has been written yet.",
        "{name} : {count} ligne. Rien n'est encore écrit.",
    ),
    "plan_file": (
        "{name}: {count} rows. Nothing has been written yet.",
        "{name} : {count} lignes. Rien n'est encore écrit.",
    ),
    "counted": ("{done} of {count} rows counted", "{done} lignes comptées sur {count}"),
    "uncounted": (
        "The import can begin without the count: it counts while it goes on, and can be undone as a"
        " whole.",
        "L'import peut commencer sans ce compte : il compte au fur et à mesure, et peut être annulé"
        " en entier.",
    ),
    "commit_uncounted": ("Import without waiting", "Importer sans attendre"),
    "plan_new_attributes": ("New attributes: {names}", "Nouveaux attributs : {names}"),
    "plan_left_out": (
        "Columns that are left out: {names}",
        "Colonnes laissées de côté : {names}",
    ),
    "plan_again": (
        "Something changed since this was shown. Look once more: this is how it stands now.",
        "Quelque chose a changé depuis l'affichage. Regardez de nouveau : voici l'état actuel.",
    ),
    "plan_clients_changed": (
        "Clients changed since this was shown, and nothing was imported. Look once more: this is "
        "how it stands now.",
        "Des clients ont changé depuis l'affichage, et rien n'a été importé. Regardez de "
        "nouveau : voici l'état actuel.",
    ),
    "outcome_created_one": ("{count} new client", "{count} nouveau client"),
    "outcome_created": ("{count} new clients", "{count} nouveaux clients"),
    "outcome_updated_one": ("{count} known client changed", "{count} client connu modifié"),
    "outcome_updated": ("{count} known clients changed", "{count} clients connus modifiés"),
    "outcome_attached_one": (
        "{count} known client gets a number of another program",
        "{count} client connu reçoit un numéro d'un autre logiciel",
    ),
    "outcome_attached": (
        "{count} known clients get a number of another program",
        "{count} clients connus reçoivent un numéro d'un autre logiciel",
    ),
    "outcome_unchanged_one": (
        "{count} already known, nothing new",
        "{count} déjà connu, rien de neuf",
    ),
    "outcome_unchanged": (
        "{count} already known, nothing new",
        "{count} déjà connus, rien de neuf",
    ),
    "outcome_skipped_one": (
        "{count} already known, left as it is",
        "{count} déjà connu, laissé tel quel",
    ),
    "outcome_skipped": (
        "{count} already known, left as they are",
        "{count} déjà connus, laissés tels quels",
    ),
    "outcome_duplicate_in_file_one": (
        "{count} repeats a row above",
        "{count} répète une ligne au-dessus",
    ),
    "outcome_duplicate_in_file": (
        "{count} repeat rows above",
        "{count} répètent des lignes au-dessus",
    ),
    "outcome_review_one": ("{count} to decide", "{count} à trancher"),
    "outcome_review": ("{count} to decide", "{count} à trancher"),
    "never_decided_one": ("{count} never decided", "{count} jamais tranchée"),
    "never_decided": ("{count} never decided", "{count} jamais tranchées"),
    "outcome_rejected_one": ("{count} refused", "{count} refusée"),
    "outcome_rejected": ("{count} refused", "{count} refusées"),
    "row_n": ("Row {n}", "Ligne {n}"),
    "rows_page": ("Next rows", "Lignes suivantes"),
    "first_rows": ("First rows", "Premières lignes"),
    "no_differences": ("No field would change here.", "Aucun champ ne changerait ici."),
    "samples_only": (
        "The first of them. After the import you get all of them as one file, each with its"
        " reason.",
        "Les premières. Après l'import, vous les recevez toutes en un fichier, chacune avec sa"
        " raison.",
    ),
    "samples_review": (
        "The first of them. They are not written; after the import you say for each who it is.",
        "Les premières. Elles ne sont pas écrites ; après l'import, vous dites pour chacune de"
        " qui il s'agit.",
    ),
    "field_block": ("Online booking", "Réservation en ligne"),
    "warnings": ("To know", "À savoir"),
    "in_column": ("{column}: {text}", "{column} : {text}"),
    "file_not_here": (
        "This file was imported or removed. What became of it stands among the imports below.",
        "Ce fichier a été importé ou supprimé. Ce qu'il est devenu figure parmi les imports"
        " ci-dessous.",
    ),
    "commit_none": ("Keep these rows for later", "Garder ces lignes pour plus tard"),
    "commit_one": ("Import {count} row", "Importer {count} ligne"),
    "commit": ("Import {count} rows", "Importer {count} lignes"),
    "commit_idle": (
        "Everybody in these rows is known, and nothing of them is new: no client changes.",
        "Toutes ces personnes sont connues et rien n'est nouveau : aucun client ne change.",
    ),
    "commit_good_one": ("{count} row goes in.", "{count} ligne entre."),
    "commit_good": ("{count} rows go in.", "{count} lignes entrent."),
    "commit_review_one": (
        "{count} waits for you to say who it is.",
        "{count} attend que vous disiez de qui il s'agit.",
    ),
    "commit_review": (
        "{count} wait for you to say who they are.",
        "{count} attendent que vous disiez de qui il s'agit.",
    ),
    "commit_refused_one": (
        "{count} is refused and comes back in a file with the reasons.",
        "{count} est refusée et revient dans un fichier avec les raisons.",
    ),
    "commit_refused": (
        "{count} are refused and come back in a file with the reasons.",
        "{count} sont refusées et reviennent dans un fichier avec les raisons.",
    ),
    "back_to_columns": ("Back to the columns", "Retour aux colonnes"),
}
