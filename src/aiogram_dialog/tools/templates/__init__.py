"""Templates of pages, for jinja2's ``PackageLoader``."""
