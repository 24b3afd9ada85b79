"""/check: was that a scam?"""
