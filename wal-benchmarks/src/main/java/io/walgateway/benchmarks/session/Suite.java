package io.walgateway.benchmarks.session;

/** Measures one aspect of the gateway, and sets its goals. */
public interface Suite {

    /** The name on the command line. */
    String name();

    /** True if it runs when no suite is named. */
    default boolean isQuick() {
        return true;
    }

    /** Measures all rounds. Processes that it starts may be left to the session's workbench. */
    void run(Session session);
}
