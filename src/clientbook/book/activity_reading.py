"""Moved to :mod:`clientbook.book.activities.reading`."""

from clientbook._moved import moved

__getattr__ = moved(__name__, "clientbook.book.activities.reading")
