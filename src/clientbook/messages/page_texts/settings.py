"""Words of the settings and of the attributes."""

TEXTS: dict[str, tuple[str, str]] = {
    "progress_title": ("The clients are being brought along", "Les clients sont mis à jour"),
    "progress_done": ("{done} of about {total}", "{done} sur environ {total}"),
    "progress_text": (
        "Others can go on working meanwhile. You may close this page: the settings lead back to"
        " it.",
        "Les autres peuvent continuer à travailler. Vous pouvez fermer cette page : la suite se"
        " lance depuis les réglages.",
    ),
    "under_way": (
        "A change that goes through all clients is not finished.",
        "Une modification qui touche tous les clients n'est pas terminée.",
    ),
    "see_progress": ("Go on with it", "La poursuivre"),
    "title": ("Settings", "Réglages"),
    "save": ("Save", "Enregistrer"),
    "meanwhile": (
        "Somebody else has changed the settings since this page was shown. What you changed stands"
        " below, and what they changed where you did not: save again to set it so.",
        "Quelqu'un d'autre a changé les réglages depuis l'affichage. Vos changements sont"
        " ci-dessous, et les siens là où vous n'avez rien changé : enregistrez de nouveau pour les"
        " appliquer.",
    ),
    "stands": ("It is set to {value} now.", "C'est maintenant {value}."),
    "called_like_a_field": (
        "The field “{field}” is called so, and columns of that name would fill the attribute in its"
        " place. Take another name, or tick the box below.",
        "Le champ « {field} » s'appelle ainsi, et les colonnes de ce nom rempliraient l'attribut à"
        " sa place. Prenez un autre nom, ou cochez la case ci-dessous.",
    ),
    "name_anyway": ("Keep this name all the same", "Garder ce nom malgré tout"),
    "taken_over": (
        "Somebody else has set this to {value}.",
        "Quelqu'un d'autre a choisi {value}.",
    ),
    "speaks_en": ("English", "English"),
    "speaks_fr": ("Français", "Français"),
    "place": ("Place and language", "Lieu et langue"),
    "default_region": ("Country of telephone numbers", "Pays des numéros de téléphone"),
    "default_region_hint": (
        "two letters such as CA or FR; blank where numbers always have their country code",
        "deux lettres, par exemple CA ou FR ; vide si les numéros ont toujours leur indicatif",
    ),
    "language": ("Language", "Langue"),
    "language_hint": (
        "Of files and reports. These pages speak the language that whoever runs them has chosen.",
        "Des fichiers et des rapports. Ces pages parlent la langue choisie par qui les fait"
        " fonctionner.",
    ),
    "time_zone": ("Time zone", "Fuseau horaire"),
    "time_zone_hint": ("such as Europe/Paris", "par exemple Europe/Paris"),
    "date_order": ("Dates such as 03/04/2026 are", "Les dates comme 03/04/2026 sont"),
    "order_": ("as the country writes them", "comme le pays les écrit"),
    "order_DMY": ("day, month, year", "jour, mois, année"),
    "order_MDY": ("month, day, year", "mois, jour, année"),
    "order_YMD": ("year, month, day", "année, mois, jour"),
    "unknown_phone": (
        "A number that may be a mobile or not",
        "Un numéro qui peut être mobile ou non",
    ),
    "counts_as_mobile": ("counts as a mobile", "compte comme mobile"),
    "counts_as_other": ("is not texted", "ne reçoit pas de SMS"),
    "names_sort_by": ("Lists are sorted by", "Les listes sont triées par"),
    "sorted_by_given": ("the name as it is shown", "le nom tel qu'il s'affiche"),
    "sorted_by_family": ("family name", "nom de famille"),
    "partial_max": ("Longest beginning of a word searched", "Plus long début de mot cherché"),
    "partial_max_hint": ("in letters; blank for any", "en lettres ; vide pour toute longueur"),
    "creating": ("Creating a client by hand", "Création manuelle d'un client"),
    "on_duplicate": ("Where somebody resembles it", "Si un client lui ressemble"),
    "doing_allow": ("create without asking", "créer sans demander"),
    "doing_warn": ("ask first", "demander d'abord"),
    "doing_refuse": ("refuse the same person", "refuser la même personne"),
    "all_of": ("Needs all of these", "Exige tout ceci"),
    "any_of": ("and at least one of these", "et au moins un de ceux-ci"),
    "need_name": ("a name", "un nom"),
    "need_given_name": ("first name", "prénom"),
    "need_family_name": ("last name", "nom de famille"),
    "need_full_name": ("whole name", "nom entier"),
    "need_phone": ("phone", "téléphone"),
    "need_mobile": ("mobile", "mobile"),
    "need_email": ("e-mail", "e-mail"),
    "topics": ("Kinds of messages", "Sortes de messages"),
    "topics_hint": (
        "Ticked: clients who said nothing receive them.",
        "Coché : les clients qui n'ont rien dit les reçoivent.",
    ),
    "new_topic": ("Another kind", "Une autre sorte"),
    "opt_outs": ("Who unsubscribes an address", "Qui désabonne une adresse"),
    "opt_outs_yes": (
        "unsubscribes everybody who shares it",
        "désabonne tous ceux qui la partagent",
    ),
    "opt_outs_no": ("unsubscribes themselves only", "ne désabonne que soi-même"),
    "keeping": ("How long things can be taken back", "Durée de retour en arrière"),
    "restore_days": ("Days a deleted client can be brought back", "Jours pour rétablir un client"),
    "history_days": ("Days an import can be undone", "Jours pour annuler un import"),
    # attributes
    "attributes": ("Attributes of clients", "Attributs des clients"),
    "attributes_text": (
        "Fields of your own, beside those every client has.",
        "Vos propres champs, à côté de ceux que tout client possède.",
    ),
    "attribute_change_text": (
        "The values of all clients change with it, or nothing does.",
        "Les valeurs de tous les clients changent avec lui, ou rien ne change.",
    ),
    "no_attributes": ("There is none yet.", "Il n'y en a pas encore."),
    "new_attribute": ("New attribute", "Nouvel attribut"),
    "add_attribute": ("Add attribute", "Ajouter l'attribut"),
    "attribute_name": ("Name", "Nom"),
    "attribute_type": ("Kind", "Type"),
    "attribute_taken": ("There is an attribute of this name.", "Un attribut porte déjà ce nom."),
    "choices": ("Choices", "Choix"),
    "choices_hint": (
        "one a line, for an attribute of which one is chosen",
        "un par ligne, pour un attribut où l'on en choisit un",
    ),
    "attribute_meanwhile": (
        "Somebody else has changed this attribute since this page was shown. What you changed"
        " stands below, and what they changed where you did not: save again to set it so.",
        "Quelqu'un d'autre a changé cet attribut depuis l'affichage. Vos changements sont"
        " ci-dessous, et les siens là où vous n'avez rien changé : enregistrez de nouveau pour les"
        " appliquer.",
    ),
    "attribute_busy": (
        "Nothing was saved: another attribute is being changed for all clients. Save again once"
        " that is done.",
        "Rien n'a été enregistré : un autre attribut est en train de changer pour tous les clients."
        " Enregistrez de nouveau ensuite.",
    ),
    "held_by": ("“{value}”: {names}", "« {value} » : {names}"),
    "held_by_more": ("“{value}”: {names} and others", "« {value} » : {names} et d'autres"),
    "merge_rule": ("When clients are merged", "Quand des clients sont fusionnés"),
    "not_converted_one": (
        "The value of {count} client is not of this kind.",
        "La valeur de {count} client n'est pas de ce type.",
    ),
    "not_converted": (
        "The values of {count} clients are not of this kind.",
        "Les valeurs de {count} clients ne sont pas de ce type.",
    ),
    "type_string": ("text", "texte"),
    "type_integer": ("whole number", "nombre entier"),
    "type_decimal": ("number", "nombre"),
    "type_boolean": ("yes or no", "oui ou non"),
    "type_date": ("date", "date"),
    "type_choice": ("one of several choices", "un choix parmi plusieurs"),
    "type_list": ("several values", "plusieurs valeurs"),
    "rule_survivor": ("that of the client who stays", "celle du client qui reste"),
    "rule_newest": ("the newest", "la plus récente"),
    "rule_highest": ("the highest", "la plus haute"),
    "rule_lowest": ("the lowest", "la plus basse"),
    "rule_union": ("all of them", "toutes"),
    "rule_sum": ("the sum", "la somme"),
}
