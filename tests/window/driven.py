"""The window in a process of its own, which answers questions about itself: run by tests/window/screen.py.

Started as `driven.py MEMORY DAY [BOOK]`. A line on standard input is an expression, in which `app` is the window; its
value comes back as a line of JSON. Everything else a test does is done with the mouse and the keys of the screen.
"""

import json
import sys
import threading
from collections import Counter
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue

from xgy_excel.window.app import App
from xgy_excel.window.desk import Desk
from xgy_excel.window.memory import Memory


def middle(widget):
    """Where to click on a widget: it must be on the screen."""
    widget.update_idletasks()
    assert widget.winfo_viewable(), f"{widget} is not shown"
    return widget.winfo_rootx() + widget.winfo_width() // 2, widget.winfo_rooty() + widget.winfo_height() // 2


def row(tree, number):
    """Where to click on a line of a list, counted from 0 among those that are shown."""
    tree.update_idletasks()
    left, top, _, height = tree.bbox(tree.get_children()[number], "c0")
    return tree.winfo_rootx() + left + 10, tree.winfo_rooty() + top + height // 2


def tab(notebook, words):
    """Where to click on the tab whose title begins so."""
    notebook.update_idletasks()
    for x in range(5, notebook.winfo_width(), 10):
        at = notebook.index(f"@{x},15") if notebook.identify(x, 15) else None
        if at not in (None, "") and notebook.tab(at, "text").startswith(words):
            return notebook.winfo_rootx() + x + 10, notebook.winfo_rooty() + 15
    raise LookupError(words)


def everything(widget):
    """The widgets that are on the screen."""
    yield from (w for child in widget.winfo_children() if child.winfo_ismapped() for w in (child, *everything(child)))


def cut_off(root):
    """Buttons and labels that are smaller than what stands in them, with their words."""
    root.update_idletasks()
    kinds = ("TButton", "TLabel", "TCheckbutton", "TRadiobutton", "TMenubutton", "Label")
    shown = [w for w in everything(root) if w.winfo_class() in kinds and w.cget("text")]
    assert len(shown) > 10
    return [
        (str(w), str(w.cget("text")))
        for w in shown
        if w.winfo_reqwidth() > w.winfo_width() + 1 or w.winfo_reqheight() > w.winfo_height() + 1
    ]


def main() -> None:
    memory, day, *book = sys.argv[1:]
    app = App(Desk(Memory(Path(memory)), date.fromisoformat(day)))
    app.root.geometry("+0+0")
    if book:
        app.open(Path(book[0]))
    felt = Counter()
    for event in ("ButtonRelease", "KeyRelease"):  # bound to all, so after what the widget itself does about it
        app.root.bind_all(f"<{event}>", lambda happened, event=event: felt.update([event]), add="+")
    questions = SimpleQueue()
    threading.Thread(target=lambda: [questions.put(line) for line in sys.stdin], daemon=True).start()
    names = {"app": app, "middle": middle, "row": row, "tab": tab, "cut_off": cut_off, "felt": felt}

    def answer() -> None:
        try:
            question = questions.get_nowait()
        except Empty:
            pass
        else:
            try:
                said = {"value": eval(question, names)}
            except Exception as fault:
                said = {"fault": repr(fault)}
            print(json.dumps(said, default=str), flush=True)
        app.root.after(5, answer)

    answer()
    app.root.mainloop()


if __name__ == "__main__":
    main()
