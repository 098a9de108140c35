"""How the server is set up and how the page looks: the options that `launch` passes to Streamlit."""

from pathlib import Path
from typing import Final

# Fonts of Windows, macOS and Linux in turn; none is fetched.
SANS: Final = (
    '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)

SERVER: Final[dict[str, str]] = {
    "server.headless": "true",
    "server.enableXsrfProtection": "true",
    "server.enableCORS": "true",
    "server.enableStaticServing": "false",
    "server.enableAgentApi": "false",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "20",
    # A laptop that sleeps over lunch must find its draft again.
    "server.disconnectedSessionTTL": "28800",
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    # Exports go through our own writers; the grid's CSV would drop what `=100%` means to a spreadsheet.
    "client.disableDataExport": "true",
    "logger.hideWelcomeMessage": "true",
    "logger.level": "error",
}

THEME: Final[dict[str, str]] = {
    "theme.base": "light",
    "theme.primaryColor": "#1f4e79",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f6f8fa",
    "theme.textColor": "#1f2a37",
    "theme.borderColor": "#d5dce4",
    "theme.linkColor": "#1f4e79",
    "theme.redColor": "#b3261e",
    "theme.orangeColor": "#9a5b00",
    "theme.blueColor": "#1f4e79",
    "theme.greenColor": "#2f6b3a",
    "theme.font": SANS,
    "theme.headingFont": SANS,
    "theme.baseFontSize": "15",
    "theme.baseRadius": "4px",
    "theme.buttonRadius": "4px",
    "theme.showWidgetBorder": "true",
    "theme.dataframeBorderColor": "#dfe5ec",
    "theme.dataframeHeaderBackgroundColor": "#eef2f6",
    "theme.dataframeHeaderTextColor": "#3d4a59",
}


def flags(port: int, host: str, secrets: Path | None = None) -> list[str]:
    """Return the `streamlit run` flags for one address; `secrets` is the file for sign-in."""
    options = {"server.port": str(port), "server.address": host, **SERVER, **THEME}
    if secrets:
        options["secrets.files"] = str(secrets.absolute())
    if host == "127.0.0.1":
        # A page of another site must not reach this server under a name of its own (DNS rebinding).
        return [f"--{name}={value}" for name, value in options.items()] + [
            "--server.allowedHosts=127.0.0.1",
            "--server.allowedHosts=localhost",
        ]
    return [f"--{name}={value}" for name, value in options.items()]
