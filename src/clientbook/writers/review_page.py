"""Moved to :mod:`clientbook.reports.review_page`."""

from clientbook._moved import moved

__getattr__ = moved(__name__, "clientbook.reports.review_page")
