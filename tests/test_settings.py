"""Settings: all faults at once, no secret shown, the environment before the file."""

from pathlib import Path

import pytest

from gongdan.settings import SettingsError, load_settings


def faults_of(**environment: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings(environment)
    return caught.value.faults


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    settings = load_settings({"GONGDAN_HOME": str(tmp_path)})
    assert settings.home == tmp_path
    assert settings.database.url is None
    assert (settings.http.host, settings.http.port) == ("127.0.0.1", 8080)
    assert settings.master_key_file == tmp_path / "secrets" / "master.key"
    assert settings.witness_folder == tmp_path / "witness"


def test_reading_the_settings_creates_nothing(tmp_path: Path) -> None:
    load_settings({"GONGDAN_HOME": str(tmp_path / "home")})
    assert list(tmp_path.iterdir()) == []


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "gongdan.toml").write_text(
        '[http]\nport = 1\nhost = "localhost"\n[database]\nbinaries = "/opt/pg/bin"\n'
    )
    settings = load_settings({"GONGDAN_HOME": str(tmp_path), "GONGDAN_PORT": "2"})
    assert (settings.http.port, settings.http.host) == (2, "localhost")
    assert settings.database.binaries == Path("/opt/pg/bin")


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert load_settings({"GONGDAN_HOME": str(tmp_path), "GONGDAN_PORT": ""}).http.port == 8080


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    faults = faults_of(
        GONGDAN_HOME=str(tmp_path),
        GONGDAN_PORT="eighty",
        GONGDAN_WORKRES="2",
        GONGDAN_LOG_LEVEL="loud",
        DATABASE_URL="mysql://secret@host/db",
    )
    assert [fault.partition(":")[0] for fault in faults] == [
        "GONGDAN_WORKRES",
        "DATABASE_URL",
        "GONGDAN_PORT",
        "GONGDAN_LOG_LEVEL",
    ]
    assert "did you mean GONGDAN_WORKERS?" in faults[0]
    assert "secret" not in "".join(faults)


def test_unknown_names_in_the_file_are_faults(tmp_path: Path) -> None:
    (tmp_path / "gongdan.toml").write_text("port = 1\n[http]\nprot = 2\n")
    faults = faults_of(GONGDAN_HOME=str(tmp_path))
    assert len(faults) == 2
    assert all("there is no such setting" in fault for fault in faults)


def test_a_broken_or_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert "no file" in faults_of(GONGDAN_CONFIG=str(tmp_path / "no.toml"))[0]
    (tmp_path / "gongdan.toml").write_text("[http")
    assert "gongdan.toml" in faults_of(GONGDAN_HOME=str(tmp_path))[0]


def test_open_to_the_network_needs_encryption(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert "without encryption" in faults_of(GONGDAN_HOME=home, GONGDAN_HOST="0.0.0.0")[0]  # noqa: S104 - refused
    behind = load_settings(
        {"GONGDAN_HOME": home, "GONGDAN_HOST": "::", "GONGDAN_BEHIND_TLS_PROXY": "true"}
    )
    assert behind.http.is_encrypted


def test_certificate_and_key_belong_together_and_have_to_exist(tmp_path: Path) -> None:
    faults = faults_of(GONGDAN_HOME=str(tmp_path), GONGDAN_TLS_KEY=str(tmp_path / "key.pem"))
    assert len(faults) == 2


def test_no_password_is_shown_by_printing_the_settings(tmp_path: Path) -> None:
    settings = load_settings(
        {"GONGDAN_HOME": str(tmp_path), "DATABASE_URL": "postgresql://me:geheim@host/db"}
    )
    assert "geheim" not in repr(settings)
