"""`ringfence export` from a terminal."""

from __future__ import annotations

import json

from tests.cli.test_bad_input import run


def test_every_format_is_written_and_what_is_not_built_says_so(tmp_path):
    data = tmp_path / "data"
    run("migrate", data=data)
    for name in ("stix", "misp", "csv", "pdf"):
        target = tmp_path / f"out.{name}"
        result = run("export", name, "--to", target, data=data)
        assert result.returncode == 0, result.stderr
        assert target.stat().st_size
    assert json.loads((tmp_path / "out.stix").read_text())["type"] == "bundle"
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    refused = run("export", "vcon", data=data)
    assert (refused.returncode, "vCon is not part" in refused.stderr) == (2, True)
