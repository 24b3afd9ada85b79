"""/data: monthly counts that anybody may use."""
