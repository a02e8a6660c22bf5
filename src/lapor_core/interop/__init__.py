"""Pure mappings between the rows of other systems and the values of this library."""
