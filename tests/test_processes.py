"""Pieces of work in other processes: one that is lost neither takes this one along nor leaves it waiting."""

import subprocess
import sys

import pytest

from xgy_excel.processes import pool, submit

LOSES_ONE = """
import os, sys
from xgy_excel.processes import pool, submit

def work(number, piece):
    if number == 1:
        os._exit(1)
    return len(piece)

if __name__ == "__main__":
    with pool(2, "fork") as carrier:
        waiting = [submit(carrier, work, number, bytes(1 << 20)) for number in range(8)]
        print(sum(future.exception() is not None for future in waiting) > 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
def test_a_lost_process_leaves_nobody_waiting_however_large_the_pieces_are():
    run = subprocess.run(
        [sys.executable, "-c", LOSES_ONE], capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
    )
    assert (run.returncode, run.stdout) == (0, "True\n")


def test_a_piece_for_a_pool_that_was_shut_down_says_so_as_a_lost_one_does():
    with pool(1) as carrier:
        assert submit(carrier, len, "abc").result() == 3
    late = submit(carrier, len, "abc")
    assert isinstance(late.exception(), RuntimeError)
