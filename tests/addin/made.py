"""A few worksheet functions and jobs, made up, and the module they are read from."""

from xgy_excel.jobs.job import Job


def argument(name, doc="", *, optional=False, vararg=False):
    return {"name": name, "doc": doc, "optional": optional, "vararg": vararg}


def function(name, *args, doc="", refused=()):
    return {"name": name, "doc": doc, "args": list(args), "refused": list(refused)}


FUNCTIONS = [
    function(
        "XGY_AGE", argument("id_or_birth", "身份证号或出生日期"), argument("day", "哪一天", optional=True), doc="整岁。"
    ),
    function(
        "XGY_QUOTA", argument("n", "人数"), argument("caller"), doc="最多可设的岗位数（第四条）。\n\n不显示的第二段。"
    ),
]
JOBS = [
    Job("check", "校验", "逐条核对，在单元格标出问题。", "AcceptInvitation", lambda book, day: None),
    Job("clear-marks", "清除标记", "只清除本程序的“标记”<&>。", "EraseTool", lambda book, day: None),
]
