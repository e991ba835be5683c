"""A bot in three languages, translated with Fluent.

- ``locales``: what translators write, one file for each language;
- ``translation.py``: reads it; a middleware hands a translator to everything,
  and ``I18n("key")`` is a text widget that uses it;
- ``bot.py``: the dialog, in which people choose their language.

It needs ``fluent.runtime``, Mozilla's own implementation of Fluent::

    python -m pip install fluent.runtime

Run it in the directory ``examples`` with the token that @BotFather gave you,
or play with it without one::

    BOT_TOKEN=... python -m i18n_fluent
    aiogram-dialog play i18n_fluent:make_dispatcher
"""

from .bot import make_dispatcher

__all__ = ["make_dispatcher"]
