"""Building editions: what must be done, by whom, and what stands already.

`plan` compares what there is with what was built before; `tasks` are the two kinds of work, to build a
shape and to stamp an edition; `workers` do them, here, in processes or elsewhere; `record` keeps what was
built, `cache` the shapes.
"""
