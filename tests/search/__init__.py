"""What the search knows, told by the model."""
