"""The road of an event."""
