"""What MkDocs finds wrong with a configuration, in the words of its authors and at their lines."""

import re
from collections.abc import Collection, Iterator, Sequence
from importlib.metadata import entry_points

import yaml
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins

from rolebook.model.problem import Problem, did_you_mean, listed
from rolebook.yaml.nodes import key_node, problem_at

Keys = tuple[str, ...]

_OF_PLUGIN = re.compile(
    r"Plugin '(?P<plugin>[^']+?)(?: #\d+)?'(?: option '(?P<option>[^']+)')?: (?P<rest>.*)", re.DOTALL
)
_OF_PART = re.compile(r"Sub-option '(?P<part>[^']+)': (?P<rest>.*)", re.DOTALL)
_UNKNOWN = re.compile(r"Unrecognised configuration name: (?P<name>.*)")
_NO_PLUGIN = re.compile(r'The "(?P<name>[^"]+)" plugin is not installed')
_NO_EXTENSION = re.compile(r"Failed to load extension '(?P<name>[^']+)'\.\n(?P<why>.*)", re.DOTALL)
_NO_OPTIONS = re.compile(r"Invalid config options for the '(?P<name>[^']+)' plugin\.")
_TYPE = re.compile(r"(?:\ba )?<class '(\w+)'>")
_WRONG_TYPE = re.compile(r"Expected type: (.+) but received: (.+)")
_NOT_GIVEN = "Required configuration not provided"
_OLD = ("config_file_path", "mdx_configs", "pages", "google_analytics")
_KINDS = {
    "str": "text",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "list": "a list",
    "dict": "`key: value` lines",
    "NoneType": "nothing",
}


def configuration_problems(messages: Sequence[tuple[str, object]], node: yaml.Node) -> Iterator[Problem]:
    """Yield what MkDocs found, errors or warnings by the key they belong to, at the lines of nodes."""
    for key, text in messages:
        for message in re.split(r"\n(?=Plugin ')", str(text)):
            keys, rest = _path_of_value((key,), message)
            keys, explanation = _explained(keys, rest)
            yield problem_at(key_node(node, keys), explanation)


def _path_of_value(keys: Keys, message: str) -> tuple[Keys, str]:
    """Return the path of the value that a message is about, and what it says of it."""
    if match := _NO_OPTIONS.match(message):
        return ("plugins", match["name"]), "must hold `option: value` lines"
    plugin, part = _OF_PLUGIN.fullmatch(message), _OF_PART.fullmatch(message)
    if plugin:
        name = plugin["plugin"].removeprefix("material/")
        return ("plugins", name, *filter(None, [plugin["option"]])), plugin["rest"]
    return _path_of_value((*keys, part["part"]), part["rest"]) if part else (keys, message)


def _explained(keys: Keys, message: str) -> tuple[Keys, str]:
    """Return what is wrong in plain words, and the path of what is."""
    if match := _UNKNOWN.fullmatch(message):
        return (*keys[:-1], match["name"]), _unknown((*keys[:-1], match["name"]), _known(keys[:-1]))
    if match := _NO_PLUGIN.match(message):
        hint = did_you_mean(match["name"], get_plugins())
        return (*keys, match["name"]), f'plugins: no plugin "{match["name"]}" is installed{hint}'
    if match := _NO_EXTENSION.match(message):
        return _extension(match["name"], match["why"].strip().splitlines()[-1])
    message = _TYPE.sub(lambda match: _KINDS.get(match[1], match[1]), " ".join(message.split()))
    if message.startswith(_NOT_GIVEN):
        return keys, f"{'.'.join(keys)} has no value"
    if match := _WRONG_TYPE.match(message):
        return keys, f"{'.'.join(keys)} must be {match[1]}, not {match[2]}"
    named = re.search(r'"([^"]+)"', message)
    return (*keys, *([named[1]] if named else [])), f"{'.'.join(keys)}: {message}"


def _unknown(keys: Keys, known: Collection[str]) -> str:
    hint = did_you_mean(keys[-1], known) or (f"; known are {listed(tuple(known))}" if known else "")
    return f'unknown key "{".".join(keys)}"{hint}'


def _known(keys: Keys) -> Collection[str]:
    """Return the keys that may stand below a path."""
    validation = MkDocsConfig.Validation
    match keys:
        case ():
            return tuple(name for name in MkDocsConfig() if name not in _OLD)
        case ("plugins", name):
            installed = get_plugins()
            plugin = installed.get(f"material/{name}") or installed[name]
            return tuple(option for option, _ in plugin.load().config_scheme)
        case ("validation",):
            return tuple(validation())
        case ("validation", "nav"):
            return tuple(validation.NavValidation())
        case ("validation", "links"):
            return tuple(validation.LinksValidation())
        case _:
            return ()


def _extension(name: str, why: str) -> tuple[Keys, str]:
    keys = ("markdown_extensions", name)
    if why.startswith("ModuleNotFoundError"):
        hint = did_you_mean(name, [point.name for point in entry_points(group="markdown.extensions")])
        return keys, f'markdown_extensions: there is no extension "{name}"{hint}'
    if why.startswith("KeyError"):
        option = why.partition(": ")[2].strip("'\"")
        known = tuple(Markdown().build_extension(name, {}).config)
        return (*keys, option), _unknown((*keys, option), known)
    wrong_value = re.fullmatch(r"(?:ValueError|TypeError): .*?('[^']*')", why)
    said = f"an option has the value {wrong_value[1]}, which it cannot have" if wrong_value else why
    return keys, f"{'.'.join(keys)}: {said}"
