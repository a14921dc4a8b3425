"""Whatever people and Rolebook do to a git wiki in turn, nothing of theirs is lost and nothing is done twice."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from rolebook_wiki.git.changes import changes
from rolebook_wiki.git.mark import digest
from rolebook_wiki.git.record import RECORD, GitRecord, read_record
from rolebook_wiki.git.state import GitState
from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import Action, Existing, OnConflict, Wanted
from rolebook_wiki.publish import PublishOptions, PublishOutcome, publish
from rolebook_wiki.sentences import Sentences
from rolebook_wiki.wiki import State

_FILES = ("A.md", "B.md", "a.md", "C.md", "c.wiki")
_ROLES = st.dictionaries(st.sampled_from(["one", "two"]), st.sampled_from(_FILES[:4]))
_PICK = st.integers(0, 9)
_WISHES = st.builds(PublishOptions, st.sampled_from(OnConflict), st.booleans())


class Wiki:
    """A git wiki without git: texts by path."""

    def __init__(self, wanted: Sequence[Wanted], tree: Mapping[str, str]) -> None:
        self.tree = dict(tree)
        self._wanted = wanted
        record = read_record(tree[RECORD].encode()) if RECORD in tree else GitRecord()
        numbers = {path: sha256(text.encode()).hexdigest() for path, text in tree.items()}
        texts = {path: text for path, text in tree.items() if path.endswith(".md")}
        self.git_state = GitState(numbers, frozenset(), texts, record)
        self._done: list[Action] = []

    def wanted(self, _handbook: WikiHandbook) -> Sequence[Wanted]:
        """Return the pages."""
        return self._wanted

    def state(self, wanted: Sequence[Wanted]) -> State:
        """Return what stands there."""
        known = {page_id: kept.file for page_id, kept in self.git_state.known.items()}
        return State(tuple(self.git_state.existing(wanted, "1")), known)

    def text(self, existing: Existing) -> str:
        """Return the text of a page."""
        return self.git_state.text(existing.title)

    def apply(self, action: Action) -> None:
        """Note a step down."""
        self._done.append(action)

    def finish(self, published: Mapping[str, str]) -> None:
        """Change the files."""
        found = changes(self.git_state, self._done, published, "acme", Sentences())
        self.tree = {path: text for path, text in self.tree.items() if path not in found.numbers}
        self.tree |= found.texts


def published(
    roles: Mapping[str, str], says: str, options: PublishOptions, tree: Mapping[str, str]
) -> tuple[PublishOutcome, dict[str, str]]:
    """Publish pages at files where no two differ only in case, and return what stands there then."""
    files = {file.lower(): role for role, file in roles.items()}
    pages = [
        Wanted(role, roles[role], f"{role} {says}\n", digest(f"{role} {says}")) for role in files.values()
    ]
    wiki = Wiki(pages, tree)
    outcome = publish(wiki, WikiHandbook("acme", (), ()), options, lambda _: None, list)
    return outcome, wiki.tree


class History(RuleBasedStateMachine):
    """A wiki to which Rolebook publishes and people push."""

    def __init__(self) -> None:
        super().__init__()
        self.tree: dict[str, str] = {}
        self.made: dict[str, str] = {}
        self.edited: dict[str, str] = {}
        self.pushes = 0

    @rule(roles=_ROLES, says=st.sampled_from("xy"), options=_WISHES)
    def publish(self, roles: Mapping[str, str], says: str, options: PublishOptions) -> None:
        """Pages that people made stay always, pages they edited unless overwriting was asked for."""
        outcome, self.tree = published(roles, says, options, self.tree)
        overwrites = options.on_conflict is OnConflict.OVERWRITE
        assert (self.made if overwrites else self.made | self.edited).items() <= self.tree.items()
        self.edited = {path: text for path, text in self.edited.items() if self.tree.get(path) == text}
        if outcome.in_sync:
            again, after = published(roles, says, options, self.tree)
            assert not again.plan.writes
            assert after == self.tree

    @rule(path=st.sampled_from(_FILES))
    def write(self, path: str) -> None:
        """Make a page that Rolebook never did."""
        if path not in self.tree and f'"{path}"' not in self.tree.get(RECORD, ""):
            self.tree[path] = self.made[path] = f"theirs {self._push()}\n"

    @precondition(lambda self: self.ours)
    @rule(pick=_PICK)
    def edit(self, pick: int) -> None:
        """Edit a page that Rolebook made."""
        path = self.ours[pick % len(self.ours)]
        edited = self.tree[path].replace("\n", f" edited {self._push()}\n", 1)
        self.tree[path] = self.edited[path] = edited

    @precondition(lambda self: self.ours)
    @rule(pick=_PICK)
    def delete(self, pick: int) -> None:
        """Delete a page that Rolebook made."""
        path = self.ours[pick % len(self.ours)]
        del self.tree[path]
        self.edited.pop(path, None)

    @precondition(lambda self: self.ours)
    @rule(pick=_PICK, to=st.sampled_from(_FILES))
    def move(self, pick: int, to: str) -> None:
        """Move a page that Rolebook made."""
        path = self.ours[pick % len(self.ours)]
        if to not in self.tree:
            self.tree[to] = self.tree.pop(path)
            if path in self.edited:
                self.edited[to] = self.edited.pop(path)

    @property
    def ours(self) -> list[str]:
        """Return the pages that Rolebook made."""
        return sorted(path for path in self.tree if path not in self.made and path != RECORD)

    def _push(self) -> int:
        self.pushes += 1
        return self.pushes


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=150, stateful_step_count=10, deadline=None)
