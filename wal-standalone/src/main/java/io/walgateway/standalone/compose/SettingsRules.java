package io.walgateway.standalone.compose;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.consumer.ConsumerMain;
import io.walgateway.controlplane.ControlPlaneMain;
import io.walgateway.server.ServerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Compares the settings files that a compose file mounts with the processes that read them, and with its services. */
record SettingsRules(ComposeFile file) {

    private static final List<String> SECTIONS = List.of(
            "grpc",
            "http",
            "management",
            "store",
            "catalog",
            "durable-storage",
            "limits",
            "kafka",
            "sqs",
            "cassandra",
            "evcache");
    private static final Pattern ADDRESS = Pattern.compile("\\b([a-z]+):(\\d+)\\b");
    private static final String HEALTH_PORT = "7071";

    /** Each problem as path, value and expectation; empty: none. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        file.services().stream()
                .filter(ComposeService::isOurs)
                .filter(service -> service.texts("command").contains("--config"))
                .forEach(service -> check(service, problems));
        return problems;
    }

    private void check(ComposeService service, List<String> problems) {
        List<String> command = service.texts("command");
        String inside = command.get(command.indexOf("--config") + 1);
        Optional<Path> settings = service.mountedAt(inside).map(file.folder()::resolve);
        if (settings.isEmpty()) {
            problems.add(
                    "services/%s/command: %s (expected: a file that is mounted)".formatted(service.name(), inside));
            return;
        }
        Callable<Integer> process = process(command.getFirst());
        int exitCode = new CommandLine(process)
                .execute("--check", "--config", settings.get().toString());
        if (exitCode != 0) {
            problems.add("%s: the process does not take it, and said why (expected: valid settings)"
                    .formatted(settings.get()));
            return;
        }
        checkPorts(service, values(settings.get()), problems);
        checkAddresses(settings.get(), problems);
    }

    private static Callable<Integer> process(String role) {
        return switch (role) {
            case "controlplane" -> new ControlPlaneMain();
            case "server" -> new ServerMain();
            case "consumer" -> new ConsumerMain();
            default -> throw new IllegalArgumentException(role + ": no such role");
        };
    }

    private static void checkPorts(ComposeService service, Map<String, String> values, List<String> problems) {
        Set<String> listening = values.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith(".port"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
        service.ports().flatMap(Optional::stream).forEach(port -> {
            if (!listening.contains(Integer.toString(port.inside()))) {
                problems.add("services/%s/ports: %d (expected: one of %s, on which it listens)"
                        .formatted(service.name(), port.inside(), listening));
            }
        });
        if (!HEALTH_PORT.equals(values.get("management.port"))) {
            problems.add("services/%s: management.port %s (expected: %s, which the image's health check asks)"
                    .formatted(service.name(), values.get("management.port"), HEALTH_PORT));
        }
        if (values.containsKey("http.host")
                && !values.getOrDefault("http.allowed-hosts", "").contains(service.name())) {
            problems.add("services/%s: http.allowed-hosts %s (expected: with its own name, by which others call it)"
                    .formatted(service.name(), values.get("http.allowed-hosts")));
        }
        values.forEach((key, value) -> {
            if (key.endsWith(".host") && !value.equals("0.0.0.0")) {
                problems.add("services/%s: %s %s (expected: 0.0.0.0, or nobody reaches it)"
                        .formatted(service.name(), key, value));
            }
        });
    }

    private void checkAddresses(Path settings, List<String> problems) {
        values(settings).forEach((key, value) -> {
            for (MatchResult address : ADDRESS.matcher(value).results().toList()) {
                if (file.service(address.group(1)).isEmpty()) {
                    problems.add(
                            "%s: %s: %s (expected: the name of a service)".formatted(settings, key, address.group()));
                }
            }
        });
    }

    /** The values by their full keys. */
    static Map<String, String> values(Path settings) {
        ProcessSettings read = ProcessSettings.load(Optional.of(settings), List.of());
        return SECTIONS.stream()
                .flatMap(section -> read.beneath(section).entrySet().stream()
                        .map(entry -> Map.entry(section + "." + entry.getKey(), entry.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
