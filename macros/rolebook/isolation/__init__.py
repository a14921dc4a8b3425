"""Isolation: that no edition says what is another company's, in no file, form or spelling."""
