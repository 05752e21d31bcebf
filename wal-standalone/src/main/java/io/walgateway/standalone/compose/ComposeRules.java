package io.walgateway.standalone.compose;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules for a compose file that people start on their own machines. */
record ComposeRules(ComposeFile file) {

    private static final Pattern PINNED = Pattern.compile(".+:(?!latest$)[\\w.-]+");
    private static final Set<String> CONDITIONS =
            Set.of("service_healthy", "service_completed_successfully", "service_started");
    private static final String COMPLETED = "service_completed_successfully";

    /** Each problem as path, value and expectation; empty: none. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        file.services().forEach(service -> check(service, problems));
        checkVolumes(problems);
        return problems;
    }

    private void check(ComposeService service, List<String> problems) {
        require(PINNED.matcher(service.image()).matches(), service, "image", "a fixed version", problems);
        require(service.node().has("mem_limit"), service, "mem_limit", "a limit", problems);
        require(!service.node().has("privileged"), service, "privileged", "absent", problems);
        require(!service.node().has("network_mode"), service, "network_mode", "absent", problems);
        require(hasHealth(service), service, "healthcheck", "a test, or one in our image", problems);
        require(
                service.ports()
                        .allMatch(port ->
                                port.filter(at -> at.host().equals("127.0.0.1")).isPresent()),
                service,
                "ports",
                "127.0.0.1:PUBLISHED:INSIDE",
                problems);
        service.dependencies().forEach((name, condition) -> checkDependency(service, name, condition, problems));
        checkMounts(service, problems);
        if (service.isOurs()) {
            checkOurs(service, problems);
        }
    }

    private static void checkOurs(ComposeService service, List<String> problems) {
        require(service.node().path("read_only").asBoolean(false), service, "read_only", "true", problems);
        require(service.texts("cap_drop").contains("ALL"), service, "cap_drop", "[ALL]", problems);
        require(
                service.texts("security_opt").contains("no-new-privileges:true"),
                service,
                "security_opt",
                "[no-new-privileges:true]",
                problems);
        require(!service.node().has("user"), service, "user", "that of the image", problems);
        require(service.node().has("restart"), service, "restart", "a policy", problems);
    }

    /** A service that others wait for until it ends needs no health check. */
    private boolean hasHealth(ComposeService service) {
        boolean ends = file.services().stream()
                .anyMatch(other -> COMPLETED.equals(other.dependencies().get(service.name())));
        if (service.node().path("healthcheck").path("disable").asBoolean(false)) {
            return ends;
        }
        return service.isOurs() || service.node().path("healthcheck").has("test");
    }

    private void checkDependency(ComposeService service, String name, String condition, List<String> problems) {
        require(file.service(name).isPresent(), service, "depends_on/" + name, "a service", problems);
        require(CONDITIONS.contains(condition), service, "depends_on/" + name, "a condition", problems);
    }

    private void checkMounts(ComposeService service, List<String> problems) {
        for (String volume : service.texts("volumes")) {
            String source = volume.substring(0, Math.max(0, volume.indexOf(':')));
            if (source.startsWith("./")) {
                boolean isThere =
                        Files.isRegularFile(file.folder().resolve(source).normalize());
                require(isThere, service, "volumes/" + source, "a file", problems);
                require(volume.endsWith(":ro"), service, "volumes/" + source, "read-only", problems);
            } else {
                require(file.volumes().contains(source), service, "volumes/" + source, "a named volume", problems);
            }
        }
    }

    private void checkVolumes(List<String> problems) {
        Set<String> unused = new TreeSet<>(file.volumes());
        file.services().stream()
                .flatMap(service -> service.texts("volumes").stream())
                .flatMap(volume -> Stream.of(volume.split(":", 2)).limit(1))
                .forEach(unused::remove);
        unused.forEach(volume -> problems.add("volumes/" + volume + ": unused (expected: a service that mounts it)"));
    }

    private static void require(
            boolean holds, ComposeService service, String key, String expectation, List<String> problems) {
        if (!holds) {
            String value = service.node().path(key).toString();
            problems.add("services/%s/%s: %s (expected: %s)"
                    .formatted(service.name(), key, value.isEmpty() ? "absent" : value, expectation));
        }
    }
}
