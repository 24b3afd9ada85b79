"""The one place where real back ends are chosen, out of the settings."""
