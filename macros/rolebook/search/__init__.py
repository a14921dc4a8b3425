"""What the search knows of a handbook's pages: told by the model, not read from what was rendered."""
