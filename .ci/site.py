"""What MkDocs does not do by itself: pages that lie outside of docs/, and links out of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
OUTSIDE = ("CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")
"""Pages of the repository that become pages of the site, under the same path."""
SHIM = "https://unpkg.com/iframe-worker/shim"
"""The script that the theme adds to every page for search from the disk; docs/assets/worker.js takes its place."""
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<target>[^)#:\s]+)(?P<anchor>#[^)]*)?\)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that lie outside of docs/."""
    for name in OUTSIDE:
        files.append(File.generated(config, name, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Links as the site has them: to its pages, and of files of the repository only the words."""
    here = page.file.src_uri
    folder = (ROOT / here if here in OUTSIDE else ROOT / "docs" / here).parent

    def shown(link: re.Match[str]) -> str:
        target = (folder / link["target"]).resolve()
        page_of = _page(target)
        if page_of is None:
            return link["words"]
        up = "../" * here.count("/")
        return f"[{link['words']}]({up}{page_of}{link['anchor'] or ''})"

    return LINK.sub(shown, markdown)


def _page(target: Path) -> str | None:
    """The page of a file, if it has one; README's is the first page."""
    name = target.relative_to(ROOT).as_posix() if target.is_relative_to(ROOT) else ""
    if name == "README.md":
        return "index.md"
    if name == "examples":
        return "examples/README.md"
    if name in OUTSIDE:
        return name
    return target.relative_to(ROOT / "docs").as_posix() if target.is_relative_to(ROOT / "docs") else None


def on_post_page(output: str, page: Any, config: Any) -> str:
    """What lets search work from the disk comes from the site itself, where the theme would fetch it from a host."""
    up = "../" * page.file.dest_uri.count("/")
    return output.replace(SHIM, f"{up}assets/worker.js")


def on_post_template(output: str, template_name: str, config: Any) -> str:
    """The same of the page that tells that there is none."""
    return output.replace(SHIM, "/assets/worker.js")
