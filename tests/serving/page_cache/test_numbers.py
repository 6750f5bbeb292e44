"""The file that all processes of a node read."""

import subprocess
import sys
import threading

import pytest

from serving.page_cache.changes.numbers import BARRIER, Numbers, combined

MOVE = """
import sys
sys.path.insert(0, "site")
from pathlib import Path
from serving.page_cache.changes.numbers import Numbers
numbers = Numbers(Path(sys.argv[1]))
for position in range(200):
    numbers.move(withdrawn=position % 2 == 0)
"""


def test_change_moves_the_first_number_and_withdrawal_both(tmp_path):
    numbers = Numbers(tmp_path / "numbers")
    first = numbers.read()

    numbers.move(withdrawn=False)
    second = numbers.read()
    numbers.move(withdrawn=True)
    third = numbers.read()

    assert len({first, second, third}) == 3
    assert first[BARRIER:] == second[BARRIER:] != third[BARRIER:]


@pytest.mark.processes
def test_processes_and_threads_count_together_and_lose_nothing(tmp_path):
    numbers = Numbers(tmp_path / "numbers")
    changed, withdrawn = numbers.counted()
    processes = [
        subprocess.Popen([sys.executable, "-c", MOVE, str(tmp_path / "numbers")], cwd=tmp_path.cwd()) for _ in range(2)
    ]
    threads = [threading.Thread(target=lambda: [numbers.move(withdrawn=False) for _ in range(100)]) for _ in range(3)]

    for thread in threads:
        thread.start()
    for worker in [*threads]:
        worker.join()

    assert [process.wait() for process in processes] == [0, 0]
    assert numbers.counted() == (changed + 700, withdrawn + 200)


def test_file_that_was_deleted_or_emptied_counts_as_a_change(tmp_path):
    numbers, other = Numbers(tmp_path / "numbers"), Numbers(tmp_path / "numbers")
    first = numbers.read()
    other.read()

    numbers.path.unlink()
    other.move(withdrawn=False)
    numbers.mend()
    other.mend()
    second = numbers.read()
    numbers.path.write_bytes(b"")
    other.mend()
    third = numbers.read()

    assert len({first[:8], second[:8], third[:8]}) == 3
    assert len({first[BARRIER:], second[BARRIER:], third[BARRIER:]}) == 3
    assert other.read() == third


def test_late_word_brings_no_number_back(tmp_path):
    numbers = Numbers(tmp_path / "numbers")

    numbers.hear(combined(1, 7), combined(1, 3))
    numbers.hear(combined(1, 6), combined(1, 2))
    kept = numbers.heard()
    numbers.hear(combined(2, 1), combined(2, 0))

    assert kept == (combined(1, 7), combined(1, 3))
    assert numbers.heard() == (combined(2, 1), combined(2, 0))


def test_reading_takes_about_a_microsecond_at_most(tmp_path):
    import timeit

    numbers = Numbers(tmp_path / "numbers")
    numbers.read()

    assert min(timeit.repeat(numbers.read, number=1000, repeat=20)) / 1000 < 5e-6
