"""The suite runs in a process of its own, with Django's settings; see test_suite.py."""

import os

collect_ignore = [] if "CLIENTBOOK_DJANGO" in os.environ else ["suite"]
