package io.walgateway.core.set;

import io.walgateway.core.message.Bytes;

/**
 * The states of a mutation set. The methods of a state are its legal moves. While a set is queued, durable storage also
 * knows which of its parts are applied: see {@link SetProgress}.
 */
public sealed interface SetState {

    /** The name by which people and the protocol know it. */
    String name();

    /**
     * Parts are accepted; nothing is applied. A set that stays open is removed as a whole.
     *
     * @param total the number of parts that a marker gave, which was refused because parts were missing; 0: none did
     */
    record Open(int total) implements SetState {
        /** Before its first marker. */
        public static final Open NEW = new Open(0);

        public Open declared(int parts) {
            return new Open(parts);
        }

        public Sealed sealed(Bytes marker) {
            return new Sealed(total, marker);
        }

        public Expired expired() {
            return new Expired();
        }

        @Override
        public String name() {
            return "open";
        }
    }

    /**
     * All parts are there and no other part is accepted. From here on, the set is applied, whatever happens.
     *
     * @param marker the record that goes to the queue
     */
    record Sealed(int total, Bytes marker) implements SetState {
        public Queued queued() {
            return new Queued(total);
        }

        @Override
        public String name() {
            return "sealed";
        }
    }

    /** Its marker is in the queue, or was taken from there and its parts are being applied. */
    record Queued(int total) implements SetState {
        public Applied applied() {
            return new Applied(total);
        }

        public DeadLettered deadLettered() {
            return new DeadLettered(total);
        }

        @Override
        public String name() {
            return "queued";
        }
    }

    /** A target gave it up: its marker is a dead letter. The parts wait for a redrive. */
    record DeadLettered(int total) implements SetState {
        public Queued redriven() {
            return new Queued(total);
        }

        @Override
        public String name() {
            return "dead-lettered";
        }
    }

    /** Each part has its outcome at each target. The parts are removed; this note stays for a while. */
    record Applied(int total) implements SetState {
        @Override
        public String name() {
            return "applied";
        }
    }

    /** It was never completed, and its parts are removed. */
    record Expired() implements SetState {
        @Override
        public String name() {
            return "expired";
        }
    }
}
