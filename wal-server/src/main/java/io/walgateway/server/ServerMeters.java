package io.walgateway.server;

import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The server's meters: {@code wal_server_requests_total} by namespace and outcome, {@code wal_server_latency_seconds}
 * of the queue's answers, the requests and bytes in flight, {@code wal_server_calls_total} by gRPC status, and
 * {@code wal_server_unread_messages_total} by reason. Only names of existing namespaces become labels.
 */
final class ServerMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5),
    };

    private final MeterRegistry registry;
    private final Timer latency;
    private final Map<Status.Code, Counter> calls;
    /** By namespace, then by outcome. */
    private final Map<String, Map<String, Counter>> requests = new ConcurrentHashMap<>();

    ServerMeters(MeterRegistry registry, InFlight inFlight, ArrivingBytes arriving) {
        this.registry = registry;
        latency = Timer.builder("wal.server.latency")
                .description("From a request's arrival to the queue's answer")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        calls = Arrays.stream(Status.Code.values()).collect(Collectors.toUnmodifiableMap(code -> code, this::calls));
        Gauge.builder("wal.server.in.flight.requests", inFlight, InFlight::requests)
                .description("Writes that wait for their queue's answer")
                .register(registry);
        Gauge.builder("wal.server.in.flight.bytes", inFlight, InFlight::bytes)
                .description("Bytes of the requests that wait for their queue's answer")
                .register(registry);
        Gauge.builder("wal.server.arriving.bytes", arriving, ArrivingBytes::count)
                .description("Bytes of messages that have not arrived as a whole")
                .register(registry);
    }

    /** Counts an ended call of any service, whatever its outcome. */
    void ended(Status.Code code) {
        Objects.requireNonNull(calls.get(code)).increment();
    }

    /** Counts a message that did not become a request. */
    void unread(Answer.Unread why) {
        Counter.builder("wal.server.unread.messages")
                .description("Messages that ended their call because they could not be read")
                .tag("reason", reason(why))
                .register(registry)
                .increment();
    }

    /** Removes the meters of all other namespaces. */
    void retain(Set<String> namespaces) {
        requests.forEach((namespace, counters) -> {
            if (!namespace.isEmpty() && !namespaces.contains(namespace)) {
                requests.remove(namespace);
                counters.values().forEach(registry::remove);
            }
        });
    }

    Timing start() {
        return new Timing(System.nanoTime());
    }

    /** The timing of one request. */
    final class Timing {
        private final long startedNanos;

        private Timing(long startedNanos) {
            this.startedNanos = startedNanos;
        }

        /**
         * Counts the answer, and returns it.
         *
         * @param namespace one that exists, otherwise empty text
         */
        Answer stop(String namespace, Answer answer) {
            if (answer instanceof Answer.Settled) {
                latency.record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
            }
            counter(namespace, outcome(answer)).increment();
            return answer;
        }
    }

    private Counter counter(String namespace, String outcome) {
        Map<String, Counter> known = requests.get(namespace);
        Counter counter = known == null ? null : known.get(outcome);
        return counter == null ? newCounter(namespace, outcome) : counter;
    }

    private Counter newCounter(String namespace, String outcome) {
        return requests.computeIfAbsent(namespace, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, _ -> register(namespace, outcome));
    }

    private Counter register(String namespace, String outcome) {
        return Counter.builder("wal.server.requests")
                .description("Writes that were answered")
                .tag("namespace", namespace)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter calls(Status.Code code) {
        return Counter.builder("wal.server.calls")
                .description("Calls that have ended, of all services")
                .tag("status", code.name())
                .register(registry);
    }

    private static String reason(Answer.Unread why) {
        return switch (why) {
            case Answer.TooLarge _ -> "too_large";
            case Answer.InflatesTooFar _ -> "inflates_too_far";
            case Answer.NotInflatable _ -> "not_inflatable";
            case Answer.NotParsable _ -> "not_parsable";
            case Answer.NoRoom _ -> "no_room";
        };
    }

    private static String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Settled(WriteToLogResponse response) ->
                switch (response.getDurable()) {
                    case TRILEAN_TRUE -> "durable";
                    case TRILEAN_FALSE -> "not_durable";
                    case TRILEAN_UNKNOWN, UNRECOGNIZED -> "unknown";
                };
            case Answer.NamespaceIllegal _ -> "invalid";
            case Answer.NamespaceUnknown _ -> "namespace_unknown";
            case Answer.NamespaceEnding _ -> "namespace_ending";
            case Answer.NotAllowed _, Answer.TargetNotAllowed _ -> "not_allowed";
            case Answer.Invalid _ -> "invalid";
            case Answer.Incomplete _ -> "incomplete";
            case Answer.SetUnknown _ -> "set_unknown";
            case Answer.StorageAway _ -> "storage_away";
            case Answer.NotServed _ -> "not_served";
            case Answer.Overloaded _ -> "overloaded";
            case Answer.NotReady _ -> "not_ready";
            case Answer.Broken _ -> "broken";
            case Answer.Unread _ -> "unread";
        };
    }
}
