package io.walgateway.config.settings;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.units.ByteSizes;
import io.walgateway.core.units.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Typed access that notes a problem and continues with the fallback, so that all problems are found; see
 * {@link ProcessSettings#read}.
 */
public final class SettingsReader {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

    private final ProcessSettings settings;
    private final List<Violation> problems = new ArrayList<>();

    SettingsReader(ProcessSettings settings) {
        this.settings = settings;
    }

    List<Violation> problems() {
        return List.copyOf(problems);
    }

    /** Notes a problem with a setting, for rules that only the caller knows. */
    public void refuse(String key, String expectation) {
        problems.add(new Violation(key, settings.shown(key), expectation));
    }

    public Optional<String> text(String key) {
        return settings.text(key);
    }

    public String text(String key, String fallback) {
        return settings.text(key, fallback);
    }

    /** A text that must be present and not empty; otherwise the problem is noted and the result is empty. */
    public String required(String key, String expectation) {
        String value = settings.text(key, "");
        if (value.isEmpty()) {
            refuse(key, expectation);
        }
        return value;
    }

    public int integer(String key, int min, int max, int fallback) {
        return parsed(key, min + " to " + max, text -> parseInt(text).filter(value -> value >= min && value <= max))
                .orElse(fallback);
    }

    /** 0 stands for any free port. */
    public int port(String key, int fallback) {
        return integer(key, 0, 65_535, fallback);
    }

    public boolean flag(String key, boolean fallback) {
        return parsed(key, "true or false", text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                })
                .orElse(fallback);
    }

    public Duration duration(String key, Duration min, Duration max, Duration fallback) {
        return parsed(
                        key,
                        Durations.expectation(min, max),
                        text -> Durations.parse(text)
                                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0))
                .orElse(fallback);
    }

    public long bytes(String key, long min, long max, long fallback) {
        return parsed(
                        key,
                        ByteSizes.expectation(min, max),
                        text -> ByteSizes.parse(text).filter(value -> value >= min && value <= max))
                .orElse(fallback);
    }

    public Optional<URI> httpUri(String key) {
        return parsed(key, "an address such as http://127.0.0.1:7080", SettingsReader::parseHttpUri);
    }

    private <T> Optional<T> parsed(String key, String expectation, Function<String, Optional<T>> parse) {
        Optional<String> text = settings.text(key);
        Optional<T> value = text.flatMap(parse);
        if (text.isPresent() && value.isEmpty()) {
            refuse(key, expectation);
        }
        return value;
    }

    /** Accepts ASCII digits only: the JDK also reads a plus sign and the digits of other scripts. */
    private static Optional<Integer> parseInt(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> parseHttpUri(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
