"""What stands for a database: long lists, given in parts."""

from collections.abc import Sequence
from typing import NamedTuple


class Product(NamedTuple):
    id: int
    name: str
    price: int


_KINDS = ["Apples", "Bread", "Cheese", "Honey", "Olives", "Rice", "Tea"]
_PRODUCTS = [
    Product(number, f"{kind} no. {number}", 2 + number * 7 % 13)
    for number, kind in enumerate(_KINDS * 8, start=1)
]

COUNTRIES = [
    "🇦🇷 Argentina",
    "🇧🇷 Brazil",
    "🇨🇦 Canada",
    "🇪🇬 Egypt",
    "🇫🇮 Finland",
    "🇫🇷 France",
    "🇬🇷 Greece",
    "🇮🇸 Iceland",
    "🇮🇳 India",
    "🇮🇩 Indonesia",
    "🇮🇹 Italy",
    "🇯🇵 Japan",
    "🇰🇪 Kenya",
    "🇲🇽 Mexico",
    "🇳🇵 Nepal",
    "🇳🇴 Norway",
    "🇵🇪 Peru",
    "🇵🇹 Portugal",
    "🇪🇸 Spain",
    "🇹🇷 Türkiye",
]


async def count_products() -> int:
    return len(_PRODUCTS)


async def load_products(offset: int, limit: int) -> Sequence[Product]:
    return _PRODUCTS[offset : offset + limit]
