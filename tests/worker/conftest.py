from tests.support.databases import postgres_server, url, workspace

__all__ = ["postgres_server", "url", "workspace"]
