"""What can be set about calendars."""

from dataclasses import dataclass, fields, replace
from datetime import date, tzinfo
from enum import Enum


class CalendarScope(Enum):
    """Say what is chosen in a calendar."""

    DAYS = "DAYS"
    MONTHS = "MONTHS"
    YEARS = "YEARS"


@dataclass(frozen=True)
class CalendarUserConfig:
    """Hold the settings of one user; what is None is as for everybody."""

    firstweekday: int | None = None
    timezone: tzinfo | None = None
    min_date: date | None = None
    max_date: date | None = None
    month_columns: int | None = None
    years_per_page: int | None = None
    years_columns: int | None = None


@dataclass(frozen=True)
class CalendarConfig:
    """Hold the settings of a calendar.

    ``firstweekday``: 0 for Monday to 6 for Sunday.
    ``timezone``: where it is today; by default where the bot runs.
    ``min_date``, ``max_date``: the days between which one can be chosen,
    with both of them.

    Raises ``ValueError`` for less than one column or year.
    """

    firstweekday: int = 0
    timezone: tzinfo | None = None
    min_date: date = date(1900, 1, 1)
    max_date: date = date(2100, 12, 31)
    month_columns: int = 3
    years_per_page: int = 20
    years_columns: int = 5

    def __post_init__(self) -> None:
        for name in ("month_columns", "years_per_page", "years_columns"):
            if getattr(self, name) < 1:
                raise ValueError(
                    f"`{name}` of a calendar is {getattr(self, name)}: "
                    "it must be 1 or more.",
                )

    def touches(self, first: date, last: date) -> bool:
        """Tell whether a day of this time can be chosen."""
        return first <= self.max_date and last >= self.min_date

    def touches_year(self, year: int) -> bool:
        """Tell whether a day of this year can be chosen."""
        return self.min_date.year <= year <= self.max_date.year

    def merge(
        self,
        other: "CalendarUserConfig | CalendarConfig",
    ) -> "CalendarConfig":
        """Return these settings, changed by those that the other has."""
        changes = {
            field.name: getattr(other, field.name)
            for field in fields(CalendarUserConfig)
        }
        return replace(
            self,
            **{
                name: value
                for name, value in changes.items()
                if value is not None
            },
        )
