"""Privacy: what is held of a person, and taking it out of the book."""
