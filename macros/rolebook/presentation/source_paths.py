"""The source paths of pages, as if they lay in `docs/`: what links within the handbook name."""

COMPETENCIES, REFERENCES, TOOLS = "competencies/index.md", "references/index.md", "tools/index.md"


def role_page(role_id: str) -> str:
    """Return the source path of a role's page."""
    return f"roles/{role_id}.md"


def ladder_page(role_id: str) -> str:
    """Return the source path of a role's career ladder."""
    return f"ladders/{role_id}.md"


def checklist_page(role_id: str) -> str:
    """Return the source path of a role's checklist."""
    return f"checklists/{role_id}.md"


def workflow_page(role_id: str, workflow_id: str) -> str:
    """Return the source path of a workflow's page."""
    return f"workflows/{role_id}/{workflow_id}.md"
