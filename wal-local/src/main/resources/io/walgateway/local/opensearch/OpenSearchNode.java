import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.ingest.common.IngestCommonModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * One node of OpenSearch, with its modules on the class path. OpenSearch's own main class looks for modules in the
 * directories of its distribution, and refuses to run as root.
 */
final class OpenSearchNode extends Node {
    private OpenSearchNode(Environment environment) {
        super(environment, List.of(module(Netty4ModulePlugin.class), module(IngestCommonModulePlugin.class)), false);
    }

    /** The argument is the home directory, which holds config/opensearch.yml. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Settings settings = Settings.builder().put("path.home", home.toString()).build();
        OpenSearchNode node = new OpenSearchNode(InternalSettingsPreparer.prepareEnvironment(
                settings, Map.of(), home.resolve("config"), () -> "local"));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, ended)));
        node.start();
        ended.await();
    }

    private static void close(OpenSearchNode node, CountDownLatch ended) {
        try {
            node.close();
        } catch (IOException e) {
            System.err.println("Expected the node to close, but: " + e);
        } finally {
            ended.countDown();
        }
    }

    private static PluginInfo module(Class<? extends Plugin> type) {
        String java = Integer.toString(Runtime.version().feature());
        return new PluginInfo(type.getName(), "module", "NA", Version.CURRENT, java, type.getName(), List.of(), false);
    }
}
