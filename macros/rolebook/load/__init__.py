"""From files to values. `folder` is the one module of the core that reads the disk."""
