"""Other machines as an executor: a dask.distributed scheduler that is already running. Extra `[cluster]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from ..core import Stopped

_ADDRESS = re.compile(r"(?:\w+://)?[\w.\-\[\]:]+:\d{1,5}")
SECONDS = 10  # for the scheduler to answer


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The scheduler at an address such as tcp://10.0.0.5:8786. Its workers must have this program installed.

    The rows of a batch, personal data with them, travel to its machines. Raises Stopped when it cannot be reached.
    """
    if not _ADDRESS.fullmatch(address):
        raise Stopped(f"集群地址“{address}”写法不对，应写成 tcp://10.0.0.5:8786 的样子。")
    try:
        from distributed import Client
    except ImportError:
        raise Stopped("没有安装集群组件，请先运行：pip install 'xgy-excel[cluster]'。") from None
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError):
        raise Stopped(f"连不上集群“{address}”，请检查地址和网络，或去掉“--cluster”在本机生成。") from None
    with client:
        yield client.get_executor(pure=False)
