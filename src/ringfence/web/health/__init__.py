"""/healthz and /readyz, for machines that watch machines."""
