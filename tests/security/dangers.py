"""What our own source must not hold: each rule takes a source and returns what breaks it."""

import ast
import re
from collections.abc import Iterator

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
    r"(?:^|_)(?:token|digest|signature|h?mac|secret)$|^(?:(?:test|sms|email|totp|recovery)_)?code$"
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
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and id(node) not in in_sql
        and isinstance(node.ops[0], ast.Eq | ast.NotEq)
        and not _is_column(node.left)
        and any(map(_is_secret, (node.left, node.comparators[0])))
    ]


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


def _is_secret(side: ast.expr) -> bool:
    """Does its name say so?"""
    if isinstance(side, ast.Call):
        return _is_secret(side.func)
    name = side.attr if isinstance(side, ast.Attribute) else getattr(side, "id", "")
    return bool(SECRET.search(name))
