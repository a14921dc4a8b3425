"""Advice on a library of roles as a whole: what no single spec is wrong in, and readers notice."""
