"""Duplicates: likely pairs, ignored pairs, merges and taking them back."""
