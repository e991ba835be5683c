"""Examples are loaded by path, anew for each test: they are no package."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"

LoadExample = Callable[[str], ModuleType]


@pytest.fixture
def load_example(monkeypatch: pytest.MonkeyPatch) -> LoadExample:
    """Load ``examples/NAME.py``, or the package ``examples/NAME``."""

    def load(name: str) -> ModuleType:
        path = EXAMPLES / f"{name}.py"
        if not path.exists():
            path = EXAMPLES / name / "__init__.py"
        # The name is long, for there are other modules called `shop`.
        full_name = f"example_{name}"
        spec = importlib.util.spec_from_file_location(full_name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        # Imports of a package in itself look here.
        monkeypatch.setitem(sys.modules, full_name, module)
        spec.loader.exec_module(module)
        return module

    return load
