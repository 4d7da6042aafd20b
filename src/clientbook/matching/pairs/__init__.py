"""Two profiles: names, contacts, comparison levels, match weights and their explanation."""
