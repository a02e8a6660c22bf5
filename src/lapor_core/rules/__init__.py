"""The rules, as data with provenance, and what follows from them."""
