"""The backend that DATABASES names."""

from typing import Any

from django.db.backends.postgresql import base

from serving.postgresql import patience
from serving.postgresql.patience import gate


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if patience.is_limited():
            params["connect_timeout"] = patience.CONNECTING
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not patience.is_limited():
            return super().get_new_connection(conn_params)
        connect = super().get_new_connection
        return patience.bound(gate.through(lambda: connect(conn_params)))

    def is_usable(self) -> bool:
        """Asked at the first query of each request, of a connection that was kept."""
        if not patience.is_limited() or self.connection is None:
            return super().is_usable()
        if gate.is_closed:
            return False
        asked = gate.clock()
        self.connection.patience = patience.CHECKING
        usable = super().is_usable()
        self.connection.patience = patience.STATEMENT
        if not usable and gate.clock() - asked >= patience.SLOW:
            gate.close()
        return usable
