"""The lifecycle: one table, the guards it names, and the engine that follows it."""
