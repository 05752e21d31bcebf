package io.walgateway.testkit.fake.target;

import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The answers to matching messages. */
final class ScriptLine {
    private final Predicate<Message> which;
    private final Function<Message, Optional<DeliveryOutcome>> answer;

    private ScriptLine(Predicate<Message> which, Function<Message, Optional<DeliveryOutcome>> answer) {
        this.which = which;
        this.answer = answer;
    }

    static ScriptLine always(Predicate<Message> which, DeliveryOutcome outcome) {
        return new ScriptLine(which, message -> Optional.of(outcome));
    }

    /** Counts turns for each message, independent of the numbers of its attempts. */
    static ScriptLine inTurn(Predicate<Message> which, List<DeliveryOutcome> outcomes) {
        Map<UUID, Integer> given = new ConcurrentHashMap<>();
        return new ScriptLine(which, message -> {
            int turn = given.merge(message.id(), 1, Integer::sum);
            return turn <= outcomes.size() ? Optional.of(outcomes.get(turn - 1)) : Optional.empty();
        });
    }

    /** Empty: this line has no (further) outcome for the message. */
    Optional<DeliveryOutcome> next(Message message) {
        return which.test(message) ? answer.apply(message) : Optional.empty();
    }
}
