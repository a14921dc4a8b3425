"""`rolebook publish`: a company's handbook in a wiki."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from rolebook.check import problems_of
from rolebook.load.messages import messages
from rolebook.model.company import WikiTarget
from rolebook.model.problem import BuildError, Severity, errors
from rolebook.resources import theme_folders
from rolebook_build.aside import edition_aside
from rolebook_build.content import content_of
from rolebook_build.disk import temporary_files
from rolebook_cli.plan_report import PlanReport
from rolebook_cli.report import Report
from rolebook_wiki.kinds import open_wiki
from rolebook_wiki.page import WikiHandbook
from rolebook_wiki.plan import Action
from rolebook_wiki.publish import PublishOptions, PublishOutcome, publish
from rolebook_wiki.sentences import sentences_for
from rolebook_wiki.site_pages import wiki_handbook
from rolebook_wiki.wiki import EditedMeanwhileError, Wiki, WikiError

IN_SYNC, PROBLEMS, CONFLICTS = 0, 1, 3
_ATTEMPTS = 3


def wiki_target(folder: Path, company: str, name: str) -> WikiTarget:
    """Return one of a company's wikis. Raises `UsageError` for a name that it has not."""
    publisher = content_of(folder).companies.get(company)
    targets = publisher.wiki if publisher else {}
    if publisher and name not in targets:
        listed = ", ".join(targets) or "none: add `wiki:` to its file"
        raise click.UsageError(f'{company} has no wiki "{name}" (there are: {listed})')
    return targets[name] if publisher else WikiTarget("", "")


def publish_company(
    folder: Path, company: str, target: WikiTarget, options: PublishOptions, shown: PlanReport, report: Report
) -> int:
    """Publish a company's handbook into a wiki, and return the exit code."""
    content = content_of(folder)
    problems = problems_of(content, [company])
    if errors(problems):
        report.problems(problem for problem in problems if problem.severity is not Severity.NOTICE)
        report.failure("not published because of the problems above")
        return PROBLEMS
    with temporary_files(), tempfile.TemporaryDirectory(prefix="rolebook-publish-") as scratch:
        try:
            publisher = content.companies[company]
            sentences = sentences_for(publisher, messages(theme_folders(folder), publisher.language))
            wiki = open_wiki(target, publisher, sentences, Path(scratch))
            site = edition_aside(folder, company, Path(scratch) / "editions", report)
            outcome = _published(wiki, wiki_handbook(company, site), options, shown, report)
        except BuildError as error:
            report.failure(f"{company} was not published:\n{error}")
            return PROBLEMS
        except (WikiError, EditedMeanwhileError) as error:
            report.failure(f"{target.url}: {error}")
            return PROBLEMS
    shown.outcome(outcome, options)
    if outcome.failure:
        report.failure(f"{target.url}: {outcome.failure}; what is written stays, so run it again")
        return PROBLEMS
    if outcome.conflicts:
        return CONFLICTS
    return IN_SYNC if outcome.in_sync or options.dry_run else PROBLEMS


def _published(
    wiki: Wiki, handbook: WikiHandbook, options: PublishOptions, shown: PlanReport, report: Report
) -> PublishOutcome:
    """Publish; where the wiki moved on before anything could be kept, plan anew."""

    def with_progress(actions: Sequence[Action]) -> Iterable[Action]:
        columns = (
            TextColumn("Publishing"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
        )
        with Progress(
            *columns, console=report.err, transient=True, disable=not report.err.is_terminal
        ) as progress:
            task = progress.add_task("", total=len(actions))
            for action in actions:
                progress.update(task, description=action.title)
                yield action
                progress.advance(task)

    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return publish(wiki, handbook, options, lambda plan: shown.plan(plan, wiki), with_progress)
        except EditedMeanwhileError:
            if attempt == _ATTEMPTS:
                raise
    raise AssertionError
