"""A client book to build into your own program."""
