"""Shapes: all of an edition but its facts, compiled so that an edition is joined and not searched."""
