"""One module for each command of `rolebook`: its options, and what it calls.

A module is imported when its command is used, so that none waits for what another needs.
"""
