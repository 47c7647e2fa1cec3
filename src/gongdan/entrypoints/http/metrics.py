"""Prometheus metrics: counts and times by route, never by person, order or tenant."""

from collections.abc import Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "gongdan_requests_total",
            "Requests answered, by route, method and status",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "gongdan_request_seconds",
            "Time from request to answer",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._cpu = Counter(
            "gongdan_request_cpu_seconds_total",
            "CPU time of the process while it answered",
            ("route",),
            registry=self.registry,
        )
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram, Counter]] = {}
        self._broken = Counter(
            "gongdan_policy_violations_total",
            "What browsers reported as breaking a page's content security policy",
            ("directive",),
            registry=self.registry,
        )
        self._told = Counter(
            "gongdan_told_to_wait_total",
            "Calls that were told again to wait, and counted nowhere else",
            registry=self.registry,
        )
        self.followers = Gauge(
            "gongdan_followers",
            "What the followers of the log have left to do",
            ("what",),
            registry=self.registry,
        )

    def observe(self, scope: Mapping[str, Any], status: int, *, seconds: float, cpu: float) -> None:
        """Count one answered request under its route's template."""
        route = str(scope.get("path_template") or "unmatched")
        of = (route, scope["method"], status)
        if (known := self._known.get(of)) is None:
            parts = self._requests.labels(*of), self._seconds.labels(route), self._cpu.labels(route)
            known = self._known[of] = parts
        requests, times, used = known
        requests.inc()
        times.observe(seconds)
        used.inc(cpu)

    def told_to_wait(self) -> None:
        """Count a call that was told again to wait."""
        self._told.inc()

    def policy_broken(self, directive: str) -> None:
        """Count a page that broke its policy."""
        self._broken.labels(directive).inc()

    def text(self) -> bytes:
        """Return everything in the Prometheus text format."""
        return generate_latest(self.registry)
