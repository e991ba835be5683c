"""The public surface: what may be imported from where, and how it is called.

``surface.json`` holds the facts; the code may have more than they say, and
not less. In the facts a default of ``…`` is some object, and parameters
``*args, **kwargs`` alone say that nothing is known of them.
"""

import enum
import inspect
import json
from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import aiogram_dialog

# Names of the facts that are gone for good, and what their absence says.
NOT_CARRIED: dict[tuple[str, str], str] = {
    (
        "aiogram_dialog.context.intent_middleware",
        "IntentMiddlewareFactory",
    ): r"wiring\.gateway\.Gateway has taken its place",
    (
        "aiogram_dialog.context.intent_middleware",
        "IntentErrorMiddleware",
    ): r"wiring\.errors\.ErrorGateway has taken its place",
    (
        "aiogram_dialog.context.intent_middleware",
        "context_saver_middleware",
    ): r"wiring\.attach\.ManagerMiddleware has taken its place",
    (
        "aiogram_dialog.context.intent_middleware",
        "context_unlocker_middleware",
    ): r"wiring\.gateway\.Gateway has taken its place",
}

# Constants that serve the module they stand in alone.
PRIVATE_TYPES = {"Logger", "ParamSpec", "TypeVar"}
# What pydantic and dataclasses make for themselves.
PRIVATE_METHODS = {"__hash__", "model_post_init"}
# Names for annotations: it does not matter of what they are made.
ALIASES = {"GenericAlias", "UnionType", "_CallableGenericAlias"}

ANY_DEFAULT = "…"
VARIADIC = {"VAR_POSITIONAL", "VAR_KEYWORD"}
HERE = str(Path(aiogram_dialog.__file__).parent)

Fact = dict[str, Any]

MODULES: dict[str, Fact] = json.loads(
    Path(__file__).with_name("surface.json").read_text(encoding="utf-8"),
)["modules"]
NAMES = [
    (module, name)
    for module, facts in MODULES.items()
    for name, fact in facts["names"].items()
    if fact.get("type") not in PRIVATE_TYPES
]
BUILT = list(MODULES)


def is_expected(module: str, name: str) -> bool:
    return (module, name) not in NOT_CARRIED


def is_callback(params: list[inspect.Parameter]) -> bool:
    """Tell whether users write such a function, with names of their own."""
    return {param.kind.name for param in params} == {"POSITIONAL_ONLY"}


def kind_of(value: Any) -> str:
    if inspect.isclass(value):
        if issubclass(value, enum.Enum):
            return "enum"
        return "protocol" if getattr(value, "_is_protocol", False) else "class"
    return "function" if inspect.isfunction(value) else "const"


def is_unknown(params: list[Fact]) -> bool:
    names = {param["name"] for param in params}
    return names - {"self"} == {"args", "kwargs"}


def signature_deviations(
    where: str,
    function: Any,
    params: list[Fact],
) -> Iterator[str]:
    """Yield where a call that the facts allow would not be understood."""
    if is_unknown(params):
        return
    ours = list(signature(function).parameters.values())
    if is_callback(ours):
        if len(ours) != len(params):
            yield f"{where}: another number of parameters"
        return
    for fact in params:
        name = fact["name"]
        if fact["kind"] in VARIADIC:
            kinds = {param.kind.name for param in ours}
            if fact["kind"] not in kinds:
                yield f"{where}: no {fact['kind']} parameter"
            continue
        found = [
            index
            for index, param in enumerate(ours)
            if param.name == name and param.kind.name == fact["kind"]
        ]
        if not found:
            yield f"{where}: no parameter {name} ({fact['kind']})"
        elif found[0] != params.index(fact) and fact["kind"] != "KEYWORD_ONLY":
            yield f"{where}: parameter {name} is not in its place"
        else:
            yield from default_deviations(where, ours[found[0]], fact)
    known = {fact["name"] for fact in params}
    for param in ours:
        if (
            param.name not in known
            and param.kind.name not in VARIADIC
            and param.default is param.empty
        ):
            yield f"{where}: parameter {param.name} is asked for"


def default_deviations(
    where: str,
    param: inspect.Parameter,
    fact: Fact,
) -> Iterator[str]:
    expected = fact.get("default")
    if param.default is param.empty:
        if expected is not None:
            yield f"{where}: {param.name} has no default"
    elif expected not in {None, ANY_DEFAULT, repr(param.default)}:
        yield f"{where}: {param.name}={param.default!r}, not {expected}"


def callable_deviations(where: str, value: Any, fact: Fact) -> Iterator[str]:
    if fact.get("async") and not inspect.iscoroutinefunction(value):
        yield f"{where}: is not a coroutine function"
    yield from signature_deviations(where, value, fact["params"])


def class_deviations(value: Any, fact: Fact) -> Iterator[str]:
    if init := fact.get("init"):
        yield from signature_deviations(
            "__init__",
            value.__init__,
            init["params"],
        )
    for name, method in fact.get("methods", {}).items():
        if name in PRIVATE_METHODS:
            continue
        if not callable(getattr(value, name, None)):
            yield f"{name}: no such method"
        else:
            yield from callable_deviations(name, getattr(value, name), method)
    for name in fact.get("properties", ()):
        if not isinstance(inspect.getattr_static(value, name, None), property):
            yield f"{name}: no such property"
    if fact.get("runtime_checkable") and not getattr(
        value,
        "_is_runtime_protocol",
        False,
    ):
        yield "is not runtime-checkable"
    for base in fact.get("bases", ()):
        module, _, name = base.rpartition(".")
        if module in BUILT and is_expected(module, name):
            home = getattr(import_module(module), name, None)
            if home not in value.__mro__:
                yield f"is no {base}"


def enum_deviations(value: Any, fact: Fact) -> Iterator[str]:
    members = {
        name: member.value for name, member in value.__members__.items()
    }
    for name, expected in fact.get("members", {}).items():
        if name not in members:
            yield f"no member {name}"
        elif type(members[name]) is not object and members[name] != expected:
            yield f"{name} is {members[name]!r}, not {expected!r}"


def const_deviations(value: Any, fact: Fact) -> Iterator[str]:
    if fact["type"] in ALIASES:
        return
    if type(value).__name__ != fact["type"]:
        yield f"is a {type(value).__name__}, not a {fact['type']}"
    expected = fact.get("value", repr(value)).replace("<package dir>", HERE)
    if repr(value) != expected:
        yield f"is {value!r}, not {expected}"


COMPARE = {
    "class": class_deviations,
    "const": const_deviations,
    "enum": enum_deviations,
    "function": lambda value, fact: callable_deviations("()", value, fact),
    "protocol": class_deviations,
}


def deviations(module: str, name: str) -> list[str]:
    """Return where a name does less than the facts say."""
    fact = MODULES[module]["names"][name]
    value = getattr(import_module(module), name, None)
    if value is None:
        return ["no such name"]
    kind = kind_of(value)
    if fact["kind"] != kind and fact.get("type") not in ALIASES:
        return [f"is a {kind}, not a {fact['kind']}"]
    if home := fact.get("reexport_of"):
        home_module, _, home_name = home.rpartition(".")
        home_value = getattr(import_module(home_module), home_name, None)
        return [] if value is home_value else [f"is not {home}"]
    return list(COMPARE[fact["kind"]](value, fact))


@pytest.mark.parametrize(
    ("module", "name"),
    [pair for pair in NAMES if is_expected(*pair)],
)
def test_name(module: str, name: str) -> None:
    assert deviations(module, name) == []


@pytest.mark.parametrize("module", BUILT)
def test_all(module: str) -> None:
    facts = MODULES[module]
    expected = {
        name for name in facts["all"] or () if is_expected(module, name)
    }

    exported = getattr(import_module(module), "__all__", [])

    assert expected <= set(exported)
    assert len(exported) == len(set(exported))


@pytest.mark.parametrize(("module", "name"), NOT_CARRIED)
def test_what_is_gone_says_what_came(module: str, name: str) -> None:
    assert name in MODULES[module]["names"]
    with pytest.raises(AttributeError, match=NOT_CARRIED[module, name]):
        getattr(import_module(module), name)


def test_rules_are_about_something() -> None:
    facts = [
        fact
        for module in MODULES.values()
        for fact in module["names"].values()
    ]
    types = {fact.get("type") for fact in facts}
    methods = {name for fact in facts for name in fact.get("methods", ())}

    assert types >= PRIVATE_TYPES | ALIASES
    assert methods >= PRIVATE_METHODS


def known(x, y=1, *, z=None) -> None:
    """Be what the facts below are compared with."""


EITHER, KEYWORD = "POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY"
X, Y, Z = ("x", EITHER), ("y", EITHER, "1"), ("z", KEYWORD, ANY_DEFAULT)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([X, Y, Z], []),
        ([X, Y], []),
        ([X], []),
        ([("args", "VAR_POSITIONAL"), ("kwargs", "VAR_KEYWORD")], []),
        ([], ["parameter x is asked for"]),
        ([X, ("y", EITHER, "2")], ["y=1, not 2"]),
        ([("x", EITHER, "1"), Y], ["x has no default"]),
        ([X, ("y", KEYWORD, "1")], [f"no parameter y ({KEYWORD})"]),
        ([X, Y, Z, ("more", KEYWORD)], [f"no parameter more ({KEYWORD})"]),
        ([X, ("rest", "VAR_KEYWORD")], ["no VAR_KEYWORD parameter"]),
        (
            [Y, X],
            [
                "parameter y is not in its place",
                "parameter x is not in its place",
            ],
        ),
    ],
)
def test_the_comparison_sees_what_is_missing(facts, expected):
    params = [
        dict(zip(("name", "kind", "default"), fact, strict=False))
        for fact in facts
    ]

    found = signature_deviations("known", known, params)

    assert [line.removeprefix("known: ") for line in found] == expected
