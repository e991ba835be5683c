"""A bot that shows what can be built: one module for each theme."""
