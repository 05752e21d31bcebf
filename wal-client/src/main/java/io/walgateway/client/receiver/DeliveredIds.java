package io.walgateway.client.receiver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Handles each message once as long as its id is remembered. The last ids that were delivered are remembered, in this
 * process alone; a delivery that comes while another of the same id is being handled gets the outcome of that one. Safe
 * for any number of threads.
 */
final class DeliveredIds implements DeliveryHandler {
    private final DeliveryHandler handler;
    private final Map<String, Outcome> delivered;
    private final Map<String, CompletableFuture<Outcome>> underway = new ConcurrentHashMap<>();

    /** @param idsMax how many ids are remembered, at least 1 */
    DeliveredIds(DeliveryHandler handler, int idsMax) {
        this.handler = handler;
        this.delivered = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
                return size() > idsMax;
            }
        };
    }

    @Override
    public Outcome handle(Delivery delivery) throws Exception {
        String id = delivery.messageId();
        CompletableFuture<Outcome> own = new CompletableFuture<>();
        CompletableFuture<Outcome> other = underway.putIfAbsent(id, own);
        if (other != null) {
            return other.get();
        }
        // Looked up only now, because an earlier delivery of this id may have ended in the meantime.
        Outcome outcome = Outcome.failed("the handler ended without an outcome");
        try {
            outcome = wasDelivered(id) ? Outcome.delivered() : handler.handle(delivery);
            if (outcome instanceof Outcome.Delivered) {
                remember(id, outcome);
            }
            return outcome;
        } catch (Exception | Error e) {
            outcome = Wire.failed(e);
            throw e;
        } finally {
            underway.remove(id, own);
            own.complete(outcome);
        }
    }

    private boolean wasDelivered(String id) {
        synchronized (delivered) {
            return delivered.containsKey(id);
        }
    }

    private void remember(String id, Outcome outcome) {
        synchronized (delivered) {
            delivered.put(id, outcome);
        }
    }
}
