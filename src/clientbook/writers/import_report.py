"""Moved to :mod:`clientbook.reports.import_report`."""

from clientbook._moved import moved

__getattr__ = moved(__name__, "clientbook.reports.import_report")
