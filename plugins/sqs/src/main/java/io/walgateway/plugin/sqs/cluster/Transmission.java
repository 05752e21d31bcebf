package io.walgateway.plugin.sqs.cluster;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Records whether a request has reached a connection: before that, nothing can have been stored. */
public final class Transmission {
    public static final ExecutionAttribute<Transmission> ATTRIBUTE = new ExecutionAttribute<>("wal-transmission");

    private volatile boolean begun;

    boolean isBegun() {
        return begun;
    }

    public void begin() {
        begun = true;
    }

    /** Called by the SDK for each request. */
    static final class Marker implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            Transmission transmission = attributes.getAttribute(ATTRIBUTE);
            if (transmission != null) {
                transmission.begin();
            }
        }
    }
}
