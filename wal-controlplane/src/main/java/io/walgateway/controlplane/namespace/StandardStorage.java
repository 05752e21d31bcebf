package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.retry.Alarm;
import io.walgateway.core.retry.Backoff;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the durable storage of namespaces that name none, in one region. Nothing waits for it: until the storage exists, large
 * writes to such namespaces are answered FALSE, and everything else continues.
 */
public final class StandardStorage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StandardStorage.class);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Backoff pauses;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Alarm alarm = new Alarm();
    private final Optional<Thread> thread;

    /**
     * Creates nothing until it is started.
     *
     * @param storage empty: there is nothing to create
     * @param pauses  between tries
     */
    public StandardStorage(
            Optional<DurableStorageConfig> storage,
            Provisioner provisioner,
            Backoff pauses,
            InstantSource clock,
            RandomGenerator random) {
        this.pauses = pauses;
        this.clock = clock;
        this.random = random;
        thread = storage.map(config ->
                Thread.ofVirtual().name("standard storage").unstarted(() -> makeUntilThere(config, provisioner)));
    }

    public void start() {
        thread.ifPresent(Thread::start);
    }

    private void makeUntilThere(DurableStorageConfig config, Provisioner provisioner) {
        try {
            for (int tries = 1; !make(config, provisioner); tries++) {
                Duration pause = pauses.pause(tries, random.nextDouble());
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make(DurableStorageConfig config, Provisioner provisioner) {
        try {
            provisioner.provision(config);
            log.info("{} is there for namespaces that name none", provisioner.name(config));
            return true;
        } catch (RefusedException e) {
            long tries = alarm.failed(clock.instant());
            if (tries > 0) {
                log.warn(
                        "Expected to make {}, but could not, {} times; trying again: {}",
                        provisioner.name(config),
                        tries,
                        e.refusal());
            }
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
