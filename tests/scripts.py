"""Scripts that stand outside of the package, as modules."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ANNOTATION = Path(__file__).parent.parent / "annotation"


def annotation_script(name: str) -> ModuleType:
    """A script of the annotation folder as a module."""
    spec = importlib.util.spec_from_file_location(name, ANNOTATION / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
