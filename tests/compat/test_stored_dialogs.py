"""Dialogs that users have open survive the change of versions.

``made_by_2.6.0.json`` was written by ``shop.py make`` with that version. That
version in turn opens ``made_by_2.7.0.json``; the environment ``compat`` of
tox lets it.
"""

import importlib.util
import json
import os
import re
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from aiogram_dialog.context.metadata import Metadata, with_metadata

HERE = Path(__file__).parent
OTHER = os.environ.get("OTHER_PYTHON", "")


@pytest.fixture
def shop() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shop", HERE / "shop.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(version: str) -> dict[str, Any]:
    return json.loads((HERE / f"made_by_{version}.json").read_text())


@pytest.mark.parametrize("version", ["2.6.0", "2.7.0"])
async def test_stored_dialogs_go_on(shop, version):
    await shop.go_on(read(version))


async def test_what_is_stored_now_is_what_the_older_version_is_shown(shop):
    assert with_plain_ids(await shop.make()) == with_plain_ids(read("2.7.0"))


async def test_only_two_fields_are_new(shop):
    made = await shop.make()
    new = {"content_type", "has_protected_content"}
    for record in made["records"].values():
        for name in new & set(record):
            del record[name]

    assert with_plain_ids(made) == with_plain_ids(read("2.6.0"))


@pytest.mark.skipif(not OTHER, reason="OTHER_PYTHON names no interpreter")
def test_the_older_version_goes_on_with_dialogs_of_a_version(tmp_path):
    made = read("2.7.0")
    stamped = 0
    for record in made["records"].values():
        if "widget_data" in record:
            stamp = Metadata(version=3, started_at=1.5e9)
            record["widget_data"] = with_metadata(record["widget_data"], stamp)
            stamped += 1
    path = tmp_path / "stamped.json"
    path.write_text(json.dumps(made))

    subprocess.run(  # noqa: S603 - programs of our own
        [OTHER, HERE / "shop.py", "open", path],
        check=True,
    )

    assert stamped


def with_plain_ids(made: dict[str, Any]) -> dict[str, Any]:
    """Replace random ids by numbers, in order of appearance.

    The order in which records were written is of no importance.
    """
    ordered = {
        "messages": dict(sorted(made["messages"].items())),
        "records": dict(sorted(made["records"].items(), key=by_kind)),
    }
    text = json.dumps(ordered)
    for record in ordered["records"].values():
        for number, intent_id in enumerate(record.get("intents", [])):
            text = re.sub(
                rf"\b{intent_id}\b",
                f"id {record['_id']} {number}",
                text,
            )
    result = json.loads(text.replace("\\u001d", " "))
    result["records"] = dict(sorted(result["records"].items()))
    return result


def by_kind(item: tuple[str, Any]) -> tuple[bool, str]:
    return "stack" not in item[0], item[0]
