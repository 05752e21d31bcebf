package io.walgateway.it.sim;

import io.walgateway.core.delivery.DeliveryCommand;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.watermark.OffsetWatermark;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The path between a simulated process and its core, which normally changes nothing. Tests inject faults of the gateway
 * itself here, to check that they are noticed.
 */
interface Wiring {
    /** Passes everything straight through. */
    Wiring STRAIGHT = new Wiring() {};

    /** An event on its way to the core. */
    default void event(DeliveryEvent event, ConsumerProcess process) {
        process.toCore(event);
    }

    /** A command on its way from the core. */
    default void command(DeliveryCommand command, ConsumerProcess process) {
        process.carryOut(command);
    }

    /** The position of a slice that is committed. */
    default OptionalLong committable(OffsetWatermark watermark) {
        return watermark.committable();
    }

    /** The time that the core sees. */
    default Instant time(Instant now) {
        return now;
    }
}
