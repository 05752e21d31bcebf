package io.walgateway.it.sim;

import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.watermark.OffsetWatermark;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What lies between a simulated process and its core: nothing. Tests put faults of the gateway's own in here, to see
 * that they are noticed.
 */
interface Wiring {
    /** Everything goes straight through. */
    Wiring STRAIGHT = new Wiring() {};

    /** An event on its way to the core. */
    default void event(DeliveryEvent event, ConsumerProcess process) {
        process.toCore(event);
    }

    /** A command on its way from the core. */
    default void command(DeliveryCommand command, ConsumerProcess process) {
        process.carryOut(command);
    }

    /** What is committed of a slice. */
    default OptionalLong committable(OffsetWatermark watermark) {
        return watermark.committable();
    }

    /** The time that the core is told. */
    default Instant time(Instant now) {
        return now;
    }
}
