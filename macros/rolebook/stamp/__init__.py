"""From tokens to values: a company's facts put into a finished shape."""
