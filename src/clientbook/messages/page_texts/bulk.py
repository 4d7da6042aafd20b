"""Words of changing many clients at once."""

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Change many clients", "Modifier plusieurs clients"),
    "change_all": ("Change them all", "Les modifier tous"),
    "means_all_one": (
        "{count} client is meant: the only one there is.",
        "{count} client est concerné : le seul qu'il y ait.",
    ),
    "means_all": (
        "{count} clients are meant: all there are.",
        "{count} clients sont concernés : tous ceux qu'il y a.",
    ),
    "means_filtered_one": (
        "{count} client is meant: everybody the filters show.",
        "{count} client est concerné : tous ceux que montrent les filtres.",
    ),
    "means_filtered": (
        "{count} clients are meant: everybody the filters show.",
        "{count} clients sont concernés : tous ceux que montrent les filtres.",
    ),
    "means_found_one": (
        "{count} client is meant: everybody the search finds.",
        "{count} client est concerné : tous ceux que trouve la recherche.",
    ),
    "means_found": (
        "{count} clients are meant: everybody the search finds.",
        "{count} clients sont concernés : tous ceux que trouve la recherche.",
    ),
    "means_found_most": (
        "{count} clients or more are meant: everybody the search finds.",
        "{count} clients ou plus sont concernés : tous ceux que trouve la recherche.",
    ),
    "means_found_within_one": (
        "{count} client is meant: everybody the search finds within the filters.",
        "{count} client est concerné : tous ceux que trouve la recherche parmi ceux des filtres.",
    ),
    "means_found_within": (
        "{count} clients are meant: everybody the search finds within the filters.",
        "{count} clients sont concernés : tous ceux que trouve la recherche parmi ceux"
        " des filtres.",
    ),
    "means_found_within_most": (
        "{count} clients or more are meant: everybody the search finds within the filters.",
        "{count} clients ou plus sont concernés : tous ceux que trouve la recherche parmi ceux"
        " des filtres.",
    ),
    "means_ticked_one": (
        "{count} client is meant: the one you ticked.",
        "{count} client est concerné : celui que vous avez coché.",
    ),
    "means_ticked": (
        "{count} clients are meant: those you ticked.",
        "{count} clients sont concernés : ceux que vous avez cochés.",
    ),
    "meanwhile": (
        "Somebody changed the list or the settings since you looked, and nothing was done yet."
        " Before: {before}. Now: {now}. Look once more.",
        "Quelqu'un a changé la liste ou les réglages depuis, et rien n'a encore été fait."
        " Avant : {before}. Maintenant : {now}. Regardez encore une fois.",
    ),
    "counted_one": ("{done} of {count} client counted", "{done} client sur {count} compté"),
    "counted": ("{done} of {count} clients counted", "{done} clients sur {count} comptés"),
    "nobody": ("Nobody is meant any more.", "Plus personne n'est concerné."),
    "kind": ("What is to be done", "Que faire"),
    "kind_tag": ("Give a tag", "Ajouter une étiquette"),
    "kind_untag": ("Take a tag away", "Retirer une étiquette"),
    "kind_set_attribute": ("Set an attribute", "Renseigner un attribut"),
    "kind_clear_attribute": ("Clear an attribute", "Vider un attribut"),
    "kind_subscribe": ("Note that they agree to messages", "Noter leur accord pour des messages"),
    "kind_unsubscribe": (
        "Note that they want no messages",
        "Noter qu'ils ne veulent pas de messages",
    ),
    "about_tag": ("Tag", "Étiquette"),
    "about_attribute": ("Attribute", "Attribut"),
    "about_messages": ("Messages", "Messages"),
    "value": ("Value to set", "Valeur à donner"),
    "channel": ("By", "Par"),
    "topic": ("About", "Au sujet de"),
    "basis": ("Why this is lawful", "Sur quelle base"),
    "basis_hint": ("for an agreement only", "pour un accord seulement"),
    "basis_express": ("they agreed", "ils ont donné leur accord"),
    "basis_implied": ("implied by their custom", "accord implicite, ce sont des clients"),
    "basis_prior_express_written": ("they agreed in writing", "ils l'ont accepté par écrit"),
    "basis_contract": ("a contract", "un contrat"),
    "basis_legitimate_interest": ("a legitimate interest", "un intérêt légitime"),
    "evidence": ("Proof of their agreement", "Preuve de leur accord"),
    "evidence_hint": ("such as “form of March”", "par exemple « formulaire de mars »"),
    "look": ("See what would change", "Voir ce qui changerait"),
    "does_tag": ("Give the tag “{name}”", "Ajouter l'étiquette « {name} »"),
    "does_untag": ("Take the tag “{name}” away", "Retirer l'étiquette « {name} »"),
    "does_set_attribute": ("Set {name} to “{value}”", "Mettre {name} à « {value} »"),
    "does_clear_attribute": ("Clear {name}", "Vider {name}"),
    "does_subscribe": ("Note an agreement: {what}", "Noter un accord : {what}"),
    "does_unsubscribe": ("Note a refusal: {what}", "Noter un refus : {what}"),
    "does_delete": (
        "Delete whoever was last seen before {day}",
        "Supprimer ceux qu'on n'a pas vus depuis le {day}",
    ),
    "does_delete_chosen": ("Delete clients", "Supprimer des clients"),
    "n_deleted_one": ("{count} client is deleted", "{count} client est supprimé"),
    "n_deleted": ("{count} clients are deleted", "{count} clients sont supprimés"),
    "n_changed_one": ("{count} client changes", "{count} client change"),
    "n_changed": ("{count} clients change", "{count} clients changent"),
    "n_unchanged_one": ("{count} client is so already", "{count} client est déjà ainsi"),
    "n_unchanged": ("{count} clients are so already", "{count} clients sont déjà ainsi"),
    "n_refused_one": (
        "{count} client is left out: they said no, or cannot take the value",
        "{count} client reste de côté : il a dit non, ou ne peut avoir cette valeur",
    ),
    "n_refused": (
        "{count} clients are left out: they said no, or cannot take the value",
        "{count} clients restent de côté : ils ont dit non, ou ne peuvent avoir cette valeur",
    ),
    "n_gone_one": (
        "{count} client was deleted or merged meanwhile",
        "{count} client a été supprimé ou fusionné entre-temps",
    ),
    "n_gone": (
        "{count} clients were deleted or merged meanwhile",
        "{count} clients ont été supprimés ou fusionnés entre-temps",
    ),
    "no_undo": (
        "A refusal cannot be undone: only the client can take it back.",
        "Un refus ne s'annule pas : seul le client peut revenir dessus.",
    ),
    "nothing_to_do": ("Nobody would change.", "Personne ne changerait."),
    "now_one": ("Change {count} client", "Modifier {count} client"),
    "now": ("Change {count} clients", "Modifier {count} clients"),
    "acts": ("Changes of many", "Modifications en nombre"),
    "no_acts": ("Nothing was changed for many yet.", "Aucune modification en nombre."),
    "what": ("What", "Quoi"),
    "when": ("When", "Quand"),
    "state": ("State", "État"),
    "state_listing": ("broke off before anything changed", "arrêtée avant tout changement"),
    "state_committing": ("under way", "en cours"),
    "state_done": ("done", "faite"),
    "state_undoing": ("being undone", "annulation en cours"),
    "state_undone": ("undone", "annulée"),
    "by": ("{by}, {at}", "{by}, {at}"),
    "progress_one": ("{done} of {count} client", "{done} sur {count} client"),
    "progress": ("{done} of {count} clients", "{done} sur {count} clients"),
    "under_way": (
        "You may close this page: the change waits, and goes on when it is opened again.",
        "Vous pouvez fermer cette page : la modification attend, et reprend quand on la rouvre.",
    ),
    "stalled": (
        "It does not go on by itself. Press the button to try again.",
        "Elle n'avance plus d'elle-même. Appuyez sur le bouton pour réessayer.",
    ),
    "continue": ("Go on", "Continuer"),
    "undo": ("Undo this change…", "Annuler cette modification…"),
    "undo_title": ("Undo this change?", "Annuler cette modification ?"),
    "undo_now": ("Undo", "Annuler la modification"),
    "n_restored_one": (
        "{count} client becomes as before",
        "{count} client redevient comme avant",
    ),
    "n_restored": (
        "{count} clients become as before",
        "{count} clients redeviennent comme avant",
    ),
    "n_kept_one": (
        "{count} client stays as it is: somebody changed it since, or it said no",
        "{count} client reste tel quel : modifié depuis, ou il a dit non",
    ),
    "n_kept": (
        "{count} clients stay as they are: somebody changed them since, or they said no",
        "{count} clients restent tels quels : modifiés depuis, ou ils ont dit non",
    ),
    "n_nothing_one": (
        "{count} client had not changed",
        "{count} client n'avait pas changé",
    ),
    "n_nothing": ("{count} clients had not changed", "{count} clients n'avaient pas changé"),
    # what became of them
    "was_deleted_one": ("{count} client was deleted", "{count} client a été supprimé"),
    "was_deleted": ("{count} clients were deleted", "{count} clients ont été supprimés"),
    "was_changed_one": ("{count} client was changed", "{count} client a été modifié"),
    "was_changed": ("{count} clients were changed", "{count} clients ont été modifiés"),
    "was_unchanged_one": ("{count} client was so already", "{count} client était déjà ainsi"),
    "was_unchanged": ("{count} clients were so already", "{count} clients étaient déjà ainsi"),
    "was_refused_one": (
        "{count} client was left out: they said no, or cannot take the value",
        "{count} client est resté de côté : il a dit non, ou ne peut avoir cette valeur",
    ),
    "was_refused": (
        "{count} clients were left out: they said no, or cannot take the value",
        "{count} clients sont restés de côté : ils ont dit non, ou ne peuvent avoir cette valeur",
    ),
    "was_restored_one": ("{count} client is as before again", "{count} client est comme avant"),
    "was_restored": ("{count} clients are as before again", "{count} clients sont comme avant"),
    "was_kept_one": (
        "{count} client stayed as it was: somebody had changed it since, or it had said no",
        "{count} client est resté tel quel : modifié depuis, ou il avait dit non",
    ),
    "was_kept": (
        "{count} clients stayed as they were: somebody had changed them since, or they had said no",
        "{count} clients sont restés tels quels : modifiés depuis, ou ils avaient dit non",
    ),
}
