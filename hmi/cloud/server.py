"""One process of the service, put together: database, broker (when embedded), link to the cars, HTTPS."""

from __future__ import annotations

import asyncio
import logging

import uvicorn

from hmi.cloud.accounts import Accounts
from hmi.cloud.api.app import create_app
from hmi.cloud.broker import embedded_broker
from hmi.cloud.car_link import CarLink
from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.configuration import Configuration
from hmi.cloud.store import Store

_LOG = logging.getLogger(__name__)
EXPIRE_EVERY_S = 3600.0


async def serve(configuration: Configuration) -> None:
    """Run until interrupted.

    Raises OSError when a port is taken, SQLAlchemy's errors when there is no database.
    """
    certificates = CertificateFolder(configuration.data_folder / "certificates")
    store = Store(configuration.database)
    accounts = Accounts(store.engine)
    await asyncio.to_thread(store.migrate)
    broker = None
    if configuration.embedded_broker:
        broker = embedded_broker(certificates, configuration.broker_host, configuration.broker_port)
        await broker.start()
    link = CarLink(configuration, store, accounts)
    link.start()
    tidy = asyncio.create_task(_tidy(store))
    pair = certificates.server()
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(configuration, store, accounts, link),
            host=configuration.host,
            port=configuration.port,
            ssl_certfile=str(pair.certificate),
            ssl_keyfile=str(pair.key),
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    )
    try:
        await server.serve()
    finally:
        tidy.cancel()
        await asyncio.to_thread(link.stop)
        if broker is not None:
            await broker.shutdown()
        store.close()


async def _tidy(store: Store) -> None:
    while True:
        deleted = await asyncio.to_thread(store.expire)
        if deleted:
            _LOG.info("deleted %d samples whose time was over", deleted)
        await asyncio.sleep(EXPIRE_EVERY_S)
