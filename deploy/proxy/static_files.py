"""Lay out what the proxy serves by itself: Streamlit's files and ours, compressed beforehand.

Streamlit sends some 8 MB uncompressed to each newcomer, and every page's first document is the
same file, so the proxy can serve all of it and spare the processes. Needs the app's environment.
"""

from __future__ import annotations

import gzip
import shutil
import sys
from pathlib import Path

import streamlit

OURS = Path(__file__).parent
FAVICON = OURS.parents[1] / "backrun/ui/favicon.svg"
TITLE = "backrun: forward against backward running"
DESCRIPTION = (
    "What would running backward do for you? Enter weight, pace and week, and see forward against "
    "backward running side by side, every number an honest interval with its source."
)
HEAD = {
    "<title>Streamlit</title>": f"""<title>{TITLE}</title>
    <meta name="description" content="{DESCRIPTION}" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="backrun" />
    <meta property="og:title" content="{TITLE}" />
    <meta property="og:description" content="{DESCRIPTION}" />
    <meta name="twitter:card" content="summary" />""",
    'href="./favicon.png"': 'href="./favicon.svg" type="image/svg+xml"',
}
COMPRESSED = {".css", ".html", ".js", ".svg", ".txt"}
SMALLEST = 500


def lay_out(target: Path) -> None:
    """Copy, complete and compress all files.

    Raises
    ------
    ValueError
        If Streamlit's document is not the one that the changes are meant for.
    """
    shutil.copytree(Path(streamlit.__file__).parent / "static", target)
    (target / "manifest.json").unlink()
    (target / "favicon.png").unlink()
    for file in (FAVICON, OURS / "robots.txt", OURS / "busy.html"):
        shutil.copy(file, target)
    document = target / "index.html"
    document.write_text(with_head(document.read_text(encoding="utf-8")), encoding="utf-8")
    for file in target.rglob("*"):
        if file.suffix in COMPRESSED and file.stat().st_size >= SMALLEST:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def with_head(document: str) -> str:
    """Return Streamlit's document with our title, description, preview card and icon."""
    for streamlits, ours in HEAD.items():
        if document.count(streamlits) != 1:
            raise ValueError(f"Streamlit's index.html: {streamlits!r} expected once")
        document = document.replace(streamlits, ours)
    return document


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
