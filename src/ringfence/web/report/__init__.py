"""/report: somebody tells us about a call."""
