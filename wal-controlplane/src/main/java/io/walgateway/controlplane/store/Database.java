package io.walgateway.controlplane.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.core.text.Reasons;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * A small pool of connections to PostgreSQL. While the store is away, now or at the start, each use is refused with
 * {@link Refusal.StoreAway} within little more than {@link #PATIENCE}. Uses work again when the store is back.
 */
public final class Database implements AutoCloseable {

    /** How long a request waits for a connection. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int CONNECTIONS_MAX = 8;
    private static final Map<String, String> DRIVER = Map.of(
            "connectTimeout", "2",
            "loginTimeout", "2",
            "socketTimeout", "3",
            "tcpKeepAlive", "true",
            "targetServerType", "primary",
            "ApplicationName", "wal-controlplane");
    /**
     * The longest waits inside the store itself. They are shorter than the socket's time-out, so that the store's
     * answer still arrives.
     */
    private static final String TIMEOUTS = "-c lock_timeout=2000 -c statement_timeout=2500";
    /**
     * Classes of SQL states that report the store's condition and not an error of the statement: see PostgreSQL's
     * appendix A.
     */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");
    /** Read-only transaction (a standby), lock not available, serialisation failure, no such table (not set up yet). */
    private static final Set<String> AWAY_EXACTLY = Set.of("25006", "55P03", "40001", "40P01");

    private final StoreSettings settings;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final String address;
    private volatile boolean migrated;

    public Database(StoreSettings settings) {
        this.settings = settings;
        this.address = "PostgreSQL at "
                + settings.url().replaceFirst("^jdbc:postgresql:/*", "").replaceFirst("\\?.*$", "");
        this.pool = new HikariDataSource(pool(settings));
        this.jdbi = Jdbi.create(pool).registerArrayType(Long.class, "bigint");
    }

    /**
     * Creates or updates the tables; to be repeated until it passes.
     *
     * @throws RefusedException when the store is away
     * @throws FlywayException  when its tables are not what they should be, which trying again does not fix
     */
    public void migrate() {
        try {
            Flyway.configure()
                    .dataSource(settings.url(), settings.user(), settings.currentPassword())
                    .jdbcProperties(Map.of("connectTimeout", "2", "loginTimeout", "2", "targetServerType", "primary"))
                    .load()
                    .migrate();
            migrated = true;
        } catch (FlywaySqlException e) {
            throw away(e);
        }
    }

    /** Runs one read transaction; all its statements see the same state. */
    public <T> T read(HandleCallback<T, RuntimeException> reading) {
        return transaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            handle.setReadOnly(true);
            return reading.withHandle(handle);
        });
    }

    /** Runs one transaction that changes something. */
    public <T> T write(HandleCallback<T, RuntimeException> writing) {
        return transaction(TransactionIsolationLevel.READ_COMMITTED, writing);
    }

    private <T> T transaction(TransactionIsolationLevel level, HandleCallback<T, RuntimeException> work) {
        if (!migrated) {
            throw new RefusedException(new Refusal.StoreAway(address + " has not been reached since the start"));
        }
        try {
            return jdbi.inTransaction(level, work);
        } catch (JdbiException e) {
            throw isAway(e) ? away(e) : e;
        }
    }

    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null
                        || state.length() < 2
                        || AWAY.contains(state.substring(0, 2))
                        || AWAY_EXACTLY.contains(state);
            }
        }
        return false;
    }

    private RefusedException away(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return new RefusedException(new Refusal.StoreAway(address + ": " + firstLine(deepest)), failure);
    }

    /** Lines after the database's first one quote the statement. */
    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? Reasons.of(failure)
                : Reasons.of(new SQLException(message.lines().findFirst().orElse("")));
    }

    private static HikariConfig pool(StoreSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(settings.url());
        config.setCredentialsProvider(() -> Credentials.of(settings.user(), settings.currentPassword()));
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(1000);
        config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        config.setInitializationFailTimeout(-1);
        DRIVER.forEach(config::addDataSourceProperty);
        config.addDataSourceProperty("options", TIMEOUTS);
        return config;
    }

    @Override
    public void close() {
        pool.close();
    }
}
