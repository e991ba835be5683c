"""What is written on the buttons of calendars, in the process's locale."""

from aiogram_dialog.widgets.text import Format

ZOOM_OUT_TEXT = Format("🔍")

DAYS_HEADER_TEXT = Format("🗓 {date:%B %Y}")
WEEK_DAY_TEXT = Format("{date:%a}")
DATE_TEXT = Format("{date:%d}")
TODAY_TEXT = Format("[ {date:%d} ]")
PREV_MONTH_TEXT = Format("<< {date:%B %Y}")
NEXT_MONTH_TEXT = Format("{date:%B %Y} >>")

MONTHS_HEADER_TEXT = Format("🗓 {date:%Y}")
MONTH_TEXT = Format("{date:%B}")
THIS_MONTH_TEXT = Format("[ {date:%B} ]")
PREV_YEAR_TEXT = Format("<< {date:%Y}")
NEXT_YEAR_TEXT = Format("{date:%Y} >>")

YEAR_TEXT = Format("{date:%Y}")
THIS_YEAR_TEXT = Format("[ {date:%Y} ]")
PREV_YEARS_PAGE_TEXT = Format("<< {date:%Y}")
NEXT_YEARS_PAGE_TEXT = Format("{date:%Y} >>")
