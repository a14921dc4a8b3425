"""Hand-written pages in `docs/`, looked at before they are built."""
