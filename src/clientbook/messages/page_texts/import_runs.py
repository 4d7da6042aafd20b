"""Words of the pages about imports that have begun: progress, report, rows that wait, undo."""

TEXTS: dict[str, tuple[str, str]] = {
    # run
    "run_title": ("Import of {name}", "Import de {name}"),
    "run_by": ("{by}, {at}", "{by}, le {at}"),
    "progress_one": ("{done} of {count} row", "{done} ligne sur {count}"),
    "progress": ("{done} of {count} rows", "{done} lignes sur {count}"),
    "progress_open_one": ("{count} row so far", "{count} ligne pour l'instant"),
    "progress_open": ("{count} rows so far", "{count} lignes pour l'instant"),
    "progress_undo_one": ("{done} of {count} row undone", "{done} ligne annulée sur {count}"),
    "progress_undo": ("{done} of {count} rows undone", "{done} lignes annulées sur {count}"),
    "under_way": (
        "The import goes on as long as this page is open. Close it, and it waits: it goes on from"
        " here, from another computer or by the command line.",
        "L'import avance tant que cette page est ouverte. Fermez-la et il attend : il reprend"
        " ici, depuis un autre ordinateur ou en ligne de commande.",
    ),
    "undo_under_way": (
        "The import is being undone as long as this page is open.",
        "L'annulation avance tant que cette page est ouverte.",
    ),
    "elsewhere": (
        "Somebody else is working on it right now.",
        "Quelqu'un d'autre y travaille en ce moment.",
    ),
    "continue": ("Continue", "Continuer"),
    "stop": ("End the import here", "Arrêter l'import ici"),
    "stalled": (
        "It did not go on. Check the connection, then press Continue.",
        "Cela n'avance plus. Vérifiez la connexion, puis appuyez sur Continuer.",
    ),
    "file_gone": (
        "The file is not on this server any more. Choose the same file again to go on; another one"
        " is refused.",
        "Le fichier n'est plus sur ce serveur. Choisissez de nouveau le même fichier pour"
        " poursuivre ; un autre est refusé.",
    ),
    "other_file": (
        "This is not the file the import began with. Choose that one, or end the import here.",
        "Ce n'est pas le fichier du début de l'import. Choisissez celui-là, ou arrêtez l'import.",
    ),
    "report": ("What became of the rows", "Ce que sont devenues les lignes"),
    "rows_became_one": ("{count} row was read:", "{count} ligne lue :"),
    "rows_became": ("{count} rows were read, each is one of these:", "{count} lignes lues, dont :"),
    "differs": (
        "The book changed before these rows came in: {outcome} instead of {planned}.",
        "Le fichier clients a changé avant l'arrivée de ces lignes : {outcome} au lieu de"
        " {planned}.",
    ),
    "all_well": ("No row was refused.", "Aucune ligne n'est refusée."),
    "show_clients": ("Show these clients", "Afficher ces clients"),
    "waiting_rows_title": ("Rows that wait", "Lignes en attente"),
    "waiting_rows_text": (
        "They wait for you to say who they are: here, or in the file you may download and import"
        " again.",
        "Elles attendent que vous disiez de qui il s'agit : ici, ou dans le fichier que vous pouvez"
        " télécharger et importer de nouveau.",
    ),
    "refused_title": ("Refused rows", "Lignes refusées"),
    "refused_text": (
        "Download them with the reasons, correct the file, and import it again: what is in the"
        " book already is known again.",
        "Téléchargez-les avec les raisons, corrigez le fichier et importez-le de nouveau : ce qui"
        " est déjà dans le fichier clients sera reconnu.",
    ),
    "download": ("Download as {kind}", "Télécharger en {kind}"),
    "reasons": ("Reasons", "Raisons"),
    "values": ("Values as sent", "Valeurs envoyées"),
    "refused_more": ("All of them stand in the file.", "Toutes sont dans le fichier."),
    "decide_rows_one": ("Decide {count} row", "Trancher {count} ligne"),
    "decide_rows": ("Decide {count} rows", "Trancher {count} lignes"),
    "undo": ("Undo this import", "Annuler cet import"),
    "undo_until": ("possible until {day}", "possible jusqu'au {day}"),
    "mended_upload": ("Import the corrected file", "Importer le fichier corrigé"),
    "mended": (
        "These are refused rows of an import: they are read as it read them.",
        "Ce sont des lignes refusées d'un import : elles sont lues comme lui.",
    ),
    # rows that wait
    "review_title": ("Rows to decide", "Lignes à trancher"),
    "review_text": (
        "It is not certain who these are. Nothing of them was written yet.",
        "On ne sait pas avec certitude de qui il s'agit. Rien n'en est encore écrit.",
    ),
    "review_none": ("No row waits any more.", "Plus aucune ligne n'attend."),
    "review_undone": (
        "The import was undone: no row of it waits.",
        "L'import a été annulé : aucune de ses lignes n'attend.",
    ),
    "who_is_it": ("Who is it?", "De qui s'agit-il ?"),
    "same_as": ("the same as {name}", "la même personne que {name}"),
    "is_new": ("a new person", "une nouvelle personne"),
    "decide_row": ("Decide", "Trancher"),
    "skip_row": ("Decide later", "Plus tard"),
    "choose_who": ("Choose who it is.", "Choisissez de qui il s'agit."),
    "since_then": (
        "Somebody came into the book meanwhile who may be this person.",
        "Quelqu'un est entré entre-temps, qui est peut-être cette personne.",
    ),
    "still_new": ("a new person all the same", "une nouvelle personne malgré tout"),
    "row_decided_as": (
        "Row {n} was decided before, by {who}: it is {name}. What you chose did not count.",
        "La ligne {n} a déjà été tranchée, par {who} : c'est {name}. Votre choix n'a pas compté.",
    ),
    "row_decided_new": (
        "Row {n} was decided before, by {who}: it is a new client, {name}. What you chose did not"
        " count.",
        "La ligne {n} a déjà été tranchée, par {who} : c'est un nouveau client, {name}. Votre choix"
        " n'a pas compté.",
    ),
    "row_refused": (
        "This row cannot be imported as it is.",
        "Cette ligne ne peut pas être importée ainsi.",
    ),
    # undo
    "undo_title": ("Undo the import of {name}?", "Annuler l'import de {name} ?"),
    "undo_removed_one": ("{count} client is deleted", "{count} client est supprimé"),
    "undo_removed": ("{count} clients are deleted", "{count} clients sont supprimés"),
    "undo_restored_one": ("{count} goes back to what it was", "{count} redevient comme avant"),
    "undo_restored": ("{count} go back to what they were", "{count} redeviennent comme avant"),
    "undo_kept_one": (
        "{count} is left as it is: somebody worked on it, or deleted it",
        "{count} est laissé tel quel : on y a travaillé, ou on l'a supprimé",
    ),
    "undo_kept": (
        "{count} are left as they are: somebody worked on them, or deleted them",
        "{count} sont laissés tels quels : on y a travaillé, ou on les a supprimés",
    ),
    "undo_nothing_one": ("{count} row had changed nothing", "{count} ligne n'avait rien changé"),
    "undo_nothing": ("{count} rows had changed nothing", "{count} lignes n'avaient rien changé"),
    "undo_failed_one": (
        "{count} cannot go back: its id belongs to another client now",
        "{count} ne peut pas revenir : son identifiant est pris",
    ),
    "undo_failed": (
        "{count} cannot go back: their ids belong to other clients now",
        "{count} ne peuvent pas revenir : leurs identifiants sont pris",
    ),
    "undo_kept_title": (
        "What is left as it is, and why",
        "Ce qui est laissé tel quel, et pourquoi",
    ),
    "kept_title": ("What was left as it is, and why", "Ce qui a été laissé tel quel, et pourquoi"),
    "undo_kept_more": ("Show more", "Afficher la suite"),
    "kept_edited": ("edited since", "modifié depuis"),
    "kept_merged": ("merged with another since", "fusionné depuis"),
    "kept_linked": ("has appointments or other records", "a des rendez-vous ou autres éléments"),
    "kept_deleted": ("deleted since", "supprimé depuis"),
    "kept_noted": ("has a note", "a une note"),
    "kept_consent": ("said something about messages", "s'est exprimé sur les messages"),
    "kept_asserted": (
        "somebody came or said so again, or another list or a merged client does",
        "quelqu'un est revenu ou l'a redit, ou une autre liste ou un client fusionné le dit",
    ),
    "kept_id_taken": ("its id is taken", "son identifiant est pris"),
    "undo_now": ("Undo the import", "Annuler l'import"),
}
