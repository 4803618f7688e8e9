"""Batches carried by other processes end in the same documents, whatever happens to the processes."""

import io
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from zipfile import ZipFile

import pytest
from docxtpl import InlineImage

from xgy_excel.core import Stopped
from xgy_excel.docx import carrying, prepare, render, render_batch
from xgy_excel.docx.cluster import cluster

from .test_features import PIXEL
from .word_samples import template

DATA = template("乙方：{{姓名}}，{{号}}")
PEOPLE = [{"姓名": None if i % 50 == 7 else f"张{i}\x0b", "号": i} for i in range(300)]


def outcomes(parallel, notes=None, data=DATA, people=PEOPLE):
    made = render_batch(prepare(data), list(enumerate(people)), notes, parallel)
    return [(m.key, m.data, m.dropped, m.reason, m.missing) for m in made]


@pytest.fixture(scope="module")
def expected():
    return outcomes(0)


def spawned(n):
    """Processes as Windows starts them."""
    return ProcessPoolExecutor(n, get_context("spawn"))


@pytest.mark.parametrize("pool", [ProcessPoolExecutor, spawned, ThreadPoolExecutor])
def test_any_executor_gives_the_same_documents_in_the_same_order(pool, expected):
    with pool(2) as executor:
        assert outcomes(executor) == expected


def test_a_number_is_so_many_processes(expected):
    assert outcomes(2) == expected


def test_a_cluster_gives_the_same_documents(expected):
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local,
        cluster(local.scheduler_address) as executor,
    ):
        notes: list[str] = []
        assert outcomes(executor, notes) == expected
        assert notes == [], "nothing was made here"


def test_a_cluster_nobody_answers_for_is_told_plainly(monkeypatch):
    monkeypatch.setattr("xgy_excel.docx.cluster.SECONDS", 0.3)
    with pytest.raises(Stopped, match="连不上集群"), cluster("tcp://127.0.0.1:9"):
        pass


@pytest.mark.parametrize("address", ["", "foo bar", "集群", "tcp://", "tcp://host:port"])
def test_what_is_no_address_is_told(address):
    with pytest.raises(Stopped, match="写法不对"), cluster(address):
        pass


def die(*_):
    os._exit(1)


def test_a_worker_that_dies_costs_time_but_no_document(expected, monkeypatch):
    monkeypatch.setattr(carrying, "work", die)
    notes: list[str] = []
    with ProcessPoolExecutor(2, get_context("fork")) as executor:
        assert outcomes(executor, notes) == expected
    assert notes == ["并行生成没有成功的部分已改在本机逐份生成，结果不受影响。"]


def test_rows_that_cannot_travel_are_made_here():
    people = [{"姓名": "张三", "号": 1}, {"姓名": "李四", "号": 2, "锁": (lambda: 0)}]
    notes: list[str] = []
    assert outcomes(2, notes, people=people) == outcomes(0, people=people)
    assert len(notes) == 1


class Counting(Executor):
    """Runs at once and notes the size of every piece."""

    def __init__(self):
        self.sizes = []

    def submit(self, function, /, *arguments, **_):
        self.sizes.append(len(arguments[-1]))
        future = Future()
        future.set_result(function(*arguments))
        return future


def test_an_executor_gets_pieces_of_rows_as_they_are_needed(expected):
    counting, asked = Counting(), []

    def rows():
        for i, person in enumerate(PEOPLE * 20):
            asked.append(i)
            yield i, person

    made = render_batch(prepare(DATA), rows(), None, counting)
    next(made)
    assert len(asked) < carrying.CHUNK * (carrying.AHEAD + 2)
    assert set(counting.sizes) == {carrying.CHUNK}
    made.close()


def test_rows_that_docxtpl_makes_are_carried_by_processes_where_that_pays(monkeypatch, tmp_path):
    asked = []
    real = carrying.processes

    def noted(parallel, slow):
        asked.append((parallel, slow))
        return real(parallel, slow)

    monkeypatch.setattr("xgy_excel.docx.batch.processes", noted)
    monkeypatch.setattr("xgy_excel.docx.batch.PAYS_FROM", 30)
    picture = InlineImage(None, str(tmp_path / "x.png"))
    (tmp_path / "x.png").write_bytes(PIXEL)
    people = [{"姓名": f"张{i}", "号": picture} for i in range(40)]
    for i, rows in enumerate((people, people[:20], PEOPLE[:40])):
        report = render(DATA, rows, tmp_path / str(i))
        assert report.requested == report.made + len(report.skipped) == len(rows)
    assert asked == [(None, True), (None, False), (None, False)]
    one, two = ((tmp_path / f / "模板_001.docx").read_bytes() for f in "01")
    assert one == two


def test_what_made_a_batch_slow_is_told(tmp_path):
    picture = InlineImage(None, io.BytesIO(PIXEL))
    report = render(DATA, [{"姓名": "张三", "号": 1}, {"姓名": "李四", "号": picture}], tmp_path / "x")
    assert report.notes == ["其中1份含InlineImage，改用较慢的方式生成，结果不受影响。"]


# -- one zip -----------------------------------------------------------------------------------------------------


def test_one_zip_holds_the_files_of_a_folder(tmp_path):
    folder, archive = tmp_path / "文书", tmp_path / "文书.zip"
    kept = render(DATA, PEOPLE, folder, name="{姓名}_{号}")
    report = render(DATA, PEOPLE, archive, name="{姓名}_{号}")
    assert report.files == [str(archive)]
    assert (report.requested, report.made, report.skipped) == (kept.requested, kept.made, kept.skipped)
    with ZipFile(archive) as package:
        assert package.testzip() is None
        assert {n: package.read(n) for n in package.namelist()} == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_the_same_rows_give_the_same_zip(tmp_path):
    for name in ("a.zip", "b.zip"):
        render(DATA, PEOPLE, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_zip_that_is_there_stays(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"other")
    with pytest.raises(Stopped, match="已存在"):
        render(DATA, PEOPLE, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"other"


def test_a_zip_appears_when_it_is_complete_or_not_at_all(tmp_path):
    def people():
        yield from PEOPLE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(DATA, people(), tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


# -- cut off, and done again -------------------------------------------------------------------------------------


def test_a_folder_cut_off_is_ended_in_the_same_files(tmp_path):
    def people():
        yield from PEOPLE[:200]
        raise KeyboardInterrupt

    render(DATA, PEOPLE, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        render(DATA, people(), tmp_path / "cut")
    (tmp_path / "cut" / ".~0123456789abcdef.tmp").write_bytes(b"half")
    assert 0 < len(list((tmp_path / "cut").glob("*.docx"))) < len(PEOPLE)
    report = render(DATA, PEOPLE, tmp_path / "cut", resume=True)
    assert report.requested == report.made + len(report.skipped)
    whole, cut = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("whole", "cut"))
    assert cut == whole
