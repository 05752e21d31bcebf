package io.walgateway.plugin.cassandra.target;

import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.cassandra.cluster.Cluster;
import io.walgateway.plugin.cassandra.cluster.Connection;
import io.walgateway.plugin.cassandra.cluster.Deadline;
import io.walgateway.plugin.cassandra.cluster.DriverOutcomes;
import io.walgateway.plugin.cassandra.cluster.NotConnectedException;
import io.walgateway.plugin.cassandra.row.PayloadException;
import io.walgateway.plugin.cassandra.row.RowChange;
import io.walgateway.plugin.cassandra.row.RowStatement;
import io.walgateway.plugin.cassandra.row.TableAddress;
import io.walgateway.plugin.cassandra.row.TableShape;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Writes rows to one table. A write that does not fit the known definition is tried again after a fresh read. */
final class CassandraTarget implements Target {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Cluster cluster;
    private final TableAddress address;
    private final InstantSource clock;

    CassandraTarget(Cluster cluster, TableAddress address, InstantSource clock) {
        this.cluster = cluster;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Deadline deadline = Deadline.at(attempt.deadline(), clock);
        try {
            RowChange change = RowChange.parse(attempt.message().payload());
            long timestamp = micros(attempt.message().lifecycle().writeTime());
            Connection connection = connection(deadline);
            requireExpiry(change, connection.latestExpiry());
            Verdict verdict = write(connection, change, timestamp, deadline);
            if (verdict.bySchema()) {
                deadline.await(connection.schema().afresh());
                verdict = write(connection, change, timestamp, deadline);
            }
            return verdict.outcome();
        } catch (PayloadException e) {
            return new DeliveryOutcome.Rejected(message(e));
        } catch (ExecutionException e) {
            return DriverOutcomes.of(e);
        } catch (TimeoutException e) {
            return new DeliveryOutcome.Unknown("no answer from " + cluster + " before the deadline");
        } catch (NotConnectedException e) {
            return new DeliveryOutcome.Unavailable(message(e));
        }
    }

    /** Nothing is handed over yet, so a deadline that passes here leaves no doubt about the message. */
    private Connection connection(Deadline deadline) throws InterruptedException, NotConnectedException {
        try {
            return deadline.await(cluster.connection());
        } catch (ExecutionException e) {
            throw new NotConnectedException("no connection to " + cluster + ": " + DriverOutcomes.text(e));
        } catch (TimeoutException e) {
            throw new NotConnectedException("no connection to " + cluster + " before the deadline");
        }
    }

    private Verdict write(Connection connection, RowChange change, long timestamp, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<TableShape> table = connection.schema().find(address);
        if (table.isEmpty()) {
            return new Verdict(
                    new DeliveryOutcome.Absent("table " + address + " does not exist in " + cluster
                            + " (expected: created before; names are as Cassandra stores them)"),
                    true);
        }
        try {
            RowStatement statement = RowStatement.of(table.get(), change, timestamp, connection.protocolVersion());
            connection.execute(statement, deadline);
            return new Verdict(DeliveryOutcome.DELIVERED, false);
        } catch (PayloadException e) {
            return new Verdict(new DeliveryOutcome.Rejected(message(e)), true);
        } catch (ExecutionException e) {
            return new Verdict(DriverOutcomes.of(e), e.getCause() instanceof InvalidQueryException);
        }
    }

    private void requireExpiry(RowChange change, Instant latest) throws PayloadException {
        if (change instanceof RowChange.Upsert upsert
                && upsert.ttlSecs().isPresent()
                && clock.instant().plusSeconds(upsert.ttlSecs().getAsInt()).isAfter(latest)) {
            throw new PayloadException(
                    "/" + RowChange.TTL,
                    String.valueOf(upsert.ttlSecs().getAsInt()),
                    "seconds that end by " + latest + ", the last moment that this cluster can store");
        }
    }

    private static long micros(Instant time) throws PayloadException {
        try {
            return Math.addExact(
                    Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND), time.getNano() / NANOS_PER_MICRO);
        } catch (ArithmeticException e) {
            throw new PayloadException("write time", time.toString(), "a time that 64 bits of microseconds can tell");
        }
    }

    private static String message(Exception e) {
        return Reasons.of(e);
    }

    /** @param bySchema true if another table definition could lead to another outcome */
    private record Verdict(DeliveryOutcome outcome, boolean bySchema) {}
}
