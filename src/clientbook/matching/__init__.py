"""Same person, same household or unrelated: match keys, weights, clusters; pure functions."""
