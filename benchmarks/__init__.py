"""Measure dialogs against bare aiogram and against version 2.6.0."""
