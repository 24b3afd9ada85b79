"""/data: which figures there are."""
