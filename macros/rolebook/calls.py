"""What macros may be called with: one truth for `check`, which reads calls, and `build`, which makes them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, Signature

from rolebook.assemble.departments import departments
from rolebook.model.docs_page import UNKNOWN, MacroCall
from rolebook.model.problem import did_you_mean, listed
from rolebook.model.role import Role, Workflow
from rolebook.pages import INDEXES

KINDS_OF_HEAD = ("ladder", "checklist", "workflow")
"""The pages of a role that `page_header` knows, beside the role's own."""


@dataclass(frozen=True)
class CallableNames:
    """What a handbook gives to macros: roles by id, departments by folder and by name, tags."""

    roles: Mapping[str, Role]
    departments: Collection[str]
    tags: Collection[str]


def names_for_calls(roles: Sequence[Role], library: Sequence[Role] = ()) -> CallableNames:
    """Return the names in a handbook's roles.

    A page asks for the roles of a department or a tag whether its company has any or not, so those are of the
    whole library.
    """
    every = library or roles
    known = departments(every)
    return CallableNames(
        roles={role.id: role for role in roles},
        departments=tuple(dict.fromkeys([*(d.name for d in known), *(d.id for d in known)])),
        tags=tuple(sorted({tag for role in every for tag in role.meta.tags})),
    )


def wrong_call(call: MacroCall, signature: Signature, names: CallableNames) -> str:
    """Return what is wrong with a call, and what would be right; nothing where it can be made."""
    parameters = signature.parameters
    fit = f"; write {written(call.macro, signature)}"
    if len(call.arguments) > len(parameters):
        return f"{call.macro} takes {_count(len(parameters))}, not {len(call.arguments)}{fit}"
    for name in call.named:
        if name not in parameters:
            return f'{call.macro} has no argument "{name}"{fit}{did_you_mean(name, parameters)}'
    values = dict(zip(parameters, call.arguments, strict=False))
    twice = next((name for name in call.named if name in values), "")
    if twice:
        return f'{call.macro} is given "{twice}" twice{fit}'
    values |= call.named
    for parameter in parameters.values():
        if parameter.name not in values and parameter.default is Parameter.empty:
            return f'{call.macro} lacks "{parameter.name}"{fit}'
    return next(_wrong_values(call.macro, parameters, values, names), "")


def lists_all_roles(call: MacroCall) -> bool:
    """Tell whether a call shows, or may show, the list that `role_filter` filters."""
    given = (*call.arguments, *call.named.values())
    return call.macro == "departments" and any(value is True or value is UNKNOWN for value in given)


def written(macro: str, signature: Signature) -> str:
    """Return how a macro is written, as CONTRIBUTING lists it: `departments(full=false)`."""
    return f"{macro}({', '.join(map(_parameter, signature.parameters.values()))})"


def _parameter(parameter: Parameter) -> str:
    shown = {False: "false", None: '""', "": '""'}
    return (
        parameter.name
        if parameter.default is Parameter.empty
        else f"{parameter.name}={shown[parameter.default]}"
    )


def _count(number: int) -> str:
    return {0: "nothing", 1: "one argument"}.get(number, f"{number} arguments")


def _wrong_values(
    macro: str, parameters: Mapping[str, Parameter], values: Mapping[str, object], names: CallableNames
) -> Iterator[str]:
    for name, value in values.items():
        if value is not UNKNOWN and value != parameters[name].default:
            yield from filter(None, [_RULES[name](macro, value, names)])
    workflow, role = values.get("workflow"), values.get("role")
    if macro == "page_header" and values["kind"] == "workflow" and not workflow:
        yield 'page_header of a workflow lacks which one; write page_header(role, "workflow", workflow)'
    if macro == "page_header" and workflow and values["kind"] in ("ladder", "checklist"):
        kind = values["kind"]
        yield f'page_header of a {kind} takes no workflow; write page_header(role, "{kind}")'
    if isinstance(workflow, str) and workflow:
        owner = role if isinstance(role, Role) else names.roles.get(str(role))
        yield from filter(None, [_wrong_workflow(owner, workflow)] if owner else [])


def _wrong_workflow(role: Role, workflow: str) -> str:
    known = {each.id for each in role.workflows}
    hint = did_you_mean(workflow, known)
    return "" if workflow in known else f'the role "{role.id}" has no workflow "{workflow}"{hint}'


def _role(_macro: str, value: object, names: CallableNames) -> str:
    if isinstance(value, Role) or str(value) in names.roles:
        return ""
    return f'no role has the id "{value}"{did_you_mean(str(value), names.roles)}'


def _workflow(macro: str, value: object, _names: CallableNames) -> str:
    fits = isinstance(value, Workflow | str)
    return "" if fits else f"{macro}: a workflow is named by its id, not by {value!r}"


def _one_of(what: str, known: Callable[[CallableNames], Collection[str]]) -> "Rule":
    def rule(macro: str, value: object, names: CallableNames) -> str:
        fitting = known(names)
        if isinstance(value, str) and value in fitting:
            return ""
        return f'{macro}: no {what} "{value}"{did_you_mean(str(value), fitting) or _there_are(fitting)}'

    return rule


def _there_are(names: Collection[str]) -> str:
    return f" (there are: {listed(sorted(names))})" if names else " (there are none)"


def _full(macro: str, value: object, _names: CallableNames) -> str:
    """Return what is wrong; a setting that a company does not give is an empty text, and so false."""
    return (
        ""
        if isinstance(value, bool) or value == ""
        else f'{macro}: full is true or false, not "{value}"; write {macro}(full=true)'
    )


Rule = Callable[[str, object, CallableNames], str]
"""Takes the macro, a value and the handbook's names; returns what is wrong with the value."""

_RULES: Mapping[str, Rule] = {
    "role": _role,
    "workflow": _workflow,
    "full": _full,
    "kind": _one_of("kind of page", lambda _names: KINDS_OF_HEAD),
    "name": _one_of("index", lambda _names: INDEXES),
    "department": _one_of("department", lambda names: names.departments),
    "tag": _one_of("tag", lambda names: names.tags),
}
"""What each argument may be, by its name, which means the same in every macro."""
