"""Imports one file; run by tests in processes of their own. Arguments: the database, the file."""

import sys

import attrs

from clientbook import SAFE, Actor, ClientBook, SqliteStore

book = ClientBook(SqliteStore(sys.argv[1]), settings=attrs.evolve(SAFE, default_region="FR"))
book.imports.run(book.imports.open(sys.argv[2]), by=Actor("importer"))
