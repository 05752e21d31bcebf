package io.walgateway.benchmarks.suite;

import java.util.List;

/** How a load generator writes. */
sealed interface LoadShape {

    /** Arguments of the load generator. */
    List<String> arguments();

    /** The name for people. */
    String text();

    record Unary(int inFlight) implements LoadShape {
        @Override
        public List<String> arguments() {
            return List.of("--mode", "unary", "--in-flight", Integer.toString(inFlight));
        }

        @Override
        public String text() {
            return "unary, %d in flight".formatted(inFlight);
        }
    }

    record Stream(int perMessage, int unanswered) implements LoadShape {
        @Override
        public List<String> arguments() {
            return List.of(
                    "--mode", "stream",
                    "--per-message", Integer.toString(perMessage),
                    "--in-flight", Integer.toString(unanswered));
        }

        @Override
        public String text() {
            return "stream, %d a message".formatted(perMessage);
        }
    }

    record Paced(int perSecond) implements LoadShape {
        @Override
        public List<String> arguments() {
            return List.of("--mode", "paced", "--per-second", Integer.toString(perSecond));
        }

        @Override
        public String text() {
            return "%,d writes/s".formatted(perSecond);
        }
    }
}
