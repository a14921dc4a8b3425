"""What work opens is noted, so that its result counts as old when any of it changes."""
