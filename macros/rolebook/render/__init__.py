"""From the model to HTML: text, templates, links."""
