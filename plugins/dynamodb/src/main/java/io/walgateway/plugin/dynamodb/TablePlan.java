package io.walgateway.plugin.dynamodb;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Creates a table. A table that exists is left as it is, except for its time to live. */
record TablePlan(String name) {
    static final String KEY = "pk";
    static final String NUMBER = "n";
    static final String EXPIRY = "expiry";

    /** Blocks until the table can be used. */
    String carryOut(Requests.Call call) {
        create(call);
        call.client()
                .waiter()
                .waitUntilTableExists(
                        describe -> describe.tableName(name), options -> options.waitTimeout(call.left()));
        expire(call);
        return name;
    }

    private void create(Requests.Call call) {
        try {
            call.client()
                    .createTable(table -> table.tableName(name)
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(
                                    attribute(KEY, ScalarAttributeType.S), attribute(NUMBER, ScalarAttributeType.N))
                            .keySchema(List.of(key(KEY, KeyType.HASH), key(NUMBER, KeyType.RANGE)))
                            .overrideConfiguration(call.bounded()));
        } catch (ResourceInUseException _) {
            // The table exists, or another process is creating it.
        }
    }

    private void expire(Requests.Call call) {
        TimeToLiveStatus status = call.client()
                .describeTimeToLive(describe -> describe.tableName(name).overrideConfiguration(call.bounded()))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            call.client()
                    .updateTimeToLive(update -> update.tableName(name)
                            .timeToLiveSpecification(live -> live.enabled(true).attributeName(EXPIRY))
                            .overrideConfiguration(call.bounded()));
        }
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
