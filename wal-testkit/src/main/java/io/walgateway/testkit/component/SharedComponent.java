package io.walgateway.testkit.component;

import io.walgateway.testkit.component.ComponentSource.Started;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Started when first requested, stopped when the JVM ends. A component that failed to start is not tried again. */
final class SharedComponent<E> {
    private final Supplier<Started<E>> starter;
    private @Nullable Started<E> started;
    private @Nullable RuntimeException failure;

    SharedComponent(Supplier<Started<E>> starter) {
        this.starter = starter;
    }

    synchronized E endpoint() {
        if (failure != null) {
            throw failure;
        }
        Started<E> running = started;
        return running == null ? start().endpoint() : running.endpoint();
    }

    private Started<E> start() {
        try {
            Started<E> running = starter.get();
            Runtime.getRuntime().addShutdownHook(new Thread(running.stop()));
            started = running;
            return running;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
