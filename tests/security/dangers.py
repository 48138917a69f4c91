"""What our own source must not hold: each rule takes a source and returns what breaks it."""

import ast
import re
from collections.abc import Iterator
from typing import TypeGuard

# A door that is not there needs no lock: commands, foreign objects, XML, directories, mail headers
# written by hand, and random numbers that can be guessed.
MODULES = {
    *("subprocess", "pty", "ctypes", "pickle", "marshal", "shelve", "dill", "jsonpickle"),
    *("xml", "lxml", "ldap", "ldap3", "yaml", "memcache", "pymemcache", "smtplib", "imaplib"),
    *("random", "jwt", "jose", "tarfile", "zipfile"),
}
CALLS = {
    *("eval", "exec", "compile", "__import__", "input", "render_template_string", "Markup"),
    *("os.system", "os.popen", "hashlib.md5", "hashlib.sha1", "hashlib.new", "uuid.uuid4"),
}
OUTWARD = {"requests", "httpx", "urllib3", "aiohttp", "apprise", "socket"}
SQL_CALLS = {"where", "get", "get_or_none", "filter", "join"}
SECRET = re.compile(
    r"(?:^|_)(?:token|digest|signature|h?mac|secret)$|^session$"
    r"|^(?:(?:test|sms|email|totp|recovery)_)?code$",
    re.IGNORECASE,
)


def modules(source: str) -> Iterator[str]:
    """The packages that a source imports, `urllib.request` by its full name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


def forbidden_imports(source: str) -> list[str]:
    """Modules that would open a door which nobody needs."""
    return sorted(set(modules(source)) & MODULES)


def outward_calls(source: str) -> list[str]:
    """Modules that talk to other machines over HTTP or a socket of their own."""
    return sorted(set(modules(source)) & OUTWARD)


def forbidden_calls(source: str) -> list[str]:
    """Calls that run text as code, or hash with what is broken."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return sorted({ast.unparse(call.func) for call in calls} & CALLS)


def weakened_calls(source: str) -> list[str]:
    """Arguments that switch a protection off."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    weak = {"verify": "False", "shell": "True", "remember": "True", "autoescape": "False"}
    return [
        ast.unparse(call)
        for call in calls
        for keyword in call.keywords
        if keyword.arg in weak and ast.unparse(keyword.value) == weak[keyword.arg]
    ]


def plain_comparisons(source: str) -> list[str]:
    """Secrets compared by `==` or `!=`, whose time tells how much of them was right."""
    tree = ast.parse(source)
    in_sql = {id(part) for node in ast.walk(tree) for part in _sql_parts(node)}
    told = {name for node in ast.walk(tree) for name in _one_of_many(node)}
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and id(node) not in in_sql
        and isinstance(node.ops[0], ast.Eq | ast.NotEq)
        and not _is_column(node.left)
        and any(_is_secret(side, told) for side in (node.left, node.comparators[0]))
    ]


def equals_for_digests(source: str) -> Iterator[tuple[str, str]]:
    """Each `compare_digest(a, b)` as `a == b`, and the source with it in the other's place."""
    calls = filter(_compares_digests, ast.walk(ast.parse(source)))
    for number in range(len(list(calls))):
        tree = ast.parse(source)
        call = list(filter(_compares_digests, ast.walk(tree)))[number]
        plain = ast.parse(" == ".join(map(ast.unparse, call.args)), mode="eval").body
        yield ast.unparse(plain), ast.unparse(_Exchange(call, plain).visit(tree))


class _Exchange(ast.NodeTransformer):
    """Puts one expression in another's place."""

    def __init__(self, old: ast.expr, new: ast.expr) -> None:
        self._old, self._new = old, new

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def _compares_digests(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and _name(node.func) == "compare_digest"


def _sql_parts(node: ast.AST) -> list[ast.expr]:
    """Comparisons that become SQL, which the database makes: what stands in `&`, or in `where`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        return [node.left, node.right]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.args if node.func.attr in SQL_CALLS else []
    return []


def _is_column(side: ast.expr) -> bool:
    """Is it a column of a table, such as `Session.digest` or, inside its class, `cls.digest`?"""
    owner = getattr(getattr(side, "value", None), "id", "")
    return owner == "cls" or owner[:1].isupper()


def _one_of_many(node: ast.AST) -> list[str]:
    """What a loop over secrets calls each of them, such as `own` in `for own in codes`."""
    if not isinstance(node, ast.comprehension | ast.For):
        return []
    many = _name(node.iter)
    return [_name(node.target)] if SECRET.search(many.removesuffix("s")) else []


def _is_secret(side: ast.expr, told: set[str]) -> bool:
    """Does its name say so, or the place that it was taken from? Bytes are as secret as text."""
    if isinstance(side, ast.Call):
        func = side.func
        if isinstance(func, ast.Attribute) and func.attr == "encode":
            func = func.value
        return _is_secret(func, told)
    return _name(side) in told or bool(SECRET.search(_name(side)))


def _name(side: ast.expr) -> str:
    """The last word of a name, `b` of `a.b`."""
    return side.attr if isinstance(side, ast.Attribute) else getattr(side, "id", "")
