"""What a form asks for at its end: "Anything to add?", "Un message à nous laisser ?": a note."""

from functools import lru_cache

from clientbook.importing.suggesting.lexicon import SMALL_WORDS
from clientbook.importing.suggesting.lexicon_questions import YOU
from clientbook.importing.suggesting.phrases import Phrase
from clientbook.importing.suggesting.words import words_of

# A message is left by somebody, a remark is one by itself; what stands for either, the verbs of
# leaving it, and the words around them.
_MESSAGES = {
    "en": "message messages feedback",
    "fr": "message messages mot",
    "de": "nachricht nachrichten mitteilung mitteilungen",
    "es": "mensaje mensajes",
    "it": "messaggio messaggi",
    "pt": "mensagem mensagens recado",
    "nl": "bericht berichten",
}
_REMARKS = {
    "en": "comment comments remark remarks notes",
    "fr": "commentaire commentaires remarque remarques precision precisions observation"
    " observations",
    "de": "anmerkung anmerkungen bemerkung bemerkungen kommentar kommentare hinweis hinweise",
    "es": "comentario comentarios observacion observaciones",
    "it": "commento commenti note osservazione osservazioni",
    "pt": "comentario comentarios observacao observacoes",
    "nl": "opmerking opmerkingen aanmerking aanmerkingen",
}
_ANYTHING = {
    "en": "anything something",
    "fr": "quelque chose autre rien",
    "de": "etwas sonst was noch",
    "es": "algo",
    "it": "qualcosa qualcos altro",
    "pt": "algo alguma coisa",
    "nl": "iets",
}
_VERBS = {
    "en": "add say tell leave share mention know",
    "fr": "ajouter dire laisser laissez laisse preciser signaler savoir sachions partager",
    "de": "hinzufugen mitteilen sagen hinterlassen hinterlasse erganzen wissen loswerden anmerken",
    "es": "anadir agregar decir decirnos contar contarnos comentar comentarnos dejar dejarnos"
    " dejanos dejenos deja deje saber debamos compartir",
    "it": "aggiungere dire dirci lasciare lasciarci lascia lasciaci lasci comunicare comunicarci"
    " sapere segnalare segnalarci",
    "pt": "acrescentar adicionar dizer contar deixar deixe deixa saber comentar partilhar"
    " compartilhar",
    "nl": "toevoegen kwijt zeggen vertellen melden meegeven laat achter achterlaten weten delen",
}
_AROUND = {
    "en": "any other else further more is there have would like want wish we us should must need"
    " do d questions question or here let",
    "fr": "avez as souhaitez souhaites voulez veux desirez avoir nous que qu y t il chose ici"
    " autres d des encore devrions devons doit questions question aimeriez particuliere",
    "de": "mochten mochtest wollen willst haben hast gibt es noch uns wir sollten mussen sonst"
    " weitere weiteres fragen eine einen ein hier gern gerne was kannst konnen",
    "es": "quieres quiere desea deseas gustaria tienes tiene hay mas que algun alguna otro otra nos"
    " aqui debemos deberiamos pregunta preguntas nuestro le",
    "it": "vuoi vuole desideri desidera vorresti hai ha ce c e che altre altri altra dobbiamo"
    " dovremmo ci qui qualche domanda domande",
    "pt": "quer queres deseja desejas gostaria gostarias pretende tem ha mais que algum aqui nos"
    " devamos devemos outra outro pergunta perguntas alguma",
    "nl": "wil wilt zou heb hebt heeft is er nog dat wij we ons moeten andere overige vragen vraag"
    " hier graag willen",
}
_OF_LAST_WORDS = {
    language: tuple(
        frozenset(table[language].split()) for table in (_MESSAGES, _REMARKS, _ANYTHING, _VERBS)
    )
    for language in _MESSAGES
}
_ALL = {
    language: SMALL_WORDS.union(YOU[language], _AROUND[language].split(), *known)
    for language, known in _OF_LAST_WORDS.items()
}
_LONGEST = 14  # words


@lru_cache(maxsize=4096)
def last_words(title: str) -> Phrase | None:
    """Return the phrase of a title that asks for whatever else one has to say, None for another.

    Every word is of that question: "Anything to add?", not "Anything to add to your order?".
    """
    words = words_of(title)
    if words.asides or not 1 < len(words.unmarked) <= _LONGEST:
        return None
    said = frozenset(words.unmarked)
    asks = title.rstrip(" *").endswith("?")
    for language, known in _OF_LAST_WORDS.items():
        if said <= _ALL[language] and _is_last(said, known, YOU[language], asks=asks):
            return Phrase(("note",), language=language)
    return None


def _is_last(
    said: frozenset[str],
    known: tuple[frozenset[str], ...],
    you: frozenset[str],
    *,
    asks: bool,
) -> bool:
    messages, remarks, anything, verbs = known
    left = not said.isdisjoint(verbs)
    if said & messages:
        return left or (not asks and not said.isdisjoint(you))  # "Votre message"
    if said & remarks:
        return left or asks
    return left and not said.isdisjoint(anything)
