"""The showcase bot, and a conversation with it."""
