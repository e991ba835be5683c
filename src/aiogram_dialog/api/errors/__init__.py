"""The classes of ``api/exceptions.py``: they hold data and word them."""
