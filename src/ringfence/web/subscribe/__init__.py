"""/subscribe: how to get warnings."""
