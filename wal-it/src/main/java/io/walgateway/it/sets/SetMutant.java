package io.walgateway.it.sets;

/** Faults of the protocol that the simulation has to notice. */
enum SetMutant {
    /** The protocol as it is. */
    NONE,
    /** The marker is in the queue before its set is sealed. */
    QUEUES_BEFORE_IT_SEALS,
    /** No part is noted as done. */
    FORGETS_PROGRESS,
    /** Every process sweeps whenever it likes. */
    SWEEPS_WITHOUT_A_LEASE,
    /** The sweeper looks at the time alone. */
    EXPIRES_A_SEALED_SET,
    /** A part does not look at its set again after it was stored. */
    LOOKS_AT_A_SET_ONCE,
    /** Nobody finishes what a killed process left. */
    NEVER_SWEEPS
}
