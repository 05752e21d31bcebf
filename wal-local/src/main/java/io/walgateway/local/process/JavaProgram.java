package io.walgateway.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A program of the gateway itself, on the JDK and the class path of this one, started and ended like the components. It
 * counts as ready when it writes a line {@code <name> ready: ...}.
 */
public final class JavaProgram extends ProcessComponent {

    /** On two cores with a load of 20, a JVM takes a minute to start. A JVM that ends is noticed at once. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private static final Pattern READY_LINE = Pattern.compile("(?m)^[\\w -]+ ready: ");

    private final List<String> options;
    private final String mainClass;
    private final List<String> arguments;

    private JavaProgram(String name, Path directory, List<String> options, String mainClass, List<String> arguments) {
        super(name, directory);
        this.options = List.copyOf(options);
        this.mainClass = mainClass;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Creates a program that is not started yet.
     *
     * @param directory used by this program alone, created if it does not exist; the program runs in it
     * @param options   of the JVM
     */
    public static JavaProgram in(
            Path directory, String name, List<String> options, String mainClass, List<String> arguments) {
        return new JavaProgram(name, Directories.make(directory), options, mainClass, arguments);
    }

    @Override
    public void start() {
        process.requireStartable();
        long logged = process.log().size();
        process.start(new Launch(
                command(),
                Map.of("CLASSPATH", System.getProperty("java.class.path")),
                Signal.TERM,
                READY_WITHIN,
                _ -> saidReady(logged)));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(Jdk.running().java().toString()));
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        return List.copyOf(command);
    }

    private boolean saidReady(long logged) throws IOException {
        try (var log = Files.newInputStream(logFile())) {
            log.skipNBytes(logged);
            // Latin-1 reads any bytes, and the expected line is ASCII.
            return READY_LINE
                    .matcher(new String(log.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .find();
        }
    }
}
