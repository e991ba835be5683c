"""What a preview shows, ready for a template."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderButton:
    """Hold a button, or an input, and the state it leads to.

    ``state``: a full name like ``"Shop:cart"``, the anchor of its window.
    ``kind``: what it does: ``callback``, ``url``, ``web_app``, ``copy``,
    ``switch_inline``, ``request``, ``pay``, ``game`` or ``text``.
    ``style``: ``primary``, ``success``, ``danger`` or ``link``, as the Bot
    API calls them.
    ``hint``: what else there is to know, like the address of a link.
    """

    state: str
    title: str
    kind: str = "callback"
    style: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RenderMedia:
    """Hold what is known of media.

    ``kind``: a content type, like ``"photo"``.
    ``source``: an address that ``<img>`` can show, None if there is none.
    """

    kind: str
    name: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class RenderWindow:
    """Hold one window.

    ``message``: the text as HTML with Telegram's tags only.
    ``photo``: the address or path of a photo, None for other media.
    ``text_input``, ``attachment_input``: where a message leads to, if that
    was tried out and it leads elsewhere.
    ``media``: the media, of whatever kind.
    ``inputs``: what messages the window takes, in words.
    ``placeholder``: what is seen where the user types.
    ``is_reply_forced``: whether the user is asked to reply.
    ``problem``: why Telegram would refuse the text.
    ``error``: why there is nothing else: the window could not be rendered.
    """

    message: str
    state: str
    state_name: str
    keyboard: list[list[RenderButton]]
    reply_keyboard: list[list[RenderButton]]
    photo: str | None
    text_input: RenderButton | None
    attachment_input: RenderButton | None
    media: RenderMedia | None = None
    inputs: tuple[str, ...] = ()
    placeholder: str | None = None
    is_reply_forced: bool = False
    problem: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class RenderDialog:
    """Hold the windows of one dialog.

    ``state_group``: the name of the states group.
    """

    state_group: str
    windows: list[RenderWindow]
