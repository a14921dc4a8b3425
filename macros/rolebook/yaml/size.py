"""How much a YAML text becomes when what its aliases repeat is written out."""

import yaml

_VALUES = 100_000
_DEEPEST = 50


def too_much(node: yaml.Node) -> tuple[int, str] | None:
    """Return the line from which on a text holds too much, and what to say of it; None where it does not."""
    counted: dict[int, tuple[int, int]] = {}
    for inner in _from_within(node):
        children = [counted.get(id(child), (1, 1)) for child in _children(inner)]
        values = 1 + sum(values for values, _ in children)
        depth = 1 + max((depth for _, depth in children), default=0)
        counted[id(inner)] = values, depth
        if values > _VALUES or depth > _DEEPEST:
            why = "are nested too deeply" if depth > _DEEPEST else f"are more than {_VALUES:,}"
            return inner.start_mark.line + 1, f"values {why}, with what aliases (`*name`) repeat; write less"
    return None


def _from_within(node: yaml.Node) -> list[yaml.Node]:
    """Return all nodes, each after those that it holds; what an alias repeats stands there once."""
    ordered: list[yaml.Node] = []
    seen: set[int] = set()
    waiting = [(node, False)]
    while waiting:
        current, is_done = waiting.pop()
        if is_done:
            ordered.append(current)
        elif id(current) not in seen:
            seen.add(id(current))
            waiting.append((current, True))
            waiting += [(child, False) for child in _children(current)]
    return ordered


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [inner for pair in node.value for inner in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
