"""Handbook as documents on paper, set with Typst."""
