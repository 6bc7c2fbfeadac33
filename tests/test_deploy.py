"""The files for a host, checked as far as possible without a host."""

from __future__ import annotations

import base64
import hashlib
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import streamlit
import yaml
from hosting import PROXY
from processes import ROOT

DEPLOY = ROOT / "deploy"
MANIFESTS = {
    manifest["kind"]: manifest
    for manifest in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
}
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
INDEX = Path(streamlit.__file__).parent / "static/index.html"


@pytest.mark.parametrize("kind", MANIFESTS)
def test_each_manifest_fits_kubernetes_own_schema(kind: str) -> None:
    manifest = MANIFESTS[kind]
    kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)
    assert manifest["metadata"] == manifest["metadata"] | {
        "name": "backrun",
        "namespace": "backrun",
    }


def test_a_manifest_with_a_fault_does_not_fit() -> None:
    faulty = MANIFESTS["Deployment"] | {"spec": {"replica": 2}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(faulty, kubernetes_validate.latest_version(), strict=True)


def pod() -> dict[str, Any]:
    found: dict[str, Any] = MANIFESTS["Deployment"]["spec"]["template"]["spec"]
    return found


def test_the_manifests_belong_together() -> None:
    labels = MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert MANIFESTS["Service"]["spec"]["selector"] == labels
    for kind in ("PodDisruptionBudget", "Deployment"):
        assert MANIFESTS[kind]["spec"]["selector"]["matchLabels"] == labels
    assert MANIFESTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    sticky = MANIFESTS["Service"]["metadata"]["annotations"]
    assert sticky["traefik.ingress.kubernetes.io/service.sticky.cookie"] == "true"
    app, proxy = pod()["containers"]
    secret = {entry["name"]: entry for entry in app["env"]}["STREAMLIT_SERVER_COOKIE_SECRET"]
    assert secret["valueFrom"]["secretKeyRef"] == {"name": "backrun", "key": "cookie-secret"}
    assert "Secret" not in MANIFESTS
    paths = {mount["mountPath"] for mount in proxy["volumeMounts"]}
    assert "/etc/backrun/site.conf" in paths
    scaled = MANIFESTS["HorizontalPodAutoscaler"]["spec"]
    assert scaled["metrics"][0]["containerResource"]["container"] == app["name"]
    assert scaled["minReplicas"] >= 2


def test_no_container_may_do_more_than_it_must() -> None:
    assert pod()["securityContext"]["runAsNonRoot"]
    for container in pod()["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "memory" in container["resources"]["limits"]
    folders = [volume["emptyDir"] for volume in pod()["volumes"] if "emptyDir" in volume]
    assert folders == [{"medium": "Memory", "sizeLimit": "64Mi"}] * 2
    for service in COMPOSE["services"].values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["mem_limit"]
        assert service["tmpfs"] == ["/tmp:mode=1777,size=64m"]
        assert service["pids_limit"] == 1024
    stages = re.split(r"^FROM ", CONTAINERFILE, flags=re.MULTILINE)
    assert [re.findall(r"^USER (.+)$", stage, re.MULTILINE) for stage in stages[2:]] == [
        ["10001:10001"],
        ["10001:10001"],
    ]


def test_in_compose_the_proxy_alone_can_be_reached() -> None:
    services = COMPOSE["services"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    site = (PROXY / "site.conf").read_text(encoding="utf-8")
    for name in ("app-1", "app-2"):
        assert services[name]["networks"] == ["inside"]
        assert "ports" not in services[name]
        assert f"{name}:{services[name]['environment']['STREAMLIT_SERVER_PORT']}" in site
        assert services["proxy"]["depends_on"][name] == {"condition": "service_healthy"}


def test_a_pod_is_reached_by_the_ingress_alone_and_reaches_no_one() -> None:
    policy = MANIFESTS["NetworkPolicy"]["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert "egress" not in policy
    (way,) = policy["ingress"]
    # One entry with both: with two, every pod of that namespace could come in.
    (source,) = way["from"]
    assert set(source) == {"namespaceSelector", "podSelector"}
    assert all(selector["matchLabels"] for selector in source.values())
    app, proxy = pod()["containers"]
    assert way["ports"] == [{"port": port["name"]} for port in proxy["ports"]]
    assert "ports" not in app
    assert {"name": "STREAMLIT_SERVER_ADDRESS", "value": "127.0.0.1"} in app["env"]


def test_in_compose_all_processes_answer_to_the_same_names() -> None:
    for name in ("app-1", "app-2"):
        named = COMPOSE["services"][name]["environment"]["STREAMLIT_SERVER_ALLOWED_HOSTS"]
        assert named == "${ALLOWED_HOSTS:-}"


def test_the_images_have_a_health_check_and_a_pinned_base() -> None:
    pinned = r"^ARG BASE=python:3\.\d+-slim-\w+@sha256:[0-9a-f]{64}$"
    assert re.search(pinned, CONTAINERFILE, re.MULTILINE)
    assert set(re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE)) == {"${BASE}"}
    assert CONTAINERFILE.count("\nHEALTHCHECK ") == 2
    assert "/_stcore/health" in CONTAINERFILE
    assert "uv sync --frozen --no-dev" in CONTAINERFILE
    assert "--require-hashes --requirement deploy/uv.txt" in CONTAINERFILE
    pins = (DEPLOY / "uv.txt").read_text(encoding="utf-8")
    assert re.findall(r"^(\w+)==[\d.]+ \\$", pins, re.MULTILINE) == ["uv"]
    assert re.search(r"^    --hash=sha256:[0-9a-f]{64}", pins, re.MULTILINE)


def test_only_what_is_named_gets_into_an_image() -> None:
    lines = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if not line.startswith("#")]
    assert rules[0] == "*"
    allowed = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]
    assert all((ROOT / path).exists() for path in allowed)
    assert ".streamlit/config.toml" in allowed
    assert not [path for path in allowed if path in {".", ".git", ".streamlit", "*"}]
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    for path in " ".join(copied).split():
        assert path.removesuffix("/*.conf") in allowed


def policy() -> dict[str, list[str]]:
    """Return the directives of the Content-Security-Policy."""
    server = (PROXY / "server.conf").read_text(encoding="utf-8")
    text = re.findall(r'Content-Security-Policy "([^"]+)"', server)[0]
    return {name: rest for name, *rest in (part.split() for part in text.split(";"))}


def test_the_policy_allows_no_other_host_and_no_evaluated_text() -> None:
    sources = {source for rest in policy().values() for source in rest} - {"$may_embed"}
    assert sources <= {
        "'none'",
        "'self'",
        "'unsafe-inline'",
        "'wasm-unsafe-eval'",
        "blob:",
        "data:",
        *inline_scripts(),
    }
    assert policy()["default-src"] == ["'none'"]
    assert "'unsafe-inline'" not in policy()["script-src"]


def inline_scripts() -> list[str]:
    """Return the hash of each script that stands in Streamlit's document."""
    scripts = re.findall(r"<script>(.*?)</script>", INDEX.read_text(encoding="utf-8"), re.DOTALL)
    hashes = [hashlib.sha256(script.encode()).digest() for script in scripts]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes]


def test_the_policy_knows_streamlits_own_scripts() -> None:
    hashes = [source for source in policy()["script-src"] if source.startswith("'sha256-")]
    assert hashes == inline_scripts(), "Streamlit has changed: set the hash in server.conf"


def test_the_limit_of_an_upload_is_the_same_everywhere() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    server = (PROXY / "server.conf").read_text(encoding="utf-8")
    assert f"client_max_body_size {config['server']['maxUploadSize']}m;" in server


def test_privacy_names_every_kind_of_request_that_is_logged() -> None:
    conf = (PROXY / "nginx.conf").read_text(encoding="utf-8")
    (kinds,) = re.findall(r"map \$uri \$asked \{(.*?)\}", conf, re.DOTALL)
    said = re.findall(r"kind \(([^)]+)\)", (ROOT / "PRIVACY.md").read_text(encoding="utf-8"))[0]
    assert set(said.split(", ")) == set(re.findall(r"(\w+);", kinds))


def test_the_guards_of_streamlit_stay_on() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"].get("enableCORS", True)
    assert config["server"].get("enableXsrfProtection", True)
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_another_document_than_streamlits_is_refused() -> None:
    with_head = runpy.run_path(str(PROXY / "static_files.py"))["with_head"]
    with pytest.raises(ValueError, match="'<title>Streamlit</title>' expected once"):
        with_head("<title>Something else</title>")
