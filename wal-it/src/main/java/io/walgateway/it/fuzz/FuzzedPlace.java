package io.walgateway.it.fuzz;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** All places where bytes of strangers enter. */
public enum FuzzedPlace {
    /** Entries of a topic, which others than the gateway may have written. */
    RECORDS,
    /** Namespace documents, as JSON and as YAML. */
    DOCUMENTS,
    /** Proofs of identity in headers. */
    IDENTITIES,
    /** Messages and metadata of calls of {@code WriteToLog}. */
    CALLS,
    /** Bytes on a connection to the gRPC port. */
    CONNECTIONS,
    /** Requests to the control plane: method, path, headers and body. */
    REST;

    /** The place with this name, in lower case. */
    public static Optional<FuzzedPlace> named(String name) {
        return Arrays.stream(values())
                .filter(place -> place.text().equals(name))
                .findFirst();
    }

    /** The name on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if a server and a control plane must run. */
    public boolean needsProcesses() {
        return compareTo(CALLS) >= 0;
    }

    /**
     * Opens it; no connection is made before the first input.
     *
     * @param processes used only where {@link #needsProcesses}
     */
    public FuzzTarget open(FuzzedProcesses processes) {
        return switch (this) {
            case RECORDS -> new RecordTarget();
            case DOCUMENTS -> new DocumentTarget();
            case IDENTITIES -> new IdentityTarget();
            case CALLS -> new CallTarget(processes.grpcPort());
            case CONNECTIONS -> new ConnectionTarget(processes.grpcPort());
            case REST -> new RestTarget(processes.rest());
        };
    }
}
