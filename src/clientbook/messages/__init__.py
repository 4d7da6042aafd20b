"""What can be wrong with a value, a row or a file: codes, and their texts in English and French."""
