"""What is done with what was measured."""

import socket
import sys
from time import perf_counter
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from benchmarks import kept, plot, table
from benchmarks.__main__ import judged, parse
from benchmarks.catalogue import FIGURES, PLOTS, UPDATES, by_name
from benchmarks.running import differing, work
from benchmarks.slow_redis import slow_redis
from benchmarks.timing import typical


def test_another_screen_is_found():
    here = [{"text": "Hello", "buttons": [["Yes"]]}]
    there = [{"text": "Hello", "buttons": [["No"]]}]

    assert differing(
        {
            "same": {"ours": {"seen": here}, "raw": {"seen": here}},
            "other": {"ours": {"seen": here}, "raw": {"seen": there}},
        },
    ) == ["other"]


def test_names_are_unique():
    drawn = [workload for family in PLOTS.values() for workload in family]
    names = [workload.name for workload in (*UPDATES, *FIGURES, *drawn)]

    assert len(set(names)) == len(names)


def test_an_unknown_workload():
    with pytest.raises(LookupError, match=r"No workload 'clack'.* click, "):
        by_name("clack")


def test_a_worker_that_fails_is_quoted():
    with pytest.raises(RuntimeError, match=r"(?s)clack on raw .*No workload"):
        work(sys.executable, "raw", "count", "clack")


def test_what_disturbs_a_batch_is_left_out():
    assert typical((10,) * 30 + (900,) + (10,) * 9) == 10


def test_ratios_are_of_rounds():
    assert str(table.ratio([10, 20, 33], [10, 10, 11])) == "2.00 (1.00-3.00)"


def test_the_tables():
    click = {
        "ours": {"cpu_us": [110, 220], "opcodes": 1200, "calls": 60},
        "raw": {"cpu_us": [100, 200], "opcodes": 1000, "calls": 50},
    }
    for figures in click.values():
        figures.update(telegram=2, storage=4, rounds=3)
    build = {"ours": {"cpu_ms": [50.0]}, "raw": {"cpu_ms": [100.0]}}

    shown = table.everything(
        {
            "times": {"click": click},
            "counts": {"click": click},
            "figures": {"build": build},
        },
    )

    lines = [line.split("  ") for line in shown.splitlines() if line]
    cells = [[cell.strip() for cell in line if cell] for line in lines]
    title = "Click, small window (edit + answer)"
    rows = [row for row in cells if row[0].startswith((title, "Build"))]
    assert rows == [
        [
            title,
            *["165", "-", "150", "1.10 (1.10-1.10)", "-"],
            "<= 1.15 raw; counts <= 1.2 raw",
        ],
        [
            title,
            *["1200", "-", "1000", "1.20", "-"],
            *["60", "-", "50", "1.20", "-"],
            *["2", "-", "2"],
        ],
        [title, "3 (4)", "-", "3 (4)", "5"],
        [
            "Build and start a bot of 1000 dialogs: cpu_ms",
            *["50", "-", "100", "0.50 (0.50-0.50)", "-", "below raw"],
        ],
    ]


def test_a_table_is_aligned():
    assert table.aligned(["of", "number"], [["one", "1"], ["ten", "10"]]) == (
        "of   number\n---  ------\none       1\nten      10"
    )


def counts_of_click(opcodes):
    counted = dict.fromkeys(kept.COUNTED, 2) | {"opcodes": opcodes}
    seen = [{"text": "Hello", "buttons": []}]
    return {"counts": {"click": {"ours": {**counted, "seen": seen}}}}


def test_counts_that_grow_fail(tmp_path, capsys):
    path = tmp_path / "counts.json"
    check, keep = parse(["--check"]), parse(["--keep"])

    assert judged(keep, counts_of_click(1000), path) == 0
    assert judged(check, counts_of_click(1030), path) == 0
    assert capsys.readouterr().out == ""

    assert judged(check, counts_of_click(1031), path) == 1
    assert capsys.readouterr().out == "click: opcodes 1000 -> 1031 (+3.1%)\n"


def test_other_workloads_stay_kept(tmp_path):
    path = tmp_path / "counts.json"

    kept.keep({"click": {"opcodes": 1000}}, path)
    kept.keep({"text": {"opcodes": 2000}}, path)

    assert kept.load(path) == {
        kept.place(): {"click": {"opcodes": 1000}, "text": {"opcodes": 2000}},
    }


def test_a_count_that_was_nothing():
    before, now = {"find": {"storage": 0}}, {"find": {"storage": 1}}

    assert kept.grown(before, now) == ["find: storage 0 -> 1"]
    assert kept.grown(before, before) == []
    assert kept.grown({}, now) == []


def test_a_chart():
    picture = plot.chart(
        "Cost <of> a click",
        "dialogs",
        {"ours": [(1, 200), (1000, 210)], "raw": [(1, 150), (1000, 16000)]},
    )

    root = ET.fromstring(picture)  # noqa: S314 - of our own
    texts = [
        text.text for text in root.iter("{http://www.w3.org/2000/svg}text")
    ]
    lines = list(root.iter("{http://www.w3.org/2000/svg}polyline"))
    assert len(lines) == 2
    assert {"Cost <of> a click", "dialogs", "ours", "raw", "10 ms"} <= {*texts}


def test_redis_is_far_away():
    with slow_redis() as url:
        if url is None:
            pytest.skip("No redis-server is here.")
        place = urlsplit(url)
        with socket.create_connection((place.hostname, place.port)) as redis:
            start = perf_counter()
            redis.sendall(b"PING\r\n")
            answer = redis.recv(100)
            took = perf_counter() - start

    assert answer == b"+PONG\r\n"
    assert took >= 0.001
