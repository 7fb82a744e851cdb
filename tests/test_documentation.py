"""The documentation keeps step with the commands, lists and examples."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import typer.main

from comity.applicability import rules
from comity.cli.main import MODULES, app
from comity.sources import sources

ROOT = Path(__file__).resolve().parents[1]


def test_every_command_and_option_is_documented_in_its_own_section() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    sections = {s.partition("\n")[0]: s for s in text.split("\n## comity ")[1:]}
    group = typer.main.get_command(app)
    missing = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if name not in sections:
            missing.append(name)
            continue
        commands = [command, *getattr(command, "commands", {}).values()]
        options = [o for c in commands for p in c.params for o in p.opts if o[:2] == "--"]
        missing += [f"{name} {o}" for o in options if f"`{o}" not in sections[name]]
    assert missing == []


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "Makefile"]
    used = {v for f in files for v in re.findall(r"(?<!_)COMITY_[A-Z]{2,}", f.read_text("utf-8"))}
    assert {"COMITY_HOME", "COMITY_NOW"} <= used
    assert [v for v in sorted(used) if f"`{v}`" not in text] == []


def test_every_issue_is_documented() -> None:
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    files = (ROOT / "src" / "comity" / "sources").rglob("*.py")
    used = {
        code
        for f in files
        for code in re.findall(r'Issue\(\s*code="([a-z-]+)"', f.read_text("utf-8"))
    }
    assert len(used) > 15
    assert [code for code in sorted(used) if f"`{code}`" not in text] == []


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    dead = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_list_is_documented() -> None:
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert [s.code for s in sources() if f"`{s.code}`" not in text] == []


def test_the_two_commands_stand_at_the_top_of_the_readme() -> None:
    top = (ROOT / "README.md").read_text(encoding="utf-8")[:600]
    assert "make demo" in top
    assert "make test" in top


def test_the_example_customers_are_those_of_the_demonstration() -> None:
    packaged = ROOT / "src" / "comity" / "cli" / "customers.csv"
    assert packaged.read_bytes() == (ROOT / "examples" / "customers.csv").read_bytes()


def test_every_command_is_loaded_from_the_module_that_holds_it() -> None:
    for name, commands in MODULES.items():
        alone = typer.Typer()
        alone.callback()(lambda: None)
        import_module(f"comity.cli.{name}").add_commands(alone)
        found = typer.main.get_command(alone)
        names = set(getattr(found, "commands", {}))
        assert names == set(commands), name


def test_every_rule_of_applicability_is_in_its_page() -> None:
    text = (ROOT / "docs" / "applicability.md").read_text(encoding="utf-8")
    told = rules()
    every = [*told["rules"], *told["blocking"], *told["ownership"]]
    assert [r["article"] for r in every if r["article"].replace("|", "/") not in text] == []
    assert [r["text"] for r in every if "text" in r and r["text"] not in text] == []
    lines = [line for line in text.splitlines() if line.startswith("|")]
    for rule in every:
        mine = [line for line in lines if rule["article"].replace("|", "/") in line]
        assert any(all(s in line for s in rule["sources"]) for line in mine), rule["article"]
        assert any(line.rstrip("| ").endswith(rule["confidence"]) for line in mine), rule["article"]
        for day in (str(rule[k]) for k in ("since", "until") if k in rule):
            assert any(day in line for line in mine), (rule["article"], day)
