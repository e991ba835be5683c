"""A bot with tests, as you would write them for yours.

- ``bot.py``: a bot that takes bookings for a restaurant;
- ``pytest.ini``: where pytest finds the bot, and that tests may be coroutines;
- ``tests/conftest.py``: one line, which turns the test kit on;
- ``tests/test_booking.py``: what people do, see and get;
- ``tests/test_everything.py``: mistakes that can be found without thinking of
  them: the check, and the explorer, which presses every button;
- ``tests/transcripts``: what a conversation looked like when it was right.

Run the tests; the second command renews the transcripts::

    python -m pip install aiogram-dialog pytest pytest-asyncio
    python -m pytest examples/tested_bot
    python -m pytest examples/tested_bot --update-transcripts

Run the bot in the directory ``examples`` with the token that @BotFather gave
you, or play with it without one::

    BOT_TOKEN=... python -m tested_bot
    aiogram-dialog play tested_bot:make_dispatcher
"""

from .bot import make_dispatcher

__all__ = ["make_dispatcher"]
