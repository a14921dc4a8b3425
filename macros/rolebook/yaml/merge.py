"""One configuration over another, as YAML nodes, so that tags and the lines of all values stay."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import yaml

from rolebook.model.problem import Problem, did_you_mean, listed
from rolebook.yaml.nodes import LIST, NULL, NamedEntry, entries, problem_at

Path = tuple[str, ...]


@dataclass
class Merger:
    """Merges nodes; `named_lists` are the paths of lists of names, which add, and `problems` what came up.

    `taken_out` is where in a list which name is left out, such as `theme.features: - toc.follow: false`.

    Mappings are merged key by key, a list of names entry by entry, where `name: false` takes one out;
    anything else is replaced.
    """

    named_lists: Collection[Path] = ()
    problems: list[Problem] = field(default_factory=list)
    taken_out: list[str] = field(default_factory=list)

    def merged(self, base: yaml.Node, own: yaml.Node, at: Path = ()) -> yaml.Node:
        """Return a node over another, both at the same path."""
        is_list = at in self.named_lists
        if own.tag == NULL and (is_list or isinstance(base, yaml.MappingNode)):
            return base
        if is_list and isinstance(own, yaml.SequenceNode | yaml.MappingNode):
            return self._list(base, own, at)
        if isinstance(base, yaml.MappingNode) and isinstance(own, yaml.MappingNode):
            return self._mapping(base, own, at)
        return own

    def _mapping(self, base: yaml.MappingNode, own: yaml.MappingNode, at: Path) -> yaml.MappingNode:
        pairs = {key.value: (key, value) for key, value in base.value}
        for key, value in own.value:
            before = pairs.get(key.value)
            pairs[key.value] = (
                key,
                self.merged(before[1], value, (*at, str(key.value))) if before else value,
            )
        return yaml.MappingNode(own.tag, list(pairs.values()), own.start_mark, own.end_mark, base.flow_style)

    def _list(self, base: yaml.Node, own: yaml.Node, at: Path) -> yaml.SequenceNode:
        items = list(entries(base))
        known = {entry.name: index for index, entry in enumerate(items)}
        for entry in entries(own):
            index = known.pop(entry.name, None)
            if index is not None:
                items[index] = self._entry(items[index], entry, at)
            elif entry.is_taken_out:
                self._not_there(entry, at, [one.name for one in items])
            else:
                items.append(entry)
        self.taken_out += [f"{'.'.join(at)}: - {one.name}: false" for one in items if one.is_taken_out]
        kept = [entry.node() for entry in items if not entry.is_taken_out]
        return yaml.SequenceNode(LIST, kept, own.start_mark, own.end_mark, flow_style=False)

    def _entry(self, base: NamedEntry, own: NamedEntry, at: Path) -> NamedEntry:
        if own.options is None or base.options is None or own.is_taken_out:
            return NamedEntry(own.key, own.options or base.options)
        return replace(own, options=self.merged(base.options, own.options, (*at, own.name)))

    def _not_there(self, entry: NamedEntry, at: Path, known: Sequence[str]) -> None:
        hint = did_you_mean(entry.name, known) or f"; there are {listed(known)}"
        message = f'{".".join(at)}: "{entry.name}" cannot be taken out, for it is not there{hint}'
        self.problems.append(problem_at(entry.key, message))
