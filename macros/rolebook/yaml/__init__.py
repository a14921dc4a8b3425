"""YAML: the one reading of it, for companies, specs, pages and configuration, and what is wrong with it."""
