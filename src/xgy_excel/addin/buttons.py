"""The ribbon tab, written from the list of jobs. Every button calls the same Sub; its tag is the job's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from ..jobs.job import Job

# Office 2010 and later read the first part; Office 2007 and WPS know the second only.
PARTS = {
    "customUI/customUI14.xml": (
        "http://schemas.microsoft.com/office/2009/07/customui",
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    ),
    "customUI/customUI.xml": (
        "http://schemas.microsoft.com/office/2006/01/customui",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    ),
}
TAB = "协管员"


def ribbon(namespace: str, jobs: Sequence[Job]) -> str:
    """The XML of the tab in one of the two namespaces, a button for each job."""
    buttons = "\n".join(_button(job) for job in jobs)
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<customUI xmlns="{namespace}" onLoad="XGY.Loaded">
  <ribbon>
    <tabs>
      <tab id="xgy" label="{TAB}">
        <group id="xgy_jobs" label="花名册">
{buttons}
        </group>
      </tab>
    </tabs>
  </ribbon>
</customUI>
"""


def _button(job: Job) -> str:
    if not re.fullmatch("[a-z-]+", job.name):
        raise ValueError(f"{job.name!r} cannot be the tag of a button")
    says = {
        "id": f"xgy_{job.name}",
        "label": job.label,
        "screentip": job.label,
        "supertip": job.tip,
        "imageMso": job.icon,
    }
    attributes = " ".join(f"{key}={quoteattr(value)}" for key, value in says.items())
    return f'          <button {attributes} size="large" tag="{job.name}" onAction="XGY.Press"/>'
