"""What every kind of file ends in: rows of cells, where their titles stand, what is odd."""
