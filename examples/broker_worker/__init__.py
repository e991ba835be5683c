"""Jobs for workers: a broker takes them, a worker changes the dialog.

Who asks for a report gets a window that tells how far it is. Making reports
is not the affair of the bot: it puts a job into a stream of Redis, and a
worker takes it from there.

- ``jobs.py``: the broker: jobs are put in, taken out, and never lost;
- ``bot.py``: the dialogs. A report has a stack of its own, which its job
  names, so the worker finds its window again, whatever else is open;
- ``worker.py``: takes jobs and tells in the window how they go.

It needs a ``redis-server``, at ``REDIS_URL`` or at its usual port, and its
package (``python -m pip install "aiogram[redis]"``). Run it in
the directory ``examples`` with the token that @BotFather gave you, or play
with it without one::

    BOT_TOKEN=... python -m broker_worker
    aiogram-dialog play broker_worker:make_dispatcher

Here the bot has a worker in its own process. Others may come and go::

    BOT_TOKEN=... python -m broker_worker worker
"""

from .worker import make_dispatcher

__all__ = ["make_dispatcher"]
