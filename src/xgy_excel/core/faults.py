"""An error nobody foresaw, in one sentence."""

from __future__ import annotations

from pathlib import Path


def unforeseen(fault: BaseException) -> str:
    """An error of ours, or of the disk: said without a traceback and without anybody's data."""
    if isinstance(fault, OSError):
        return "读写文件时出错：请检查文件名、磁盘空间和权限，或关闭正在打开的文件后再试。"
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"程序遇到没有料到的情况（{type(fault).__name__}，{place}），已停止。请把这句话告诉维护人员。"
