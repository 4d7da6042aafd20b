"""What ``--help`` says, in French; the words of its frame are those of the library beneath."""

from collections.abc import Mapping
from typing import Any

FRENCH: Mapping[str, str] = {
    "'Title=target', such as 'Tel=phone.mobile', perhaps with order=MDY or split=; behind it;"
    " repeatable.": (
        "« Titre=cible », par exemple « Tel=phone.mobile », suivi au besoin de order=MDY ou"
        " split=; ; plusieurs fois si besoin."
    ),
    "'channel:topic' they may be sent now; repeatable.": (
        "« canal:sujet » qui peut leur être envoyé ; plusieurs fois si besoin."
    ),
    "'field=client', such as 'birthday=ID': whose value to keep.": (
        "« champ=client », par exemple « birthday=ID » : de qui garder la valeur."
    ),
    "0 takes a free one.": "0 en prend un libre.",
    "A client book: import spreadsheets, find clients, merge duplicates.": (
        "Un fichier client : importer des tableaux, trouver des clients, fusionner des doublons."
    ),
    "A client.": "Un client.",
    "A name, a phone in any spelling, anything.": (
        "Un nom, un téléphone comme on l'écrit, n'importe quoi."
    ),
    "A target, such as phone.mobile; repeatable, in order. Without: all they need.": (
        "Une cible, par exemple phone.mobile ; plusieurs fois, dans l'ordre. Sans : toutes celles"
        " qu'il leur faut."
    ),
    "Also never propose these clients again.": "Et ne plus jamais proposer ces clients.",
    "Also write who is due (.xlsx or .csv).": "Écrire aussi de qui il s'agit (.xlsx ou .csv).",
    "Another client.": "Un autre client.",
    "Around the cells of a text file.": "Autour des cellules d'un fichier texte.",
    "Begin a CSV file with the mark of UTF-8.": ("Commencer un fichier CSV par la marque d'UTF-8."),
    "Between the cells of a CSV file; 'tab' for a tab.": (
        "Entre les cellules d'un fichier CSV ; « tab » pour une tabulation."
    ),
    "Between the cells of a text file; 'tab' for a tab.": (
        "Entre les cellules d'un fichier texte ; « tab » pour une tabulation."
    ),
    "By what rows are known again; repeatable, all if left out.": (
        "À quoi les lignes se reconnaissent ; plusieurs fois, tout si absent."
    ),
    "CSV, Excel, ODS or vCard file.": "Fichier CSV, Excel, ODS ou vCard.",
    "Change everybody that all conditions let through: shows what would be done, then --yes.": (
        "Changer tous ceux que toutes les conditions retiennent : montre ce qui serait fait, puis"
        " --yes."
    ),
    "Copy a book with everything in it, its history and what can be undone.\n\n"
    "The password of a server belongs into PGPASSWORD or ~/.pgpass, not into the command.": (
        "Copier un fichier client avec tout ce qu'il contient, son historique et ce qui peut être"
        " annulé.\n\nLe mot de passe d'un serveur se met dans PGPASSWORD ou ~/.pgpass, pas dans la"
        " commande."
    ),
    "Day since which there was none.": "Jour depuis lequel il n'y en a pas eu.",
    "Do it; without it nothing is written.": "Le faire ; sans cela, rien n'est écrit.",
    "Do not ask.": "Ne pas demander.",
    "End an interrupted import as it stands, without its file; it can be undone.": (
        "Terminer en l'état un import interrompu, sans son fichier ; il peut être annulé."
    ),
    "Every client.": "Tous les clients.",
    "File to write (.xlsx or .csv).": "Fichier à écrire (.xlsx ou .csv).",
    "Find clients by the beginning of any word.": (
        "Trouver des clients par le début de n'importe quel mot."
    ),
    "First bring the stored list of pairs up to date.": (
        "D'abord mettre à jour la liste de paires enregistrée."
    ),
    "For (un)subscribe; every one if left out.": (
        "Pour subscribe et unsubscribe ; tous si absent."
    ),
    "For set: the value.": "Pour set : la valeur.",
    "For subscribe: reference to a proof.": "Pour subscribe : référence d'une preuve.",
    "For subscribe: why contact is lawful: express, implied, prior_express_written,"
    " contract or legitimate_interest.": (
        "Pour subscribe : pourquoi le contact est permis : express, implied, prior_express_written,"
        " contract ou legitimate_interest."
    ),
    "Go on with a copy that was interrupted.": "Reprendre une copie interrompue.",
    "Go on with an act, or with its undoing, that was interrupted: each client once.": (
        "Reprendre une action interrompue, ou son annulation : chaque client une fois."
    ),
    "Go on with an import that was interrupted, with the region and preset it began with.": (
        "Reprendre un import interrompu, avec la région et le préréglage du début."
    ),
    "Id of a client.": "Identifiant d'un client.",
    "Id of the act, as bulk-runs lists it.": "Identifiant de l'action, comme bulk-runs le donne.",
    "Id of the book in the source.": "Identifiant du fichier client dans la source.",
    "Id of the import.": "Identifiant de l'import.",
    "Id of the merge.": "Identifiant de la fusion.",
    "Import a file into the book.": "Importer un fichier.",
    "Its id in the target, if it is another.": "Son identifiant à l'arrivée, s'il change.",
    "Language of messages.": "Langue des messages.",
    "Language of the pages, whatever the book is set to.": (
        "Langue des pages, quels que soient les réglages."
    ),
    "Least match probability.": "Probabilité minimale.",
    "List pairs of clients that are likely one person, most likely first.": (
        "Lister les paires de clients qui sont sans doute une même personne, les plus probables"
        " d'abord."
    ),
    "List the bulk edits and deletions that are kept, newest first.": (
        "Lister les modifications et suppressions en nombre, les plus récentes d'abord."
    ),
    "List the imports of the last twenty days, newest first.": (
        "Lister les imports des vingt derniers jours, les plus récents d'abord."
    ),
    "List what happened to a client, newest first: when, what, which fields, as part of what.": (
        "Lister ce qui est arrivé à un client, le plus récent d'abord : quand, quoi, quels champs,"
        " dans quel cadre."
    ),
    "List where a column can go; numbers say which one: phone.mobile.2 is the second mobile.": (
        "Lister où une colonne peut aller ; les nombres disent laquelle : phone.mobile.2 est le"
        " deuxième mobile."
    ),
    "Merge clients into the first one; it can be undone.": (
        "Fusionner des clients dans le premier ; cela peut être annulé."
    ),
    "Merge every pair that is certain and clashes nowhere.": (
        "Fusionner chaque paire certaine et sans contradiction."
    ),
    "Merge in spite of this: birthday_clash, gender_clash, limit_overflow, link_conflict or"
    " ignored_pair.": (
        "Fusionner malgré ceci : birthday_clash, gender_clash, limit_overflow, link_conflict ou"
        " ignored_pair."
    ),
    "Most clients.": "Nombre maximal de clients.",
    "Most pairs; 10, or 500 in a page.": "Nombre maximal de paires ; 10, ou 500 dans une page.",
    "Name of the list: its own numbering belongs to it.": (
        "Nom de la liste : sa numérotation lui appartient."
    ),
    "Name or number of a sheet.": "Nom ou numéro d'une feuille.",
    "Of a text file, such as cp1252.": "D'un fichier texte, par exemple cp1252.",
    "Print JSON.": "Écrire du JSON.",
    "Print the address, open nothing.": "Écrire l'adresse, ne rien ouvrir.",
    "Print the version.": "Écrire la version.",
    "Region of numbers without country code, such as CA or FR.": (
        "Région des numéros sans indicatif, par exemple CA ou FR."
    ),
    "Replace a file that is there.": "Remplacer un fichier qui existe.",
    "Row of the titles, from 1.": "Ligne des titres, à partir de 1.",
    "Rules of a trade to start from.": "Règles d'un métier pour commencer.",
    "SQLite file of the book.": "Fichier SQLite des clients.",
    "Say how many clients there are.": "Dire combien il y a de clients.",
    "Say that two clients are not the same; they are never proposed again.": (
        "Dire que deux clients ne sont pas les mêmes ; ils ne sont plus jamais proposés."
    ),
    "Serve the book as pages on this machine alone, until Ctrl-C.\n\n"
    "Nobody else reaches them: they listen on the loopback interface, and the address holds a"
    " token.\nA new book is made where there is none; --region and --preset say what it is set to."
    "  The pages\nspeak the language that the book is set to, which its settings page changes;"
    " --language wins.": (
        "Servir les pages sur cette machine seule, jusqu'à Ctrl-C.\n\n"
        "Personne d'autre n'y accède : elles écoutent sur l'interface locale, et l'adresse contient"
        " un jeton.\nUn nouveau fichier client est créé s'il n'y en a pas ; --region et --preset"
        " disent ses réglages.\nLes pages parlent la langue des réglages, qui s'y change ;"
        " --language l'emporte."
    ),
    "Set the book to it: by what its lists are sorted.": (
        "Le régler ainsi : selon quoi ses listes sont triées."
    ),
    "Show one client: what is known, appointments, what may be sent.": (
        "Montrer un client : ce qu'on sait, ses rendez-vous, ce qui peut être envoyé."
    ),
    "Show the plan only.": "Montrer le plan seulement.",
    "Show what a preset and the options come to, or what a book is set to.": (
        "Montrer ce que donnent un préréglage et les options, ou les réglages d'un fichier client."
    ),
    "Show what the book is set to instead.": "Montrer plutôt les réglages du fichier client.",
    "Show whom the book has kept too long; with --yes delete them: they can be brought back.": (
        "Montrer qui est gardé depuis trop longtemps ; avec --yes, les supprimer : ils peuvent"
        " revenir."
    ),
    "Take a bulk edit or deletion back: what was touched since stays; then --yes.": (
        "Annuler une modification ou suppression en nombre : ce qui a changé depuis reste ; puis"
        " --yes."
    ),
    "Take an import back: what was touched since stays.": (
        "Annuler un import : ce qui a changé depuis reste."
    ),
    "The client that stays, then those that go into it.": (
        "Le client qui reste, puis ceux qui s'y fondent."
    ),
    "The file it began with.": "Le fichier du début.",
    "The import whose refused rows these are, mended.": (
        "L'import dont voici les lignes refusées, corrigées."
    ),
    "The tag, attribute or topic; '*' is every topic.": (
        "L'étiquette, l'attribut ou le sujet ; « * » est tout sujet."
    ),
    "Undo a merge: the clients come back as they were, later edits stay.": (
        "Annuler une fusion : les clients reviennent tels quels, les changements d'après restent."
    ),
    "Undo merges on top of it first.": "Annuler d'abord les fusions faites par-dessus.",
    "What becomes of a value that cannot be read; cards keep it.": (
        "Ce que devient une valeur illisible ; les fiches la gardent."
    ),
    "What is done to each client.": "Ce qui est fait à chaque client.",
    "What rows may do.": "Ce que les lignes peuvent faire.",
    "Where it is to be: a SQLite file, made if need be, or postgresql://...": (
        "Où il ira : un fichier SQLite, créé au besoin, ou postgresql://..."
    ),
    "Where refused rows go (.xlsx or .csv).": "Où vont les lignes refusées (.xlsx ou .csv).",
    "Where the book is: a SQLite file or postgresql://...": (
        "Où est le fichier client : un fichier SQLite ou postgresql://..."
    ),
    "Whether there are titles.": "S'il y a des titres.",
    "Who has 'Name=value'; repeatable.": "Qui a « Nom=valeur » ; plusieurs fois si besoin.",
    "Who has one; repeatable.": "Qui en a ; plusieurs fois si besoin.",
    "Who has this tag; repeatable.": "Qui a cette étiquette ; plusieurs fois si besoin.",
    "Who lacks a field or 'custom:Name'; repeatable.": (
        "À qui il manque un champ ou « custom:Nom » ; plusieurs fois si besoin."
    ),
    "Who the history names.": "Qui l'historique nomme.",
    "Whom this import created.": "Ceux que cet import a créés.",
    "Write an empty file whose titles map themselves; what must be filled stands first.": (
        "Écrire un fichier vide dont les titres sont reconnus, les obligatoires en premier."
    ),
    "Write nothing.": "Ne rien écrire.",
    "Write the clients as a table that no spreadsheet runs and that imports again.": (
        "Écrire les clients en un tableau qu'aucun tableur n'exécute et qui s'importe de nouveau."
    ),
    "Write the rows an import refused, with every reason; mend them and import the file.": (
        "Écrire les lignes qu'un import a refusées, avec chaque raison ; les corriger et importer"
        " le fichier."
    ),
    "Write them side by side into this HTML file.": "Les écrire côte à côte dans ce fichier HTML.",
    "Years without a sign.": "Années sans signe.",
}
"""French of each help text, by the text."""


def speak_french(command: Any) -> None:
    """Have a command, its options and what is below it explain themselves in French.

    Args:
        command: A command or a group of them, as ``typer.main.get_command`` gives it.
    """
    for explained in (command, *command.params):
        said: str = getattr(explained, "help", None) or ""
        if said in FRENCH:
            explained.help = (
                FRENCH[said]
                .replace("« ", "«\N{NO-BREAK SPACE}")
                .replace(" »", "\N{NO-BREAK SPACE}»")
            )
    for below in getattr(command, "commands", {}).values():
        speak_french(below)
