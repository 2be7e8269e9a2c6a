"""What the modules may know of each other, asserted over their source."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 400

# The libraries that only some modules may import, with those modules (a folder ends in a slash).
ONLY_IN = {
    "gradio": ("app.py", "assistant/page/"),
    "chromadb": ("index/vectors.py",),
    "sentence_transformers": ("index/embed.py", "index/forward.py", "index/rerank.py"),
    "torch": (
        "index/embed.py",
        "index/forward.py",
        "index/int8.py",
        "index/changed_encoder.py",
        "index/pair_encoder.py",
        "index/question_encoder.py",
    ),
    "transformers": ("index/embed.py", "index/forward.py", "index/int8.py", "index/changed_encoder.py"),
    "pypdfium2": ("index/pdf_pages.py",),
    "docx": ("index/read_docx.py",),
    "lxml": ("index/read_docx.py", "index/read_html.py"),
    "sqlalchemy": ("index/",),
    "jieba": ("index/",),
    "langchain_core": ("index/retriever.py", "index/embed.py", "assistant/chain.py", "assistant/model.py"),
    "langchain_openai": ("assistant/model.py",),
    "openai": ("assistant/model.py", "assistant/model_errors.py"),
}

# Who else may look at the environment, and why.
ENVIRONMENT = {"assistant/config.py": "reads the settings, for all others"}

# Who may import a module by a name that is not in an import statement, and why.
BY_NAME = {"assistant/commands.py": "`fazhi serve` starts the page, which stands above it"}


def sources() -> list[Path]:
    """The project's modules, tests left out."""
    return sorted(
        [*ROOT.glob("*.py"), *(p for name in ("index", "assistant", "prompts") for p in ROOT.glob(f"{name}/**/*.py"))]
    )


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place_of(path: Path) -> str:
    """A module's path in the repository, with slashes."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Every name that the module imports, wherever in it: lazily or for types alone counts as well."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def belongs(name: str, package: str) -> bool:
    """Whether ``name`` is ``package`` or inside it."""
    return name == package or name.startswith(f"{package}.")


MODULES = sources()


def test_there_are_modules_to_look_at() -> None:
    """Both packages are found: otherwise all that follows would hold of nothing."""
    names = {name_of(path) for path in MODULES}
    assert {"index.records", "index.catalog", "assistant.answer", "assistant.cli"} <= names


@pytest.mark.parametrize(("lower", "higher"), [("index", "assistant"), ("index", "app"), ("assistant", "app")])
def test_imports_point_downwards(lower: str, higher: str) -> None:
    """The index knows nothing of questions, and neither package of the page's assembly."""
    found = [
        place_of(p) for p in MODULES if belongs(name_of(p), lower) and any(belongs(i, higher) for i in imported(p))
    ]
    assert found == []


def test_only_the_assembly_imports_the_page() -> None:
    """Nothing outside the page's own folder but ``app.py`` imports it."""
    outside = [p for p in MODULES if not place_of(p).startswith("assistant/page/")]
    found = [place_of(p) for p in outside if any(belongs(i, "assistant.page") for i in imported(p))]
    assert set(found) <= {"app.py"}


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_where_it_belongs(library: str) -> None:
    """A library that could be exchanged, or is slow to load, has its one place."""
    users = {place_of(p) for p in MODULES if any(belongs(i, library) for i in imported(p))}
    assert {
        user
        for user in users
        if not any(user == there or (there.endswith("/") and user.startswith(there)) for there in ONLY_IN[library])
    } == set()


def test_langchain_has_no_other_door() -> None:
    """Every LangChain package in use is among those that are confined."""
    used = {i.partition(".")[0] for p in MODULES for i in imported(p) if i.startswith("langchain")}
    assert used <= set(ONLY_IN)


def test_only_the_settings_read_the_environment() -> None:
    """What a run depends on can be seen in one module."""
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            attribute = isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv", "putenv"}
            name = (
                isinstance(node, ast.ImportFrom)
                and node.module == "os"
                and {a.name for a in node.names} & {"environ", "getenv"}
            )
            if attribute or name:
                found.add(place_of(path))
    assert found <= set(ENVIRONMENT)


def test_only_one_module_is_started_by_its_name() -> None:
    """No import goes past the rules above by being written as a call."""
    calls = {"import_module", "__import__", "run_module", "run_path"}
    found = {
        place_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
        and (node.attr if isinstance(node, ast.Attribute) else node.id) in calls
    }
    assert found <= set(BY_NAME)


def test_there_are_no_import_cycles() -> None:
    """Every module can be understood with only those below it, lazy imports and imports for types included."""
    names = {name_of(path) for path in MODULES}
    graph = {name_of(path): {i for i in imported(path) if i in names and i != name_of(path)} for path in MODULES}
    # A package that is named as `from package import module` stands for the module alone.
    for name, others in graph.items():
        graph[name] = {one for one in others if not any(belongs(other, one) for other in others - {one})}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"import cycle: {' <- '.join(error.args[1])}")


@pytest.mark.parametrize("path", MODULES, ids=place_of)
def test_a_module_can_be_read_at_a_sitting(path: Path) -> None:
    """No module is longer than 400 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


_WATCHED_IMPORTS = """
import importlib, os, sys, tempfile
tempfile.gettempdir()  # libraries ask for it, and the first who does has a file written as a trial
seen = []
def watch(event, arguments):
    if event == "socket.bind" and arguments[1] == ("::1", 0):
        return  # urllib3 finds out so whether there is IPv6
    if event == "open":
        path, mode, flags = arguments
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and path != os.devnull:
            seen.append(f"{event} {path}")
    elif event in ("os.mkdir", "socket.connect", "socket.getaddrinfo", "socket.bind", "sqlite3.connect"):
        seen.append(f"{event} {arguments}")
sys.addaudithook(watch)
for name in sys.argv[1:]:
    importlib.import_module(name)
print("\\n".join(seen))
"""


def test_importing_does_nothing(tmp_path: Path) -> None:
    """Importing every module writes no file, makes no folder, opens no database and connects to nothing."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED_IMPORTS, *(name_of(path) for path in MODULES)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
    assert list(tmp_path.iterdir()) == []
