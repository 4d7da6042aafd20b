"""Who is who: the table that specifies the identity rule (SPEC X31, DESIGN identity)."""

from tests.identity.cases.beside import BESIDE
from tests.identity.cases.holders import HOLDERS
from tests.identity.cases.lines import NEW, SAME, UNSURE, Case
from tests.identity.cases.names import NAMES

CASES: tuple[Case, ...] = (*NAMES, *BESIDE, *HOLDERS)

__all__ = ["CASES", "NEW", "SAME", "UNSURE", "Case"]
