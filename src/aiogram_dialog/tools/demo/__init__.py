"""The quickstart bot, and a conversation with it."""
