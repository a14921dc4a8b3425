"""Text that people write, read: Markdown as blocks, inline text, and the HTML in both."""
