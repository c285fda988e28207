"""Everything of one person as one JSON document, ``counterpoint-export/1``; docs/reference/export-json.md."""

from counterpoint.adapters.files.exportjson.reading import read_everything
from counterpoint.adapters.files.exportjson.writing import write_everything

__all__ = ["read_everything", "write_everything"]
