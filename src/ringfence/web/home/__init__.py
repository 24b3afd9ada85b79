"""/: where people land."""
