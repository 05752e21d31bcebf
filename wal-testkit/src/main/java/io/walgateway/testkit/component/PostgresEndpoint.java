package io.walgateway.testkit.component;

/**
 * A running PostgreSQL database.
 *
 * @param jdbcUrl without user and password
 * @param user    a user that may do everything
 */
public record PostgresEndpoint(String jdbcUrl, String user, String password) {}
