package io.walgateway.it.sim;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.watermark.OffsetWatermark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A gateway with a fault of its own, which the simulation has to notice. */
enum Mutant implements Wiring {
    COMMITS_ONE_TOO_FAR(Promise.SETTLED_WHEN_DURABLE) {
        @Override
        public OptionalLong committable(OffsetWatermark watermark) {
            OptionalLong settled = watermark.committable();
            return watermark.open() == 0 ? settled : OptionalLong.of(settled.orElseThrow() + 1);
        }
    },
    FORGETS_A_LANE(Promise.KEY_IN_ORDER) {
        @Override
        public void event(DeliveryEvent event, ConsumerProcess process) {
            process.toCore(
                    event instanceof DeliveryEvent.Polled polled
                            ? new DeliveryEvent.Polled(polled.deliveries().stream()
                                    .map(delivery -> isOneOfSeven(delivery) ? withKey(delivery, Bytes.EMPTY) : delivery)
                                    .toList())
                            : event);
        }
    },
    SETTLES_BEFORE_THE_DEAD_LETTER_IS_DURABLE(Promise.SETTLED_WHEN_DURABLE) {
        @Override
        public void command(DeliveryCommand command, ConsumerProcess process) {
            process.carryOut(command);
            if (command instanceof DeliveryCommand.DeadLetter letter) {
                process.tell(new DeliveryEvent.DeadLettered(letter.delivery()));
            }
        }
    },
    SETTLES_BEFORE_THE_COPY_IS_DURABLE(Promise.SETTLED_WHEN_DURABLE) {
        @Override
        public void command(DeliveryCommand command, ConsumerProcess process) {
            process.carryOut(command);
            if (command instanceof DeliveryCommand.Requeue requeue) {
                process.tell(new DeliveryEvent.Requeued(requeue.delivery()));
            }
        }
    },
    FORGETS_WHAT_FAILED_WHEN_IT_REQUEUES(Promise.COUNTED_WHEN_DURABLE) {
        @Override
        public void command(DeliveryCommand command, ConsumerProcess process) {
            process.carryOut(
                    command instanceof DeliveryCommand.Requeue(Delivery delivery, int _, Instant due)
                            ? new DeliveryCommand.Requeue(delivery, 0, due)
                            : command);
        }
    },
    RETRIES_BEFORE_THE_COUNT_IS_DURABLE(Promise.COUNTED_WHEN_DURABLE) {
        @Override
        public void command(DeliveryCommand command, ConsumerProcess process) {
            process.carryOut(command);
            if (command instanceof DeliveryCommand.RecordAttempts attempts) {
                process.tell(new DeliveryEvent.AttemptsRecorded(attempts.delivery()));
            }
        }
    },
    COUNTS_AN_OUTAGE(Promise.OUTAGE_COSTS_NOTHING) {
        @Override
        public void event(DeliveryEvent event, ConsumerProcess process) {
            process.toCore(
                    event instanceof DeliveryEvent.Completed(Delivery delivery, DeliveryOutcome.Unavailable(String why))
                            ? new DeliveryEvent.Completed(delivery, new DeliveryOutcome.Failed(why))
                            : event);
        }
    },
    DELIVERS_EARLY(Promise.IN_TIME) {
        @Override
        public Instant time(Instant now) {
            return now.plusSeconds(1);
        }
    },
    GIVES_UP_WHAT_IS_STILL_IN_HAND(Promise.KEY_WITHOUT_OVERLAP) {
        @Override
        public void event(DeliveryEvent event, ConsumerProcess process) {
            process.toCore(event);
            if (event instanceof DeliveryEvent.Revoked revoked) {
                for (Slice slice : revoked.slices()) {
                    process.carryOut(new DeliveryCommand.Released(slice));
                }
            }
        }
    },
    DROPS_WHAT_DOES_NOT_FIT(Promise.TRUE_ARRIVES) {
        @Override
        public void event(DeliveryEvent event, ConsumerProcess process) {
            process.toCore(event instanceof DeliveryEvent.Polled polled ? fitting(polled, process) : event);
        }
    },
    READS_ON_WHEN_FULL(Promise.BOUNDED) {
        @Override
        public void command(DeliveryCommand command, ConsumerProcess process) {
            if (!(command instanceof DeliveryCommand.PauseReading)) {
                process.carryOut(command);
            }
        }
    },
    NEVER_LEARNS_THAT_A_COUNT_IS_DURABLE(Promise.TRUE_ARRIVES) {
        @Override
        public void event(DeliveryEvent event, ConsumerProcess process) {
            if (!(event instanceof DeliveryEvent.AttemptsRecorded)) {
                process.toCore(event);
            }
        }
    },
    FORGETS_TO_SETTLE(Promise.DRAINS) {
        @Override
        public void command(DeliveryCommand command, ConsumerProcess process) {
            if (!(command instanceof DeliveryCommand.Acknowledge(Delivery delivery)) || !isOneOfSeven(delivery)) {
                process.carryOut(command);
            }
        }
    },
    HAS_ONE_LANE_FOR_ALL(Promise.TROUBLE_STAYS) {
        @Override
        public void event(DeliveryEvent event, ConsumerProcess process) {
            process.toCore(
                    event instanceof DeliveryEvent.Polled polled
                            ? new DeliveryEvent.Polled(polled.deliveries().stream()
                                    .map(delivery -> withKey(delivery, Bytes.utf8("all")))
                                    .toList())
                            : event);
        }
    },
    RESTS_A_MINUTE_AFTER_AN_OUTAGE(Promise.RESUMES_AFTER_OUTAGE) {
        @Override
        public void event(DeliveryEvent event, ConsumerProcess process) {
            process.toCore(
                    event instanceof DeliveryEvent.Completed(Delivery delivery, DeliveryOutcome.Unavailable(String why))
                            ? new DeliveryEvent.Completed(
                                    delivery, new DeliveryOutcome.Throttled(Duration.ofMinutes(1), why))
                            : event);
        }
    };

    private final Promise promise;

    Mutant(Promise promise) {
        this.promise = promise;
    }

    /** What it breaks. */
    Promise promise() {
        return promise;
    }

    private static boolean isOneOfSeven(Delivery delivery) {
        return delivery.lease().position() % 7 == 3;
    }

    private static Delivery withKey(Delivery delivery, Bytes key) {
        Message message = delivery.message();
        Message changed = new Message(
                message.id(),
                message.namespace(),
                new Message.Inline(message.payload()),
                new Message.Routing(message.target(), message.recipient(), key),
                message.lifecycle(),
                message.attempts(),
                message.configurationRevision(),
                message.provenance(),
                message.priority());
        return new Delivery(delivery.lease(), changed, delivery.destination());
    }

    private static DeliveryEvent fitting(DeliveryEvent.Polled polled, ConsumerProcess process) {
        int room = Math.max(0, process.policy().heldMax() - process.core().held());
        List<Delivery> all = polled.deliveries();
        return new DeliveryEvent.Polled(new ArrayList<>(all.subList(0, Math.min(room, all.size()))));
    }
}
