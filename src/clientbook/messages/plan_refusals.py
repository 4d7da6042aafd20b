"""Why a plan, a merge, an import or an act is refused, in French; and the words of their codes."""

from collections.abc import Mapping

PLANS_FR: Mapping[str, str] = {
    "plan again": "recommencez",
    "plan again in this one": "recommencez dans celui-ci",
    "plan again what is missing": "recommencez pour ce qui manque",
    "plan it again and look once more": "recommencez et regardez encore une fois",
    "look once more": "regardez encore une fois",
    "look at it again": "regardez encore une fois",
    "nothing is left": "il n'y a plus rien à faire",
    "nothing is left to undo": "il n'y a plus rien à annuler",
    "nothing is left to decide": "il n'y a plus rien à décider",
    "there is nothing to undo": "il n'y a rien à annuler",
    "there is nothing to resume": "il n'y a rien à reprendre",
    "the plan was cut short": "le plan n'est pas complet",
    "go on with plan_undo(after=plan)": "complétez-le d'abord",
    # acts on many clients
    "settings or the attribute changed since the plan": (
        "les réglages ou l'attribut ont changé entre-temps"
    ),
    "other clients are meant now than when it was planned": (
        "d'autres clients sont concernés maintenant"
    ),
    "the bulk edit is {}": "l'action est {0}",
    "another process goes on with this bulk edit": "un autre programme poursuit cette action",
    "nothing is selected": "rien n'est choisi",
    "select at least one client": "choisissez au moins un client",
    "client {} has changed since the deletion was planned": "le client {0} a changé entre-temps",
    "a rehearsal writes {} rows at most: it keeps others from writing": (
        "un essai n'écrit que {0} lignes : il empêche les autres d'écrire"
    ),
    "use plan and preview, which hold nothing": "utilisez plan et preview, qui ne bloquent rien",
    # copies
    "source and target are one store": "la source et la cible sont le même fichier",
    "copy by way of another one": "copiez d'abord dans un autre",
    "finish that copy first": "terminez d'abord cette copie",
    "the target holds a book": "la cible contient déjà un fichier clients",
    "copy into an empty one": "copiez dans un fichier vide",
    "the book is an unfinished copy": "le fichier clients est une copie inachevée",
    "the source has changed since the copy began, or is another book": (
        "la source a changé depuis le début de la copie, ou est un autre fichier clients"
    ),
    "somebody wrote to the target since the copy began": (
        "quelqu'un a écrit dans la cible depuis le début de la copie"
    ),
    "copy into an empty book": "copiez dans un fichier vide",
    # merges
    "both ids lead to one client": "les deux identifiants mènent au même client",
    "name two different clients": "indiquez deux clients différents",
    "choose two different clients": "choisissez deux clients différents",
    "a client cannot be merged into itself": "un client ne peut pas être fusionné avec lui-même",
    "nothing to merge": "rien à fusionner",
    "name at least one client to absorb": "indiquez au moins un client à fusionner",
    "clients {} and {} are merged already": "les clients {0} et {1} sont déjà fusionnés",
    "they are {}; nothing is left to merge": "c'est le client {0} ; il n'y a plus rien à fusionner",
    "client {} is {}": "le client {0} est {1}",
    "merge active clients only; restore a deleted one first": (
        "seuls des clients présents se fusionnent ; rétablissez d'abord un client supprimé"
    ),
    "the merge is blocked: {}": "la fusion est bloquée : {0}",
    "decide each blocker with a choice, or override it": "décidez chaque point, ou passez outre",
    "{} cannot be overridden": "on ne peut pas passer outre : {0}",
    "choose which value to keep instead": "choisissez plutôt la valeur à garder",
    "records of {} collide: {}": "des éléments de {0} se contredisent : {1}",
    "decide in the host program which record stays, then plan again": (
        "décidez dans l'autre programme lequel reste, puis recommencez"
    ),
    "a client was changed since the merge was planned": "un client a changé entre-temps",
    "the merge would give another result now": "la fusion donnerait un autre résultat maintenant",
    "a choice names {}, which is no field of a profile": (
        "un choix nomme {0}, qui n'est pas un champ"
    ),
    "use a field such as birthday or phones": "indiquez un champ, comme birthday ou phones",
    "the value chosen for {} has another type than the field": (
        "la valeur choisie pour {0} n'est pas du type du champ"
    ),
    "give {} values": "donnez des valeurs de type {0}",
    "two choices for {}": "deux choix pour {0}",
    "leave one": "n'en gardez qu'un",
    "a choice for {} names a client that is not part of the merge": (
        "un choix pour {0} nomme un client qui n'est pas de la fusion"
    ),
    "name the survivor or one of the absorbed clients": "indiquez un des clients de la fusion",
    "{} is no list": "{0} n'est pas une liste",
    "choose a whole field": "choisissez un champ entier",
    "a choice for {} names a value that none of the clients has": (
        "un choix pour {0} nomme une valeur qu'aucun des clients n'a"
    ),
    "choose among their values": "choisissez parmi leurs valeurs",
    # merges that are to be undone
    "the journal of client {} does not reach back to the merge": (
        "l'historique du client {0} ne remonte pas jusqu'à la fusion"
    ),
    "a purged history cannot be undone": "un historique effacé ne s'annule pas",
    "merge {} was undone already": "la fusion {0} est déjà annulée",
    "later merges stand on top of {}: {}": "des fusions plus récentes reposent sur {0} : {1}",
    "undo those first": "annulez-les d'abord",
    "client {} was erased": "le client {0} est effacé",
    "its merges can no longer be undone": "ses fusions ne s'annulent plus",
    "the book moved since the undoing was planned": "le fichier clients a changé entre-temps",
    # imports of files
    "the plan was made in another book": "le plan est celui d'un autre fichier clients",
    "the file is not the one that was planned": "ce n'est pas le fichier qui était prévu",
    "the settings have changed since the plan was made": "les réglages ont changé entre-temps",
    "an attribute of the file has changed since the plan was made": (
        "un attribut du fichier a changé entre-temps"
    ),
    "a client has changed since the plan was made": "un client a changé entre-temps",
    "clients have changed since the plan was made": "des clients ont changé entre-temps",
    "the book has changed since the plan was made": "le fichier clients a changé entre-temps",
    "another plan is kept in this file": "un autre plan est gardé dans ce fichier",
    "the import has changed since the plan was made": "l'import a changé entre-temps",
    "the attribute {} is called {} now": "l'attribut {0} s'appelle maintenant {1}",
    "another process has worked on this import, which is {}": (
        "un autre programme a travaillé sur cet import, qui est {0}"
    ),
    "look at the run, then resume, abandon or undo it": (
        "regardez l'import, puis reprenez-le, terminez-le ou annulez-le"
    ),
    "the import is {}": "l'import est {0}",
    "this is not the file the import began with": "ce n'est pas le fichier de cet import",
    "open that file, or end or undo the import": (
        "ouvrez ce fichier-là, ou bien terminez ou annulez l'import"
    ),
    "the import began with other settings": "l'import a commencé avec d'autres réglages",
    "resume it with the same region and preset": "reprenez-le avec les mêmes réglages",
    "only a started one is ended": "seul un import inachevé se termine",
    "the import is older than the history": "l'import est plus ancien que l'historique",
    "its clients are there, its rows are not": "ses clients sont là, ses lignes n'y sont plus",
    "rows are decided once it is done or abandoned": "ses lignes se décident quand il est terminé",
    "row {} is {}": "la ligne {0} est {1}",
    "row {} was erased with a person": "la ligne {0} a été effacée avec une personne",
    "the row has another user account than the client": (
        "la ligne a un autre compte utilisateur que le client"
    ),
    "make it a client of its own; merging the two asks which account stays": (
        "faites-en un client à part ; en fusionnant, vous choisirez le compte"
    ),
    "the import cannot go on like this": "l'import ne peut pas continuer ainsi",
    "end it, or undo it": "terminez-le, ou annulez-le",
    "the plan has no counts": "le plan n'a pas été compté",
    "the form is not the one that was shown": "ce n'est pas le formulaire qui était affiché",
}
"""Why nothing was done, and what to do."""

PLANS_PLAIN: Mapping[str, str] = {
    "the merge is blocked: {}": "the merge is blocked: {0}",
    "use plan() and preview(), which hold nothing": "use plan and preview, which hold nothing",
    'use a field such as "birthday" or "phones", or "attribute:<name>"': (
        "use a field such as birthday or phones"
    ),
    "choose a whole field with FieldChoice": "choose a whole field",
    "choose among their values, or give the whole list with FieldChoice": (
        "choose among their values"
    ),
    "undo those first, or plan with with_later=True": "undo those first",
    "open that file, or end the import with abandon() or undo()": (
        "open that file, or end or undo the import"
    ),
}
"""What a programmer does, as what a person does."""

CODES: Mapping[str, tuple[str, str]] = {
    # why a merge is blocked
    "birthday_clash": ("two birth dates", "deux dates de naissance"),
    "gender_clash": ("two genders", "deux sexes"),
    "two_accounts": ("two user accounts", "deux comptes utilisateur"),
    "limit_overflow": ("too many values", "trop de valeurs"),
    "link_conflict": ("records collide", "éléments contradictoires"),
    "ignored_pair": ("marked as two persons", "marqués comme deux personnes"),
    "required_field": ("a value is required", "une valeur est exigée"),
    # where an import or an act stands
    "listing": ("being prepared", "en préparation"),
    "committing": ("not finished", "inachevé"),
    "done": ("done", "terminé"),
    "abandoned": ("ended early", "abandonné"),
    "undoing": ("being undone", "en cours d'annulation"),
    "undone": ("undone", "annulé"),
    # what became of a row
    "created": ("created", "créée"),
    "updated": ("updated", "mise à jour"),
    "attached": ("attached", "rattachée"),
    "unchanged": ("unchanged", "inchangée"),
    "skipped": ("skipped", "ignorée"),
    "duplicate_in_file": ("a double in the file", "un doublon du fichier"),
    "review": ("to be decided", "à trancher"),
    "rejected": ("refused", "refusée"),
    # where a client stands
    "active": ("active", "présent"),
    "deleted": ("deleted", "supprimé"),
    "merged": ("merged", "fusionné"),
    "erased": ("erased", "effacé"),
}
"""Codes that stand in these texts, in words; those of several in one text are joined by commas."""
