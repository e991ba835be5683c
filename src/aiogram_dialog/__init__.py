"""Windows, widgets and dialogs for Telegram bots on aiogram."""
