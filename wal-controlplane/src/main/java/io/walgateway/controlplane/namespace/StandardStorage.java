package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the durable storage of namespaces that name none. Nobody waits for it: until it is there, large writes to such
 * namespaces are answered FALSE, and all else goes on.
 */
public final class StandardStorage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StandardStorage.class);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(5);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Duration retryEvery;
    private final Optional<Thread> thread;

    public StandardStorage(Optional<DurableStorageConfig> storage, Provisioner provisioner) {
        this(storage, provisioner, RETRY_EVERY);
    }

    StandardStorage(Optional<DurableStorageConfig> storage, Provisioner provisioner, Duration retryEvery) {
        this.retryEvery = retryEvery;
        thread = storage.map(config ->
                Thread.ofVirtual().name("standard storage").unstarted(() -> makeUntilThere(config, provisioner)));
    }

    public void start() {
        thread.ifPresent(Thread::start);
    }

    private void makeUntilThere(DurableStorageConfig config, Provisioner provisioner) {
        try {
            while (!make(config, provisioner) && !closing.await(retryEvery.toMillis(), TimeUnit.MILLISECONDS)) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make(DurableStorageConfig config, Provisioner provisioner) {
        try {
            provisioner.provision(config);
            log.info("Durable storage {} {} is there for namespaces that name none", config.type(), config.namespace());
            return true;
        } catch (RefusedException e) {
            log.warn("Expected to make durable storage {}, trying again every {}: {}", config, retryEvery, e.refusal());
            return false;
        }
    }

    /** Does not wait for an attempt that is under way. */
    @Override
    public void close() {
        closing.countDown();
        thread.ifPresent(Thread::interrupt);
    }
}
