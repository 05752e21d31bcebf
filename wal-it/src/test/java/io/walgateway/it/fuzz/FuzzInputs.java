package io.walgateway.it.fuzz;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Seeds, inputs that found something once, and changes of both: always the same. */
final class FuzzInputs {
    private static final Path FOUND = Path.of("src", "test", "resources", "fuzz");
    private static final int CHANGES_MAX = 6;

    private FuzzInputs() {}

    /** @param each changed inputs for each that is not changed */
    static void feed(FuzzedPlace place, FuzzTarget target, int each) throws IOException {
        SplittableRandom random = new SplittableRandom(place.text().hashCode());
        for (byte[] input : inputs(place, target)) {
            feed(target, input);
            for (int i = 0; i < each; i++) {
                feed(target, changed(input, random));
            }
        }
    }

    private static void feed(FuzzTarget target, byte[] input) {
        try {
            target.feed(input);
        } catch (Exception e) {
            fail("found something with " + Arrays.toString(input), e);
        }
    }

    private static List<byte[]> inputs(FuzzedPlace place, FuzzTarget target) throws IOException {
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        Path found = FOUND.resolve(place.text());
        if (Files.isDirectory(found)) {
            try (Stream<Path> files = Files.list(found)) {
                for (Path file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }

    /** Some bytes are others, and the end may be cut off. */
    private static byte[] changed(byte[] input, SplittableRandom random) {
        byte[] changed = Arrays.copyOf(input, random.nextInt(4) == 0 ? random.nextInt(input.length + 1) : input.length);
        for (int i = random.nextInt(CHANGES_MAX); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
