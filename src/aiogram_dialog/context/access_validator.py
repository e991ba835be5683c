"""Who may use a dialog, by its access settings."""

from logging import getLogger
from typing import Any

from aiogram.enums import ChatType

from aiogram_dialog.api.entities import ChatEvent, Context, Stack
from aiogram_dialog.api.protocols import StackAccessValidator

logger = getLogger(__name__)


class DefaultAccessValidator(StackAccessValidator):
    """Let in the users that the settings name; in private everybody."""

    async def is_allowed(
        self,
        stack: Stack,
        context: Context | None,
        event: ChatEvent,  # noqa: ARG002 - for validators of your own
        data: dict[str, Any],
    ) -> bool:
        """Tell whether the user of the event may use the stack."""
        settings = (context or stack).access_settings
        if settings is None or not settings.user_ids:
            return True
        if data["event_chat"].type == ChatType.PRIVATE:
            return True
        user = data.get("event_from_user")
        # Posts of channels and service messages may have no sender.
        user_id = user.id if user else None
        if user_id in settings.user_ids:
            return True
        logger.debug(
            "User %s may not use stack %r: it is for %s",
            user_id,
            stack.id,
            settings.user_ids,
        )
        return False
