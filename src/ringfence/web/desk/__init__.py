"""/desk: analysts and approvers at work."""
