"""The language that was asked for, before a command has read its options."""

import os
import sys
from itertools import pairwise
from typing import Literal


def asked_language() -> Literal["en", "fr"]:
    """Return the language of the option or the environment; imports nothing that takes time."""
    asked = os.environ.get("CLIENTBOOK_LANGUAGE", "")
    for before, word in pairwise(sys.argv):
        asked = word if before == "--language" else asked
    return "fr" if asked == "fr" or "--language=fr" in sys.argv else "en"
