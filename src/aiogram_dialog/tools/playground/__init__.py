"""The playground: a bot and its inside in a browser, over our Telegram."""
