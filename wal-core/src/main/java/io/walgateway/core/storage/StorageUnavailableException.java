package io.walgateway.core.storage;

import java.io.Serial;

/** Durable storage cannot be reached or does not answer in time; trying again later may help. */
public final class StorageUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
