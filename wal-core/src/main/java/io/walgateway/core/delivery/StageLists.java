package io.walgateway.core.delivery;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All deliveries held, by stage, each stage in order of arrival. The deliveries themselves are the links of the lists,
 * so a move costs neither time nor memory.
 */
final class StageLists {
    private final Map<Stage, Row> rows = new EnumMap<>(Stage.class);

    StageLists() {
        for (Stage stage : Stage.values()) {
            rows.put(stage, new Row());
        }
    }

    void add(Delivery delivery, Instant now) {
        delivery.heldSince = now;
        delivery.since = now;
        row(delivery.stage).append(delivery);
    }

    void move(Delivery delivery, Stage stage, Instant now) {
        row(delivery.stage).remove(delivery);
        delivery.stage = stage;
        delivery.since = now;
        delivery.alarmed = false;
        row(stage).append(delivery);
    }

    void remove(Delivery delivery) {
        row(delivery.stage).remove(delivery);
        delivery.stage = Stage.GONE;
    }

    int count(Stage stage) {
        return row(stage).count;
    }

    /** The delivery that has been in this stage the longest. */
    @Nullable
    Delivery first(Stage stage) {
        return row(stage).first;
    }

    /** Visits the deliveries that have been in this stage since this time or longer, the longest first. */
    void forEachSince(Stage stage, Instant latest, Consumer<Delivery> action) {
        Delivery delivery = row(stage).first;
        while (delivery != null && !delivery.since.isAfter(latest)) {
            action.accept(delivery);
            delivery = delivery.after;
        }
    }

    private Row row(Stage stage) {
        return Objects.requireNonNull(rows.get(stage));
    }

    private static final class Row {
        private @Nullable Delivery first;
        private @Nullable Delivery last;
        private int count;

        void append(Delivery delivery) {
            delivery.before = last;
            delivery.after = null;
            if (last == null) {
                first = delivery;
            } else {
                last.after = delivery;
            }
            last = delivery;
            count++;
        }

        void remove(Delivery delivery) {
            if (delivery.before == null) {
                first = delivery.after;
            } else {
                delivery.before.after = delivery.after;
            }
            if (delivery.after == null) {
                last = delivery.before;
            } else {
                delivery.after.before = delivery.before;
            }
            delivery.before = null;
            delivery.after = null;
            count--;
        }
    }
}
