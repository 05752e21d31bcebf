package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index of decisions lists every record, and every record has its four parts. */
class DecisionsDocTest {
    private final Checkout checkout = Checkout.here();

    @Test
    void shouldListEachRecordInOrder() {
        List<String> listed = checkout.document("docs/adr/README.md").links();
        assertThat(listed)
                .containsExactlyElementsOf(records().map(DecisionsDocTest::name).toList());
    }

    @Test
    void shouldSayContextDecisionConsequencesAndWhatWasRejected() {
        for (Path record : records().toList()) {
            int number = Integer.parseInt(name(record).substring(0, 4));
            Markdown decision = Markdown.read(record);
            assertThat(decision.text()).as(name(record)).startsWith("# " + number + ". ");
            assertThat(decision.anchors()).as(name(record)).endsWith("context", "decision", "consequences", "rejected");
        }
    }

    private Stream<Path> records() {
        return checkout.files(path -> path.toString().replace('\\', '/').matches("docs/adr/\\d{4}-.*\\.md")).stream();
    }

    private static String name(Path record) {
        return record.getFileName().toString();
    }
}
