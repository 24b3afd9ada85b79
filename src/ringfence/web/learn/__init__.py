"""/learn: the signs of each kind of scam."""
