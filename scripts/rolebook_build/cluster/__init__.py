"""Building by the workers of a cluster, and into an object store: the extra `rolebook[cluster]`."""
