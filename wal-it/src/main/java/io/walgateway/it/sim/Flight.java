package io.walgateway.it.sim;

/** A delivery that its target is working on. */
record Flight(LogEntry entry, Tenure tenure, int attempt, long startMicros, int endpoint) {}
