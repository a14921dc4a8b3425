"""`rolebook serve`: the server, what it watches, and what it adds to a page."""
