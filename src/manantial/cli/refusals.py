"""How the server refuses what it will not read: a page a person understands, in two languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

PAGE = """<!doctype html>
<html lang="es"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Demasiado grande</title>
<h1>El envío es demasiado grande</h1>
<p>Un solo envío puede pesar hasta {limit} MB. No se guardó nada de este envío; lo anterior sigue igual.</p>
<p>Qué hacer: divida el archivo, o grabe el sonido en MP3. <a href="/">Volver al inicio</a></p>
<p lang="en">The upload is too large. One upload may weigh up to {limit} MB. Nothing of it was kept.</p>
</html>
"""


class ClearError(ErrorTask):  # type: ignore[misc]
    """Answers a refused request with a page instead of a line of code words."""

    def execute(self) -> None:
        """Send the page for a body that is too large; other faults keep the server's plain text."""
        error = self.request.error
        if getattr(error, "code", 0) != 413:
            super().execute()
            return
        body = PAGE.format(limit=settings.UPLOAD_LIMIT // 1_048_576).encode()
        self.status = f"{error.code} {error.reason}"
        headers: list[Any] = self.response_headers
        headers.append(("Content-Type", "text/html; charset=utf-8"))
        headers.append(("Connection", "close"))
        self.content_length = len(body)
        self.close_on_finish = True
        self.write(body)


class ClearChannel(HTTPChannel):  # type: ignore[misc]
    """The server's channel with our way of refusing."""

    error_task_class = ClearError
