"""Make an environment with version 2.6.0, and the same aiogram as here.

python tests/compat/make_other.py DIRECTORY
"""

import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path


def main() -> None:
    directory = Path(sys.argv[1])
    if (directory / "done").exists():
        return
    venv.create(directory, with_pip=True, clear=True)
    wanted = ["aiogram-dialog==2.6.0", f"aiogram=={version('aiogram')}"]
    python = directory / "bin" / "python"
    subprocess.run(  # noqa: S603 - the environment's own pip
        [python, "-m", "pip", "install", *wanted],
        check=True,
    )
    (directory / "done").touch()


if __name__ == "__main__":
    main()
