"""What can be broken in a module: one expression or statement at a time, each in one way that a person could have written.

A mutant is the module's tree with that one place changed; every line keeps its number.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
RENAMED = {"any": "all", "all": "any", "min": "max", "max": "min"}
NARROWS = {"filter", "exclude", "valid"}  # a query: without it, more is found
GUARDS = (
    "register",
    "receiver",
    "purges",
    "atomic",
    "pre_save",
    "pre_delete",
    "post_delete",
)  # decorators that do something
WORDS = {"_", "gettext", "gettext_lazy", "ngettext", "get_text_list"}  # what is said is not what is guarded
HEADERS = (ast.FunctionDef, ast.ClassDef, ast.If, ast.For, ast.While, ast.With, ast.Try)


@dataclass(frozen=True)
class Mutant:
    """`lines` are those of the statement, or of its head: a test that runs none of them cannot notice.

    `is_declared`: it is run as the module is imported, and in no function.
    """

    line: int
    before: str
    after: str
    lines: range
    is_declared: bool
    tree: ast.Module

    @property
    def change(self) -> str:
        return f"{self.before} → {self.after}"


def mutants(source: str) -> list[Mutant]:
    tree = ast.parse(source)
    return [_mutant(tree, *place, after) for place in _places(tree) for after in _changes(*place[-1][-2:])]


def _places(node: ast.AST, way: tuple = (), above: tuple = ()) -> Iterator[tuple[tuple, tuple]]:
    """(way, nodes from the top) of each place that may be broken: no annotation, no text, no declaration of a field."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "slice", "targets", "target", "format_spec"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _says(child):
                here = (*above, node, child)
                yield (*way, (name, index)), here
                yield from _places(child, (*way, (name, index)), (*above, node))


def _says(node: ast.AST) -> bool:
    """Whether it is words, a log entry, or the declaration of a class or a field."""
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
        return True
    if isinstance(node, ast.ClassDef) and node.name == "Meta":
        return True
    if isinstance(node, ast.Expr):
        return _says(node.value)
    if isinstance(node, ast.JoinedStr):
        return True
    if not isinstance(node, ast.Call):
        return False
    root = ast.unparse(node.func)
    return root in WORDS or root.startswith(("models.", "logging.", "logger.", "dataclass"))


def _changes(above: ast.AST, node: ast.AST) -> Iterator[ast.AST]:
    yield from _of_condition(node)
    yield from _of_value(node)
    yield from _of_collection(above, node)
    yield from _of_statement(node)


def _of_condition(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for index, op in enumerate(node.ops):
                yield _with(node, ops=[*node.ops[:index], COMPARED[type(op)](), *node.ops[index + 1 :]])
        case ast.BoolOp():
            for kept in _without_one(node.values):
                yield kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.If() | ast.IfExp() | ast.While() if _is_plain(node.test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension() if node.ifs:
            yield from (_with(node, ifs=kept) for kept in _without_one(node.ifs))


def _of_value(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd()):
            yield from (node.left, node.right)
        case ast.BinOp(op=ast.Sub()):
            yield from (node.left, ast.BinOp(node.left, ast.Add(), node.right))
        case ast.BinOp(op=ast.Add()):
            yield ast.BinOp(node.left, ast.Sub(), node.right)
        case ast.Call(func=ast.Attribute(attr=name)) if name in NARROWS:
            yield ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], [])
        case ast.Call(func=ast.Name(id=name)) if name in RENAMED:
            yield _with(node, func=ast.Name(RENAMED[name], ast.Load()))
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield from (ast.Constant(node.value + step) for step in ((1, -1) if node.value > 1 else (1,)))


def _of_collection(above: ast.AST, node: ast.AST) -> Iterator[ast.AST]:
    """One element less: not of a row in a table, nor of what is unpacked."""
    if isinstance(above, ast.List) or isinstance(getattr(above, "targets", [None])[0], ast.Tuple):
        return
    match node:
        case ast.Set() | ast.Tuple() | ast.List() if len(node.elts) > 1 and all(map(_is_constant, node.elts)):
            yield from (_with(node, elts=kept) for kept in _without_one(node.elts))
        case ast.Dict() if len(node.keys) > 1 and all(map(_is_constant, node.values)):
            pairs = list(zip(node.keys, node.values, strict=True))
            yield from (ast.Dict(*map(list, zip(*kept, strict=True))) for kept in _without_one(pairs))


def _of_statement(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Raise() | ast.AugAssign() | ast.Continue() | ast.Delete() | ast.Return(value=None):
            yield ast.Pass()
        case ast.Expr(value=ast.Call()) | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.FunctionDef():
            for kept in _without_one(node.decorator_list):
                fewer = _with(node, decorator_list=kept)
                if any(name in ast.unparse(_dropped(node, fewer)) for name in GUARDS):
                    yield fewer


def _is_plain(test: ast.expr) -> bool:
    return not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant)


def _is_constant(node: ast.expr) -> bool:
    node = node.value if isinstance(node, ast.Starred) else node
    name = getattr(node, "attr", getattr(node, "id", ""))
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name | ast.Attribute) and name.isupper())


def _without_one(items: list) -> list[list]:
    return [items[:index] + items[index + 1 :] for index in range(len(items))]


def _with(node: ast.AST, **fields) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _mutant(tree: ast.Module, way: tuple, nodes: tuple, after: ast.AST) -> Mutant:
    node = nodes[-1]
    before, said = _said(node, after)
    if not isinstance(node, ast.comprehension):  # which has no place of its own
        after = ast.fix_missing_locations(ast.copy_location(after, node))
    statement = next(one for one in reversed(nodes) if isinstance(one, ast.stmt))
    end = statement.body[0].lineno if isinstance(statement, HEADERS) else statement.end_lineno + 1
    lines = range(statement.lineno, max(end, statement.lineno + 1))
    is_declared = not any(isinstance(one, ast.FunctionDef) for one in nodes[:-1])
    return Mutant(_line(node, after), before, said, lines, is_declared, _replaced(tree, way, after))


def _line(node: ast.AST, after: ast.AST) -> int:
    place = _dropped(node, after) or getattr(node, "iter", node)
    return place.lineno


def _said(node: ast.AST, after: ast.AST) -> tuple[str, str]:
    """Both in one line: of a statement with a body its head, of a list what is dropped."""
    dropped = _dropped(node, after)
    if isinstance(node, ast.FunctionDef):
        return f"@{ast.unparse(dropped)} def {node.name}", f"def {node.name}"
    if dropped:
        return ast.unparse(dropped), "(dropped)"
    before, said = (" ".join(ast.unparse(one).partition(":\n")[0].split()) for one in (node, after))
    return before, said


def _dropped(node: ast.AST, after: ast.AST) -> ast.expr | None:
    """The element or the decorator that is no longer there."""
    if type(after) is type(node):
        for name in ("elts", "keys", "decorator_list"):
            kept = getattr(after, name, ())
            found = next((one for one in getattr(node, name, ()) if one not in kept), None)
            if found is not None:
                return found
    return None


def _replaced(tree: ast.Module, way: tuple, after: ast.AST) -> ast.Module:
    """A copy of the tree with another node at the end of the way; what is beside the way is shared."""
    (name, index), *rest = way
    value = getattr(tree, name)
    child = value if index is None else value[index]
    new = _replaced(child, tuple(rest), after) if rest else after
    return _with(tree, **{name: new if index is None else [*value[:index], new, *value[index + 1 :]]})
