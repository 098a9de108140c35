"""A sign-in service of our own on 127.0.0.1, as OpenID Connect wants it: who asks chooses on its page who they are."""

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

PEOPLE = {"jia": "甲科员", "yi": "乙科员"}
CLIENT, SECRET = "assistant", "client-secret-of-the-test"


class Provider:
    """The service; use it as a context. `url` is its issuer."""

    def __init__(self) -> None:
        self.codes: dict[str, tuple[str, str]] = {}
        """Codes that were given out: who, and the nonce."""
        self.key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }

    def token(self, code: str) -> dict[str, Any] | None:
        """Return what a code buys, once."""
        found = self.codes.pop(code, None)
        if found is None:
            return None
        who, nonce = found
        now = int(time.time())
        claims = {
            "iss": self.url, "sub": who, "aud": CLIENT, "iat": now, "exp": now + 3600, "nonce": nonce,
            "name": PEOPLE[who], "email": f"{who}@example.gov.cn", "email_verified": True,
        }  # fmt: skip
        id_token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, self.key)
        return {"access_token": secrets.token_hex(8), "token_type": "Bearer", "expires_in": 3600, "id_token": id_token}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._json(provider.metadata())
            elif parts.path == "/jwks":
                self._json({"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/authorize" and asked.get("client_id") == CLIENT:
                links = "".join(
                    f'<p><a href="/grant?{urlencode(asked | {"who": who})}">{name}</a></p>'
                    for who, name in PEOPLE.items()
                )
                self._send(200, "text/html; charset=utf-8", f"<h1>统一身份认证</h1>{links}".encode())
            elif parts.path == "/grant" and asked.get("who") in PEOPLE:
                code = secrets.token_hex(8)
                provider.codes[code] = (asked["who"], asked.get("nonce", ""))
                back = urlencode({"code": code, "state": asked.get("state", "")})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            else:
                self._send(404, "text/plain", b"not found")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            bought = provider.token(parse_qs(body).get("code", [""])[0])
            self._json(bought or {"error": "invalid_grant"}, 200 if bought else 400)

        def _json(self, data: dict[str, Any], status: int = 200) -> None:
            self._send(status, "application/json", json.dumps(data).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
