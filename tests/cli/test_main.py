"""The command itself: help, names not built yet, and a quick start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ringfence.cli.main import COMMANDS, NOT_YET, cli

RINGFENCE = str(Path(sys.executable).with_name("ringfence"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage:" in result.output


@pytest.mark.parametrize("name", NOT_YET)
def test_what_is_not_built_yet_says_so_and_exits_2(name):
    result = subprocess.run([RINGFENCE, name], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "not part of this version" in result.stderr


def test_the_library_and_the_recipes_import_without_django():
    code = (
        "import sys, ringfence; [getattr(ringfence, n) for n in ringfence.__all__]; "
        "import ringfence.flow.every_hour, ringfence.flow.play_exercise; sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
