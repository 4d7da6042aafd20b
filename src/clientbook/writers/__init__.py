"""Files for people: exports, rejects, templates; formula-safe."""
