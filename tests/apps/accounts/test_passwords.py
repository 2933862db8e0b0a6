from entente.apps.accounts.passwords import hashed, is_right


def test_passwords_are_kept_as_rfc_9106_says() -> None:
    kept = hashed("correct horse battery", "Ana")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert is_right("correct horse battery", kept)
    assert not is_right("correct horse batterY", kept)
