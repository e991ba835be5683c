"""One bot, served by several processes.

Two workers share a Redis. Both get webhooks in turn from a balancer, so the
clicks, texts and news of one person are handled by either of them, often at
the same time. All of them count.

Redis has to be installed (``apt install redis-server``), and its package
(``python -m pip install "aiogram[redis]"``); the Telegram is one of our own, so
no token is needed. From the directory ``examples``::

    python -m many_workers

starts Redis, the workers, the balancer and twenty people, tells what they
have seen, and ends.

- ``bot.py``: the bot, and what has to be configured for many workers;
- ``worker.py``: one process: webhooks, and news from the rest of your system;
- ``machines.py``: what your servers do: Redis, workers, a balancer;
- ``people.py``: what people do, and what they should see at last.
"""
