package io.walgateway.testkit.component;

/**
 * A PostgreSQL database that serves.
 *
 * @param jdbcUrl without user and password
 * @param user    may do everything
 */
public record PostgresEndpoint(String jdbcUrl, String user, String password) {}
