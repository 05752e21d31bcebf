package io.walgateway.it.sim;

/** A delivery that its target has in hand. */
record Flight(LogEntry entry, Tenure tenure, int attempt, long startMicros, int endpoint) {}
