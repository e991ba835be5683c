"""Tools for people who make bots."""
