"""What the service exports, and since which version: the part of Launchpad that is read."""

from lazr.enum import DBEnumeratedType, DBItem
from lazr.restful.declarations import (
    export_operation_as,
    export_read_operation,
    exported,
    exported_as_webservice_entry,
    operation_for_version,
    operation_parameters,
    operation_returns_collection_of,
)
from lazr.restful.fields import CollectionField, Reference
from zope.interface import Interface
from zope.schema import Bool, Choice, Date, Datetime, Field, Int, List, TextLine

from tests.world.launchpad_data import DATES, IMPORTANCES, INFORMATION_TYPES, LEVELS


def enumerated(name, values):
    items = {f"V{n}": DBItem(n, value) for n, value in enumerate(values, 1)}
    return type(name, (DBEnumeratedType,), {**items, "__module__": __name__})


Status = enumerated("Status", LEVELS)
Importance = enumerated("Importance", IMPORTANCES)
InformationType = enumerated("InformationType", INFORMATION_TYPES)
Combinator = enumerated("Combinator", ("Any", "All"))


@exported_as_webservice_entry("person", as_of="beta")
class IPerson(Interface):
    name = exported(TextLine())


@exported_as_webservice_entry("bug_activity", plural_name="bug_activities", as_of="beta")
class IActivity(Interface):
    datechanged = exported(Datetime())
    person = exported(Reference(schema=IPerson))
    whatchanged = exported(TextLine())
    oldvalue = exported(TextLine(required=False))
    newvalue = exported(TextLine(required=False))
    message = exported(TextLine(required=False))


@exported_as_webservice_entry("bug", as_of="beta")
class IBug(Interface):
    id = exported(Int())
    title = exported(TextLine())
    tags = exported(List(value_type=TextLine()))
    information_type = exported(TextLine())
    activity = exported(CollectionField(value_type=Reference(schema=IActivity)))


@exported_as_webservice_entry("milestone", as_of="beta")
class IMilestone(Interface):
    name = exported(TextLine())
    date_targeted = exported(Date(required=False))
    is_active = exported(Bool())
    release = exported(Reference(schema=Interface, required=False))


@exported_as_webservice_entry("project_release", as_of="beta")
class IRelease(Interface):
    version = exported(TextLine())
    date_released = exported(Datetime())
    milestone = exported(Reference(schema=IMilestone))


IMilestone["release"].schema = IRelease


class IBugTaskBase(Interface):
    bug = exported(Reference(schema=IBug))
    bug_target_name = exported(TextLine())
    bug_target_display_name = exported(TextLine())
    title = exported(TextLine())
    status = exported(Choice(vocabulary=Status))
    importance = exported(Choice(vocabulary=Importance))
    milestone = exported(Reference(schema=IMilestone, required=False))
    assignee = exported(Reference(schema=IPerson, required=False))
    owner = exported(Reference(schema=IPerson))
    date_created = exported(Datetime())
    is_complete = exported(Bool())


IBugTask = type(IBugTaskBase)(
    "IBugTask",
    (IBugTaskBase,),
    {f"date_{name}": exported(Datetime(required=False)) for name in DATES},
    __module__=__name__,
)
exported_as_webservice_entry("bug_task", as_of="beta")(IBugTask)


@exported_as_webservice_entry("specification", as_of="beta")
class ISpecification(Interface):
    information_type = exported(TextLine())
    name = exported(TextLine(), as_of="devel")
    title = exported(TextLine(), as_of="devel")
    definition_status = exported(TextLine(), as_of="devel")
    implementation_status = exported(TextLine(), as_of="devel")
    lifecycle_status = exported(TextLine(), as_of="devel")
    priority = exported(TextLine(), as_of="devel")
    has_accepted_goal = exported(Bool(), as_of="devel")
    direction_approved = exported(Bool(), as_of="devel")
    is_complete = exported(Bool(), as_of="devel")
    is_started = exported(Bool(), as_of="devel")
    milestone = exported(Reference(schema=IMilestone, required=False), as_of="devel")
    specification_url = exported(TextLine(required=False), as_of="devel")
    date_created = exported(Datetime(required=False), as_of="devel")
    date_started = exported(Datetime(required=False), as_of="devel")
    date_completed = exported(Datetime(required=False), as_of="devel")
    owner = exported(Reference(schema=IPerson), as_of="devel")


def parameters(omit_targeted):
    """Return what searchTasks takes; one default differs between versions."""
    return {
        "order_by": List(value_type=TextLine(), required=False),
        "status": List(value_type=Choice(vocabulary=Status), required=False),
        "importance": List(value_type=Choice(vocabulary=Importance), required=False),
        "information_type": List(value_type=Choice(vocabulary=InformationType), required=False),
        "tags": List(value_type=TextLine(), required=False),
        "tags_combinator": Choice(vocabulary=Combinator, required=False, default=Combinator.V1),
        "omit_duplicates": Bool(required=False, default=True),
        "omit_targeted": Bool(required=False, default=omit_targeted),
        "milestone": Reference(schema=IMilestone, required=False),
        "modified_since": Datetime(required=False),
        "created_since": Datetime(required=False),
    }


class IHasTasks(Interface):
    @operation_parameters(**parameters(omit_targeted=False))
    @operation_returns_collection_of(IBugTask)
    @export_operation_as("searchTasks")
    @export_read_operation()
    @operation_for_version("devel")
    def search(**asked):
        """Search tasks."""

    @operation_parameters(**parameters(omit_targeted=True))
    @operation_returns_collection_of(IBugTask)
    @export_operation_as("searchTasks")
    @export_read_operation()
    @operation_for_version("beta")
    def search_targeted(**asked):
        """Search tasks as it was done once."""


class IHasSpecifications(Interface):
    all_specifications = exported(
        CollectionField(value_type=Reference(schema=ISpecification)), as_of="devel"
    )
    valid_specifications = exported(
        CollectionField(value_type=Reference(schema=ISpecification)), as_of="devel"
    )


class IHasMilestones(Interface):
    all_milestones = exported(CollectionField(value_type=Reference(schema=IMilestone)))
    releases = exported(CollectionField(value_type=Reference(schema=IRelease)))


@exported_as_webservice_entry("project_series", plural_name="project_series", as_of="beta")
class ISeries(IHasTasks, IHasSpecifications, IHasMilestones):
    name = exported(TextLine())
    status = exported(TextLine())


@exported_as_webservice_entry("timeline_project_series", plural_name="timelines", as_of="beta")
class ITimeline(Interface):
    name = exported(TextLine())
    status = exported(TextLine())
    is_development_focus = exported(Bool())
    landmarks = exported(Field())


@exported_as_webservice_entry("project", as_of="beta")
class IProject(IHasTasks, IHasSpecifications, IHasMilestones):
    name = exported(TextLine())
    display_name = exported(TextLine())
    official_bugs = exported(Bool())
    series = exported(CollectionField(value_type=Reference(schema=ISeries)))
    development_focus = exported(Reference(schema=ISeries, required=False))

    @operation_parameters(include_inactive=Bool(required=False, default=False))
    @operation_returns_collection_of(ITimeline)
    @export_operation_as("get_timeline")
    @export_read_operation()
    @operation_for_version("beta")
    def timeline(include_inactive):  # noqa: N805 - an interface has no self
        """Return the milestones and releases of every series, at most twenty a series."""


IMilestone["release"].schema = IRelease


@exported_as_webservice_entry("project_group", as_of="beta")
class IProjectGroup(Interface):
    name = exported(TextLine())
    display_name = exported(TextLine())
    projects = exported(CollectionField(value_type=Reference(schema=IProject)))
