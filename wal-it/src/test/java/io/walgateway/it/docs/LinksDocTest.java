package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Links within the project lead somewhere. */
class LinksDocTest {

    @Test
    void shouldLeadToWhatIsThere() {
        List<String> links = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Markdown document : Checkout.here().documents()) {
            for (String link : document.links()) {
                if (!link.matches("[a-z]+:.*")) {
                    links.add(link);
                    if (!leadsSomewhere(document, link)) {
                        broken.add(document + ": " + link);
                    }
                }
            }
        }
        assertThat(links).isNotEmpty();
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Markdown from, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path folder = Objects.requireNonNull(from.path().getParent());
        Path to = file.isEmpty() ? from.path() : folder.resolve(file);
        if (!Files.exists(to)) {
            return false;
        }
        return hash < 0 || Markdown.read(to).anchors().contains(link.substring(hash + 1));
    }
}
