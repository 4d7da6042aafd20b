"""``python -m clientbook.cli``."""

from clientbook.cli import main

main()
