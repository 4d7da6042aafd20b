"""CSV and other delimited text: encoding, dialect and records found from the bytes."""
