"""Who unnamed people and bodies are in an international article, and whom groups and owners stand for."""

from __future__ import annotations

import pytest

from engine_trees import tree
from sayso.actors import Resolver
from sayso.actors.setting import Setting
from sayso.claims.cast import Cast
from sayso.claims.coreference import Coreference
from sayso.claims.grammar import Grammar
from sayso.reader.parse import Parse
