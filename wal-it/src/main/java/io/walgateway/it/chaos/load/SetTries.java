package io.walgateway.it.chaos.load;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Parts and markers, repeated until they are durable or refused, each time at another server, and given up after some tries. */
final class SetTries {
    private static final int TRIES_MAX = 5;

    private final Caller caller;
    private final Tally tally;
    private final BooleanSupplier ending;
    private final AtomicInteger server = new AtomicInteger();

    /** How a part or marker ended: UNKNOWN if any of its tries may have done more than the last one says. */
    record Outcome(Answer answer, String detail) {}

    /** @param ending true: nothing is repeated any longer */
    SetTries(Caller caller, Tally tally, BooleanSupplier ending) {
        this.caller = caller;
        this.tally = tally;
        this.ending = ending;
    }

    Outcome repeated(WriteToLogRequest request) throws InterruptedException {
        return repeated(request, send(request));
    }

    /** All of them are sent at once, and then each is repeated where that is needed. */
    List<Outcome> repeated(List<WriteToLogRequest> requests) throws InterruptedException {
        List<ListenableFuture<WriteToLogResponse>> sent =
                requests.stream().map(this::send).toList();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            outcomes.add(repeated(requests.get(i), sent.get(i)));
        }
        return outcomes;
    }

    private ListenableFuture<WriteToLogResponse> send(WriteToLogRequest request) {
        tally.written();
        return caller.write(request, server.getAndIncrement());
    }

    private Outcome repeated(WriteToLogRequest request, ListenableFuture<WriteToLogResponse> first)
            throws InterruptedException {
        Outcome last = outcome(first);
        boolean perhaps = last.answer() == Answer.UNKNOWN;
        for (int tries = 1; tries < TRIES_MAX && mayChange(last.answer()) && !ending.getAsBoolean(); tries++) {
            last = outcome(send(request));
            perhaps |= last.answer() == Answer.UNKNOWN;
        }
        Outcome end = perhaps && last.answer() != Answer.TRUE ? new Outcome(Answer.UNKNOWN, last.detail()) : last;
        tally.answered(end.answer());
        return end;
    }

    private static boolean mayChange(Answer answer) {
        return answer == Answer.FALSE || answer == Answer.UNKNOWN;
    }

    private static Outcome outcome(ListenableFuture<WriteToLogResponse> sent) throws InterruptedException {
        try {
            WriteToLogResponse response = sent.get();
            return new Outcome(WriteTries.answer(response.getDurable()), response.getMessage());
        } catch (ExecutionException e) {
            Status status = Status.fromThrowable(e.getCause());
            return new Outcome(WriteTries.answer(status), status.toString());
        }
    }
}
