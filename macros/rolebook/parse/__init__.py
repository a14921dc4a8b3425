"""From a spec's text to a `Role`. Pure: nothing here reads a file."""
