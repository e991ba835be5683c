"""How the pages become a site: ``python -m tox -e docs``."""

import re
from importlib import import_module
from types import UnionType
from typing import Any, Union, get_origin

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PythonDomain
from sphinx.environment import BuildEnvironment
from sphinx.ext.napoleon import Config, GoogleDocstring
from sphinx.util.docstrings import prepare_docstring
from sphinx.util.typing import restify

# Autodoc imports modules with `TYPE_CHECKING` set, which models of pydantic
# do not survive: these are there before it asks.
for module in ("aiogram_dialog.test_tools", "aiogram_dialog.tools"):
    import_module(module)

project = "aiogram-dialog"
author = "The aiogram_dialog makers"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns: list[str] = []
nitpicky = True
# Diagrams of Mermaid are shown as the text they are made of.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = project
html_show_sphinx = False
html_show_copyright = False

myst_heading_anchors = 3

# The tree of all pages would be copied into each with every method in it.
toc_object_entries = False

autodoc_default_options = {
    "show-inheritance": True,
    "special-members": "__call__",
    "undoc-members": True,
}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True

# What is described elsewhere. Nothing is fetched while the site is built,
# so names of other packages are no links.
OTHER_PACKAGES = (
    "_?asyncio",
    "abc",
    "aiogram",
    "aiohttp",
    "cachetools",
    "collections",
    "contextlib",
    "datetime",
    "enum",
    "functools",
    "jinja2",
    "magic_filter",
    "os",
    "pathlib",
    "pytest",
    "types",
    "typing",
    "typing_extensions",
)
# Bases by which classes of the package share code: nobody else needs them.
OWN_BASES = (
    "Actor|ClickedCalendar|FirstOf|ListsButtons|ManagerSteps"
    "|Membership|Querying|Registration|RequestButton"
    "|RoutesClicks|SingleButton"
)
# Modules that are read in the source.
WITHOUT_PAGES = (
    r"emulator\.state|explore\.sandbox|explore\.steps|session\.session"
    r"|message\.retry|wiring"
)
# What a signature is made of where Sphinx takes it to pieces.
PIECES = r"Environment|P|dict\[str|FieldInfo|NoneType"
nitpick_ignore_regex = [
    *[(r"py:.*", rf"{name}(\..*)?") for name in OTHER_PACKAGES],
    (r"py:.*", rf"aiogram_dialog\..*\.({OWN_BASES})"),
    (r"py:.*", rf"aiogram_dialog\.({WITHOUT_PAGES})\..*"),
    # Type variables.
    (r"py:.*", r"aiogram_dialog\..*\.[A-Z](_co|_contra)?"),
    (r"py:.*", PIECES),
]
# A line of a docstring that is about a parameter, or several.
PARAMETER = re.compile(r"``\w+``(, ``\w+``)*:")


def public_name(env: BuildEnvironment, name: str) -> str | None:
    """Find the public name of a home: of two, the one that is nearer."""
    parts = name.split(".")
    names = [
        known
        for known in env.domains.python_domain.objects
        if known.split(".")[-1] == parts[-1]
    ]
    return max(
        names,
        key=lambda known: len({*known.split(".")}.intersection(parts)),
        default=None,
    )


def link_to_public_name(
    app: Sphinx,
    env: BuildEnvironment,
    node: pending_xref,
    content: nodes.TextElement,
) -> nodes.Node | None:
    """Link the home of a name to the public name it is described by.

    Annotations say ``aiogram_dialog.api.entities.context.Context``, the
    reference has ``aiogram_dialog.api.entities.Context``.
    """
    target = node.get("reftarget", "")
    is_own = target.startswith("aiogram_dialog.") or "." not in target
    if node.get("refdomain") != PythonDomain.name or not is_own:
        return None
    full_name = public_name(env, target)
    if full_name is None:
        return None
    return env.domains.python_domain.resolve_xref(
        env,
        node["refdoc"],
        app.builder,
        "obj",
        full_name,
        node,
        content,
    )


def list_parameters(*args: Any) -> None:
    """Make a list of the lines that begin with a name and a colon.

    Docstrings say ``name``: what is to be said of it.
    """
    lines: list[str] = args[-1]
    listed: list[str] = []
    is_in_item = False
    for line in lines:
        if PARAMETER.match(line):
            listed += [f"* {line}"] if is_in_item else ["", f"* {line}"]
            is_in_item = True
            continue
        is_in_item = is_in_item and bool(line.strip())
        listed.append(f"  {line}" if is_in_item else line)
    lines[:] = listed


SECTIONS = {"Args:", "Attributes:", "Example:", "Raises:", "Returns:"}


def read_sections(*args: Any) -> None:
    """Read the sections of docstrings that are written in Google's way.

    The extension for them would do so for all docstrings, those of builtin
    types and of other packages too.
    """
    app, what, name, value, _, lines = args
    if what != "data" and SECTIONS.intersection(lines):
        config = Config(napoleon_use_ivar=True, napoleon_use_rtype=False)
        read = GoogleDocstring(lines, config, app, what, name, value)
        lines[:] = read.lines()


def describe_value(*args: Any) -> None:
    """Say nothing of a value that is said of its type: ``str``, ``Format``.

    What stands below the value in the source, or on the page, stays. Unions
    are shown as Sphinx shows other aliases: with links, without modules.
    """
    _, what, _, value, _, lines = args
    if what != "data":
        return
    if lines == prepare_docstring(value.__doc__ or ""):
        lines.clear()
    if get_origin(value) in {Union, UnionType}:
        lines += ["", f"alias of {restify(value, 'smart')}", ""]


def setup(app: Sphinx) -> None:
    """Let Sphinx ask for what it cannot find, or does not understand."""
    app.connect("autodoc-process-docstring", describe_value)
    app.connect("autodoc-process-docstring", read_sections)
    app.connect("autodoc-process-docstring", list_parameters)
    app.connect("missing-reference", link_to_public_name)
