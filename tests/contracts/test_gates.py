"""The gate of imports holds: each mutant of the package fails it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("importlinter")

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the package that may be changed."""
    package = tmp_path / "src" / "aiogram_dialog"
    shutil.copytree(
        ROOT / "src" / "aiogram_dialog",
        package,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return package


def lint(package):
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as main; main()",
        ],
        cwd=package.parents[1],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stdout


def append(path, line):
    path.write_text(f"{path.read_text()}\n{line}\n")


def test_the_package_as_it_is(copy):
    code, told = lint(copy)

    assert code == 0, told
    assert "0 broken" in told


def test_an_import_of_the_emulator_by_production_code(copy):
    append(copy / "message" / "plan.py", "import aiogram_dialog.emulator")

    code, told = lint(copy)

    assert code == 1
    assert "A bot in production imports no emulator BROKEN" in told


def test_a_module_that_no_layer_names(copy):
    (copy / "novelty.py").write_text('"""Something new."""\n')

    code, told = lint(copy)

    assert code == 1
    assert "aiogram_dialog.novelty" in told


def test_a_ring_inside_of_a_package(copy):
    append(
        copy / "session" / "hints.py",
        "import aiogram_dialog.session.session",
    )

    code, told = lint(copy)

    assert code == 1
    assert "No ring of modules, in no package BROKEN" in told


def test_an_import_from_a_layer_above(copy):
    append(copy / "context" / "lease.py", "import aiogram_dialog.session")

    code, told = lint(copy)

    assert code == 1
    assert "Layers of the house" in told
