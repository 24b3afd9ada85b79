"""/api/v1: reports in, warnings out, texts checked."""
