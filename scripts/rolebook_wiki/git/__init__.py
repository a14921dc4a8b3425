"""Git wikis: those of GitHub, GitLab and Gitea."""
