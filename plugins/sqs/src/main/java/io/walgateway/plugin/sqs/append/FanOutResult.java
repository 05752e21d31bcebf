package io.walgateway.plugin.sqs.append;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.plugin.sqs.cluster.SendFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Combines the results of all copies of an entry: it is appended when all copies are, and not appended when none is.
 */
final class FanOutResult {
    private FanOutResult() {}

    static CompletionStage<AppendResult> together(List<String> queues, List<PendingSend> sends) {
        if (sends.size() == 1) {
            return sends.getFirst().result().thenApply(FanOutResult::answer);
        }
        CompletableFuture<?>[] results = sends.stream().map(PendingSend::result).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(results)
                .thenApply(_ -> answer(
                        queues, sends.stream().map(send -> send.result().join()).toList()));
    }

    static AppendResult answer(List<String> queues, List<SendResult> results) {
        List<String> reasons = new ArrayList<>();
        int certainlyNot = 0;
        for (int i = 0; i < results.size(); i++) {
            switch (answer(results.get(i))) {
                case AppendResult.Appended() -> {}
                case AppendResult.NotAppended(String why) -> {
                    certainlyNot++;
                    reasons.add(queues.get(i) + ": " + why);
                }
                case AppendResult.TooLarge large -> {
                    certainlyNot++;
                    reasons.add(queues.get(i) + ": " + large.why());
                }
                case AppendResult.Unknown(String why) -> reasons.add(queues.get(i) + ": " + why);
            }
        }
        if (reasons.isEmpty()) {
            return AppendResult.APPENDED;
        }
        String why = reasons.size() + " of " + results.size() + " copies: " + String.join("; ", reasons);
        return certainlyNot == results.size() ? new AppendResult.NotAppended(why) : new AppendResult.Unknown(why);
    }

    private static AppendResult answer(SendResult result) {
        return switch (result) {
            case SendResult.Stored() -> AppendResult.APPENDED;
            case SendResult.NotStored(SendFault fault, String why) ->
                switch (fault) {
                    case CLOSED, FULL, NO_QUEUE, UNFIT, FORBIDDEN, THROTTLED, REFUSED, UNREACHABLE ->
                        new AppendResult.NotAppended(why);
                    case UNCERTAIN -> new AppendResult.Unknown(why);
                };
        };
    }
}
