"""What commands say, in English and French: of the command line, and of a host's framework."""

from typing import Final

from clientbook.messages.catalogue import Language

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    # titles of tables
    "column": ("Column", "Colonne"),
    "goes_to": ("goes to", "va dans"),
    "sure": ("sure", "sûr"),
    "sure_why": ("sure", "sûr"),
    "filled_example": ("filled: for example", "remplie : par exemple"),
    "why": ("why", "raison"),
    "filled": ("filled", "remplie"),
    "example": ("for example", "par exemple"),
    "rows_of": ("{kind}, {count} rows", "{kind}, {count} lignes"),
    "outcome": ("outcome", "résultat"),
    "rows": ("rows", "lignes"),
    "rows_read": ("rows read", "lignes lues"),
    "run": ("run", "import"),
    "at": ("at", "le"),
    "file": ("file", "fichier"),
    "state": ("state", "état"),
    "by": ("by", "par"),
    "name": ("name", "nom"),
    "phone": ("phone", "téléphone"),
    "email": ("e-mail", "e-mail"),
    "town": ("town", "ville"),
    "target": ("target", "cible"),
    "title": ("title", "titre"),
    "setting": ("setting", "réglage"),
    "value": ("value", "valeur"),
    "what": ("what", "quoi"),
    "field": ("field", "champ"),
    "cause": ("part of", "dans le cadre de"),
    "cause_import": ("import {id}", "import {id}"),
    "cause_import_of": ("import {id} ({file})", "import {id} ({file})"),
    "cause_undo": ("import {id} undone", "import {id} annulé"),
    "cause_undo_of": ("import {id} ({file}) undone", "import {id} ({file}) annulé"),
    "cause_merge": ("merge {id}", "fusion {id}"),
    "cause_unmerge": ("merge {id} undone", "fusion {id} annulée"),
    "cause_bulk": ("act {id}", "action {id}"),
    "cause_undo_act": ("act {id} undone", "action {id} annulée"),
    "contact": ("contact", "contact"),
    "clients": ("clients", "clients"),
    "act": ("act", "action"),
    # outcomes of rows and states of runs
    "created": ("created", "créées"),
    "updated": ("updated", "mises à jour"),
    "attached": ("attached", "rattachées"),
    "unchanged": ("unchanged", "inchangées"),
    "skipped": ("skipped", "ignorées"),
    "duplicate_in_file": ("duplicate in file", "doublons du fichier"),
    "created_one": ("created", "créée"),
    "updated_one": ("updated", "mise à jour"),
    "attached_one": ("attached", "rattachée"),
    "unchanged_one": ("unchanged", "inchangée"),
    "skipped_one": ("skipped", "ignorée"),
    "duplicate_in_file_one": ("duplicate in file", "doublon du fichier"),
    "rejected_one": ("rejected", "refusée"),
    "nothing_listed": ("there is nothing to list", "il n'y a rien à lister"),
    "review": ("review", "à trancher"),
    "rejected": ("rejected", "refusées"),
    "committing": ("committing", "inachevé"),
    "done": ("done", "terminé"),
    "undone": ("undone", "annulé"),
    "abandoned": ("abandoned", "abandonné"),
    "undone_by": (
        "undone by {by}, {count} removed",
        "annulé par {by}, {count} supprimés",
    ),
    # reasons of a mapping
    "exact_title": ("exact title", "titre exact"),
    "synonym": ("synonym", "synonyme"),
    "neighbour": ("neighbour", "colonne voisine"),
    "content": ("content", "contenu"),
    "template": ("template", "modèle"),
    "chosen": ("chosen", "choisi"),
    "none": ("none", "aucune"),
    "unknown": ("unknown", "inconnu"),
    "ambiguous": ("ambiguous", "ambigu"),
    # what an import says
    "would": ("Would be imported", "Serait importé"),
    "imported": ("Imported", "Importé"),
    "column_says": (
        "column {column}, {rows} rows: {said}",
        "colonne {column}, {rows} lignes : {said}",
    ),
    "row": ("row {row}{where}: {said}", "ligne {row}{where} : {said}"),
    "more_findings": ("and {count} more findings", "et {count} autres constats"),
    "going_on": (
        "going on with the import {run} after row {row}, with the columns and the mode it began"
        " with",
        "reprise de l'import {run} après la ligne {row}, avec ses colonnes et son mode",
    ),
    "dry_rejects": (
        "a dry run writes no file of refused rows",
        "un essai n'écrit pas de fichier de lignes refusées",
    ),
    "need_region": (
        "numbers without a country code need --region, such as --region FR",
        "les numéros sans indicatif de pays demandent --region, par exemple --region FR",
    ),
    "shown_of": ("shown: {shown} of {count} rows", "lignes montrées : {shown} sur {count}"),
    "pass_rejects_then": (
        "import with --rejects FILE.xlsx to get every refused row with its reasons",
        "importez avec --rejects FICHIER.xlsx pour chaque ligne refusée avec ses raisons",
    ),
    "pass_rejects": (
        "pass --rejects FILE.xlsx to get every refused row with its reasons",
        "--rejects FICHIER.xlsx donne chaque ligne refusée avec ses raisons",
    ),
    "rows_counted": ("rows read: {count}", "lignes lues : {count}"),
    "run_named": ("run {run}", "import {run}"),
    "take_back": (
        "run {run}; take it back with: {command}",
        "import {run} ; pour l'annuler : {command}",
    ),
    "rows_written": ("{count} rows written to {out}", "{count} lignes écrites dans {out}"),
    "clients_written": ("{count} clients written to {out}", "{count} clients écrits dans {out}"),
    "wrote": ("wrote {out}", "{out} écrit"),
    "would_undo": (
        "clients to remove: {removed}, to put back: {restored}, kept because they were"
        " changed since: {kept}",
        "clients à supprimer : {removed}, à rétablir : {restored}, gardés parce que"
        " modifiés depuis : {kept}",
    ),
    "stays": ("· {client} stays: {why}", "· {client} reste : {why}"),
    "ask_undo": ("Undo the import? [y/N]", "Annuler l'import ? [o/N]"),
    "not_undone": ("nothing was undone", "rien n'a été annulé"),
    "name_survivor": (
        "name the client that stays and at least one to merge into it",
        "indiquez le client qui reste et au moins un à y fusionner",
    ),
    "take_form": ("--take {text}: expected field=client", "--take {text} : écrivez champ=client"),
    "safe_alone": (
        "--safe chooses the pairs itself; it takes no other option",
        "--safe choisit les paires lui-même ; il ne prend pas d'autre option",
    ),
    "delimiter_form": (
        "--delimiter {delimiter}: expected , ; | or tab",
        "--delimiter {delimiter} : , ; | ou tab est attendu",
    ),
    "map_form": (
        "--map {choice}: write 'Column title=target'",
        "--map {choice} : écrivez 'Titre de colonne=cible'",
    ),
    "map_target": (
        "--map {choice}: there is no target {target}; targets are such as {known}",
        "--map {choice} : la cible {target} n'existe pas ; il y a par exemple {known}",
    ),
    "done_elsewhere": (
        "there is no command {name!r}; it is done in the pages (clientbook serve), or in Python:"
        " {call}",
        "la commande {name!r} n'existe pas ; cela se fait dans les pages (clientbook serve), ou en"
        " Python : {call}",
    ),
    "command_meant": (
        "there is no command {name!r}; did you mean {near}?",
        "la commande {name!r} n'existe pas ; peut-être {near} ?",
    ),
    "no_command": (
        "there is no command {name!r}; clientbook --help lists them",
        "la commande {name!r} n'existe pas ; clientbook --help les donne",
    ),
    "map_how": (
        "--map {choice}: {problem}; {hint}",
        "--map {choice} : {problem} ; {hint}",
    ),
    "how_order": ("--map '{column}=birth_date order=MDY'", "--map '{column}=birth_date order=MDY'"),
    "how_split": (
        "--map '{column}=target split=;', as the table shows its target",
        "--map '{column}=cible split=;', cible comme le tableau la montre",
    ),
    "how_letters": ("--map '{column}=gender letters=HM'", "--map '{column}=gender letters=HM'"),
    "map_column": (
        "--map {choice}: {problem}; the columns are {titles}",
        "--map {choice} : {problem} ; les colonnes sont {titles}",
    ),
    "column_target": (
        "--column {column}: there is no such column; 'clientbook targets' lists them",
        "--column {column} : cette colonne n'existe pas ; « clientbook targets » les donne",
    ),
    "undid": ("{removed} removed, {restored} restored", "{removed} supprimés, {restored} rétablis"),
    # clients
    "nobody": ("nobody found", "personne"),
    "agrees": ("agrees to receive:", "accepte de recevoir :"),
    "yes": ("yes", "oui"),
    "no": ("no", "non"),
    "last_visit": ("last appointment", "dernier rendez-vous"),
    "next_visit": ("next appointment", "prochain rendez-vous"),
    # letting go of what is due
    "inactive_deleted": (
        "deleted, nothing happened for {years} years: {count}",
        "supprimés, plus rien depuis {years} ans : {count}",
    ),
    "clients_purged": ("deleted clients gone for good: {count}", "effacés pour de bon : {count}"),
    "runs_purged": ("details of imports removed: {count}", "détails d'imports retirés : {count}"),
    "nothing_written": ("a dry run: nothing was written", "un essai : rien n'a été écrit"),
    # many clients at once
    "act_planned": ("Would be done", "Serait fait"),
    "act_done": ("Done", "Fait"),
    "undo_planned": ("Would be taken back", "Serait annulé"),
    "undo_done": ("Taken back", "Annulé"),
    "act_changed": ("changed", "modifiés"),
    "act_unchanged": ("as it is to be", "déjà ainsi"),
    "act_refused": ("refused", "refusés"),
    "act_gone": ("gone meanwhile", "partis entre-temps"),
    "act_restored": ("as before", "comme avant"),
    "act_kept": ("touched since: stay", "touchés depuis : restent"),
    "act_nothing": ("nothing to take back", "rien à annuler"),
    "edit_tag": ("tag", "ajout d'étiquette"),
    "edit_untag": ("untag", "retrait d'étiquette"),
    "edit_set_attribute": ("attribute set", "attribut fixé"),
    "edit_clear_attribute": ("attribute cleared", "attribut vidé"),
    "edit_subscribe": ("opt-in", "abonnement"),
    "edit_unsubscribe": ("opt-out", "désabonnement"),
    "edit_delete": ("deletion", "suppression"),
    "listing": ("listing", "préparation"),
    "undoing": ("being undone", "annulation en cours"),
    "not_yet": (
        "nothing was written; the same command with --yes does it",
        "rien n'a été écrit ; la même commande avec --yes le fait",
    ),
    "act_back": (
        "act {run}; take it back with: {command}",
        "action {run} ; pour l'annuler : {command}",
    ),
    "say_whom": (
        "say whom, by --tagged, --attribute, --having, --missing, --imported or --may-contact,"
        " or --everybody",
        "dites qui, par --tagged, --attribute, --having, --missing, --imported ou --may-contact,"
        " ou bien --everybody",
    ),
    "value_to_set": (
        "a value goes with set, and with nothing else: clientbook bulk set NAME VALUE",
        "une valeur va avec set, et seulement avec lui : clientbook bulk set NOM VALEUR",
    ),
    "say_basis": (
        "--basis: say why contact is thought lawful, such as express or implied",
        "--basis : dites pourquoi l'envoi serait licite, par exemple express ou implied",
    ),
    "name_value": ("{option}: write 'Name=value'", "{option} : écrivez « Nom=valeur »"),
    "channel_topic": (
        "--may-contact: write 'channel:topic', such as email:MARKETING",
        "--may-contact : écrivez « canal:sujet », par exemple email:MARKETING",
    ),
    "years_or_before": (
        "say since when, by --years or by --before",
        "dites depuis quand, par --years ou par --before",
    ),
    "whole_date": (
        "--before: a day, a month and a year are needed",
        "--before : il faut un jour, un mois et une année",
    ),
    # duplicates
    "pair": ("{left} {right}: {probability}", "{left} {right} : {probability}"),
    "pairs_in": ("pairs: {count} of {total} in {out}", "paires : {count} sur {total} dans {out}"),
    "pairs": ("pairs: {count} of {total}", "paires : {count} sur {total}"),
    "scanned": (
        "{clients} clients, {compared} compared, {pairs} pairs to review",
        "{clients} clients, {compared} comparés, {pairs} paires à examiner",
    ),
    "capped": (
        "match keys of kind {kind} shared by {count} clients were left out",
        "des clés {kind} communes à {count} clients ont été laissées de côté",
    ),
    "merged_as": (
        "merged as {merge}; undo it with: {command}",
        "fusion {merge} ; pour l'annuler : {command}",
    ),
    "skipped_pair": ("skipped {left} {right}: {why}", "ignorée {left} {right} : {why}"),
    "would_merge": ("would merge {left} {right}", "fusionnerait {left} {right}"),
    "bulk": ("{merged} merged, {skipped} skipped", "{merged} fusionnées, {skipped} ignorées"),
    "bulk_plan": ("{count} pairs would be tried", "{count} paires seraient essayées"),
    "would_return": ("{clients} would come back", "{clients} reviendraient"),
    "came_back": ("{clients} came back", "{clients} sont revenus"),
    "kept_on": ("stays on {client}: {field}", "reste sur {client} : {field}"),
    "not_back": (
        "does not go back: {field} of {client} ({why})",
        "ne revient pas : {field} de {client} ({why})",
    ),
    "on_top": (
        "later merges stand on top: {merges}",
        "des fusions plus récentes sont au-dessus : {merges}",
    ),
    "decided_choice": ("as chosen", "comme choisi"),
    "decided_survivor": ("of the one that stays", "de celui qui reste"),
    "decided_rule": ("by the book's rule", "d'après la règle du fichier"),
    "resolved_choice": ("decided by a choice", "décidé par un choix"),
    "resolved_override": ("overridden", "passé outre"),
    "blocker_count": ("{value}", "{value}"),
    "blocker_limit": ("at most {value}", "{value} au plus"),
    "apart": ("{left} and {right} stay apart", "{left} et {right} restent distincts"),
    # errors
    "error": ("error", "erreur"),
    "stopped": (
        "stopped: run the same command again to go on",
        "interrompu : la même commande reprend le travail",
    ),
    "other_settings": (
        "the book at {path} is set to another {names}; leave the option out",
        "le fichier {path} a un autre réglage ({names}) ; n’indiquez pas l’option",
    ),
    "served": (
        "The pages are at {address}\nCtrl-C ends them.",
        "Les pages sont à {address}\nCtrl-C les arrête.",
    ),
    "copied": (
        "{clients} clients, {changes} entries of history and {records} records are there.",
        "{clients} clients, {changes} lignes d'historique et {records} fiches sont arrivés.",
    ),
    "copied_gaps": (
        "The history has other numbers there: whoever follows it begins anew.",
        "L'historique y a d'autres numéros : qui le suit recommence du début.",
    ),
    "copy_exists": (
        "{path} holds a book {book}: --to-id gives another id, --resume goes on with a copy",
        "{path} contient déjà un fichier clients {book} : --to-id donne un autre identifiant,"
        " --resume continue une copie",
    ),
    "copy_same": (
        "source and target are one file: copy by way of another one",
        "la source et la cible sont le même fichier : copiez d'abord dans un autre",
    ),
    "no_book": (
        "there is no book at {path}; import a file into it first",
        "il n'y a pas de livre {path} ; importez-y d'abord un fichier",
    ),
    "is_input": (
        "{option} {path}: this is the file that is read; give another name",
        "{option} {path} : c'est le fichier lu ; donnez un autre nom",
    ),
    "is_book": (
        "{option} {path}: this is the book; give another name",
        "{option} {path} : c'est le livre lui-même ; donnez un autre nom",
    ),
    "exists": (
        "{option} {path}: there is such a file already; give another name or --force",
        "{option} {path} : ce fichier existe déjà ; donnez un autre nom ou --force",
    ),
    "ending": (
        "{option} {path}: give a name that ends in {endings}",
        "{option} {path} : donnez un nom qui finit par {endings}",
    ),
    "is_folder": (
        "{option} {path}: this is a folder; give a file in it",
        "{option} {path} : c'est un dossier ; donnez un fichier dedans",
    ),
    "no_folder": (
        "{option} {path}: there is no folder {folder}",
        "{option} {path} : il n'y a pas de dossier {folder}",
    ),
    "no_file": ("there is no such file", "ce fichier n'existe pas"),
    "check_path": ("check the path", "vérifiez le chemin"),
    "or": (" or ", " ou "),
    "no_sheets": (
        "--sheet {sheet}: {path} is {kind} and has no sheets",
        "--sheet {sheet} : {path} est du {kind} et n'a pas de feuilles",
    ),
    "first": (
        "A client book: import spreadsheets, find clients,\n"
        "merge duplicates.\n\n"
        "Begin with a file you have; nothing is written:\n\n"
        "  clientbook import FILE --region FR --dry-run\n\n"
        "Then leave --dry-run out. Every command: clientbook --help",
        "Un fichier clients : importer des tableaux, retrouver,\n"
        "fusionner les doublons.\n\n"
        "Commencez par un fichier ; rien n'est écrit :\n\n"
        "  clientbook import FICHIER --region FR --dry-run\n\n"
        "Ensuite, sans --dry-run.\nToutes les commandes : clientbook --help",
    ),
}  # fmt: skip


def say(language: Language, key: str, **values: object) -> str:
    """Return a text of the commands in a language, its parts filled in."""
    english, french = _TEXTS[key]
    return (french if language == "fr" else english).format(**values)


def has_word(key: str) -> bool:
    """True when there is such a text."""
    return key in _TEXTS


def counted(language: Language, key: str, number: int) -> str:
    """Return a number with its word, which in French is of one or of several."""
    one = f"{key}_one"
    return f"{number} {word(language, one if number == 1 and has_word(one) else key)}"


def word(language: Language, key: str) -> str:
    """Return one word, or the key itself where there is none."""
    return say(language, key) if has_word(key) else key.replace("_", " ")
