"""An exercise: start it, watch it, read what came of it."""
