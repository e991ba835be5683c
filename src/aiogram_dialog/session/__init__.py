"""What an event holds, from lock to unlock."""
