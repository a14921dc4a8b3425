"""Rolebook inside a site build: role specs and company facts in, one handbook site out."""

__version__ = "0.1.0"
