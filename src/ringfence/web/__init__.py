"""The pages and the API: one folder per task. No algorithm lives here; a view calls a recipe of `flow`."""
