"""/warnings: what the public reads."""
