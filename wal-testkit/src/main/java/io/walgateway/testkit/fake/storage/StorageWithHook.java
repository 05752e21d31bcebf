package io.walgateway.testkit.fake.storage;

import io.walgateway.core.storage.DurableStorage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A storage to which something happens just before the items of a key are listed. */
public final class StorageWithHook extends ForwardingStorage {
    private final Consumer<String> beforeNumbers;

    /** @param beforeNumbers receives the key */
    public StorageWithHook(DurableStorage delegate, Consumer<String> beforeNumbers) {
        super(delegate);
        this.beforeNumbers = beforeNumbers;
    }

    @Override
    public CompletionStage<List<Integer>> numbers(String key) {
        beforeNumbers.accept(key);
        return super.numbers(key);
    }
}
