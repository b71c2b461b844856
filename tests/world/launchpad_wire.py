"""How Launchpad's data looks on the wire: entries with links, in the version asked for."""

from datetime import date, datetime
from typing import Any

from tests.world.launchpad_data import (
    DATES,
    LANDMARKS,
    Bug,
    Group,
    Milestone,
    Project,
    Spec,
    Task,
    World,
    bug_title,
    landmark,
)

Entry = dict[str, Any]
REDACTED = "tag:launchpad.net:2008:redacted"


class Wire:
    """Writes entries for one version root, such as http://127.0.0.1:1234/devel."""

    def __init__(self, world: World, root: str) -> None:
        self._world = world
        self._root = root

    def project(self, one: Project) -> Entry:
        address = f"{self._root}/{one.name}"
        return self._entry(
            "project",
            one.name,
            **self._collections(address),
            name=one.name,
            display_name=one.display_name,
            official_bugs=one.official_bugs,
            series_collection_link=f"{address}/series",
            development_focus_link=f"{address}/{one.series[-1]}" if one.series else None,
        )

    def group(self, one: Group) -> Entry:
        address = f"{self._root}/{one.name}"
        return self._entry(
            "project_group",
            one.name,
            name=one.name,
            display_name=one.display_name,
            projects_collection_link=f"{address}/projects",
        )

    def series(self, one: Project, name: str) -> Entry:
        told = self._collections(f"{self._root}/{one.name}/{name}")
        status = "Active Development"
        return self._entry(
            "project_series", f"{one.name}/{name}", **told, name=name, status=status
        )

    def timeline(self, one: Project, name: str, inactive: bool) -> Entry:
        found = self._world.milestones_of(one.name, name)[:LANDMARKS]
        return self._entry(
            "timeline_project_series",
            f"{one.name}/{name}/+timeline",
            name=name,
            status="Active Development",
            is_development_focus=False,
            landmarks=[landmark(m) for m in found if inactive or m.active or m.released],
        )

    def milestone(self, one: Milestone) -> Entry:
        released = f"{self._root}/{one.project}/{one.series}/{one.name}" if one.released else None
        return self._entry(
            "milestone",
            f"{one.project}/+milestone/{one.name}",
            name=one.name,
            date_targeted=_iso(one.targeted),
            is_active=one.active,
            release_link=released,
        )

    def release(self, one: Milestone) -> Entry:
        return self._entry(
            "project_release",
            f"{one.project}/{one.series}/{one.name}",
            version=one.name,
            date_released=_iso(one.released),
            milestone_link=self._milestone(one.project, one.name),
        )

    def task(self, task: Task) -> Entry:
        display_name = self._world.display_name(task.target)
        return self._entry(
            "bug_task",
            f"{task.target}/+bug/{task.bug.number}",
            bug_link=f"{self._root}/bugs/{task.bug.number}",
            bug_target_name=task.target,
            bug_target_display_name=display_name,
            title=bug_title(task, display_name),
            status=task.status,
            importance=task.importance,
            milestone_link=self._milestone(task.project, task.milestone),
            assignee_link=None,
            owner_link=f"{self._root}/~ann",
            date_created=_iso(task.created),
            is_complete=task.complete,
            **{f"date_{name}": _iso(task.stamps.get(name)) for name in DATES},
        )

    def bug(self, bug: Bug) -> Entry:
        return self._entry(
            "bug",
            f"bugs/{bug.number}",
            id=bug.number,
            title=bug.title,
            tags=list(bug.tags),
            information_type=bug.information_type,
            activity_collection_link=f"{self._root}/bugs/{bug.number}/activity",
        )

    def activity(self, bug: Bug) -> list[Entry]:
        return [
            self._entry(
                "bug_activity",
                f"bugs/{bug.number}/activity",
                datechanged=_iso(one.datechanged),
                person_link=f"{self._root}/~ann",
                whatchanged=one.whatchanged,
                oldvalue=one.oldvalue,
                newvalue=one.newvalue,
                message=None,
            )
            for one in bug.activity
        ]

    def spec(self, one: Spec) -> Entry:
        more = {} if not self._root.endswith("devel") else self._spec(one)
        place = f"{one.project}/+spec/{one.name}"
        return self._entry("specification", place, information_type=one.information_type, **more)

    def _spec(self, one: Spec) -> Entry:
        return {
            "name": one.name,
            "title": one.title,
            "definition_status": one.definition_status,
            "implementation_status": one.implementation_status,
            "lifecycle_status": one.lifecycle_status,
            "priority": one.priority,
            "has_accepted_goal": bool(one.goal) and one.accepted,
            "direction_approved": one.definition_status == "Approved",
            "is_complete": one.complete,
            "is_started": one.started is not None,
            "milestone_link": self._milestone(one.project, one.milestone),
            "specification_url": one.url or None,
            "date_created": _iso(one.created),
            "date_started": _iso(one.started),
            "date_completed": _iso(one.completed),
            "owner_link": f"{self._root}/~ann",
        }

    def _entry(self, kind: str, path: str, **fields: Any) -> Entry:
        links = {
            "self_link": f"{self._root}/{path}",
            "resource_type_link": f"{self._root}/#{kind}",
        }
        return {**links, **fields, "http_etag": '"0"'}

    def _collections(self, address: str) -> Entry:
        names = ["all_milestones", "releases"]
        if self._root.endswith("devel"):
            names += ["all_specifications", "valid_specifications"]
        return {f"{name}_collection_link": f"{address}/{name}" for name in names}

    def _milestone(self, project: str, name: str) -> str | None:
        known = self._world.milestone(project, name)
        return f"{self._root}/{project}/+milestone/{name}" if known else None


def _iso(moment: datetime | date | None) -> str | None:
    """Write a moment as Python does: without microseconds where they are zero."""
    return moment.isoformat() if moment else None
