"""Telegram's keyboards of rows of buttons."""
