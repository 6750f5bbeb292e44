"""How a mutant takes the place of what it is made from: in a process that has imported it, or as it is imported.

In place are changed the code of functions, and constants of which nothing was made while modules were imported. The source
tree is never written to.
"""

import ast
import gc
import inspect
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tests.mutate.guards import ROOT


def name_of(path: str) -> str:
    """`site` is a source root."""
    return path.removeprefix("site/").removesuffix(".py").replace("/", ".")


def codes(code: CodeType) -> Iterator[CodeType]:
    """This one, and all within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


class Imported:
    """A module of this process, with every function that it has made."""

    def __init__(self, path: str):
        self.file = str(ROOT / path)
        self.module = sys.modules[name_of(path)]
        self.tree = ast.parse(Path(self.file).read_text())
        self.functions: dict[tuple, list[FunctionType]] = defaultdict(list)
        gc.unfreeze()  # the collector tells of nothing that is frozen, and tests freeze all that is loaded (`tests.tiers`)
        for one in gc.get_objects():
            if type(one) is FunctionType and one.__code__.co_filename == self.file:
                self.functions[_key(one.__code__)].append(one)
        if not self.functions:
            raise LookupError(f"no function of {path} is loaded: no mutant of it would change anything")

    def swaps(self, tree: ast.Module) -> list[tuple[object, str, object]] | None:
        """(holder, attribute, value) of all that has to be set for this tree to be what is run; None where that is not enough."""
        changed = [
            (old, new) for old, new in zip(self.tree.body, tree.body, strict=True) if ast.dump(old) != ast.dump(new)
        ]
        if len(changed) == 1 and isinstance(changed[0][0], ast.Assign):
            return self._constant(*changed[0])
        if any(not isinstance(old, ast.FunctionDef | ast.ClassDef) for old, _new in changed):
            return None
        return self._functions(tree)

    def _functions(self, tree: ast.Module) -> list[tuple[object, str, object]] | None:
        found = []
        was = {_key(code): code for code in codes(compile(self.tree, self.file, "exec"))}
        for code in codes(compile(tree, self.file, "exec")):
            if was.get(_key(code)) == code:
                continue
            functions = self.functions.get(_key(code), [])
            if any(one.__code__.co_freevars != code.co_freevars for one in functions):
                return None
            found += [(one, "__code__", code) for one in functions]
        return found

    def again(self) -> list[tuple[object, str, object]]:
        """The control: the code of every function, compiled anew of what it was made from."""
        fresh = {_key(code): code for code in codes(compile(self.tree, self.file, "exec"))}
        return [(one, "__code__", fresh[key]) for key, functions in self.functions.items() for one in functions]

    def _constant(self, old: ast.Assign, new: ast.Assign) -> list[tuple[object, str, object]] | None:
        name = getattr(old.targets[0], "id", "")
        value = vars(self.module).get(name)
        modules = [one for one in list(sys.modules.values()) if type(one) is ModuleType]
        holders = [one for one in modules if vars(one).get(name, self) is value]
        if not name.isupper() or any(_is_used_by_import(name, holder) for holder in holders):
            return None
        scope = dict(vars(self.module))
        exec(compile(ast.Module([new], []), self.file, "exec"), scope)
        return [(holder, name, scope[name]) for holder in holders]


def _key(code: CodeType) -> tuple:
    return code.co_qualname, code.co_firstlineno


def _is_used_by_import(name: str, module: ModuleType) -> bool:
    """Whether something of it may have been made of a constant while it was imported."""
    tree = ast.parse(inspect.getsource(module))
    within = {
        id(one) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for part in f.body for one in ast.walk(part)
    }
    names = (one for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))
    return any(one.id == name and id(one) not in within for one in names)


class Overlay(MetaPathFinder):
    """Serves a module of this name from a tree, and all others as ever."""

    def __init__(self, name: str, tree: ast.Module):
        self.name, self.tree = name, tree

    def find_spec(self, fullname, path=None, target=None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        spec.loader = _Loader(fullname, spec.origin, self.tree)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, tree: ast.Module):
        super().__init__(name, path)
        self.tree = tree

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, self.path, "exec")
