"""What a reader sees of a role: one tree, which pages, data, documents and search write."""
