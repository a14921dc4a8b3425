"""The reference spec is understood completely."""

from datetime import date
from pathlib import Path

import pytest

from rolebook.facts.token import token
from rolebook.model.role import FactUse, Meta, Role, SectionKind
from rolebook.parse.kinds import kinds_by_name
from rolebook.parse.role import parse_role

SEED = Path(__file__).parents[2] / "roles/engineering/backend-engineer.md"


@pytest.fixture(scope="module")
def seed() -> Role:
    """Return the reference spec, which has nothing to complain of."""
    parsed = parse_role(
        SEED.read_text(encoding="utf-8"), "roles/engineering/backend-engineer.md", kinds_by_name()
    )
    assert parsed.problems == ()
    assert parsed.role
    return parsed.role


def test_names(seed: Role) -> None:
    """The id is the file's stem, the title the Identity's, the heading the H1 without "Agent"."""
    assert (seed.id, seed.folder) == ("backend-engineer", "engineering")
    assert (seed.title, seed.heading) == ("Senior Backend Engineer", "Backend Engineer")
    assert seed.meta == Meta()


def test_sections(seed: Role) -> None:
    """All ten sections stand in the order of the spec, with the ids links use."""
    assert [(section.kind, section.heading, section.id, section.line) for section in seed.sections] == [
        (SectionKind.IDENTITY, "Identity", "identity", 3),
        (SectionKind.OBJECTIVES, "Objectives", "objectives", 10),
        (SectionKind.RESPONSIBILITIES, "Core Responsibilities", "core-responsibilities", 17),
        (SectionKind.WORKFLOWS, "Workflows", "workflows", 42),
        (SectionKind.TOOLS, "Tools & Technologies", "tools-technologies", 68),
        (SectionKind.METRICS, "Success Metrics & KPIs", "success-metrics-kpis", 76),
        (SectionKind.MATRIX, "Evaluation Matrix", "evaluation-matrix", 85),
        (SectionKind.REFERENCES, "GOLD_STANDARD References", "gold_standard-references", 95),
        (SectionKind.CHECKLIST, "Self-Assessment Checklist", "self-assessment-checklist", 101),
        (SectionKind.LEARNING, "Continuous Learning", "continuous-learning", 111),
    ]


def test_identity(seed: Role) -> None:
    """Facts stand in the Identity as tokens, and each use is known with its line."""
    assert [(field.label, field.key, field.value) for field in seed.identity] == [
        ("Title", "title", "Senior Backend Engineer"),
        ("Company", "company", token("COMPANY_NAME")),
        ("Platform", "platform", token("PLATFORM_DESCRIPTION")),
        ("Department", "department", "Engineering"),
        ("Reports To", "reports_to", "Backend Lead"),
    ]
    assert seed.identity_value("reports_to") == "Backend Lead"
    assert seed.facts == (FactUse("COMPANY_NAME", 5), FactUse("PLATFORM_DESCRIPTION", 6))


def test_objectives(seed: Role) -> None:
    """The five objectives are plain items."""
    assert [item.text for item in seed.objectives] == [
        "Design and build scalable backend services",
        "Ensure system reliability and performance",
        "Implement secure and efficient APIs",
        "Manage data persistence and processing",
        "Enable microservices architecture",
    ]


def test_responsibilities(seed: Role) -> None:
    """Four areas hold four duties each, though the spec nests by three spaces."""
    assert {area.name: [duty.text for duty in area.duties] for area in seed.areas} == {
        "Service Development": [
            "Design RESTful and GraphQL APIs",
            "Implement business logic",
            "Build microservices",
            "Handle async processing",
        ],
        "Data Management": [
            "Design database schemas",
            "Optimize queries and indexes",
            "Implement caching strategies",
            "Ensure data integrity",
        ],
        "System Architecture": [
            "Design distributed systems",
            "Implement message queuing",
            "Build event-driven architectures",
            "Plan for horizontal scaling",
        ],
        "Infrastructure": [
            "Configure cloud services",
            "Implement monitoring and logging",
            "Manage deployments",
            "Ensure security compliance",
        ],
    }
    assert [duty.line for duty in seed.areas[0].duties] == [19, 20, 21, 22]


def test_workflows(seed: Role) -> None:
    """Three workflows have an id for their address and six numbered steps."""
    assert {workflow.id: [step.text for step in workflow.steps] for workflow in seed.workflows} == {
        "api-development-workflow": [
            "Design API contracts",
            "Implement endpoints",
            "Add validation and error handling",
            "Write comprehensive tests",
            "Document with OpenAPI",
            "Deploy with monitoring",
        ],
        "database-design-workflow": [
            "Analyze data requirements",
            "Design normalized schema",
            "Plan indexing strategy",
            "Implement migrations",
            "Optimize query performance",
            "Set up backups and replication",
        ],
        "microservice-development-workflow": [
            "Define service boundaries",
            "Design communication patterns",
            "Implement service logic",
            "Add resilience patterns",
            "Configure service mesh",
            "Deploy with orchestration",
        ],
    }
    assert [step.number for step in seed.workflows[2].steps] == [1, 2, 3, 4, 5, 6]


def test_tools(seed: Role) -> None:
    """Six categories name their tools."""
    assert {category.name: [tool.name for tool in category.tools] for category in seed.tool_categories} == {
        "Languages": ["Python", "Java", "Go", "Node.js", "Rust"],
        "Frameworks": ["Django", "Spring Boot", "Express", "FastAPI"],
        "Databases": ["PostgreSQL", "MySQL", "MongoDB", "Cassandra"],
        "Message Queues": ["RabbitMQ", "Kafka", "Redis", "SQS"],
        "Cloud": ["AWS", "GCP", "Azure"],
        "Monitoring": ["Prometheus", "ELK Stack", "APM tools"],
    }


def test_metrics(seed: Role) -> None:
    """The seven metrics are names without details."""
    assert [(metric.name, metric.detail) for metric in seed.metrics] == [
        ("API response times (p50, p95, p99)", ""),
        ("System uptime and availability", ""),
        ("Database query performance", ""),
        ("Error rates and recovery time", ""),
        ("Throughput and scalability", ""),
        ("Resource utilization", ""),
        ("Security vulnerability count", ""),
    ]


def test_matrix(seed: Role) -> None:
    """Five competencies have an expectation at each of four levels."""
    (matrix,) = seed.matrices
    assert matrix.levels == (
        "Level 1 (Novice)",
        "Level 2 (Competent)",
        "Level 3 (Expert)",
        "Level 4 (Master)",
    )
    assert [row.id for row in matrix.competencies] == [
        "api-design",
        "database-skills",
        "distributed-systems",
        "performance",
        "security",
    ]
    assert {row.name: " | ".join(row.expectations) for row in matrix.competencies} == {
        "API Design": "Basic REST | Advanced patterns | API architecture | API standards leader",
        "Database Skills": "Basic queries | Complex optimization | Database architecture | Database expert",
        "Distributed Systems": "Monolithic apps | Microservices | Complex distributed | System architect",
        "Performance": "Basic optimization | Advanced tuning | Performance expert | Performance authority",
        "Security": "Basic practices | Security implementation | Security architecture | Security expert",
    }


def test_references(seed: Role) -> None:
    """Four works have their title and address."""
    assert {reference.title: reference.url for reference in seed.references} == {
        "Designing Data-Intensive Applications": "https://dataintensive.net/",
        "Building Microservices": "https://www.oreilly.com/library/view/building-microservices-2nd/9781492034018/",
        "Site Reliability Engineering": "https://sre.google/books/",
        "High Performance MySQL": "https://www.oreilly.com/library/view/high-performance-mysql/9781492080503/",
    }


def test_checklist(seed: Role) -> None:
    """Eight statements have lost their boxes."""
    assert [item.text for item in seed.checklist] == [
        "APIs well-designed and documented",
        "Services highly available",
        "Database queries optimized",
        "Security best practices implemented",
        "Monitoring comprehensive",
        "Tests cover critical paths",
        "Documentation complete",
        "Performance SLAs met",
    ]


def test_learning(seed: Role) -> None:
    """The last line counts, though no newline ends the file."""
    assert [item.text for item in seed.learning] == [
        "Study distributed systems design",
        "Learn new backend technologies",
        "Practice system design interviews",
        "Attend backend conferences",
        "Contribute to open source",
        "Obtain cloud certifications",
    ]


def test_front_matter_adds_to_it() -> None:
    """The same spec under front matter is the same role, its lines counted in the file."""
    front = "---\nowner: Ann\nreviewed: 2026-03-31\ntags: api, data\naliases: [Backend Developer]\n---\n"
    parsed = parse_role(front + SEED.read_text(encoding="utf-8"), "roles/x/backend.md", kinds_by_name())
    assert parsed.role
    assert parsed.problems == ()
    assert parsed.role.meta == Meta(
        owner="Ann", reviewed=date(2026, 3, 31), tags=("api", "data"), aliases=("Backend Developer",)
    )
    assert parsed.role.sections[0].line == 9
    assert parsed.role.facts[0] == FactUse("COMPANY_NAME", 11)
