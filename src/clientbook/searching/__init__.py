"""Words, queries and index entries: what a store indexes of a client; pure functions."""
