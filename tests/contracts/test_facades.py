"""What modules may import, and how little a facade is."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import aiogram_dialog

PACKAGE = Path(aiogram_dialog.__file__).parent
FACADES = {
    "aiogram_dialog.context.intent_middleware",
    "aiogram_dialog.manager.manager_middleware",
    "aiogram_dialog.manager.message_manager",
    "aiogram_dialog.manager.sub_manager",
    "aiogram_dialog.utils",
}
# Tools need packages that a bot may not have.
LAZY = {"tools", "test_tools"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
IMPORTS = (ast.Import, ast.ImportFrom)


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


# The showcase bot is an example that wheels bring along.
SOURCES = {
    module_name(path): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "showcase" not in path.parts
}


def area(module: str) -> str:
    """Return the name of the part of the package a module is in."""
    return (module + ".").split(".")[1]


def parse(module: str) -> ast.Module:
    return ast.parse(SOURCES[module].read_text(encoding="utf-8"))


def imported(module: str) -> Iterator[str]:
    """Yield what a module imports: modules, and names in modules."""
    is_package = SOURCES[module].name == "__init__.py"
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = node.module or ""
            if node.level:
                level = node.level - is_package
                base = module.split(".")
                package = base[: len(base) - level]
                source = ".".join([*package, *filter(None, [source])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def comments(module: str) -> set[int]:
    """Return the numbers of the lines that carry a comment."""
    text = SOURCES[module].read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {
        token.start[0] for token in tokens if token.type == tokenize.COMMENT
    }


def inner_imports(module: str) -> list[ast.stmt]:
    return [
        node
        for function in ast.walk(parse(module))
        if isinstance(function, FUNCTIONS)
        for node in ast.walk(function)
        if isinstance(node, IMPORTS)
    ]


def is_facade_part(node: ast.stmt) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Assign(targets=[ast.Name(id="__getattr__")]):
            return True
        case _:
            return False


@pytest.mark.parametrize("facade", sorted(FACADES))
def test_a_facade_only_shows_the_way(facade: str) -> None:
    tree = parse(facade)

    assert ast.get_docstring(tree)
    assert [
        ast.unparse(node) for node in tree.body if not is_facade_part(node)
    ] == []


@pytest.mark.parametrize("module", SOURCES)
def test_nothing_inside_comes_through_a_facade(module: str) -> None:
    assert FACADES.isdisjoint(imported(module))


@pytest.mark.parametrize("module", SOURCES)
def test_nothing_inside_comes_from_the_root(module: str) -> None:
    names = {f"aiogram_dialog.{name}" for name in aiogram_dialog.__all__}
    from_root = {"aiogram_dialog"} | (names - SOURCES.keys())

    assert from_root.isdisjoint(imported(module))


@pytest.mark.parametrize("module", SOURCES)
def test_imports_are_what_they_are_at_run_time(module: str) -> None:
    if module == "aiogram_dialog.widgets.text.jinja":
        # A function of users returns what is imported when it is called.
        return
    names = {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Name | ast.Attribute)
    }

    assert "TYPE_" + "CHECKING" not in names


@pytest.mark.parametrize("module", SOURCES)
def test_functions_import_nothing(module: str) -> None:
    """Tools may, where the line says why."""
    explained = comments(module)
    is_lazy = area(module) in LAZY

    assert [
        ast.unparse(node)
        for node in inner_imports(module)
        if not (
            is_lazy
            and explained.intersection(
                range(node.lineno - 1, (node.end_lineno or 0) + 1),
            )
        )
    ] == []


@pytest.mark.parametrize(
    "module",
    [name for name in SOURCES if area(name) != "tools"],
)
def test_only_tools_print(module: str) -> None:
    names = {
        node.id
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Name)
    }

    assert "print" not in names


def test_all_facades_are_there() -> None:
    assert SOURCES.keys() >= FACADES
