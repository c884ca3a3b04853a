"""Reads and checks the fields of a request body."""

import base64
import binascii

from webserver import Refused

MAX_DOCUMENT_BYTES = 1024 * 1024


def shipment_values(body):
    gross, net = number_of(body, "gross_weight_kg"), number_of(body, "net_weight_kg")
    if not 0 < net <= gross:
        raise Refused(422, "the net weight must be positive and at most the gross weight")
    return {
        "reference": text_of(body, "reference"),
        "container_number": text_of(body, "container_number"),
        "product_id": integer_of(body, "product_id"),
        "origin_id": integer_of(body, "origin_id"),
        "exporter_id": integer_of(body, "exporter_id"),
        "importer_id": integer_of(body, "importer_id"),
        "gross_weight_kg": gross,
        "net_weight_kg": net,
    }


def text_of(body, name):
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 200 or "\0" in value:
        raise Refused(422, f"{name} must be a text of 1 to 200 characters")
    return value


def integer_of(body, name):
    value = body.get(name)
    if type(value) is not int or not 0 < value < 2**62:
        raise Refused(422, f"{name} must be a positive number")
    return value


def number_of(body, name):
    value = body.get(name)
    if type(value) not in (int, float) or not abs(value) < 1e9:
        raise Refused(422, f"{name} must be a number below a billion")
    return value


def document_content(body):
    try:
        content = base64.b64decode(body.get("content_base64"), validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise Refused(422, "content_base64 must be base64") from None
    if not 0 < len(content) <= MAX_DOCUMENT_BYTES:
        raise Refused(422, f"a document has 1 to {MAX_DOCUMENT_BYTES} bytes")
    return content
