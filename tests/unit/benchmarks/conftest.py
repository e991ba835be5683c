import sys
from pathlib import Path

# Benchmarks are no part of the package: they are at the root of the project.
sys.path.append(str(Path(__file__).parents[3]))
