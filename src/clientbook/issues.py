"""Moved to :mod:`clientbook.messages.issues`."""

from clientbook._moved import moved

__getattr__ = moved(__name__, "clientbook.messages.issues")
