"""The managers that drive dialogs, in the foreground and in the background."""
