"""Certificates that the embedded cloud makes for itself."""

from __future__ import annotations

import ssl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hmi.cloud.certificates import CertificateFolder


def test_replicas_that_start_at_once_agree_on_one_pair(tmp_path: Path) -> None:
    for attempt in range(10):
        folder = tmp_path / str(attempt)
        with ThreadPoolExecutor(8) as pool:
            pairs = list(pool.map(lambda _, at=folder: CertificateFolder(at).server(), range(8)))
        assert len(set(pairs)) == 1
        # Raises where the key is not the certificate's.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pairs[0].certificate, pairs[0].key)
        context.load_verify_locations(CertificateFolder(folder).authority)
