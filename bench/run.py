"""Run every benchmark whose data is here, one after another.

python -m bench.run
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import ROOT

BENCHMARKS = {
    "examples": ROOT / "examples",
    "satp": ROOT / "../shared/data/satp",
    "longtail": ROOT / "../shared/data/longtail",
    "polnear": ROOT / "../shared/data/polnear",
    "speed": ROOT / "examples",
}
"""Each benchmark and where its data lies by default."""


def main() -> None:
    """Run them in order; exit with the number that failed."""
    failed = 0
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
    }
    for name, data in BENCHMARKS.items():
        if not data.exists():
            print(f"{name}: left out, {data} is not here", flush=True)
            continue
        command = [sys.executable, "-m", f"bench.{name}", "--data", str(data)]
        failed += subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
