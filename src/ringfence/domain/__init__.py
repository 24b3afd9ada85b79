"""The records that pass between rooms: frozen, and without any idea of how things are done."""
