"""Settings that are right one by one, and can't be true together."""

from ipaddress import ip_network

from gongdan.settings.sections import HttpSettings, Settings, is_loopback


def contradictions(settings: Settings) -> list[str]:
    """Return what has to be mended, in words."""
    database = settings.database
    faults = [*_of_encryption(settings.http), *_of_files(settings.http)]
    faults += [
        f"GONGDAN_TRUSTED_PROXIES: {each} is neither an address nor a network"
        for each in map(str.strip, settings.http.trusted_proxies.split(","))
        if not _is_network(each)
    ]
    if database.url is None and (database.app_url or database.worker_url):
        faults.append("GONGDAN_APP_DATABASE_URL and GONGDAN_WORKER_DATABASE_URL need DATABASE_URL")
    return faults


def _of_encryption(http: HttpSettings) -> list[str]:
    faults = []
    if not is_loopback(http.host) and not http.is_encrypted:
        faults.append(
            f"GONGDAN_HOST={http.host} is open to the network without encryption. Choose one of "
            "three ways: GONGDAN_LAN=true (--lan: an authority of your own, for a local network), "
            "GONGDAN_TLS_CERTIFICATE and GONGDAN_TLS_KEY (--certificate, --key), or "
            "GONGDAN_BEHIND_TLS_PROXY=true (--behind-proxy: a proxy does it)"
        )
    if sum((http.lan, http.tls_certificate is not None, http.behind_tls_proxy)) > 1:
        faults.append(
            "GONGDAN_LAN, GONGDAN_TLS_CERTIFICATE and GONGDAN_BEHIND_TLS_PROXY are three ways to "
            "the same end: choose one"
        )
    return faults


def _of_files(http: HttpSettings) -> list[str]:
    named = {
        "GONGDAN_TLS_CERTIFICATE": http.tls_certificate,
        "GONGDAN_TLS_KEY": http.tls_key,
    }
    faults = [
        f"{name}: there is no file {path}"
        for name, path in named.items()
        if path is not None and not path.is_file()
    ]
    if list(named.values()).count(None) == 1:
        faults.append("GONGDAN_TLS_CERTIFICATE and GONGDAN_TLS_KEY belong together: give both")
    return faults


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True
