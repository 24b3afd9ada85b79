"""`ringfence link`: which reports tell of the same crew."""

from __future__ import annotations

import sys

import click

__all__ = ["command"]


@click.command("link")
@click.argument("file", default="-")
@click.option(
    "--jsonl",
    is_flag=True,
    required=True,
    help='Rows {"id", "text", "date", "area", "shown_number", "recognition"} in, {"id", "campaign", "why"} out.',
)
@click.option("--threshold", type=float, default=None, metavar="W", help="Bits from which a report joins a campaign.")
def command(file: str, jsonl: bool, threshold: float | None) -> None:
    """Link the reports in FILE (- for standard input) into campaigns.

    A shown number counts for little: numbers are forged. `campaign` is null
    where fewer than two reporters tell of it. The exit code is 1 when any
    row failed.
    """
    from ringfence.cli.json_lines import answer_all_rows
    from ringfence.flow.link_reports import check_link_row, link_reports
    from ringfence.link import DEFAULT_THRESHOLD

    def answers(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        from tqdm import tqdm

        with tqdm(total=len(rows), unit=" rows", desc="Linking", disable=not sys.stderr.isatty()) as bar:
            linked = link_reports(
                rows,
                threshold=DEFAULT_THRESHOLD if threshold is None else threshold,
                on_read=lambda count: bool(bar.update(count)),
            )
        return [{"id": one.id, "campaign": one.campaign, "why": list(one.why)} for one in linked]

    if not answer_all_rows(file, check_link_row, answers):
        sys.exit(1)
