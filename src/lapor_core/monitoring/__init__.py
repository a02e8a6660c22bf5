"""Measuring how complaints are handled: what is counted, how it adds up, and what may be told of it."""
