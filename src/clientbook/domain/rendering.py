"""The messages of issues, findings and errors, for whoever shows them."""

from clientbook.domain.doors import guarded
from clientbook.errors import ClientbookError
from clientbook.messages import catalogue
from clientbook.messages.catalogue import RenderedMessage
from clientbook.messages.issues import FileFinding, Issue, Language


@guarded
def render(
    item: Issue | FileFinding | ClientbookError, language: Language = "en"
) -> RenderedMessage:
    """Return the message of an issue, a finding or an error.

    An error says what was refused, why and what to do: ``str(error)`` in the language of whoever
    reads it.  A field of a form has the message of its issue, ``render(error.issue, "fr")`` or of
    each of ``error.issues``, without the name of the field.  The few errors that only a programmer
    can mend (of threads, processes and closed stores) stay English.

    Args:
        item: The issue, finding or error.
        language: ``"en"`` or ``"fr"``.
    """
    if isinstance(item, ClientbookError):
        from clientbook.errors.sentences import render_error  # most programs say no error so

        return render_error(item, language)
    return catalogue.render(item, language)
