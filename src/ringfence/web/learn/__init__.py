"""/learn: the signs of each kind of scam, calls to practise on, and pages to print."""
