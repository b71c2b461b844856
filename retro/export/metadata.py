"""The same description in two other tongues: CSV on the Web, and Croissant; printed, not kept.

Source:
    Metadata Vocabulary for Tabular Data, https://www.w3.org/TR/tabular-metadata/;
    Croissant 1.0, https://docs.mlcommons.org/croissant/docs/croissant-spec.html.
"""

from typing import Any

CSVW_NAME = "csv-metadata.json"
CROISSANT_NAME = "croissant.json"
_XSD = {"datetime": "dateTime"}
_SCHEMA_ORG = {
    "integer": "sc:Integer",
    "number": "sc:Float",
    "string": "sc:Text",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
}


def csvw(package: dict[str, Any]) -> dict[str, Any]:
    """Return a data package as metadata of CSV on the Web."""
    tables = {one["name"]: one for one in package["resources"]}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": package["title"],
        "dc:description": package["description"],
        "tables": [_table(one, tables) for one in package["resources"]],
    }


def _table(table: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    schema = table["schema"]
    told: dict[str, Any] = {
        "columns": [_column(field) for field in schema["fields"]],
        "primaryKey": schema["primaryKey"],
    }
    if keys := schema.get("foreignKeys"):
        told["foreignKeys"] = [
            {
                "columnReference": key["fields"],
                "reference": {
                    "resource": tables[key["reference"]["resource"]]["path"],
                    "columnReference": key["reference"]["fields"],
                },
            }
            for key in keys
        ]
    return {"url": table["path"], "dc:description": table["description"], "tableSchema": told}


def _column(field: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": field["name"],
        "titles": field["name"],
        "datatype": _XSD.get(field["type"], field["type"]),
        "dc:description": field["description"],
        "required": field.get("constraints", {}).get("required", False),
    }


def croissant(package: dict[str, Any]) -> dict[str, Any]:
    """Return a data package as a Croissant: files, and a set of records for each."""
    licences = [one["name"] for one in package.get("licenses", ())]
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": package["name"],
        "description": package["description"],
        "version": package["version"],
        "distribution": [_file(one) for one in package["resources"]],
        "recordSet": [_records(one) for one in package["resources"]],
    }
    return told | ({"license": licences} if licences else {})


def _file(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": table["path"],
        "name": table["path"],
        "contentUrl": table["path"],
        "contentSize": f"{table['bytes']} B",
        "encodingFormat": table["mediatype"],
        "sha256": table["hash"].removeprefix("sha256:"),
    }


def _records(table: dict[str, Any]) -> dict[str, Any]:
    name = table["name"]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table["description"],
        "key": [{"@id": f"{name}/{column}"} for column in table["schema"]["primaryKey"]],
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field['name']}",
                "name": f"{name}/{field['name']}",
                "description": field["description"],
                "dataType": _SCHEMA_ORG[field["type"]],
                "source": {
                    "fileObject": {"@id": table["path"]},
                    "extract": {"column": field["name"]},
                },
            }
            for field in table["schema"]["fields"]
        ],
    }


_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The words that Croissant 1.0 asks each file to explain."""
