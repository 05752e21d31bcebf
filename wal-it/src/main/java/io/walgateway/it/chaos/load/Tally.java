package io.walgateway.it.chaos.load;

import io.walgateway.it.history.HistoryEvent.Answer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts for progress reports. */
public final class Tally {
    private final LongAdder written = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();
    private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);

    public Tally() {
        Arrays.stream(Answer.values()).forEach(answer -> answers.put(answer, new LongAdder()));
    }

    void written() {
        written.increment();
    }

    void answered(Answer answer) {
        answers.computeIfPresent(answer, (_, count) -> {
            count.increment();
            return count;
        });
    }

    void delivered() {
        delivered.increment();
    }

    void deadLettered() {
        deadLettered.increment();
    }

    public long count(Answer answer) {
        return answers.getOrDefault(answer, new LongAdder()).sum();
    }

    @Override
    public String toString() {
        return "written %d; answered %s; delivered %d, dead letters %d"
                .formatted(
                        written.sum(),
                        answers.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", ")),
                        delivered.sum(),
                        deadLettered.sum());
    }
}
