package io.walgateway.benchmarks.session;

/** Measures one side of the gateway, and says what is expected of it. */
public interface Suite {

    /** As it is called on the command line. */
    String name();

    /** Whether it is run when none is named. */
    default boolean isQuick() {
        return true;
    }

    /** Measures all rounds. Processes that it starts may be left to the session's workbench. */
    void run(Session session);
}
