"""The news reader measured on annotated documents: ours, and those beside the checkout.

python -m bench news
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import news_speed
from bench.corpus import SOURCES, write

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def main() -> None:
    """Print the figures of docs/news.md, one line a task."""
    news_speed.main(SHARED)
    with tempfile.TemporaryDirectory() as folder:
        sets = [SHARED / "news"] if (SHARED / "news").is_dir() else []
        for source in sorted(SOURCES.glob("*.mark")):
            write(source, Path(folder) / source.stem)
            sets.append(Path(folder) / source.stem)
        for one in sets:
            done = subprocess.run(
                [sys.executable, "-m", "comity", "evaluate-news", str(one), "--json"],
                capture_output=True, check=True, text=True,
            )  # fmt: skip
            told = json.loads(done.stdout)
            print(f"{one.name}: {told['documents']} documents, "
                  f"{told['documents_of_500_words_a_second']} of 500 words a second")  # fmt: skip
            for task, figures in told.items():
                if isinstance(figures, dict):
                    print(f"  {task:32} {figures['f1']:.3f}  ({figures['right']} right, "
                          f"{figures['found']} found, {figures['wanted']} wanted)")  # fmt: skip


if __name__ == "__main__":
    main()
