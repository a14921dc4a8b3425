"""The words of the product as frozen values. This package imports nothing of the others."""
