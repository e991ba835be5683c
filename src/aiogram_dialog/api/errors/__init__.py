"""The classes behind ``aiogram_dialog.api.exceptions``, by what they tell."""
