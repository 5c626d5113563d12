"""One process of the service, put together: database, broker (when embedded), link to the cars, HTTPS."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from hmi.cloud.accounts import Accounts
from hmi.cloud.api.app import create_app
from hmi.cloud.broker import embedded_broker
from hmi.cloud.car_link import CarLink
from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.configuration import Configuration, check_configuration
from hmi.cloud.https import HttpsServer, https_context
from hmi.cloud.store import Store
from hmi.supervision import Retry, begin, do_until_done, hear_the_rest, keep_doing, together
from hmi.watchdog import keep_alive

_LOG = logging.getLogger(__name__)
EXPIRE_EVERY_S = 3600.0
TIDY_RETRY = Retry(10.0, 600.0)
DATABASE_RETRY = Retry(0.25, 5.0)
MEND_EVERY_S = 2.0


async def serve(configuration: Configuration) -> None:
    """Run until interrupted.

    Raises ConfigurationError for settings that cannot work, OSError when a port is taken.
    Waits for a database that cannot be used yet.
    """
    check_configuration(configuration)
    hear_the_rest(asyncio.get_running_loop())
    certificates = CertificateFolder(configuration.data_folder / "certificates")
    store = Store(configuration.database)
    accounts = Accounts(store.engine)
    await do_until_done("the database", partial(asyncio.to_thread, store.migrate), retry=DATABASE_RETRY)
    broker = None
    if configuration.embedded_broker:
        broker = embedded_broker(certificates, configuration.broker_host, configuration.broker_port)
        await broker.start()
    link = CarLink(configuration, store, accounts)
    link.start()
    beside = begin(
        "beside the service",
        together(
            keep_doing("tidying", partial(_tidy, store), EXPIRE_EVERY_S, retry=TIDY_RETRY),
            keep_alive(),
            keep_doing("the database's file", partial(asyncio.to_thread, store.file.mend), MEND_EVERY_S),
        ),
    )
    pair = certificates.server()
    tls = https_context(configuration, (str(pair.certificate), str(pair.key)))
    server = HttpsServer(configuration, create_app(configuration, store, accounts, link), tls)
    try:
        await server.serve()
    finally:
        beside.cancel()
        await asyncio.to_thread(link.stop)
        if broker is not None:
            await broker.shutdown()
        store.close()


async def _tidy(store: Store) -> None:
    deleted = await asyncio.to_thread(store.expire)
    if deleted:
        _LOG.info("deleted %d samples whose time was over", deleted)
