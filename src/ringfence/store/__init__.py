"""Tables, migrations, and the ledgers that turn rows into records; jobs of one line each that call `flow`."""
