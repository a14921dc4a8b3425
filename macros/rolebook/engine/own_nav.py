"""A menu of a folder's own: what it names, with which words, and what of it a handbook has."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from mkdocs.structure.files import Files

from rolebook.model.docs_page import NameUse
from rolebook.model.problem import Problem
from rolebook.yaml.nodes import NULL, is_text, problem_at, value_at

_AS_LINES = "write it as lines `- page.md` or `- Label: page.md`"


def nav_entries(node: yaml.Node) -> Iterator[NameUse]:
    """Yield what `nav:` of a configuration's nodes names, with lines."""
    waiting = [value_at(node, "nav")]
    while waiting:
        match waiting.pop(0):
            case yaml.ScalarNode(tag=tag) as entry if tag != NULL:
                yield NameUse(str(entry.value), entry.start_mark.line + 1)
            case yaml.SequenceNode(value=entries):
                waiting = [*entries, *waiting]
            case yaml.MappingNode(value=pairs):
                waiting = [*(value for _, value in pairs), *waiting]


def nav_faults(node: yaml.Node) -> Iterator[Problem]:
    """Yield what is no menu in `nav:` of a configuration's nodes, at its lines."""
    nav = value_at(node, "nav")
    if isinstance(nav, yaml.SequenceNode):
        yield from _faults_in(nav)
    elif nav and nav.tag != NULL:
        yield problem_at(nav, f"nav is no list; {_AS_LINES}")


def _faults_in(entries: yaml.SequenceNode) -> Iterator[Problem]:
    for entry in entries.value:
        match entry:
            case yaml.MappingNode(value=[(label, value)]):
                yield from (*_faults_of_label(label), *_faults_below(label, value))
            case yaml.MappingNode(value=[_, (second, _), *_]):
                message = f'nav: an entry is one label and one page; write a "-" before "{second.value}" too'
                yield problem_at(second, message)
            case yaml.ScalarNode() if is_text(entry):
                pass
            case _:
                yield problem_at(entry, f"nav: an entry is a page, or a label and a page; {_AS_LINES}")


def _faults_of_label(label: yaml.Node) -> Iterator[Problem]:
    if not is_text(label):
        yield problem_at(label, f'nav: a label is text; put it in quotes: "{label.value}"')
    elif "{{" in label.value or "{%" in label.value:
        message = f'nav: a label is text, so "{label.value}" would be shown as it stands; use plain words'
        yield problem_at(label, message)


def _faults_below(label: yaml.Node, value: yaml.Node) -> Iterator[Problem]:
    if isinstance(value, yaml.SequenceNode):
        yield from _faults_in(value)
    elif not is_text(value):
        yield problem_at(label, f'nav: "{label.value}" leads to no page; {_AS_LINES}, one below the other')


def nav_names(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield what a validated `nav` names, each with its label, which may be empty."""
    for entry in nav if isinstance(nav, list) else [nav]:
        if isinstance(entry, str):
            yield entry, ""
        for label, value in entry.items() if isinstance(entry, dict) else ():
            yield from [(value, str(label))] if isinstance(value, str) else nav_names(value)


def nav_labels(nav: Any) -> Mapping[str, str]:
    """Return what a validated `nav` calls the pages that it gives a name."""
    return {name: label for name, label in nav_names(nav) if label}


def present_in_nav(nav: list[Any], files: Files) -> list[Any]:
    """Return a validated `nav` without the roles that a company leaves out, and without empty sections.

    That all entries are pages of some company has been checked.
    """
    kept = (_present(entry, files) for entry in nav)
    return [entry for entry in kept if entry]


def _present(entry: Any, files: Files) -> Any:
    if isinstance(entry, str):
        return entry if ":" in entry or files.get_file_from_path(entry) else None
    if isinstance(entry, list):
        return present_in_nav(entry, files)
    kept = {label: _present(value, files) for label, value in entry.items()}
    return {label: value for label, value in kept.items() if value}
