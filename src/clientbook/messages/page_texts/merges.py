"""Words of the pages about duplicates and merges."""

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Duplicates", "Doublons"),
    "history": ("Merges made", "Fusions faites"),
    "tab_pairs": ("Pairs", "Paires"),
    "tab_safe": ("Certain pairs", "Paires certaines"),
    "tab_ignored": ("Two persons", "Deux personnes"),
    "tab_history": ("Merges made", "Fusions faites"),
    "differs": (", differs", ", diffère"),
    "pairs_one": ("{count} pair to look at", "{count} paire à examiner"),
    "pairs": ("{count} pairs to look at", "{count} paires à examiner"),
    "none": (
        "No pair is waiting. New ones appear here when two clients resemble one another.",
        "Aucune paire n'attend. De nouvelles apparaissent ici quand deux clients se ressemblent.",
    ),
    "looking_one": (
        "{count} client is compared with the others.",
        "{count} client est comparé aux autres.",
    ),
    "looking": (
        "{count} clients are compared with one another.",
        "{count} clients sont comparés entre eux.",
    ),
    "looked_reading_one": ("{done} of {count} client read", "{done} client lu sur {count}"),
    "looked_reading": ("{done} of {count} clients read", "{done} clients lus sur {count}"),
    "looked_comparing_one": (
        "{done} of {count} pair compared",
        "{done} paire comparée sur {count}",
    ),
    "looked_comparing": ("{done} of {count} pairs compared", "{done} paires comparées sur {count}"),
    "looking_text": (
        "This takes a moment after a large import; afterwards only whoever changes is compared. You"
        " may close this page: the comparison waits, and goes on when it is opened again.",
        "Cela prend un moment après un grand import ; ensuite, seuls ceux qui changent sont"
        " comparés. Vous pouvez fermer cette page : la comparaison attend, et reprend quand on la"
        " rouvre.",
    ),
    "look_through": ("Compare them", "Les comparer"),
    "at_end": (
        "You have skipped the rest. Start again from the first pair.",
        "Vous avez passé les dernières. Recommencez à la première paire.",
    ),
    "from_first": ("From the first pair", "Depuis la première paire"),
    "pair_title": ("One person or two?", "Une personne ou deux ?"),
    "compare_title": ("{left} and {right}", "{left} et {right}"),
    "says_certain": ("almost certainly one person", "presque certainement une même personne"),
    "says_likely": ("likely one person", "probablement une même personne"),
    "says_open": ("perhaps one person: look closely", "peut-être une même personne : à examiner"),
    "evidence": ("What speaks for it, and against", "Ce qui parle pour, et contre"),
    "evidence_text": (
        "To the right: for one person. To the left: for two. The longer, the more it says.",
        "À droite : pour une même personne. À gauche : pour deux. Plus c'est long, plus cela"
        " compte.",
    ),
    "bar_for": ("for, {weight}", "pour, {weight}"),
    "bar_against": ("against, {weight}", "contre, {weight}"),
    "keep_who": ("Which client stays", "Quel client reste"),
    "keep_text": (
        "It keeps its id and its history; the other becomes part of it. The values are chosen"
        " below.",
        "Il garde son identifiant et son historique ; l'autre en fait désormais partie. Les"
        " valeurs se choisissent ci-dessous.",
    ),
    "since": ("in the book since {day}", "dans le fichier depuis le {day}"),
    "field": ("Field", "Champ"),
    "values": ("Choose the values", "Choisir les valeurs"),
    "values_text": (
        "What is ticked is kept. The other values stay in the history.",
        "Ce qui est coché est gardé. Les autres valeurs restent dans l'historique.",
    ),
    "same": ("the same", "identique"),
    "nothing": ("nothing", "rien"),
    "both": ("Both together", "Les deux réunis"),
    "must_choose": ("please choose", "à choisir"),
    "holds": (
        "What either said about messages stays: whoever unsubscribed stays unsubscribed. Notes and"
        " the origin of both remain.",
        "Ce que chacun a dit des messages demeure : qui s'est désabonné le reste. Les notes et"
        " l'origine des deux restent.",
    ),
    "blocked_booking": (
        "Blocked from booking online, as one of them is.",
        "Réservation en ligne bloquée, comme pour l'un des deux.",
    ),
    "moves": ("Moves to the client that stays", "Passe au client qui reste"),
    "against": ("Decide this first", "À décider d'abord"),
    "override": ("merge all the same", "fusionner malgré tout"),
    "result": ("The client after the merge", "Le client après la fusion"),
    "reason": ("Why (for the history)", "Pourquoi (pour l'historique)"),
    "look": ("Show the result", "Voir le résultat"),
    "merge": ("Merge", "Fusionner"),
    "ignore": ("Not the same person", "Pas la même personne"),
    "skip": ("Decide later", "Plus tard"),
    "undo_it": ("Undo this merge", "Annuler cette fusion"),
    "stale": (
        "One of them was changed meanwhile. Nothing was merged; this is how they stand now.",
        "L'un des deux a été modifié entre-temps. Rien n'est fusionné ; voici leur état actuel.",
    ),
    "blocked": (
        "Nothing was merged yet: something has to be decided first.",
        "Rien n'est encore fusionné : il faut d'abord décider.",
    ),
    "blocker_birthday_clash": (
        "They have two different birth dates.",
        "Ils ont deux dates de naissance différentes.",
    ),
    "blocker_birthday_clash_hint": ("Choose the right one.", "Choisissez la bonne."),
    "blocker_gender_clash": ("They have two different genders.", "Ils ont deux sexes différents."),
    "blocker_gender_clash_hint": ("Choose the right one.", "Choisissez le bon."),
    "blocker_two_accounts": (
        "Both have a user account of your product.",
        "Chacun a un compte utilisateur de votre produit.",
    ),
    "blocker_two_accounts_hint": (
        "Untick the one that goes.",
        "Décochez celui qui disparaît.",
    ),
    "blocker_limit_overflow": (
        "Together they have too many values: {field} ({count}, at most {limit}).",
        "Ensemble, trop de valeurs : {field} ({count}, {limit} au plus).",
    ),
    "blocker_limit_overflow_hint": ("Untick some.", "Décochez-en."),
    "blocker_link_conflict": (
        "Records of both collide: {field} ({count}).",
        "Des éléments des deux se contredisent : {field} ({count}).",
    ),
    "blocker_link_conflict_hint": (
        "Look at them first, or merge all the same.",
        "Regardez-les d'abord, ou fusionnez malgré tout.",
    ),
    "blocker_ignored_pair": (
        "Somebody said that these are two persons.",
        "Quelqu'un a dit que ce sont deux personnes.",
    ),
    "blocker_ignored_pair_hint": (
        "Merge all the same if that was a mistake.",
        "Fusionnez malgré tout si c'était une erreur.",
    ),
    "blocker_required_field": (
        "Without this value the client would lack what the book asks for: {field}.",
        "Sans cette valeur, il manquerait au client ce que le fichier exige : {field}.",
    ),
    "blocker_required_field_hint": ("Keep one.", "Gardez-en une."),
    "code_birthday_clash": ("birth dates", "dates de naissance"),
    "code_gender_clash": ("genders", "sexes"),
    "code_two_accounts": ("two accounts", "deux comptes"),
    "code_limit_overflow": ("too many values", "trop de valeurs"),
    "code_link_conflict": ("records collide", "éléments contradictoires"),
    "code_ignored_pair": ("marked as two persons", "marqués comme deux personnes"),
    "code_required_field": ("a value is required", "une valeur est exigée"),
    # ignored pairs
    "ignored_title": ("Marked as two persons", "Marqués comme deux personnes"),
    "ignored_text": (
        "These pairs are not proposed any more. If one was marked by mistake, compare the two and"
        " merge them all the same.",
        "Ces paires ne sont plus proposées. Si l'une l'a été par erreur, comparez-les et"
        " fusionnez-les malgré tout.",
    ),
    "ignored_none": ("No pair was marked.", "Aucune paire n'est marquée."),
    "compare": ("Compare", "Comparer"),
    # many at once
    "safe_title": ("Merge the certain pairs", "Fusionner les paires certaines"),
    "safe_text": (
        "Nothing contradicts in these pairs; the older client stays. Untick what you want to look"
        " at yourself. Each merge can be undone.",
        "Rien ne se contredit dans ces paires ; le client le plus ancien reste. Décochez ce que"
        " vous voulez examiner. Chaque fusion peut être annulée.",
    ),
    "safe_none": (
        "There is no pair about which nothing has to be decided.",
        "Il n'y a aucune paire sur laquelle rien n'est à décider.",
    ),
    "safe_pair": ("{left} takes in {right}", "{left} absorbe {right}"),
    "safe_merge": ("Merge the ticked pairs", "Fusionner les paires cochées"),
    "safe_left": ("Left for you", "À examiner vous-même"),
    "safe_done_one": ("{count} pair was merged.", "{count} paire fusionnée."),
    "safe_done": ("{count} pairs were merged.", "{count} paires fusionnées."),
    "skip_fields": ("{why}: {fields}", "{why} : {fields}"),
    "skip_blocked": ("has to be decided", "à décider"),
    "skip_conflict": ("values differ", "valeurs différentes"),
    "skip_already_one": ("one client already", "déjà un seul client"),
    "skip_not_active": ("not there any more", "n'est plus là"),
    "skip_not_found": ("not there any more", "n'est plus là"),
    "skip_links_refused": ("records collide", "éléments contradictoires"),
    "back": ("Back to the pairs", "Retour aux paires"),
    # merges made
    "list_none": ("Nothing was merged yet.", "Rien n'a encore été fusionné."),
    "took_in": ("took in", "a absorbé"),
    "made_by": ("{by}, {at}", "{by}, le {at}"),
    "was_undone": ("undone by {by}, {at}", "annulée par {by}, le {at}"),
    "merge_title": ("Merge of {name}", "Fusion de {name}"),
    "why": ("Reason", "Raison"),
    "chosen": ("Chosen by hand", "Choisi à la main"),
    "despite": ("In spite of", "Malgré"),
    "undo_title": ("Undo this merge?", "Annuler cette fusion ?"),
    "comes_back": ("{name} comes back as it was", "{name} revient tel quel"),
    "kept_title": ("Stays with the client, as it came later", "Reste au client, car venu après"),
    "kept_line_one": ("{field}: {count} value", "{field} : {count} valeur"),
    "kept_line": ("{field}: {count} values", "{field} : {count} valeurs"),
    "conflicting_title": ("Does not go back", "Ne revient pas"),
    "conflict_edited_since": ("edited since", "modifié depuis"),
    "conflict_external_id_taken": (
        "belongs to another client now",
        "appartient à un autre client",
    ),
    "conflict_link_gone": ("is not there any more", "n'est plus là"),
    "later_one": (
        "{count} later merge stands on top of it and is undone first.",
        "{count} fusion plus récente repose dessus et s'annule d'abord.",
    ),
    "later": (
        "{count} later merges stand on top of it and are undone first.",
        "{count} fusions plus récentes reposent dessus et s'annulent d'abord.",
    ),
    "later_first": (
        "Later merges stand on top of this one: undo them first.",
        "Des fusions plus récentes reposent sur celle-ci : annulez-les d'abord.",
    ),
    "with_later": ("Look at undoing those too", "Voir l'annulation de celles-ci aussi"),
    "unmerge_ignore": (
        "and mark them as two persons, so that they are not proposed again",
        "et les marquer comme deux personnes, pour ne plus les proposer",
    ),
    "unmerge": ("Undo the merge", "Annuler la fusion"),
    "cannot_undo": (
        "This merge cannot be undone any more.",
        "Cette fusion ne peut plus être annulée.",
    ),
}
