"""Words that every page uses, what was done, and what cannot be."""

TEXTS: dict[str, tuple[str, str]] = {
    "product": ("Clients", "Clients"),
    "skip": ("Skip to the content", "Aller au contenu"),
    "menu": ("Menu", "Menu"),
    "menu_clients": ("Clients", "Clients"),
    "menu_imports": ("Import", "Import"),
    "menu_duplicates": ("Duplicates", "Doublons"),
    "menu_settings": ("Settings", "Réglages"),
    "signed_in": ("Signed in as", "Connecté :"),
    "system": ("the program itself", "le programme"),
    "yes": ("yes", "oui"),
    "no": ("no", "non"),
    "counted": ("{what}: {count}", "{what} : {count}"),
    "cancel": ("Cancel", "Annuler"),
    "acts": ("What to do", "Que faire"),
    "problems": ("Please correct this", "À corriger"),
    "open_client": ("Open the client", "Ouvrir le client"),
    "to_list": ("To the list of clients", "Vers la liste des clients"),
    "date_hint": (
        "such as 1988-06-27 or 27 June 1988",
        "par exemple 1988-06-27 ou 27 juin 1988",
    ),
    "month_1": ("Jan", "janv."),
    "month_2": ("Feb", "févr."),
    "month_3": ("Mar", "mars"),
    "month_4": ("Apr", "avr."),
    "month_5": ("May", "mai"),
    "month_6": ("Jun", "juin"),
    "month_7": ("Jul", "juil."),
    "month_8": ("Aug", "août"),
    "month_9": ("Sep", "sept."),
    "month_10": ("Oct", "oct."),
    "month_11": ("Nov", "nov."),
    "month_12": ("Dec", "déc."),
    # what was done, at the top of the page it leads to
    "done_created": ("The client was created.", "Le client est créé."),
    "done_saved": ("Saved.", "Enregistré."),
    "done_nothing_changed": ("Nothing was changed.", "Rien n'a été changé."),
    "done_consent_saved": ("The ticks were saved.", "Les cases sont enregistrées."),
    "done_blocked": (
        "The client cannot book online any more.",
        "Le client ne peut plus réserver en ligne.",
    ),
    "done_unblocked": (
        "The client can book online again.",
        "Le client peut de nouveau réserver en ligne.",
    ),
    "done_restored": ("The client is back.", "Le client est rétabli."),
    "done_deleted_one": ("1 client was deleted.", "1 client supprimé."),
    "done_deleted": ("{count} clients were deleted.", "{count} clients supprimés."),
    "done_restored_many_one": ("1 client is back.", "1 client est rétabli."),
    "done_restored_many": ("{count} clients are back.", "{count} clients sont rétablis."),
    "done_erased": ("The person was erased.", "La personne est effacée."),
    "done_survivor": (
        "This client was merged with another; here they are one.",
        "Ce client a été fusionné avec un autre ; les voici réunis.",
    ),
    "done_note_added": ("The note was written.", "La note est enregistrée."),
    "done_note_corrected": ("The note was corrected.", "La note est corrigée."),
    "done_note_withdrawn": ("The note was taken away.", "La note est retirée."),
    "done_settings_saved": ("The settings were saved.", "Les réglages sont enregistrés."),
    "done_attribute_saved": ("The attribute was saved.", "L'attribut est enregistré."),
    "done_file_removed": ("The file was removed.", "Le fichier est supprimé."),
    "done_template_saved": ("The template was saved.", "Le modèle est enregistré."),
    "done_import_begun": (
        "The import has begun already; it is in the list.",
        "L'import a déjà commencé ; il est dans la liste.",
    ),
    "done_import_begun_before": (
        "The import of this file had begun before; here it goes on, with what was chosen then.",
        "L'import de ce fichier avait déjà commencé ; il se poursuit ici, avec les choix d'alors.",
    ),
    "done_import_ended": ("The import was ended.", "L'import est arrêté."),
    "done_row_decided": ("The row was decided.", "La ligne est tranchée."),
    "done_merged": ("The two are one client now.", "Les deux ne font plus qu'un client."),
    "done_pair_ignored": (
        "Marked as two persons.",
        "Marqués comme deux personnes.",
    ),
    "done_unmerged": (
        "The merge was undone; the clients are back.",
        "La fusion est annulée ; les clients sont de retour.",
    ),
    # what cannot be done, and what to do instead
    "failed_nobody": ("Please sign in", "Connectez-vous"),
    "failed_nobody_hint": (
        "These pages are for people who are signed in.",
        "Ces pages sont réservées aux personnes connectées.",
    ),
    "sign_in": ("Sign in (new window)", "Se connecter (nouvelle fenêtre)"),
    "sign_in_first": (
        "Your session has ended, and nothing you typed is lost: sign in, then come back to this"
        " page and send it again.",
        "Votre session est terminée, et rien de ce que vous avez saisi n'est perdu :"
        " connectez-vous, puis revenez à cette page et renvoyez-le.",
    ),
    "failed_forbidden": ("You may not do this", "Vous n'avez pas ce droit"),
    "failed_forbidden_hint": (
        "Ask whoever looks after this program for the right to do it.",
        "Demandez ce droit à la personne qui gère ce logiciel.",
    ),
    "failed_expired": ("This form has expired", "Ce formulaire a expiré"),
    "failed_expired_hint": (
        "Nothing was changed, and nothing you typed is lost: send it again from here.",
        "Rien n'a été changé, et rien de ce que vous avez saisi n'est perdu : renvoyez-le d'ici.",
    ),
    "typed": ("What you typed", "Votre saisie"),
    "failed_moved": ("This address is no longer open", "Cette adresse n'est plus ouverte"),
    "failed_moved_hint": (
        "The program was started anew. Open the address it shows now, where it was started; then"
        " come back to this page and go on.",
        "Le programme a redémarré. Ouvrez l'adresse qu'il affiche maintenant, là où il a été lancé,"
        " puis revenez à cette page et continuez.",
    ),
    "sent_ticks": ("Ticked: {boxes}", "Cochés : {boxes}"),
    "sent_unticks": ("No longer ticked: {boxes}", "Décochés : {boxes}"),
    "send_again": ("Send it again", "Renvoyer"),
    "failed_forged": ("This form has expired", "Ce formulaire a expiré"),
    "failed_forged_hint": (
        "Nothing was changed. Go back, copy what you typed, then reload the page and send the form "
        "again.",
        "Rien n'a été changé. Revenez en arrière, copiez ce que vous avez saisi, puis rechargez la "
        "page et renvoyez le formulaire.",
    ),
    "failed_page": ("There is no such page", "Cette page n'existe pas"),
    "failed_page_hint": (
        "The address may be incomplete or out of date.",
        "L'adresse est peut-être incomplète ou périmée.",
    ),
    "failed_method": ("This page cannot be asked for like that", "Demande impossible"),
    "failed_method_hint": (
        "Go back and use the buttons of the page.",
        "Revenez en arrière et utilisez les boutons de la page.",
    ),
    "failed_bug": ("Something went wrong", "Une erreur est survenue"),
    "failed_bug_hint": (
        "It was noted. Try again; if it happens again, tell whoever looks after this program.",
        "Elle a été notée. Réessayez ; si cela continue, prévenez la personne qui gère ce"
        " logiciel.",
    ),
    "failed_no_client": ("There is no such client", "Ce client n'existe pas"),
    "failed_no_client_hint": (
        "It may have been removed for good. Look for it in the list.",
        "Il a peut-être été supprimé définitivement. Cherchez-le dans la liste.",
    ),
    "failed_no_record": ("This is not there any more", "Cet élément n'existe plus"),
    "failed_no_record_hint": (
        "Somebody may have removed it meanwhile.",
        "Quelqu'un l'a peut-être supprimé entre-temps.",
    ),
    "failed_stale_plan": ("Something changed meanwhile", "Quelque chose a changé entre-temps"),
    "failed_stale_plan_hint": (
        "Nothing was done. Look once more and confirm again.",
        "Rien n'a été fait. Regardez de nouveau, puis confirmez.",
    ),
    "failed_stale_revision": (
        "Somebody else saved this meanwhile",
        "Quelqu'un d'autre a enregistré entre-temps",
    ),
    "failed_stale_revision_hint": (
        "Your change was not saved. Open it again, and make the change once more.",
        "Votre modification n'est pas enregistrée. Rouvrez la page et refaites-la.",
    ),
    "failed_stale_settings": (
        "The settings are not as they were shown",
        "Les réglages ne sont plus ceux affichés",
    ),
    "failed_stale_settings_hint": (
        "Somebody changed them meanwhile. Open the settings again.",
        "Quelqu'un les a changés entre-temps. Rouvrez les réglages.",
    ),
    "failed_duplicate": ("This person is in the book already", "Cette personne existe déjà"),
    "failed_duplicate_hint": (
        "Look for it in the list instead of creating it again.",
        "Cherchez-la dans la liste au lieu de la créer de nouveau.",
    ),
    "failed_id_taken": (
        "This account belongs to another client",
        "Ce compte appartient à un autre client",
    ),
    "failed_id_taken_hint": (
        "Correct it, or merge the two clients.",
        "Corrigez-le, ou fusionnez les deux clients.",
    ),
    "failed_links_collide": (
        "Records of these clients collide",
        "Des éléments de ces clients se contredisent",
    ),
    "failed_links_collide_hint": (
        "Decide which of them stays, then try again.",
        "Choisissez celui qui reste, puis réessayez.",
    ),
    "failed_blocked_merge": (
        "This merge needs a decision first",
        "Cette fusion demande d'abord une décision",
    ),
    "failed_blocked_merge_hint": (
        "Choose what is to stay, then merge.",
        "Choisissez ce qui doit rester, puis fusionnez.",
    ),
    "failed_wrong_state": (
        "This client cannot be changed like that",
        "Ce client ne peut pas être modifié ainsi",
    ),
    "failed_wrong_state_hint": (
        "It was deleted, erased or merged with another client meanwhile.",
        "Il a été supprimé, effacé ou fusionné avec un autre client entre-temps.",
    ),
    "failed_blocked_before": (
        "This client was blocked already",
        "Ce client était déjà bloqué",
    ),
    "failed_blocked_before_hint": (
        "The reason that stands is the first one; yours was not kept. To give another, let the"
        " client book again first.",
        "La raison enregistrée est la première ; la vôtre n'a pas été gardée. Pour en donner une"
        " autre, débloquez d'abord ce client.",
    ),
    "failed_merged_already": (
        "Already merged into one client",
        "Déjà fusionnés en un seul client",
    ),
    "failed_merged_already_hint": (
        "Nothing more was done. Open that client.",
        "Rien d'autre n'a été fait. Ouvrez ce client.",
    ),
    "failed_import_expired": ("This import is too long ago", "Cet import est trop ancien"),
    "failed_import_expired_hint": (
        "Its details were removed; its clients remain.",
        "Ses détails ont été supprimés ; ses clients restent.",
    ),
    "failed_import_state": (
        "This import does not allow that now",
        "Cet import ne le permet pas maintenant",
    ),
    "failed_import_state_hint": (
        "Look at it again: somebody may have gone on with it, ended it or undone it.",
        "Regardez-le de nouveau : quelqu'un l'a peut-être poursuivi, terminé ou annulé.",
    ),
    "failed_nothing_selected": ("Nothing is ticked", "Rien n'est coché"),
    "failed_nothing_selected_hint": (
        "Go back and tick at least one.",
        "Revenez en arrière et cochez au moins une case.",
    ),
    "failed_invalid": ("A value cannot be kept", "Une valeur est impossible"),
    "failed_invalid_hint": ("Go back and correct it.", "Revenez en arrière et corrigez-la."),
    "failed_mapping": ("The columns cannot be used so", "Les colonnes ne vont pas ainsi"),
    "failed_mapping_hint": ("Look at them once more.", "Vérifiez-les encore une fois."),
    "failed_form_too_large": ("This form is too large", "Ce formulaire est trop grand"),
    "failed_form_too_large_hint": (
        "Nothing was changed. A form holds about a million characters: go back, shorten the "
        "longest text and send the form again.",
        "Rien n'a été changé. Un formulaire contient environ un million de caractères : revenez "
        "en arrière, raccourcissez le texte le plus long et renvoyez le formulaire.",
    ),
    "failed_too_large": ("The file is too large", "Le fichier est trop grand"),
    "failed_too_large_hint": (
        "Split it into smaller files.",
        "Partagez-le en fichiers plus petits.",
    ),
    "failed_unreadable": ("The file cannot be read", "Le fichier est illisible"),
    "failed_unreadable_hint": (
        "Save it again as XLSX or CSV and try once more.",
        "Enregistrez-le de nouveau en XLSX ou CSV et réessayez.",
    ),
    "failed_unavailable": ("The book is out of reach", "Le fichier clients est injoignable"),
    "failed_unavailable_hint": (
        "Nothing is lost. Try again in a moment.",
        "Rien n'est perdu. Réessayez dans un instant.",
    ),
    "failed_refused": ("This was refused", "Action refusée"),
    "failed_refused_hint": (
        "Nothing was changed. Go back and look once more.",
        "Rien n'a été changé. Revenez en arrière et regardez encore.",
    ),
}
