"""Rolebook around a site build: the `rolebook` command."""
