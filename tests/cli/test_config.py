"""`rolebook config`, and what other commands say of a configuration."""

from tests.cli.conftest import Folder


def test_a_folder_without_a_configuration(folder: Folder) -> None:
    """What ships is printed, as YAML that MkDocs takes."""
    done = folder.run("config")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("site_name: Rolebook\ntheme:\n")
    assert "git.example.com" not in done.out


def test_what_was_taken_out(folder: Folder) -> None:
    """What no longer stands in a list is told in comments, for a folder's own file is merged with what ships."""
    folder.write({"mkdocs.yml": "theme: {features: [toc.follow: false]}\nplugins: [search: false, tags]\n"})
    done = folder.run("config")
    assert "#   theme.features: - toc.follow: false\n#   plugins: - search: false\nsite_name:" in done.out
    folder.write({"mkdocs.yml": done.out})
    assert "toc.follow" in folder.run("config").out


def test_a_configuration_with_mistakes(folder: Folder) -> None:
    """Every command says what is wrong at its line, `check` and `build` with all else that is wrong."""
    folder.write({"mkdocs.yml": "repo_ulr: x\nplugins: [nope]\n", "companies/acme.yml": "name: Acme\n"})
    config = (
        'mkdocs.yml:1: unknown key "repo_ulr"; did you mean "repo_url"?\n',
        ('mkdocs.yml:2: plugins: no plugin "nope" is installed\n'),
    )
    for command in ("config", "check", "build"):
        done = folder.run(command)
        assert done.code == 1
        assert "".join(config) in done.err
        assert ("companies/acme.yml:1: `facts:` is missing" in done.err) == (command != "config")
        assert "Traceback" not in done.err


def test_warnings(folder: Folder) -> None:
    """What has no effect is told by `check`, and beside what `config` prints."""
    folder.write({"mkdocs.yml": "site_url: https://x.example/\n"})
    for done in (folder.run("config"), folder.run("check")):
        assert done.code == 0
        assert done.err.startswith("mkdocs.yml:1: warning: site_url has no effect")
    assert folder.run("check", "--strict").code == 1
