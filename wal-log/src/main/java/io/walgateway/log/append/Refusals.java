package io.walgateway.log.append;

import io.walgateway.core.queue.AppendResult;
import java.util.ArrayList;
import java.util.List;

/** Combines the results of several queues that did not accept an entry. */
final class Refusals {
    private Refusals() {}

    /**
     * Unknown if any result is; too large only if all are.
     *
     * @param refusals at least one, and no {@link AppendResult.Appended} among them
     */
    static AppendResult together(List<AppendResult> refusals) {
        List<String> reasons = new ArrayList<>(refusals.size());
        boolean uncertain = false;
        int tooLarge = 0;
        int bytesMax = 0;
        int bytes = 0;
        for (AppendResult refusal : refusals) {
            switch (refusal) {
                case AppendResult.Appended _ ->
                    throw new IllegalArgumentException("refusals: appended (expected: none that is)");
                case AppendResult.NotAppended(String why) -> reasons.add(why);
                case AppendResult.Unknown(String why) -> {
                    uncertain = true;
                    reasons.add(why);
                }
                case AppendResult.TooLarge large -> {
                    tooLarge++;
                    bytes = large.bytes();
                    bytesMax = Math.max(bytesMax, large.bytesMax());
                    reasons.add(large.why());
                }
            }
        }
        if (tooLarge == refusals.size()) {
            return new AppendResult.TooLarge(bytes, bytesMax);
        }
        String all = String.join("; ", reasons);
        return uncertain ? new AppendResult.Unknown(all) : new AppendResult.NotAppended(all);
    }
}
