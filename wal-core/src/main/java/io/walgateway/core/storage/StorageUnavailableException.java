package io.walgateway.core.storage;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Durable storage is unreachable, does not answer in time or refuses; trying again later may help. */
public final class StorageUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
