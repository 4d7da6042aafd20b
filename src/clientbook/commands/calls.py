"""What is wrong with how a command was called."""


class CommandCallError(ValueError):
    """A command was called wrongly; the message says with which option, and how it is written."""
