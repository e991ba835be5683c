"""Bots of dialogs, written with what versions 2.6 and 2.7 both have."""
