"""Buttons and how they are laid out."""

from .base import Keyboard
from .button import (
    Button,
    LoginURLButton,
    SwitchInlineQuery,
    SwitchInlineQueryChosenChatButton,
    SwitchInlineQueryCurrentChat,
    Url,
    WebApp,
)
from .calendar_kbd import (
    Calendar,
    CalendarConfig,
    CalendarScope,
    CalendarUserConfig,
    ManagedCalendar,
)
from .checkbox import Checkbox, ManagedCheckbox
from .copy import CopyText
from .counter import Counter, ManagedCounter
from .group import Column, Group, Row
from .list_group import ListGroup, ManagedListGroup
from .pager import (
    CurrentPage,
    FirstPage,
    LastPage,
    NextPage,
    NumberedPager,
    PrevPage,
    SwitchPage,
)
from .request import RequestContact, RequestLocation, RequestPoll
from .scrolling_group import ScrollingGroup
from .select import (
    ManagedMultiselect,
    ManagedRadio,
    ManagedToggle,
    Multiselect,
    Radio,
    Select,
    Toggle,
)
from .state import Back, Cancel, EventProcessorButton, Next, Start, SwitchTo
from .stub_scroll import StubScroll
from .time import ManagedTimeSelect, TimeSelect

__all__ = [
    "Back",
    "Button",
    "Calendar",
    "CalendarConfig",
    "CalendarScope",
    "CalendarUserConfig",
    "Cancel",
    "Checkbox",
    "Column",
    "CopyText",
    "Counter",
    "CurrentPage",
    "EventProcessorButton",
    "FirstPage",
    "Group",
    "Keyboard",
    "LastPage",
    "ListGroup",
    "LoginURLButton",
    "ManagedCalendar",
    "ManagedCheckbox",
    "ManagedCounter",
    "ManagedListGroup",
    "ManagedMultiselect",
    "ManagedRadio",
    "ManagedTimeSelect",
    "ManagedToggle",
    "Multiselect",
    "Next",
    "NextPage",
    "NumberedPager",
    "PrevPage",
    "Radio",
    "RequestContact",
    "RequestLocation",
    "RequestPoll",
    "Row",
    "ScrollingGroup",
    "Select",
    "Start",
    "StubScroll",
    "SwitchInlineQuery",
    "SwitchInlineQueryChosenChatButton",
    "SwitchInlineQueryCurrentChat",
    "SwitchPage",
    "SwitchTo",
    "TimeSelect",
    "Toggle",
    "Url",
    "WebApp",
]
