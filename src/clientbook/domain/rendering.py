"""The messages of issues and findings, for whoever shows them."""

from clientbook.domain.doors import guarded
from clientbook.messages import catalogue
from clientbook.messages.catalogue import RenderedMessage
from clientbook.messages.issues import FileFinding, Issue, Language


@guarded
def render(item: Issue | FileFinding, language: Language = "en") -> RenderedMessage:
    """Return the message of an issue or a finding.

    Args:
        item: The issue or finding.
        language: ``"en"`` or ``"fr"``.
    """
    return catalogue.render(item, language)
