"""Consent: the ledger, whom one may contact, the memory of who must not be."""
