"""The layers as files: for INCEpTION (JSON), for UIMA (XML), and inside a CAS."""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg.gold.layers import ARRAY, STRING, TOP, Feature, Layer, layers

_DESCRIPTION = "http://uima.apache.org/resourceSpecifier"


def cas_types() -> dict[str, Any]:
    """The layers as the section ``%TYPES`` of a CAS in JSON."""
    types: dict[str, Any] = {}
    for layer in layers():
        kind = types[layer.type] = {"%NAME": layer.type, "%SUPER_TYPE": layer.base}
        for feature in layer.features:
            if not feature.target:
                kind[feature.name] = _ranged(feature.name, feature.type)
                continue
            link = layer.link_type(feature)
            kind[feature.name] = _ranged(feature.name, f"{link}[]")
            types[link] = {
                "%NAME": link,
                "%SUPER_TYPE": TOP,
                "role": _ranged("role", STRING),
                "target": _ranged("target", _target(feature)),
            }
    return types


def type_system() -> str:
    """The layers as a UIMA type system description (XML)."""
    root = Element("typeSystemDescription", xmlns=_DESCRIPTION)
    SubElement(root, "name").text = "histkg gold annotations"
    types = SubElement(root, "types")
    for layer in layers():
        inside = _xml_type(types, layer.type, layer.description, layer.base)
        for feature in layer.features:
            if not feature.target:
                _xml_feature(inside, feature.name, feature.description, feature.type)
                continue
            link = layer.link_type(feature)
            _xml_feature(inside, feature.name, feature.description, ARRAY, link)
            linked = _xml_type(types, link, "", TOP)
            _xml_feature(linked, "role", "", STRING)
            _xml_feature(linked, "target", "", _target(feature))
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def inception_layers() -> str:
    """The layers as INCEpTION imports them: words may be marked letter by letter, across lines."""
    given = [_inception_layer(layer) for layer in layers()]
    return json.dumps(given, ensure_ascii=False, indent=1) + "\n"


def _target(feature: Feature) -> str:
    return next(layer.type for layer in layers() if layer.short == feature.target)


def _ranged(name: str, kind: str) -> dict[str, str]:
    return {"%NAME": name, "%RANGE": kind}


def _xml_type(types: Element, name: str, description: str, base: str) -> Element:
    inside = SubElement(types, "typeDescription")
    SubElement(inside, "name").text = name
    SubElement(inside, "description").text = description
    SubElement(inside, "supertypeName").text = base
    return SubElement(inside, "features")


def _xml_feature(
    features: Element, name: str, description: str, kind: str, element: str = ""
) -> None:
    inside = SubElement(features, "featureDescription")
    SubElement(inside, "name").text = name
    SubElement(inside, "description").text = description
    SubElement(inside, "rangeTypeName").text = kind
    if element:
        SubElement(inside, "elementType").text = element


def _inception_layer(layer: Layer) -> dict[str, Any]:
    return {
        "name": layer.type,
        "uiName": layer.short,
        "type": "span" if layer.kind == "span" else "document-metadata",
        "description": layer.description,
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "attach_type": None,
        "attach_feature": None,
        "allow_stacking": True,
        "cross_sentence": True,
        "show_hover": True,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER",
        "lock_to_token_offset": False,
        "multiple_tokens": True,
        "linked_list_behavior": False,
        "on_click_javascript_action": None,
        "features": [_inception_feature(layer, f, n) for n, f in enumerate(layer.features)],
    }


def _inception_feature(layer: Layer, feature: Feature, rank: int) -> dict[str, Any]:
    linked = bool(feature.target)
    return {
        "name": feature.name,
        "uiName": feature.name,
        "type": _target(feature) if linked else feature.type,
        "description": feature.description,
        "enabled": True,
        "visible": True,
        "include_in_hover": False,
        "required": False,
        "remember": False,
        "rank": rank,
        "hideUnconstraintFeature": False,
        "tag_set": _tag_set(layer, feature) if feature.tags else None,
        "multi_value_mode": "ARRAY" if linked else "NONE",
        "link_mode": "WITH_ROLE" if linked else "NONE",
        "link_type_name": layer.link_type(feature) if linked else None,
        "link_type_role_feature_name": "role" if linked else None,
        "link_type_target_feature_name": "target" if linked else None,
    }


def _tag_set(layer: Layer, feature: Feature) -> dict[str, Any]:
    return {
        "name": f"{layer.short} {feature.name}",
        "description": feature.description,
        "language": "en",
        "create_tag": False,
        "tags": [{"tag_name": tag, "tag_description": ""} for tag in feature.tags],
    }
