"""/now: on the phone right now."""
