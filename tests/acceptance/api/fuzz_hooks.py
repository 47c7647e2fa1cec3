"""What schemathesis, in its own process, must be taught to send: the bytes of an upload."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
