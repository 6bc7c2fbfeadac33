"""No block of the proxy's configuration loses a header that the block around it sets.

In nginx a block with a `proxy_set_header` of its own inherits none from outside, so the block has
to repeat all of them. The same is true of `add_header`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from hosting import PROXY

WORD = re.compile(r"""#.*|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[;{}]|[^\s;{}]+)""")
KINDS = ("add_header", "proxy_set_header")
FILES = {file.name: file.read_text(encoding="utf-8") for file in PROXY.glob("*.conf")}
KUBERNETES = Path(PROXY.parent / "kubernetes.yaml").read_text(encoding="utf-8")
PODS = {
    name: text
    for manifest in yaml.safe_load_all(KUBERNETES)
    if manifest["kind"] == "ConfigMap"
    for name, text in manifest["data"].items()
}
# The words of a line, and the lines of its block.
Line = tuple[list[str], list["Line"]]


def lines_of(words: Iterator[str], files: Mapping[str, str]) -> list[Line]:
    """Read lines up to the end of their block, with the files that they include."""
    lines: list[Line] = []
    line: list[str] = []
    for word in words:
        if word == "}":
            break
        if word not in {";", "{"}:
            line.append(word)
            continue
        if line[0] == "include":
            lines += read(line[1], files)
        else:
            lines.append((line, lines_of(words, files) if word == "{" else []))
        line = []
    return lines


def read(name: str, files: Mapping[str, str]) -> list[Line]:
    """Read a file of the configuration."""
    return lines_of((found[1] for found in WORD.finditer(files[name]) if found[1]), files)


def lost(block: list[Line], kind: str, outer: frozenset[str] = frozenset()) -> list[str]:
    """Return the headers of one kind that a block loses although the blocks around it set them."""
    own = frozenset(words[1].lower() for words, _ in block if words[0] == kind)
    faults = sorted(outer - own) if own else []
    for _, inner in block:
        faults += lost(inner, kind, own or outer)
    return faults


@pytest.mark.parametrize("files", [FILES, FILES | PODS], ids=["one machine", "pods"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_location_loses_a_header(files: Mapping[str, str], kind: str) -> None:
    whole = read("nginx.conf", files)
    assert lost(whole, kind) == []
    without = {name: re.sub(rf"{kind} [^;]+;", "", text) for name, text in files.items()}
    assert whole != read("nginx.conf", without)


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_header_is_found(kind: str) -> None:
    outer = (
        f'http {{ {kind} Host "a;b"; {kind} Other c; # }}\n server {{ include server.conf; }} }}'
    )
    files = {"nginx.conf": outer, "server.conf": f"location / {{ {kind} other $new; }}"}
    assert lost(read("nginx.conf", files), kind) == ["host"]
    files["server.conf"] += f" location /b {{ if ($c) {{ return 403; }} {kind} Host b; }}"
    assert lost(read("nginx.conf", files), kind) == ["host", "other"]
