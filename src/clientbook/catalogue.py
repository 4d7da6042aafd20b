"""Moved to :mod:`clientbook.messages.catalogue`."""

from clientbook._moved import moved

__getattr__ = moved(__name__, "clientbook.messages.catalogue")
