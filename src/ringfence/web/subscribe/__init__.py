"""/subscribe: warnings by e-mail, and the feeds."""
