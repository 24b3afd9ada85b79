"""Who runs this, what is kept, how to complain, and help for somebody whose number scammers show."""
