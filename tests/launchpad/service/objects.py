"""The service's objects: thin shells around the data, each with its address."""

from lazr.restful.declarations import error_status
from lazr.restful.simple import (
    IMultiplePathPartLocation,
    RootResource,
    RootResourceAbsoluteURL,
    TraverseWithGet,
)
from lazr.restful.wsgi import BaseWSGIWebServiceConfiguration
from zope.interface import implementer
from zope.publisher.interfaces import NotFound
from zope.security.simplepolicies import PermissiveSecurityPolicy

from tests.launchpad.service import interfaces as i
from tests.world.launchpad_data import DATES, LANDMARKS, ORDERS, World, bug_title, landmark

KEPT = {}
"""The world that is served, put here by the script that starts the service."""


class OnlyPublic(PermissiveSecurityPolicy):
    """Lets everybody see everything but hidden bugs and blueprints."""

    def checkPermission(self, _, thing):  # noqa: N802 - called by that name
        return not getattr(thing, "hidden", False)


class RootAbsoluteURL(RootResourceAbsoluteURL):
    """Found here by grok."""


class Configuration(BaseWSGIWebServiceConfiguration):
    code_revision = "1"
    active_versions = ("beta", "1.0", "devel")
    first_version_with_total_size_link = "devel"
    last_version_with_mutator_named_operations = "1.0"
    use_https = False
    view_permission = "lazr.View"
    default_batch_size = 75


@implementer(IMultiplePathPartLocation)
class Shell:
    """A piece of data at a place; what it does not say itself the data says."""

    def __init__(self, parent, parts, data):
        self.__parent__ = parent
        self.__path_parts__ = parts
        self.data = data
        self.world = KEPT["world"]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__dict__["data"], name)

    def at(self, project):
        return Project(root_of(self), [project], self.world.project(project))


def root_of(shell):
    return root_of(shell.__parent__) if isinstance(shell, Shell) else shell


@implementer(i.IPerson)
class Person(Shell):
    name = "ann"


def person(shell):
    return Person(root_of(shell), ["~ann"], None)


@implementer(i.IActivity)
class Activity(Shell):
    message = None

    @property
    def person(self):
        return person(self)


@implementer(i.IBug)
class Bug(Shell):
    def __init__(self, root, bug):
        super().__init__(root, ["bugs", str(bug.number)], bug)
        self.id = bug.number
        self.tags = list(bug.tags)

    @property
    def activity(self):
        return [Activity(self, ["activity"], one) for one in self.data.activity]


@implementer(i.IBugTask)
class Task(Shell):
    def __init__(self, parent, task):
        super().__init__(parent, ["+bug", str(task.bug.number)], task)
        for name in DATES:
            setattr(self, f"date_{name}", task.stamps.get(name))
        self.date_created, self.is_complete = task.created, task.complete
        self.bug_target_name = task.target
        self.bug_target_display_name = self.world.display_name(task.target)
        self.title = bug_title(task, self.bug_target_display_name)
        self.hidden = task.bug.hidden
        self.status = next(one for one in i.Status if one.title == task.status).value
        self.importance = next(one for one in i.Importance if one.title == task.importance).value
        self.assignee = None

    @property
    def bug(self):
        return Bug(root_of(self), self.data.bug)

    @property
    def owner(self):
        return person(self)

    @property
    def milestone(self):
        return milestone(self)


def milestone(shell):
    one = shell.world.milestone(shell.data.project, shell.data.milestone)
    return one and Milestone(shell.at(one.project), one)


class Searched:
    """Whatever has tasks."""

    def search(self, **asked):
        named = {k: [one.title for one in v] for k, v in asked.items() if k in LISTS and v}
        if asked.get("tags_combinator"):
            named["tags_combinator"] = asked["tags_combinator"].title
        if asked.get("order_by"):
            named["order_by"] = ordered(asked["order_by"][0])
        found = self.world.search("/".join(self.place), **asked | named)
        return [Task(self, one) for one in found]

    search_targeted = search


@error_status(400)
class OrderError(ValueError):
    """An order by what no column is called."""


def ordered(name):
    if name.lstrip("-") not in ORDERS:
        raise OrderError(f"Unrecognized order_by: '{name}'")
    return name


def consumed(where, request, found):
    """Return what the last two parts of an address mean together."""
    stack = request.getTraversalStack()
    if found is None:
        raise NotFound(where, stack[-1])
    request.setTraversalStack(stack[:-1])
    return found


LISTS = ("status", "importance", "information_type")


class Blueprints:
    @property
    def all_specifications(self):
        return [Specification(self.at(one.project), one) for one in self.specs()]

    @property
    def valid_specifications(self):
        return [one for one in self.all_specifications if self.counts(one)]


class Milestones:
    @property
    def all_milestones(self):
        found = self.world.milestones_of(*self.place)
        return [Milestone(self.at(one.project), one) for one in found]

    @property
    def releases(self):
        return [one.release for one in self.all_milestones if one.data.released]


@implementer(i.IMilestone)
class Milestone(Shell):
    def __init__(self, project, one):
        super().__init__(project, ["+milestone", one.name], one)
        self.date_targeted, self.is_active = one.targeted, one.active

    @property
    def release(self):
        one = self.data
        series = Series(self.__parent__, one.series)
        return Release(series, [one.name], one) if one.released else None


@implementer(i.IRelease)
class Release(Shell):
    @property
    def version(self):
        return self.data.name

    @property
    def date_released(self):
        return self.data.released

    @property
    def milestone(self):
        return Milestone(self.at(self.data.project), self.data)


@implementer(i.ISpecification)
class Specification(Shell):
    def __init__(self, project, one):
        super().__init__(project, ["+spec", one.name], one)
        self.has_accepted_goal = bool(one.goal) and one.accepted
        self.direction_approved = one.definition_status == "Approved"
        self.is_complete, self.is_started = one.complete, one.started is not None
        self.specification_url = one.url or None
        self.date_created, self.date_started = one.created, one.started
        self.date_completed = one.completed

    @property
    def milestone(self):
        return milestone(self)

    @property
    def owner(self):
        return person(self)


@implementer(i.ISeries)
class Series(Searched, Blueprints, Milestones, Shell):
    status = "Active Development"

    def __init__(self, project, name):
        super().__init__(project, [name], project.data)
        self.name = name
        self.place = (project.data.name, name)

    def specs(self):
        return self.world.blueprints(*self.place)

    def counts(self, one):
        return one.data.valid and one.data.accepted


@implementer(i.ITimeline)
class Timeline(Shell):
    is_development_focus = False

    def __init__(self, series):
        super().__init__(series, ["+timeline"], series.data)
        self.name, self.status = series.name, series.status

    def landmarks_of(self, include_inactive):
        found = self.world.milestones_of(self.data.name, self.name)[:LANDMARKS]
        shown = (one for one in found if include_inactive or one.active or one.released)
        self.landmarks = [landmark(one) for one in shown]
        return self


@implementer(i.IProject)
class Project(Searched, Blueprints, Milestones, TraverseWithGet, Shell):
    def __init__(self, root, parts, one):
        super().__init__(root, parts, one)
        self.place = (one.name,)

    @property
    def series(self):
        return [Series(self, name) for name in self.data.series]

    @property
    def development_focus(self):
        return Series(self, self.data.series[-1]) if self.data.series else None

    def specs(self):
        return self.world.blueprints(*self.place)

    def counts(self, one):
        return one.data.valid and not one.data.complete

    def timeline(self, include_inactive):
        return [Timeline(one).landmarks_of(include_inactive) for one in self.series]

    def get(self, request, name):
        if name in self.data.series:
            return Series(self, name)
        stack = request.getTraversalStack()
        found = None
        if name == "+milestone" and stack:
            one = self.world.milestone(self.data.name, stack[-1])
            found = one and Milestone(self, one)
        if name == "+spec" and stack:
            specs = self.world.blueprints(self.data.name)
            found = next((Specification(self, s) for s in specs if s.name == stack[-1]), None)
        return consumed(self, request, found) if name in ("+milestone", "+spec") else None


@implementer(i.IProjectGroup)
class ProjectGroup(Shell):
    @property
    def projects(self):
        return [
            Project(self.__parent__, [name], self.world.project(name))
            for name in self.data.projects
        ]


class Root(RootResource):
    """The top of the tree."""

    def get(self, request, name):
        world: World = KEPT["world"]
        stack = request.getTraversalStack()
        if name == "bugs" and stack:
            bug = world.bug(int(stack[-1])) if stack[-1].isdecimal() else None
            return consumed(self, request, bug and Bug(self, bug))
        if group := world.group(name):
            return ProjectGroup(self, [name], group)
        one = world.project(name)
        return one and Project(self, [name], one)
