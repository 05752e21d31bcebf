package io.walgateway.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a component's process is started and ended.
 *
 * @param environment added to this process's own
 * @param orderly     the signal that asks the process to end by itself
 * @param readyWithin how long it may take until {@code readiness} returns true
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        Signal orderly,
        Duration readyWithin,
        Readiness readiness) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
