"""What is done about dialogs that cannot be restored."""
