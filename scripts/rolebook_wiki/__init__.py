"""The handbook as pages of a wiki, and what must be done there so that they stand in it."""
