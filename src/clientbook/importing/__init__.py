"""Tables, mappings, validation, decisions, plans and outcomes: generators, no I/O."""
