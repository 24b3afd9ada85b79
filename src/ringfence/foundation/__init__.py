"""Text, phone numbers, periods, ids, settings and errors. Knows nothing of scams."""
