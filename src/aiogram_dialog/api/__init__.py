"""The vocabulary: words that everyone in the package shares."""
