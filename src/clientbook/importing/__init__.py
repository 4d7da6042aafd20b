"""Tables, mappings, validation, deduplication, plans and outcomes: generators, no I/O."""
